#!/usr/bin/env python3
"""Derives the one-defect datasets from the clean bases. Python's standard library is enough.

    python3 derive.py                     all of them, into GoldenDatasets/derived
    python3 derive.py --only NAME         one of them (may be given again)
    python3 derive.py --out DIR           elsewhere
    python3 derive.py --list              their names, the rule that each breaks, and how

Each is derived/<name>/<dataset>/<version>/ with derived/<name>/expected.json beside it. A dataset whose recipe, base and maker have not
changed since it was made is left as it is. The same bytes come out on every machine, except for files that are compressed whole.
"""

import argparse
import hashlib
import importlib
import json
import os
import pathlib
import pkgutil
import shutil
import sys

import deriving
from deriving.dataset import Dataset

HERE = pathlib.Path(__file__).resolve().parent


def edits(table):
    """Every edit of a kind, from all modules beside this one whose names end in _edits: EPISODE_EDITS change episodes, FILE_EDITS what
    stands on disk when those are done."""
    found = {}
    for module in pkgutil.iter_modules(deriving.__path__):
        if module.name.endswith("_edits"):
            found |= getattr(importlib.import_module(f"deriving.{module.name}"), table, {})
    return found


EPISODE_EDITS, FILE_EDITS = edits("EPISODE_EDITS"), edits("FILE_EDITS")


def pinned_bases():
    """Checks every file against bases.sha256 and returns a digest for each base."""
    listed = {}
    for line in (HERE / "bases.sha256").read_text().splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    there = {path.relative_to(HERE).as_posix() for path in (HERE / "bases").rglob("*") if path.is_file()}
    if there != set(listed):
        sys.exit(f"not as listed in bases.sha256: {', '.join(sorted(there ^ set(listed)))}")
    bases = {}
    for path, digest in sorted(listed.items()):
        if hashlib.sha256((HERE / path).read_bytes()).hexdigest() != digest:
            sys.exit(f"{path} is not the file that bases.sha256 pins")
        bases.setdefault(path.split("/")[1], hashlib.sha256()).update(f"{path} {digest}\n".encode())
    return {name: digest.hexdigest() for name, digest in bases.items()}


def makers_digest():
    sources = [HERE / "derive.py", *sorted((HERE / "deriving").glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def derive(defect):
    """(folder below the dataset's own, name to bytes)."""
    home = HERE / "bases" / defect["base"]
    below = json.loads((home / "expected.json").read_text())["dataset"]
    if not defect["recipe"]["edits"]:
        raise ValueError("a recipe without edits")
    dataset, files = Dataset(home / below), None
    for step in defect["recipe"]["edits"]:
        arguments = dict(step)
        name = arguments.pop("edit")
        if name in EPISODE_EDITS:
            if files is not None:
                raise ValueError(f"{name} edits episodes and cannot follow an edit of files")
            EPISODE_EDITS[name](dataset, **arguments)
        else:
            files = dataset.files() if files is None else files
            FILE_EDITS[name](files, **arguments)
    return below, dataset.files() if files is None else files


def write(defect, below, files, home, digest):
    """Into a folder beside the place, which then takes the place: a reader never sees half a dataset."""
    partial = home.with_name(f".{home.name}.{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    (partial / below).mkdir(parents=True)
    for name, data in sorted(files.items()):
        (partial / below / name).write_bytes(data)
    expected = {"name": defect["name"], "base": defect["base"], "dataset": below}
    expected |= {key: defect[key] for key in ("target", "images", "reference", "what", "contract", "expected") if key in defect}
    (partial / "expected.json").write_text(json.dumps(expected, indent=2, ensure_ascii=False) + "\n")
    (partial / "made-from").write_text(digest + "\n")
    shutil.rmtree(home, ignore_errors=True)
    try:
        partial.rename(home)
    except OSError:  # Another run put the same dataset there in between.
        if not is_made_from(home, digest):
            raise
        shutil.rmtree(partial)


def is_made_from(home, digest):
    stamp = home / "made-from"
    return stamp.exists() and stamp.read_text().strip() == digest


def forget_the_unlisted(out, recipes):
    """Takes away what an earlier version derived and this one does not: nobody shall prove a rule with it."""
    for stamp in sorted(out.glob("*/made-from")):
        if stamp.parent.name not in recipes:
            shutil.rmtree(stamp.parent)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", help="derive only this one; may be given again")
    parser.add_argument("--out", type=pathlib.Path, default=HERE / "derived", metavar="DIR", help="where to, instead of derived/")
    parser.add_argument("--list", action="store_true", help="print names, broken rules and what is wrong")
    options = parser.parse_args()
    recipes = {path.stem: path for path in sorted((HERE / "defects").glob("*.json"))}
    unknown = set(options.only or []) - set(recipes)
    if unknown:
        parser.error(f"no such defect: {', '.join(sorted(unknown))}")
    bases, maker, made = pinned_bases(), makers_digest(), 0
    options.out.mkdir(parents=True, exist_ok=True)
    for name, path in recipes.items():
        if options.only and name not in options.only:
            continue
        text = path.read_text()
        defect = json.loads(text)
        if defect["name"] != name:
            sys.exit(f"{path.name} calls itself {defect['name']}")
        if options.list:
            rule = defect["expected"].get("rule", "nothing")
            print(f"{name:30} {rule:31} {defect['what']}")
            continue
        home = options.out / name
        digest = hashlib.sha256((text + bases[defect["base"]] + maker).encode()).hexdigest()
        if is_made_from(home, digest):
            continue
        below, files = derive(defect)
        write(defect, below, files, home, digest)
        made += 1
    if not options.list:
        if not options.only:
            forget_the_unlisted(options.out, recipes)
        print(f"{made} derived into {options.out}, {len(options.only or recipes) - made} left as they were")


if __name__ == "__main__":
    main()
