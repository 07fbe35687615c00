"""States, distributions of labels and statistics files, by plain definitions."""

import json
import re

import numpy as np


def states(position, angles, moving, limits):
    """Rules that the states of one episode break: units, frozen, spikes, limits."""
    found = set()
    if np.abs(position).max() > 10 or (angles is not None and np.abs(angles).max() > 2 * np.pi):
        found.add("state/units")
    pose = position if angles is None else np.concatenate([position, angles], 1)
    still = np.r_[False, (np.diff(pose, axis=0) == 0).all(1) & (moving[:-1] > 1e-4)]
    runs = re.findall("1+", "".join("1" if each else "0" for each in still))
    if max(map(len, runs), default=0) >= 8:
        found.add("state/frozen")
    if len(position) > 7:
        window = np.stack([position[at : len(position) - 6 + at] for at in range(7)])
        away = np.abs(position[3:-3] - np.median(window, axis=0)).max()
        if away > 8 * np.quantile(np.abs(np.diff(position, axis=0)).max(1), 0.9):
            found.add("state/spikes")
    for axis, (low, high) in enumerate(limits):
        if position[:, axis].min() < low or position[:, axis].max() > high:
            found.add("state/limits")
    return found


def position_limits(owner):
    line = re.search(r"pose\.position: (\[\[.*\]\])", owner)
    return json.loads(line[1]) if line else []


def rest(action):
    """The longer of the two stretches at rest, at the head and at the tail, as a share of the episode; the last step always rests."""
    moves = np.flatnonzero(np.abs(action[:, :6]).max(1) > 1e-6)
    return max(moves[0], len(action) - 2 - moves[-1]) / len(action) if len(moves) else 1.0


def distributions(actions, width, target):
    """Rules that all labels together break."""
    found = set()
    for values in actions[:, :width].T:
        low, high, (first, last) = values.min(), values.max(), np.quantile(values, [0.01, 0.99])
        if low == high:
            found.add("action/dead-dimension")
            continue
        if target.startswith("openvla") and last - first < 1e-3 * (high - low):
            found.add("statistics/degenerate")
            continue
        if len(values) < 100:
            continue
        if max(np.mean(values == low), np.mean(values == high)) > 0.02:
            found.add("action/saturation")
        if len(np.unique(values)) <= 128 and len(values) > 500:
            found.add("action/quantised")
    if (actions[:, :6].min(0) == -1).all() and (actions[:, :6].max(0) == 1).all():
        found.add("statistics/already-normalised")
    return found


def statistics(folder, everyone, target):
    """Rules that files of statistics break: `everyone` lists (action, state) of each episode of all splits."""
    found = set()
    for file in sorted(folder.glob("*statistics*.json")):
        try:
            tree = json.loads(file.read_text())
        except ValueError:
            return {"statistics/agreement"}
        tree = tree if "action" in tree else next(iter(tree.values()))
        rows = np.concatenate([action for action, _ in everyone]).astype(float)
        wrong = tree["num_transitions"] != len(rows) or tree["num_trajectories"] != len(everyone)
        truth = {"mean": rows.mean(0), "std": rows.std(0), "min": rows.min(0), "max": rows.max(0)}
        for share, names in [(0.01, ("q01", "p01")), (0.99, ("q99", "p99"))]:
            truth |= {name: np.quantile(rows, share, axis=0) for name in names}
        for name, numbers in tree["action"].items():
            if name in truth and (np.shape(numbers) != truth[name].shape or not np.allclose(numbers, truth[name], rtol=1e-5, atol=1e-6)):
                wrong = True
        if wrong:
            found.add("statistics/agreement")
        low, high = (np.array(tree["action"][name]) for name in ("q01", "q99")) if "q01" in tree["action"] else (-np.inf, np.inf)
        if target.startswith("openvla") and np.mean((rows < low) | (rows > high), axis=0)[:6].max() > 0.04:
            found.add("statistics/clipped-share")
    return found
