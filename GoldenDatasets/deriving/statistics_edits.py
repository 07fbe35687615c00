"""Statistics files beside a dataset, as loaders write them: right, or wrong in one way. Edits of files, computed here from the decoded
records in plain Python: sums are exact (fsum), numbers are rounded to float32 when they are written."""

import json
import math

from deriving import wire
from deriving.geometry import float32

FILE_EDITS = {}


def edit(function):
    FILE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _episodes(files, splits, key):
    """Rows of a step leaf, one list an episode, in split, shard and record order."""
    info = json.loads(files["dataset_info.json"])
    for split in info["splits"]:
        if splits != "all" and split["name"] not in splits:
            continue
        for name in sorted(name for name in files if f"-{split['name']}.tfrecord" in name):
            for start, end in wire.frames(files[name]):
                features = wire.read_example(files[name][start + 12 : end - 4])
                steps = len(wire.read_feature(features["steps/is_first"])[1])
                values = wire.read_feature(features[f"steps/{key}"])[1]
                width = len(values) // steps
                yield [values[at : at + width] for at in range(0, len(values), width)]


def _quantile(ordered, share):
    """numpy's default."""
    at = share * (len(ordered) - 1)
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def _numbers(rows, names):
    columns = [sorted(column) for column in zip(*rows)]
    means = [math.fsum(column) / len(column) for column in columns]
    out = {
        "mean": means,
        "std": [math.sqrt(math.fsum((x - mean) ** 2 for x in column) / len(column)) for column, mean in zip(columns, means)],
        "max": [column[-1] for column in columns],
        "min": [column[0] for column in columns],
        names[0]: [_quantile(column, 0.01) for column in columns],
        names[1]: [_quantile(column, 0.99) for column in columns],
    }
    return {name: [float32(value) for value in values] for name, values in out.items()}


def _chunks(actions, states, horizon, deltas):
    """openpi's: from every step on, the last action repeated behind the end; `deltas` are dimensions from which the state is taken."""
    for start, state in enumerate(states):
        for step in range(horizon):
            action = actions[min(start + step, len(actions) - 1)]
            yield [float32(value - state[d]) if d in deltas else value for d, value in enumerate(action)]


@edit
def write_statistics(files, schema, file, splits="all", state=None, name=None, leaving_out=0, horizon=50, deltas=(), mask=None):
    """`openvla`, `octo` or `openpi`; `leaving_out` so many episodes in front, as when the data has grown since."""
    actions = list(_episodes(files, splits, "action"))[leaving_out:]
    states = list(_episodes(files, splits, state))[leaving_out:] if state else None
    quantiles = ("p01", "p99") if schema == "octo" else ("q01", "q99")
    if schema == "openpi":
        chunks = [row for a, s in zip(actions, states) for row in _chunks(a, s, horizon, deltas)]
        tree = {"state": _numbers([row for rows in states for row in rows], quantiles), "actions": _numbers(chunks, quantiles)}
        for group in tree.values():
            del group["min"], group["max"]
        tree = {"norm_stats": tree}
    else:
        rows = [row for rows in actions for row in rows]
        tree = {"action": _numbers(rows, quantiles), "num_transitions": len(rows), "num_trajectories": len(actions)}
        if states:
            tree["proprio"] = _numbers([row for rows in states for row in rows], quantiles)
        elif schema == "openvla":
            tree["proprio"] = {name: [0.0] * len(values) for name, values in tree["action"].items()}
        if mask:
            tree["action"]["mask"] = mask
        if name:
            tree = {name: tree}
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()


def _group(tree, path):
    for key in path:
        tree = tree[key]
    return tree


@edit
def swap_statistics(files, file, group, names):
    """The numbers under two names change places."""
    tree = json.loads(files[file])
    numbers = _group(tree, group)
    numbers[names[0]], numbers[names[1]] = numbers[names[1]], numbers[names[0]]
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()


@edit
def copy_statistics(files, file, group, pairs):
    """The numbers under one name are also written under another."""
    tree = json.loads(files[file])
    numbers = _group(tree, group)
    for source, to in pairs:
        numbers[to] = numbers[source]
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()


@edit
def reorder_statistics(files, file, group, order):
    tree = json.loads(files[file])
    numbers = _group(tree, group)
    for name, values in numbers.items():
        numbers[name] = [values[index] for index in order]
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()


@edit
def flatten_statistics(files, file, group):
    """One number for all dimensions, as if the mean had been taken over both axes."""
    tree = json.loads(files[file])
    numbers = _group(tree, group)
    for name, values in numbers.items():
        numbers[name] = min(values) if name in ("min", "q01") else max(values) if name in ("max", "q99") else sum(values) / len(values)
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()


@edit
def scale_statistics(files, file, group, names, by):
    tree = json.loads(files[file])
    numbers = _group(tree, group)
    for name in names:
        numbers[name] = [float32(value * by) for value in numbers[name]]
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()
