"""Edits of episodes, by name. Each takes the dataset and its own arguments from the recipe; counts, sizes and checksums are made true
again when the dataset is written, so that what is wrong is only what the edit made wrong.

`episodes` is "all", a split's name, or a list of [split, number]. Feature keys stand below `steps` unless they begin with a slash.
"""

import math
import random
import struct

from deriving import wire
from deriving.geometry import executed_labels, float32

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _key(feature):
    return feature[1:] if feature.startswith("/") else f"steps/{feature}"


def _chosen(dataset, episodes):
    if isinstance(episodes, list):
        return [dataset.episode(split, number) for split, number in episodes]
    chosen = [episode for split, _, episode in dataset.numbered() if episodes in ("all", split)]
    if not chosen:
        raise ValueError(f"no episodes in {episodes!r}")
    return chosen


def _steps(episode, steps):
    """`steps` is "all", "last", or a list of two: the first and the last step, both included."""
    if steps == "all":
        return range(episode.steps)
    if steps == "last":
        return range(episode.steps - 1, episode.steps)
    return range(steps[0], steps[1] + 1)


# Numbers


@edit
def multiply(dataset, feature, dimensions, by, episodes="all", steps="all"):
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        for t in _steps(episode, steps):
            for d in dimensions:
                rows[t][d] *= by
        episode.put_rows(_key(feature), rows)


@edit
def replace(dataset, feature, dimensions, value, episodes="all", steps="all"):
    """Sets numbers; "nan" and "inf" are written as words."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        for t in _steps(episode, steps):
            for d in dimensions:
                rows[t][d] = float(value) if isinstance(value, str) else value
        episode.put_rows(_key(feature), rows)


@edit
def garbage(dataset, feature, dimensions, size, steps, episodes="all", seed=1):
    """Random numbers up to `size`."""
    source = random.Random(seed)
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(_key(feature))
        for t in _steps(episode, steps):
            for d in dimensions:
                rows[t][d] = source.choice([-1, 1]) * source.uniform(0.5, 1) * size
        episode.put_rows(_key(feature), rows)


@edit
def shift_labels(dataset, by, episodes="all"):
    """Step t gets the label of step t + by; steps without one move nothing."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows("steps/action")
        still = [0.0] * 6
        episode.put_rows(
            "steps/action",
            [rows[t + by] if 0 <= t + by < len(rows) - (by > 0) else still + rows[t][6:] for t in range(len(rows))],
        )


@edit
def add_to_tokens(dataset, feature, value, episodes="all"):
    for episode in _chosen(dataset, episodes):
        episode.put(_key(feature), wire.INTS, [token + value for token in episode.get(_key(feature))])


@edit
def mirror_tokens(dataset, feature, total, episodes="all"):
    """id becomes total - id: the block read from its other end."""
    for episode in _chosen(dataset, episodes):
        episode.put(_key(feature), wire.INTS, [total - token for token in episode.get(_key(feature))])


