"""Pictures one by one, decoded by TensorFlow, by plain definitions; and what moves in them."""

import functools
import json
import struct

import numpy as np
import tensorflow as tf


def cameras(folder):
    """Leaf of `steps` to (height, width, channels) and form, for each declared Image of eight bits."""
    found = {}

    def walk(node, path):
        if "featuresDict" in node:
            for name, inner in node["featuresDict"]["features"].items():
                walk(inner, path + [name])
        elif "sequence" in node:
            walk(node["sequence"]["feature"], path)
        elif node.get("image", {}).get("dtype") == "uint8":
            sizes = tuple(int(each) for each in node["image"]["shape"]["dimensions"])
            found["/".join(path[1:])] = sizes, node["image"].get("encodingFormat")

    try:
        walk(json.loads((folder / "features.json").read_text()), [])
    except (ValueError, KeyError):  # the old form, or none
        return {}
    return found


@functools.lru_cache(maxsize=40_000)
def decoded(payload):
    """uint8 [height, width, channels]; None where TensorFlow cannot make a picture of it."""
    try:
        return tf.io.decode_image(payload, expand_animations=False).numpy()
    except tf.errors.InvalidArgumentError:
        return None


def form(payload):
    return "jpeg" if payload[:2] == b"\xff\xd8" else "png" if payload[:4] == b"\x89PNG" else None


def segments(payload):
    """(marker, body) of a JPEG up to its scan; then the place where the scan begins."""
    at = 2
    while True:
        marker, size = struct.unpack_from(">xBH", payload, at)
        yield marker, payload[at + 4 : at + 2 + size]
        at += 2 + size
        if marker == 0xDA:
            return (yield None, at)


def ends_well(payload):
    """Whether the first end of a scan is the end of the bytes. Within a scan FF is followed by 00."""
    at = [place for marker, place in segments(payload) if marker is None][0]
    return payload.find(b"\xff\xd9", at) == len(payload) - 2


def coarseness(payload):
    """Mean step of the first table of quantisation: 58 at quality 50, less above."""
    return np.mean(list([body for marker, body in segments(payload) if marker == 0xDB][0][1:65]))


def brightness(picture):
    """Mean of 0.299 R + 0.587 G + 0.114 B; of a grey picture, its mean."""
    return float((picture @ [0.299, 0.587, 0.114]).mean() if picture.shape[-1] == 3 else picture.mean())


def is_black(picture):
    return brightness(picture) < 3


def is_flat(picture):
    return picture.std() < 1 and not is_black(picture)


def sharpness(picture):
    """What a pixel differs from the mean of its four neighbours, as a share of how much the picture varies at all."""
    grey = picture.mean(-1)
    around = (grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]) / 4
    return np.abs(grey[1:-1, 1:-1] - around).mean() / max(grey.std(), 1)


def blown_out(picture):
    """Share of pixels of which a channel is as light as it can be."""
    return float((picture >= 254).any(-1).mean())


def stands_out(pictures):
    """Whether one picture within an episode is unlike the one before and the one behind, three times as much as any other two in a row."""
    steps = np.array([np.abs(a.astype(float) - b).mean() for a, b in zip(pictures, pictures[1:])])
    for t in range(1, len(steps)):
        others = np.delete(steps, [t - 1, t])
        if len(others) and steps[t - 1 : t + 1].min() > 3 * others.max() > 0:
            return True
    return False


def unrest(pictures):
    """How much a picture usually differs from the one before."""
    return float(np.median([np.abs(a.astype(float) - b).mean() for a, b in zip(pictures, pictures[1:])]))


def heights(pictures):
    """How far up in the picture something moves: for each picture, the mean row of what differs from the episode's median picture, counted
    from below, in shares of the height."""
    change = np.abs(pictures - np.median(pictures, axis=0)).sum(-1)
    change = np.where(change > 0.3 * change.max(), change, 0)
    rows = np.arange(pictures.shape[1])[:, None]
    return 1 - (change * rows).sum((1, 2)) / np.maximum(change.sum((1, 2)), 1e-9) / pictures.shape[1]


def rises(episodes):
    """Correlation of height in the picture with height in the room, over episodes of (pictures, z), each about its own mean. Near 1 where
    pictures are upright, near -1 where they are upside down."""
    seen = [heights(pictures.astype(float)) for pictures, _ in episodes]
    seen = np.concatenate([each - each.mean() for each in seen])
    truth = np.concatenate([z - z.mean() for _, z in episodes])
    return float(np.corrcoef(seen, truth)[0, 1])
