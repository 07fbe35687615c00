#!/usr/bin/env python3
"""Runs the loaders' own code over golden bases and writes the numbers that `cupel stats` is tested against. Needs numpy 1.26, the version
that the three repositories run with, and a checkout of each; nothing of them is kept here.

    python3 loader_statistics.py --openvla DIR --octo DIR --openpi DIR > ../Tests/CupelTests/fixtures/loader-statistics.json

    openvla/openvla @ c8f03f4               prismatic/vla/datasets/rlds/utils/data_utils.py  get_dataset_statistics
    octo-models/octo @ 241fb35              octo/data/utils/data_utils.py                    get_dataset_statistics
    Physical-Intelligence/openpi @ 15a9616  src/openpi/shared/normalize.py                   RunningStats
                                            src/openpi/transforms.py                         DeltaActions

Each function or class is taken out of its file by name, so that the rest of the repository need not be installed; the few things of
TensorFlow that it calls (a file system, a cardinality) stand below.
"""

import argparse
import ast
import collections.abc
import dataclasses
import hashlib
import json
import logging
import os
import pathlib
import tempfile
import types
import typing

import numpy as np

from deriving.dataset import Dataset

HERE = pathlib.Path(__file__).resolve().parent


def definitions(path, names, scope):
    """Executes only these definitions of a file."""
    tree = ast.parse(pathlib.Path(path).read_text())
    kept = [node for node in tree.body if getattr(node, "name", None) in names]
    if len(kept) != len(names):
        raise SystemExit(f"{path} does not define {names}")
    exec(compile(ast.Module(body=kept, type_ignores=[]), str(path), "exec"), scope)
    return [scope[name] for name in names]


class Trajectories:
    """What get_dataset_statistics asks of a dlimp dataset."""

    def __init__(self, trajectories):
        self.trajectories = trajectories

    def traj_map(self, function):
        return Trajectories([function(trajectory) for trajectory in self.trajectories])

    def cardinality(self):
        return types.SimpleNamespace(numpy=lambda: len(self.trajectories))

    def iterator(self):
        return iter(self.trajectories)


def stand_ins():
    gfile = types.SimpleNamespace(exists=os.path.exists, join=os.path.join, GFile=open)
    tf = types.SimpleNamespace(
        io=types.SimpleNamespace(gfile=gfile),
        data=types.SimpleNamespace(INFINITE_CARDINALITY=-1, UNKNOWN_CARDINALITY=-2),
        errors=types.SimpleNamespace(PermissionDeniedError=PermissionError),
        zeros_like=np.zeros_like,
    )
    scope = {"np": np, "tf": tf, "json": json, "os": os, "hashlib": hashlib, "logging": logging}
    scope |= {"Optional": typing.Optional, "Tuple": typing.Tuple, "Dict": typing.Dict}
    scope |= {"dl": types.SimpleNamespace(DLataset=object), "overwatch": logging.getLogger("loader")}

    def progress(iterator, **_):
        return iterator

    # One file calls tqdm, the other tqdm.tqdm.
    progress.tqdm = progress
    return scope | {"tqdm": progress}


def dataset_statistics(path, trajectories):
    (function,) = definitions(path, ["get_dataset_statistics"], stand_ins())
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        return function(Trajectories(trajectories), ("",), folder)


def norm_stats(openpi, episodes, horizon, mask, batch=32):
    @dataclasses.dataclass
    class NormStats:
        mean: np.ndarray
        std: np.ndarray
        q01: np.ndarray
        q99: np.ndarray

    (running,) = definitions(f"{openpi}/src/openpi/shared/normalize.py", ["RunningStats"], {"np": np, "NormStats": NormStats})
    scope = {"np": np, "dataclasses": dataclasses, "DataTransformFn": object, "DataDict": dict, "Sequence": collections.abc.Sequence}
    (delta_actions,) = definitions(f"{openpi}/src/openpi/transforms.py", ["DeltaActions"], scope)
    frames = []
    for states, actions in episodes:
        # The chunk of every step, the last action repeated: src/openpi/training/droid_rlds_dataset.py:160.
        at = np.minimum(np.arange(len(actions))[:, None] + np.arange(horizon)[None], len(actions) - 1)
        for state, chunk in zip(states, actions[at]):
            frames.append(delta_actions(mask=mask)({"state": state.copy(), "actions": chunk.copy()}))
    stats = {"state": running(), "actions": running()}
    # As scripts/compute_norm_stats.py goes: full batches only.
    for start in range(0, len(frames) // batch * batch, batch):
        for key, each in stats.items():
            each.update(np.stack([frame[key] for frame in frames[start : start + batch]]))
    return {key: {name: value.tolist() for name, value in vars(each.get_statistics()).items()} for key, each in stats.items()}


def arrays(base, key, splits=None, leaving_out=()):
    home = HERE / "bases" / base
    dataset = Dataset(home / json.loads((home / "expected.json").read_text())["dataset"])
    return [
        np.array(episode.rows(f"steps/{key}"), dtype=np.float32)
        for split, number, episode in sorted(dataset.numbered(), key=lambda each: each[:2])
        if (splits is None or split in splits) and (split, number) not in leaving_out
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("openvla", "octo", "openpi"):
        parser.add_argument(f"--{name}", required=True, metavar="DIR")
    options = parser.parse_args()
    if not np.__version__.startswith("1.26"):
        raise SystemExit(f"numpy {np.__version__}: the loaders run with 1.26")
    openvla = f"{options.openvla}/prismatic/vla/datasets/rlds/utils/data_utils.py"
    octo = f"{options.octo}/octo/data/utils/data_utils.py"
    out = {"made_by": "GoldenDatasets/loader_statistics.py", "cases": []}

    def case(base, schema, target, statistics, excluded=()):
        lines = [f"{split}/{number}" for split, number in excluded]
        out["cases"].append({"base": base, "schema": schema, "target": target, "exclude": lines, "statistics": statistics})

    left = [("train", 0), ("train", 7), ("val", 1)]
    for base, excluded in [("euler-base", ()), ("twenty-hertz", ()), ("idle-and-heavy-tailed", ()), ("euler-base", left)]:
        actions = arrays(base, "action", leaving_out=excluded)
        plain = [{"action": action, "observation": {}} for action in actions]
        case(base, "openvla", "openvla", dataset_statistics(openvla, plain), excluded)
        case(base, "octo", "octo", dataset_statistics(octo, plain), excluded)
    base = "twenty-hertz"
    loaded = [
        {"action": action, "observation": {"proprio": state}}
        for action, state in zip(arrays(base, "action"), arrays(base, "observation/state"))
    ]
    case(base, "openvla", "openvla-oft-libero", dataset_statistics(openvla, loaded))
    for base in ("franka-joints", "euler-base"):
        joints = base == "franka-joints"
        episodes = list(zip(arrays(base, "observation/state", ["train"]), arrays(base, "action", ["train"])))
        mask = np.array([True] * 7 + [False]) if joints else None
        case(base, "openpi", "pi05", norm_stats(options.openpi, episodes, 50, mask))
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
