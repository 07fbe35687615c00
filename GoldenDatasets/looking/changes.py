"""Whether a change of pictures made what its name says: the same picture of the base, decoded by TensorFlow and changed by numpy, must be
what the derived one decodes to, but for rounding; and every other picture must have its bytes."""

import numpy as np

from looking.pictures import decoded

GREY = [0.299, 0.587, 0.114]


def _blurred(picture, times=1):
    weights = np.array([1, 4, 6, 4, 1]) / 16
    for _ in range(times):
        for axis in (0, 1):
            wide = np.pad(picture, [(2, 2) if at == axis else (0, 0) for at in range(3)], mode="edge")
            picture = sum(weight * np.take(wide, range(at, at + picture.shape[axis]), axis) for at, weight in enumerate(weights))
    return picture


def _lit(picture, gain=1.0, colour=None, blue=0, red=0):
    light = (picture @ GREY)[..., None]
    rest = (gain if colour is None else colour) * (picture - light)
    light = np.clip(gain * light, 0, 255)
    # Cb and Cr of one level more are 1.772 more blue, 1.402 more red, and as much less green as leaves the light alone.
    shift = np.array([1.402 * red, -0.344136 * blue - 0.714136 * red, 1.772 * blue])
    return np.clip(light + rest + shift, 0, 255)


# What a change is, and how many levels it may be off on average: what quantising anew costs.
CHANGES = {
    "at-quality": (lambda picture, quality: picture, 12),
    "blurred": (_blurred, 3),
    "cropped": (lambda picture, width, height: picture[:height, :width], 0.5),
    "flat": (lambda picture, level: np.full_like(picture, level), 0.5),
    "grey": (lambda picture: (picture @ GREY)[..., None], 1),
    "lit": (_lit, 6),
    "mirrored": (lambda picture: picture[:, ::-1], 0.5),
    "red-for-blue": (lambda picture: picture[..., ::-1], 2),
    "upside-down": (lambda picture: picture[::-1, ::-1], 0.5),
}


def problems(recipe, base, derived):
    """What is not as it should be, in words; `base` and `derived` are {split: [(columns, metadata)]}. Only recipes of changed pictures."""
    edits = [edit for edit in recipe["edits"] if edit["edit"] == "change-pictures"]
    if not edits or {edit["edit"] for edit in recipe["edits"]} - {"change-pictures", "declare-pictures", "owner-says"}:
        return
    for split, episodes in base.items():
        for number, (columns, _) in enumerate(episodes):
            for leaf, payloads in columns.items():
                if leaf.split("/")[-1].endswith("image"):
                    yield from _compare(edits, split, number, leaf, payloads, derived[split][number][0][leaf])


def _compare(edits, split, number, leaf, before, after):
    for step, (old, new) in enumerate(zip(before, after)):
        mine = [edit for edit in edits if edit["feature"] == leaf and _chosen(edit, split, number, step)]
        where = f"{leaf} of {split}/{number} step {step}"
        if not mine:
            if old != new:
                yield f"{where} was not to change"
            continue
        arguments = {key: value for key, value in mine[0].items() if key not in ("edit", "feature", "how", "episodes", "steps")}
        change, limit = CHANGES[mine[0]["how"]]
        wanted, made = change(decoded(old).astype(float), **arguments), decoded(new)
        off = np.abs(wanted - made).mean() if wanted.shape == made.shape else np.inf
        if off > limit:
            yield f"{where} is {off:.1f} levels off"


def _chosen(edit, split, number, step):
    episodes, steps = edit.get("episodes", "all"), edit.get("steps", "all")
    among = [split, number] in episodes if isinstance(episodes, list) else episodes in ("all", split)
    return among and (steps == "all" or steps[0] <= step <= steps[1])
