"""Edits of numbers: labels and states that lose what they should say."""

import math
import random

from deriving import wire
from deriving.episode_edits import _chosen, _key, _relabel, _steps
from deriving.geometry import float32

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


@edit
def clip(dataset, feature, dimensions, low, high, episodes="all"):
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        for row in rows:
            for d in dimensions:
                row[d] = min(max(row[d], low), high)
        episode.put_rows(_key(feature), rows)


@edit
def round_to_levels(dataset, feature, dimensions, levels, episodes="all"):
    """Each dimension to so many levels across its own range over all chosen episodes."""
    chosen = _chosen(dataset, episodes)
    everything = [row for episode in chosen for row in episode.rows(_key(feature))]
    for d in dimensions:
        low, high = min(row[d] for row in everything), max(row[d] for row in everything)
        step = (high - low) / (levels - 1)
        for episode in chosen:
            rows = episode.rows(_key(feature))
            for row in rows:
                row[d] = float32(low + step * round((row[d] - low) / step))
            episode.put_rows(_key(feature), rows)


@edit
def offset(dataset, feature, dimensions, by, episodes="all", steps="all", relabel=False):
    """Adds a number; with `relabel` the labels follow the states."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        first, last = (steps[0], min(steps[1], episode.steps - 1)) if isinstance(steps, list) else (0, episode.steps - 1)
        for t in range(first, last + 1):
            for d in dimensions:
                rows[t][d] = float32(rows[t][d] + by)
        episode.put_rows(_key(feature), rows)
        if relabel:
            _relabel(episode)


@edit
def freeze(dataset, feature, dimensions, steps, episodes="all"):
    """Holds what stood at the first of the steps."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        held = list(rows[steps[0]])
        for t in _steps(episode, steps):
            for d in dimensions:
                rows[t][d] = held[d]
        episode.put_rows(_key(feature), rows)


@edit
def rest(dataset, head, tail, episodes="all"):
    """So many steps at rest before the first step and behind the last: the pose is held, labels move nothing, the gripper stays."""
    for episode in _chosen(dataset, episodes):
        last = episode.steps - 1
        episode.take_steps([0] * head + list(range(last + 1)) + [last] * tail)
        rows = episode.rows("steps/action")
        for t in range(head):
            rows[t] = [0.0] * 6 + rows[t][6:]
        for t in range(head + last, len(rows)):
            rows[t] = [0.0] * 6 + rows[t][6:]
        episode.put_rows("steps/action", rows)


@edit
def in_degrees(dataset, feature, dimensions, episodes="all"):
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        for row in rows:
            for d in dimensions:
                row[d] = float32(math.degrees(row[d]))
        episode.put_rows(_key(feature), rows)


@edit
def scale_to_unit(dataset, feature, dimensions, episodes="all"):
    """Each dimension so that its 1 % and 99 % quantiles become -1 and 1, and what lies outside is cut: as a loader scales."""
    chosen = _chosen(dataset, episodes)
    everything = [row for episode in chosen for row in episode.rows(_key(feature))]
    for d in dimensions:
        ordered = sorted(row[d] for row in everything)
        low, high = ordered[round(0.01 * (len(ordered) - 1))], ordered[round(0.99 * (len(ordered) - 1))]
        for episode in chosen:
            rows = episode.rows(_key(feature))
            for row in rows:
                row[d] = float32(min(max(2 * (row[d] - low) / (high - low) - 1, -1), 1))
            episode.put_rows(_key(feature), rows)


@edit
def multiply_episodes(dataset, split, times, seed=1):
    """Every episode of a split so many times over, each copy along another path: mirrored and turned about the vertical through its first
    position, and up to a fifth larger or smaller; labels follow the states."""
    source = random.Random(seed)
    for shard in sorted(key for key in dataset.shards if key[0] == split):
        originals = list(dataset.shards[shard])
        for number, original in enumerate(originals):
            for copy in range(1, times):
                twin = original.copy()
                name = twin.get("episode_metadata/file_path")[0].decode()[:-3]
                twin.put("episode_metadata/file_path", wire.BYTES, [f"{name}_{copy}.h5".encode()])
                _turn_path(twin, source.uniform(0.8, 1.2), source.uniform(-math.pi, math.pi), source.choice([-1, 1]))
                dataset.shards[shard].append(twin)


def _turn_path(episode, scale, angle, mirror):
    states = episode.rows("steps/observation/state")
    start = states[0][:3]
    for state in states:
        x, y, z = (scale * (state[axis] - start[axis]) for axis in range(3))
        turned = (x * math.cos(angle) - mirror * y * math.sin(angle), x * math.sin(angle) + mirror * y * math.cos(angle), z)
        state[:3] = [float32(start[axis] + turned[axis]) for axis in range(3)]
    episode.put_rows("steps/observation/state", states)
    _relabel(episode)
