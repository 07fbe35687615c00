"""A dataset whose every string wants to be something else: markup, script, terminal codes, the end of a CDATA section, a megabyte.

Where a format forbids something (a slash in a file name), the string does without it. The records themselves are sound, and some of
their labels are wrong, so that the strings reach findings and not only summaries.
"""

import shutil
import sys

from Shared import reports

sys.path.insert(0, str(reports.ROOT / "GoldenDatasets"))

from deriving import wire  # noqa: E402
from deriving.dataset import Dataset  # noqa: E402
from deriving.episode_edits import EPISODE_EDITS  # noqa: E402

# What a page, an XML file, a spreadsheet, a log or a shell would act upon, and what makes a reader see something else.
MARKUP = "<script>alert('cupel')</script><img src=x onerror=alert(1)>\"'>--><svg onload=alert(1)>{{script}}"
ENDS = "]]><!--</style></script></title>&amp;&#0;&nosuch;"
MARKS = "\u202eesrever\u202c \u200f\u2067 \u200b\ufeff\u2028\u2029 e\u0301\u0301 \U000e0041"
CONTROLS = "\x1b[31mred\x07\x08\r\n\t\x7f\x00::error file=a,line=1::x"
CELLS = '=HYPERLINK("x","y"),@SUM(1)|`[a](javascript:alert(1))` **b** | <details>'
EVERYTHING = MARKUP + ENDS + MARKS + CONTROLS + CELLS
NOT_UTF8 = b"pick \xc3\x28 \xff\xfe \xed\xa0\x80 \xf0\x9f up"
MEGABYTE = (MARKUP + "pick up the spoon ").encode() * 9_000

# File names hold neither a slash nor a NUL.
SPLIT = "val<img src=x onerror=alert(1)>]]>\u202e'\"&"
FOLDER = "<b>&\"' ]]>\u202e{{main}}"
FEATURE = 'x"><svg onload=alert(1)>]]>\u202e'

INSTRUCTION = "steps/language_instruction"
FILE_PATH = "episode_metadata/file_path"


def dataset():
    """Writes it, and returns its path as one would type it from the top of the repository."""
    made = Dataset(reports.ROOT / reports.golden("one-episode-scaled"))
    _rename_split(made, "val", SPLIT)
    _rename_leaf(made, "discount", FEATURE)
    made.info["description"] = EVERYTHING
    instructions = {
        0: [EVERYTHING.encode()],
        1: [NOT_UTF8],
        2: [CONTROLS.encode()],
        3: [MARKS.encode()],
        4: [CELLS.encode()],
        5: [ENDS.encode(), MARKUP.encode()],  # Two texts in one episode: what changes is quoted.
    }
    paths = {6: EVERYTHING.encode(), 7: NOT_UTF8, 8: b"../../<b>\x1b[2J", 9: MEGABYTE}
    for split, number, episode in made.numbered():
        if split != "train":
            episode.put(FILE_PATH, wire.BYTES, [EVERYTHING.encode()])
            continue
        if number in instructions:
            texts = instructions[number]
            steps = episode.steps
            episode.put(INSTRUCTION, wire.BYTES, [texts[min(step, len(texts) - 1)] for step in range(steps)])
        if number in paths:
            episode.put(FILE_PATH, wire.BYTES, [paths[number]])
        if number == 10:
            # One step asks for a megabyte, and the others for what they asked for before.
            before = episode.get(INSTRUCTION)
            episode.put(INSTRUCTION, wire.BYTES, [MEGABYTE, *before[1:]])
    # Faults besides, each in an episode whose path or text is hostile.
    EPISODE_EDITS["multiply"](made, "action", [0, 1, 2], 1.05, [["train", 6], ["train", 0]])
    EPISODE_EDITS["replace"](made, "action", [0], "nan", [["train", 7]], [3, 4])
    EPISODE_EDITS["multiply"](made, FEATURE, [0], 3.0, [["train", 8]])
    files = made.files()
    files["cupel.yaml"] = _declarations().encode()
    files["README.md"] = EVERYTHING.encode()
    home = reports.ROOT / dataset_path()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name, data in files.items():
        (home / name).write_bytes(data)
    return dataset_path()


def dataset_path():
    return (reports.scratch() / FOLDER / "1.0.0").relative_to(reports.ROOT)


def _rename_split(made, old, new):
    for split in made.info["splits"]:
        if split["name"] == old:
            split["name"] = new
    made.shards = {(new if name == old else name, index): shard for (name, index), shard in made.shards.items()}


def _rename_leaf(made, old, new):
    parent, leaf = made.declaration(old)
    parent[new] = parent.pop(leaf)
    for _, _, episode in made.numbered():
        features = episode.change()
        features[f"steps/{new}"] = features.pop(f"steps/{old}")


def contract():
    """A contract with waivers by whom nobody knows, one of them at its end; returns its path. Its dataset was written before."""
    path = dataset_path().parent / "contract<b>&'.yaml"
    waivers = "".join(
        f'  - {{rule: {rule}, reason: "{_quoted()}", owner: "{_quoted()}", until: {until}}}\n'
        for rule, until in [("language/constant", "2030-01-01"), ("language/length", "2020-01-01"), ("container/checksum", "2030-01-01")]
    )
    (reports.ROOT / path).write_text(f"waivers:\n{waivers}")
    return path


def _quoted():
    quoted = EVERYTHING.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted)


def _declarations():
    """The owner's words: free text that reports print."""
    quoted = _quoted()
    return f'provenance:\n  collector: "{quoted}"\n  hardware: "{quoted}"\n  annotation_protocol: "{quoted}"\n'
