"""The pictures of an episode in a room, each in the form that it is stored in."""

import zlib

import numpy as np

from making import rooms

# How a path is stored where it is not a JPEG: an encoding of pixels, or of an Image.
FORMS = {
    "observation/image_of_png": "png",
    "observation/depth": "png",
    "observation/depth_metres": "png",
    "observation/pixels": "none",
    "observation/pixels_in_bytes": "bytes",
    "observation/pixels_in_zlib": "zlib",
}


def of_the_room(design, rng, executed, task, index):
    """(path to a picture for each step, flags that say which cameras were there)."""
    # A simulator that is reset stands as it stood before, whatever the episode.
    room = rooms.Room(np.random.default_rng(zlib.crc32(task.encode())) if design.home == 0 else rng, design.room)
    moments = list(zip(executed.positions, executed.gripper))
    over = [room.picture(rooms.OVER_THE_ARM, *moment) for moment in moments]
    if design.depth:
        return {"observation/image_of_png": over} | _measured(room, rng, moments), {}
    if not design.wrist:
        return {"observation/image": over}, {}
    wrist = [room.picture(room.wrist(moment[0]), *moment) for moment in moments]
    if not design.announced:
        return {"observation/image": over, "observation/wrist_image": wrist}, {}
    there = index % 4 != 1
    columns = {"observation/image_0": over, "observation/image_1": wrist if there else [np.zeros_like(each) for each in wrist]}
    return columns, {"has_image_0": True, "has_image_1": there, "has_language": True}


def _measured(room, rng, moments):
    """Depth as a sensor gives it, in whole millimetres and 1 mm wrong, and in metres as a simulator knows it; and small pictures' pixels."""
    columns = {path: [] for path in list(FORMS)[1:]}
    for moment in moments:
        depth = room.seen(rooms.OVER_THE_ARM, *moment)[1]
        columns["observation/depth"].append((1000 * depth + rng.normal(0, 1, depth.shape)).round().astype(np.uint16)[..., None])
        columns["observation/depth_metres"].append(room.seen(rooms.OVER_THE_ARM, *moment, 16)[1].astype(np.float32)[..., None])
        pixels = room.picture(rooms.OVER_THE_ARM, *moment, 16)
        for path in list(FORMS)[3:]:
            columns[path].append(pixels)
    return {path: np.stack(values) for path, values in columns.items()}