@edit
def tokenise(dataset, feature, low, high, scale, highest, episodes="all"):
    """clamp(floor(scale u), 0, highest) of the action."""
    for episode in _chosen(dataset, episodes):
        tokens = []
        for row in episode.rows("steps/action"):
            for value, least, most in zip(row, low, high):
                tokens.append(min(max(int(scale * (value - least) / (most - least) // 1), 0), highest))
        episode.put(_key(feature), wire.INTS, tokens)


# Text


@edit
def write_text(dataset, feature, text, episodes="all", steps="all"):
    """Replaces texts. Within `text`, {} is what stood there; other bytes than UTF-8 are written as {hex:..}."""
    before, _, rest = text.partition("{hex:")
    raw, _, after = rest.partition("}")
    for episode in _chosen(dataset, episodes):
        key = _key(feature)
        values = list(episode.get(key))
        for t in range(len(values)) if feature.startswith("/") else _steps(episode, steps):
            old = values[t].decode()
            values[t] = before.replace("{}", old).encode() + bytes.fromhex(raw) + after.replace("{}", old).encode()
        episode.put(key, wire.BYTES, values)


# Leaves


@edit
def drop_leaf(dataset, feature, episodes):
    """Takes a leaf out of records; its declaration stays."""
    for episode in _chosen(dataset, episodes):
        del episode.change()[_key(feature)]


@edit
def drop_feature(dataset, feature):
    """Takes a feature out of the declaration and out of all records."""
    parent, leaf = dataset.declaration(feature)
    del parent[leaf]
    drop_leaf(dataset, feature, "all")


@edit
def declare(dataset, feature, declaration):
    """Declares a feature of `steps` anew."""
    parent, leaf = dataset.declaration(feature)
    parent[leaf] = declaration


@edit
def add_leaf(dataset, feature, kind, per_step, episodes="all"):
    """Adds a list to records: `per_step` holds one value per step of a repeating pattern, where a list stands for several values."""
    for episode in _chosen(dataset, episodes):
        values = []
        for t in range(episode.steps):
            value = per_step[t % len(per_step)]
            values += value if isinstance(value, list) else [value]
        if kind == wire.BYTES:
            values = [value.encode() for value in values]
        episode.put(_key(feature), kind, values)


@edit
def change_kind(dataset, feature, kind, episodes):
    """Stores numbers in a list of another kind."""
    for episode in _chosen(dataset, episodes):
        values = episode.get(_key(feature))
        if kind == wire.BYTES:
            values = [struct.pack("<f", value) for value in values]
        episode.put(_key(feature), kind, values)


@edit
def shorten(dataset, feature, values, episodes):
    """Takes so many values off the end of a list."""
    for episode in _chosen(dataset, episodes):
        key = _key(feature)
        episode.put(key, episode.kind(key), episode.get(key)[:-values])


@edit
def split_list(dataset, feature, episodes, chunks=2):
    """One packed list becomes several."""
    for episode in _chosen(dataset, episodes):
        kind, values = episode.kind(_key(feature)), episode.get(_key(feature))
        episode.change()[_key(feature)] = wire.feature(kind, values, chunks)


@edit
def unpack_lists(dataset, episodes="all"):
    """All numbers one by one, and keys in reverse: other bytes for the same record."""
    for episode in _chosen(dataset, episodes):
        features = episode.change()
        for key in reversed(list(features)):
            kind, values = episode.kind(key), episode.get(key)
            encoded = features.pop(key)
            features[key] = encoded if kind == wire.BYTES else wire.unpacked(kind, values)


# Steps and flags


@edit
def set_flag(dataset, flag, steps, value, episodes="all"):
    for episode in _chosen(dataset, episodes):
        values = episode.get(_key(flag))
        for t in _steps(episode, steps):
            values[t] = value
        episode.put(_key(flag), wire.INTS, values)


@edit
def keep_last_steps(dataset, count, episodes):
    for episode in _chosen(dataset, episodes):
        episode.take_steps(range(episode.steps - count, episode.steps))


@edit
def cut_into_motion(dataset, episodes):
    """Cuts each episode's start off, up to its fastest step in the first half."""
    for episode in _chosen(dataset, episodes):
        speeds = [sum(value * value for value in row[:3]) for row in episode.rows("steps/action")[: episode.steps // 2]]
        episode.take_steps(range(speeds.index(max(speeds)), episode.steps))


@edit
def there_and_back(dataset, times, episodes):
    """Plays an episode forwards and backwards until it is `times` as long; labels follow the states."""
    for episode in _chosen(dataset, episodes):
        last = episode.steps - 1
        order = list(range(last + 1))
        for turn in range(1, times):
            order += range(last - 1, -1, -1) if turn % 2 else range(1, last + 1)
        episode.take_steps(order)
        _relabel(episode)


@edit
def stretch_path(dataset, by, episodes):
    """Scales the path about its first position, states and labels alike."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        start = states[0][:3]
        episode.put_rows(
            "steps/observation/state",
            [[float32(s + by * (x - s)) for s, x in zip(start, state)] + state[3:] for state in states],
        )
        _relabel(episode)


@edit
def shake(dataset, metres, steps, episodes):
    """Moves the tool to and fro along x, once in so many steps; labels follow."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        moved = [[float32(row[0] + metres * math.sin(2 * math.pi * t / steps))] + row[1:] for t, row in enumerate(states)]
        episode.put_rows("steps/observation/state", moved)
        _relabel(episode)


def _relabel(episode):
    states = episode.rows("steps/observation/state")
    grippers = [row[6] for row in episode.rows("steps/action")]
    episode.put_rows("steps/action", executed_labels(states, grippers))


@edit
def glue(dataset, into, appended):
    """Appends the steps of one episode to another and takes its record away, as if nobody had seen where it begins."""
    first, second = dataset.episode(*into), dataset.episode(*appended)
    for key in first.step_keys:
        first.put(key, first.kind(key), list(first.get(key)) + list(second.get(key)))
    drop_record(dataset, appended)


# Episodes


@edit
def drop_record(dataset, episode):
    split, number = episode
    shard, record = dataset.place(split, number)
    del dataset.shards[split, shard][record]


@edit
def drop_split(dataset, split):
    dataset.info["splits"] = [each for each in dataset.info["splits"] if each["name"] != split]
    dataset.shards = {key: episodes for key, episodes in dataset.shards.items() if key[0] != split}


@edit
def copy_episode(dataset, episode, to_split, file_path, replacing=None, noise=0.0, seed=1):
    """Copies an episode to the end of a split, or over another. `noise` is added to states and labels, as long as a value stays the same
    when rounded to 1e-6."""
    twin = dataset.episode(*episode).copy()
    twin.put("episode_metadata/file_path", wire.BYTES, [file_path.encode()])
    source = random.Random(seed)
    if noise:
        for key in ("steps/action", "steps/observation/state"):
            moved = [float32(value + source.uniform(-noise, noise)) if value else value for value in twin.get(key)]
            same = [round(a * 1e6) == round(b * 1e6) for a, b in zip(moved, twin.get(key))]
            twin.put(key, wire.FLOATS, [a if keep else b for a, b, keep in zip(moved, twin.get(key), same)])
    if replacing is not None:
        shard, record = dataset.place(to_split, replacing)
        dataset.shards[to_split, shard][record] = twin
    else:
        last = max(index for split, index in dataset.shards if split == to_split)
        dataset.shards[to_split, last].append(twin)


# Clocks


@edit
def retime(dataset, features, how, episodes="all", **arguments):
    """Rewrites clocks (float64 as bytes) by one of the ways below, in units of the period."""
    for episode in _chosen(dataset, episodes):
        for feature in features:
            stamps = episode.doubles(_key(feature))
            episode.put_doubles(_key(feature), TIMES[how](stamps, **arguments))


def _back(stamps, step, period):
    """One stamp earlier than the one before it."""
    return [stamps[t - 1] - 0.05 * period if t == step else stamp for t, stamp in enumerate(stamps)]


def _hole(stamps, step, period, periods):
    """Nothing for so many periods before `step`."""
    return [stamp + (periods - 1) * period * (t >= step) for t, stamp in enumerate(stamps)]


def _shift(stamps, period, periods):
    return [stamp + periods * period for stamp in stamps]


def _jitter(stamps, period, periods):
    """Stamps early and late in a fixed irregular order, by so many periods."""
    order = [1, -1, -1, 1, -1, 1, 1, -1, 1, 1, -1, -1, 1]
    return [stamp + order[t % len(order)] * periods * period * (t > 0) for t, stamp in enumerate(stamps)]


def _stretch(stamps, ppm):
    return [stamps[0] + (stamp - stamps[0]) * (1 + ppm * 1e-6) for stamp in stamps]


def _even(stamps, period):
    """A perfect grid."""
    return [stamps[0] + t * period for t in range(len(stamps))]


TIMES = {"back": _back, "hole": _hole, "shift": _shift, "jitter": _jitter, "stretch": _stretch, "even": _even}


@edit
def clock_as_float32(dataset, feature, from_start, episodes="all"):
    """Stores a clock as float64 without an encoding, which TFDS writes as float32; seconds since the start, or as they are."""
    for episode in _chosen(dataset, episodes):
        stamps = episode.doubles(_key(feature))
        episode.put(_key(feature), wire.FLOATS, [stamp - stamps[0] * from_start for stamp in stamps])
    parent, leaf = dataset.declaration(feature)
    parent[leaf]["tensor"]["encoding"] = "none"


# The owner's word


@edit
def owner_says(dataset, text="", replacing=""):
    """Writes cupel.yaml, or replaces a part of it."""
    if replacing and replacing not in dataset.cupel:
        raise ValueError(f"cupel.yaml does not say {replacing!r}")
    dataset.cupel = dataset.cupel.replace(replacing, text) if replacing else text
