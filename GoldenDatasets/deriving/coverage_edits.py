"""Edits of how episodes are spread: over places, ends and tasks."""

import math
import random

from deriving.episode_edits import _chosen, _relabel
from deriving.geometry import float32

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


@edit
def follow_one(dataset, split, number, away, seed=1):
    """All episodes take the path of one, each in its own time and up to `away` metres beside it in the middle; labels follow."""
    path = [row[:6] for row in dataset.episode(split, number).rows("steps/observation/state")]
    source = random.Random(seed)
    for episode in _chosen(dataset, "all"):
        last = episode.steps - 1
        beside = [source.uniform(-away, away) for _ in range(3)]
        rows = []
        for t, own in enumerate(episode.rows("steps/observation/state")):
            at = t * (len(path) - 1) / last
            low = min(int(at), len(path) - 2)
            place = [a + (at - low) * (b - a) for a, b in zip(path[low], path[low + 1])]
            swing = math.sin(math.pi * t / last) ** 2
            place = [x + swing * d for x, d in zip(place[:3], beside)] + place[3:]
            rows.append([float32(x) for x in place] + own[6:])
        episode.put_rows("steps/observation/state", rows)
        _relabel(episode)


@edit
def end_at(dataset, place):
    """Bends every path so that it ends at one place, the more the later; labels follow."""
    for episode in _chosen(dataset, "all"):
        states = episode.rows("steps/observation/state")
        last = len(states) - 1
        missing = [p - x for p, x in zip(place, states[last])]
        rows = []
        for t, row in enumerate(states):
            share = (1 - math.cos(math.pi * t / last)) / 2
            rows.append([float32(x + share * m) for x, m in zip(row[:3], missing)] + row[3:])
        episode.put_rows("steps/observation/state", rows)
        _relabel(episode)
