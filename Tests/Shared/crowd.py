"""Very many small episodes, many of them wrong in one way or another: what a report must stay readable for.

There are a thousand different episodes, and each comes again and again under another file path. The path stands at the very end of a record,
so that the checksum of all that stands before is computed once: the whole is written in seconds, by the standard library.
"""

import hashlib
import json
import math
import os
import pathlib
import random
import shutil
import struct
import sys

from Shared import reports

sys.path.insert(0, str(reports.ROOT / "GoldenDatasets"))

from deriving import wire  # noqa: E402

# Every cap of every report is reached by these. CROWD=100000 asks for more, which takes a release build or patience.
EPISODES = int(os.environ.get("CROWD", "10000"))
TEMPLATES = 1_000
SHARDS = {"train": 20, "val": 5}
VERBS = ["pick up", "put down", "push", "turn over", "wipe", "stack", "open", "close", "lift", "pour from"]
THINGS = ["cup", "plate", "spoon", "bottle", "bowl", "block", "towel", "drawer", "can", "box"]
PLACES = ["on the shelf", "by the sink", "in the tray", "under the lamp", "at the door", "near the edge", "on the stove", "in the corner",
          "behind the rack", "beside the pan"]


def dataset(home):
    """Writes it unless it is there, and returns its path as one would type it from the top of the repository."""
    folder = home / "crowd"
    made_from = f"{EPISODES} {hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()}"
    stamp = folder / "made-from"
    if not (stamp.exists() and stamp.read_text() == made_from):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "1.0.0").mkdir(parents=True)
        _write(folder / "1.0.0")
        stamp.write_text(made_from)
    return (folder / "1.0.0").relative_to(reports.ROOT)


def _write(folder):
    templates = [_template(number) for number in range(TEMPLATES)]
    starts = [_crc(template) for template in templates]
    shards = [(split, index, count) for split, count in SHARDS.items() for index in range(count)]
    per_shard = EPISODES // len(shards)
    splits = {split: {"name": split, "numBytes": 0, "shardLengths": []} for split in SHARDS}
    number = 0
    for split, index, count in shards:
        parts = []
        for _ in range(per_shard):
            which = number % TEMPLATES
            end = b"%07d" % number
            payload = templates[which] + end
            length = struct.pack("<Q", len(payload))
            parts += [length, _masked(_crc(length)), payload, _masked(_crc(end, starts[which]))]
            splits[split]["numBytes"] += len(payload)
            number += 1
        splits[split]["shardLengths"].append(str(per_shard))
        (folder / f"crowd-{split}.tfrecord-{index:05d}-of-{count:05d}").write_bytes(b"".join(parts))
    info = {"name": "crowd", "version": "1.0.0", "fileFormat": "tfrecord", "splits": [each | {"numBytes": str(each["numBytes"])} for each in splits.values()]}
    for each in info["splits"]:
        each["filepathTemplate"] = "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}"
    (folder / "dataset_info.json").write_text(json.dumps(info, indent=2) + "\n")
    features = json.loads((reports.ROOT / reports.golden("euler-base") / "features.json").read_text())
    steps = features["featuresDict"]["features"]["steps"]["sequence"]["feature"]["featuresDict"]["features"]
    del steps["observation"]["featuresDict"]["features"]["image"]
    (folder / "features.json").write_text(json.dumps(features, indent=4) + "\n")


def _template(number):
    """A record but for the last seven letters of its path."""
    dice = random.Random(number)
    count = 2 if number % 97 == 0 else dice.randint(5, 9)
    pose = [dice.uniform(0.2, 0.6), dice.uniform(-0.3, 0.3), dice.uniform(0.1, 0.5), dice.uniform(-0.4, 0.4), dice.uniform(-0.4, 0.4), dice.uniform(-0.4, 0.4)]
    states, actions = [], []
    for step in range(count):
        change = [dice.uniform(-0.02, 0.02) for _ in range(3)] + [dice.uniform(-0.05, 0.05) for _ in range(3)]
        grip = float(step > count // 2)
        if number % 7 == 0:
            grip = float(step % 2)  # to and fro
        states.append([*pose, 0.0, grip])
        label = change if step < count - 1 else [0.0] * 6
        actions.append([*label, grip])
        pose = [a + b for a, b in zip(pose, label)]
    if number % 5 == 0:
        actions = [[each * 1000 for each in row[:3]] + row[3:] for row in actions]
    if number % 11 == 0:
        actions[1][0] = math.nan
    if number % 13 == 0:
        states = [[each * 100 for each in row[:3]] + row[3:] for row in states]
    text = f"{VERBS[number % 10]} the {THINGS[number // 10 % 10]} {PLACES[number // 100]}"
    if number % 17 == 0:
        text = ["", " " + text, "episode_%d" % number, text.upper(), "do it"][number // 17 % 5]
    flags = {
        "steps/is_first": [int(step == 0) for step in range(count)],
        "steps/is_last": [int(step == count - 1) for step in range(count)],
        "steps/is_terminal": [int(step == count - 1) for step in range(count)],
    }
    features = {key: wire.feature(wire.INTS, values) for key, values in flags.items()}
    features["steps/action"] = wire.feature(wire.FLOATS, [value for row in actions for value in row])
    features["steps/observation/state"] = wire.feature(wire.FLOATS, [value for row in states for value in row])
    features["steps/reward"] = wire.feature(wire.FLOATS, [float(step == count - 1) for step in range(count)])
    features["steps/discount"] = wire.feature(wire.FLOATS, [1.0] * count)
    features["steps/language_instruction"] = wire.feature(wire.BYTES, [text.encode()] * count)
    features["episode_metadata/task"] = wire.feature(wire.BYTES, [f"{VERBS[number % 10]} {THINGS[number // 10 % 10]}".encode()])
    features["episode_metadata/file_path"] = wire.feature(wire.BYTES, [b"recordings/crowd/0000000"])
    return wire.example(features)[:-7]


def _crc(data, register=0xFFFFFFFF):
    """The register of CRC-32C after so much; the last step and the mask are for `_masked`."""
    table = wire.CRC_TABLE
    for byte in data:
        register = register >> 8 ^ table[(register ^ byte) & 0xFF]
    return register


def _masked(register):
    crc = register ^ 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)
