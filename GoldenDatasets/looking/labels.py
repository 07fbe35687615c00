"""What labels are, by the one convention that makes them out of the states to the last digit. Labels of the derived datasets are exact, so
that a wrong frame, unit, order or step fits as well as the right one would; where nothing fits, labels are commands, or measured."""

from itertools import permutations, product

import numpy as np
from scipy.spatial.transform import Rotation

LAGS = (-2, -1, 1, 2)
SIGNED = [(list(order), np.array(signs)) for order in permutations(range(3)) for signs in product((1, -1), repeat=3)]


def turns(values, form):
    if form == "euler-xyz":
        return Rotation.from_euler("xyz", values)
    return Rotation.from_rotvec(values) if form == "rotation-vector" else Rotation.from_quat(values)


class Motion:
    """What a step moved and turned, in either frame: rows t = 0 to T - 2."""

    def __init__(self, position, turned):
        self.position, self.turned = position, turned
        base, now, then = np.diff(position, axis=0), turned[:-1], turned[1:]
        self.moved = {"base": base, "tool": now.inv().apply(base)}
        self.turn = {"base": then * now.inv(), "tool": now.inv() * then}


def same(label, truth):
    """To a ten-thousandth of the largest number, and about what float32 leaves of metres."""
    return np.abs(label - truth).max() <= 1e-4 * np.abs(truth).max() + 1e-7


def same_turn(label, truth):
    return (truth.inv() * label).magnitude().max() < 2e-6


def shifted(rows, lag):
    """(rows that have a partner, their partners `lag` steps later)."""
    steps = np.arange(len(rows))
    kept = (steps + lag >= 0) & (steps + lag < len(rows))
    return kept, rows[(steps + lag)[kept]]


def translation(label, motion, frame, hertz):
    """None where the labels are right, the rule that they break, or "" where nothing fits."""
    truth = motion.moved[frame]
    if same(label, truth):
        return None
    if same(label, motion.moved["tool" if frame == "base" else "base"]):
        return "action/frame"
    if same(label, motion.position[1:]):
        return "action/delta-or-absolute"
    for unit in [1000.0, 100.0, hertz] if hertz else [1000.0, 100.0]:
        if same(label, unit * truth):
            return "action/units"
    for lag in LAGS:
        kept, partner = shifted(truth, lag)
        if same(label[kept], partner):
            return "action/alignment"
    for order, signs in SIGNED:
        if same(label, signs * truth[:, order]):
            return "action/axes"
    gains = (label * truth).sum(0) / (truth * truth).sum(0)
    return "action/axes" if same(label, gains * truth) and np.ptp(gains) > 0.25 else ""


def rotation(label, motion, frame, hertz, form, angles):
    """The same of rotations; `angles` are those that the states store, if they store such."""
    truth = motion.turn[frame]
    if same_turn(turns(label, form), truth):
        return None
    if same_turn(turns(label, form), motion.turn["tool" if frame == "base" else "base"]):
        return "action/frame"
    if same_turn(turns(label, form), motion.turned[1:]):
        return "action/delta-or-absolute"
    if angles is not None and same(label, np.diff(angles, axis=0)):
        return "action/naive-euler"
    others = [Rotation.from_rotvec(label), Rotation.from_euler("XYZ", label), Rotation.from_euler("xyz", label[:, ::-1])]
    if any(same_turn(other, truth) for other in others):
        return "action/rotation-form"
    for unit in [180 / np.pi, hertz] if hertz else [180 / np.pi]:
        if same_turn(turns(label / unit, form), truth):
            return "action/units"
    for lag in LAGS:
        kept, at = shifted(np.arange(len(label)), lag)
        if same_turn(turns(label[kept], form), truth[at]):
            return "action/alignment"
    for order, signs in SIGNED:
        if same_turn(turns(signs * label[:, order], form), truth):
            return "action/axes"
    return ""


def readings(values, form, declared):
    """The orientations as they are declared, and as a quaternion might be meant instead: scalar first or last, or turned round."""
    if form != "quaternion":
        return turns(values, form), []
    last, first = Rotation.from_quat(values), Rotation.from_quat(values[:, [1, 2, 3, 0]])
    right, other = (first, last) if declared == "quaternion-wxyz" else (last, first)
    return right, [other, right.inv()]


def look(state, action, frame, hertz, forms, declared):
    """(rules that the labels of an episode break, whether they are executed). `forms` are those of states and labels."""
    columns = slice(3, 7) if forms[0] == "quaternion" else slice(3, 6)
    position, orientation = state[:, :3].astype(float), state[:, columns].astype(float)
    label = action[:-1].astype(float)
    right, others = readings(orientation, forms[0], declared)
    motion = Motion(position, right)
    angles = orientation if forms[0] == "euler-xyz" else None
    moved = translation(label[:, :3], motion, frame, hertz)
    turned = rotation(label[:, 3:6], motion, frame, hertz, forms[1], angles)
    if forms[0] == "quaternion" and np.abs(np.linalg.norm(orientation, axis=1) - 1).max() > 1e-3:
        turned = "state/quaternion"
    if turned is not None and any(rotation(label[:, 3:6], Motion(position, each), frame, hertz, forms[1], None) is None for each in others):
        turned = "state/quaternion"
    return {rule for rule in (moved, turned) if rule}, moved != ""


def look_at_joints(state, action, joints):
    """The same for joints: each label is the next state's, where it is right."""
    label, now = action[:-1, joints].astype(float), state[:, joints].astype(float)
    if np.abs(now).max() > 2 * np.pi or same(label, np.degrees(now[1:])):
        return {"action/joint-units"}
    if same(label, now[1:]):
        return set()
    if same(label, np.diff(now, axis=0)):
        return {"action/delta-or-absolute"}
    for lag in LAGS:
        kept, partner = shifted(now[1:], lag)
        if same(label[kept], partner):
            return {"action/alignment"}
    return set()
