"""Edits of stored tokens, by name."""

from deriving import wire
from deriving.geometry import float32

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _chosen(dataset, episodes):
    if isinstance(episodes, list):
        return [dataset.episode(split, number) for split, number in episodes]
    return [episode for split, _, episode in dataset.numbered() if episodes in ("all", split)]


@edit
def replace_tokens(dataset, feature, dimensions, token, by, episodes="all"):
    """One id becomes another in these dimensions."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(f"steps/{feature}")
        for row in rows:
            for d in dimensions:
                if row[d] == token:
                    row[d] = by
        episode.put_rows(f"steps/{feature}", rows)


@edit
def move_tokens(dataset, feature, value, steps, episodes="all"):
    """Adds to the ids of these steps, first and last included."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(f"steps/{feature}")
        for row in rows[steps[0] : steps[1] + 1]:
            row[:] = [token + value for token in row]
        episode.put_rows(f"steps/{feature}", rows)


@edit
def store_decoded(dataset, feature, low, high, scale, highest, offset, divisor):
    """Adds what the action decodes to after encoding: (clamp(floor(scale u), 0, highest) + offset) / divisor of the range."""
    for _, _, episode in dataset.numbered():
        decoded = []
        for row in episode.rows("steps/action"):
            for value, least, most in zip(row, low, high):
                token = min(max(int(scale * (value - least) / (most - least) // 1), 0), highest)
                decoded.append(float32(least + (most - least) * (token + offset) / divisor))
        episode.put(f"steps/{feature}", wire.FLOATS, decoded)
    parent, _ = dataset.declaration("action")
    parent[feature] = parent["action"]
