"""What the bases with pictures of rooms claim of them, each by a plain definition."""

import numpy as np

from looking.pictures import brightness, rises


def problems(name, episodes):
    """What does not hold, in words; `episodes` are (columns with decoded pictures, metadata)."""
    look = LOOKS.get(name)
    return [] if look is None else [what for holds, what in look(episodes) if not holds]


def _rises(episodes, key):
    return rises([(columns[key], columns["observation/state"][:, 2].astype(float)) for columns, _ in episodes])


def _brightness(episodes, keys):
    return [brightness(picture) for columns, _ in episodes for key in keys for picture in columns[key]]


def _first(episodes):
    return [(metadata["task"], columns["observation/image"][0], columns["observation/state"][0]) for columns, metadata in episodes]


def tabletop_cameras(episodes):
    yield _rises(episodes, "observation/image") > 0.6, "a hand that rises does not rise in the picture"
    firsts = {picture.tobytes() for _, picture, _ in _first(episodes)}
    yield len(firsts) == len(episodes), "two episodes begin with the same picture"


def rotated_by_convention(episodes):
    yield _rises(episodes, "observation/image") < -0.6, "a hand that rises does not sink in the picture"


def night_scenes(episodes):
    light = _brightness(episodes, ["observation/image", "observation/wrist_image"])
    yield min(light) > 3 and max(light) < 11, f"brightness {min(light):.1f} to {max(light):.1f}"


def white_simulator(episodes):
    light = _brightness(episodes, ["observation/image"])
    yield min(light) > 235 and np.mean(light) > 240, f"brightness {min(light):.1f} to {max(light):.1f}"


def static_camera(episodes):
    pictures = np.stack([picture for _, picture, _ in _first(episodes)]).astype(float)
    away = np.abs(pictures - np.median(pictures, axis=0)).mean((1, 2, 3))
    yield away.max() < 2.5, f"a first picture differs by {away.max():.2f} on average"
    yield len({picture.tobytes() for picture in pictures}) == len(pictures), "two episodes begin with the same picture"


def same_reset(episodes):
    resets = {}
    for task, picture, state in _first(episodes):
        resets.setdefault(task, set()).add((picture.tobytes(), state.tobytes()))
    yield len(resets) == 3 and all(len(each) == 1 for each in resets.values()), "a task is reset to more than one picture and pose"


def announced_cameras(episodes):
    for camera in "01":
        told = [metadata[f"has_image_{camera}"] for _, metadata in episodes]
        there = [bool(columns[f"observation/image_{camera}"].any()) for columns, _ in episodes]
        yield told == there, f"has_image_{camera} does not say which episodes have pictures"
    yield 0 < sum(there) < len(there), "no camera is absent"


def depth_and_pixels(episodes):
    for columns, _ in episodes:
        plain = columns["observation/pixels"]
        yield all(np.array_equal(plain, columns[f"observation/pixels_in_{form}"]) for form in ("bytes", "zlib")), "pixels differ by form"
        depth, metres = columns["observation/depth"], columns["observation/depth_metres"]
        yield depth.dtype == np.uint16 and metres.dtype == np.float32, "depths of another type"
        yield abs(np.median(depth) / 1000 - np.median(metres)) < 0.03, "depths disagree"
        yield 0.3 < metres.min() and metres.max() < 4, f"depths of {metres.min():.2f} to {metres.max():.2f} m"


LOOKS = {
    look.__name__.replace("_", "-"): look
    for look in (
        announced_cameras,
        depth_and_pixels,
        night_scenes,
        rotated_by_convention,
        same_reset,
        static_camera,
        tabletop_cameras,
        white_simulator,
    )
}
