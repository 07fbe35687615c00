#!/usr/bin/env python3
"""Checks the committed bases as a stranger would: read back through tensorflow_datasets, recomputed with scipy. Nothing of what wrote
them is used except their list. Exits with 1 when something does not hold.

    python3 check_bases.py
"""

import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import numpy as np
from scipy.spatial.transform import Rotation
import tensorflow as tf
import tensorflow_datasets as tfds

from looking import rooms
from making import design as bounds
from making import designs

HERE = pathlib.Path(__file__).resolve().parent
tfds.disable_progress_bar()
problems = []


def holds(condition, design, what):
    if not condition:
        problems.append(f"{design.name}: {what}")


def episodes(design, split):
    """Flat columns of each episode, read with images decoded."""
    folder = HERE / "bases" / design.name / design.name.replace("-", "_") / "1.0.0"
    builder = tfds.builder_from_directory(folder)
    for example in builder.as_dataset(split=split, shuffle_files=False):
        steps = next(iter(tfds.as_numpy(example["steps"].batch(100_000).take(1))))
        flat = {}

        def walk(tree, prefix=""):
            for key, value in tree.items():
                walk(value, f"{prefix}{key}/") if isinstance(value, dict) else flat.__setitem__(prefix + key, value)

        walk(steps)
        yield flat, {
            key: value.decode() if isinstance(value, bytes) else bool(value)
            for key, value in tfds.as_numpy(example["episode_metadata"]).items()
        }


def rotation(values, form):
    if form == "euler-xyz":
        return Rotation.from_euler("xyz", values)
    return Rotation.from_rotvec(values) if form == "rotation-vector" else Rotation.from_quat(values)


def parts(design, columns):
    """position, rotation, translation label, rotation label, gripper label."""
    if design.nested:
        position = np.stack([columns[f"observation/tool:{axis}"] for axis in "xyz"], 1)
        turned = columns["observation/tool/orientation"]
        action = np.concatenate([columns["action/translation"], columns["action/rotation"], columns["action/gripper"][:, None]], 1)
    else:
        state, action = columns["observation/state"], columns["action"]
        position, turned = state[:, :3], state[:, 3:7] if "quaternion" in design.state_form else state[:, 3:6]
    return position.astype(np.float64), rotation(turned.astype(np.float64), design.state_form), action.astype(np.float64)


def reconstruct(design, position, turned, action):
    """Worst position (m) and rotation (rad) error of summing the labels from the first pose."""
    p, r, worst_p, worst_r = position[0], turned[0], 0.0, 0.0
    for t in range(len(position) - 1):
        step = rotation(action[t, 3:6], design.action_form)
        if design.frame == "tool":
            p, r = p + r.apply(action[t, :3]), r * step
        else:
            p, r = p + action[t, :3], step * r
        worst_p = max(worst_p, np.linalg.norm(p - position[t + 1]))
        worst_r = max(worst_r, (r.inv() * turned[t + 1]).magnitude())
    return worst_p, worst_r


def gain_and_residual(moved, action):
    """a = g d at lag 0, over all pairs: g and |a - g d|^2 / |a|^2."""
    g = np.sum(action * moved) / np.sum(moved * moved)
    return g, np.sum((action - g * moved) ** 2) / np.sum(action**2)


def check(design):
    everyone = []
    seen, phrasings, pooled, scales, worst, speeds, idle = set(), {}, [], [], [0.0, 0.0], [], []
    for split, count in [("train", design.train), ("val", design.val)]:
        read = list(episodes(design, split))
        everyone += read
        holds(len(read) == count, design, f"{len(read)} episodes in {split}, not {count}")
        for columns, metadata in read:
            steps = len(columns["is_first"])
            order = np.arange(steps)
            holds(np.array_equal(columns["is_first"], order == 0), design, "is_first")
            holds(np.array_equal(columns["is_last"], order == steps - 1), design, "is_last")
            holds(np.array_equal(columns["is_terminal"], order == steps - 1), design, "is_terminal")
            holds(len(set(columns["language_instruction"])) == 1, design, "instruction changes inside an episode")
            phrasings.setdefault(metadata["task"], set()).add(columns["language_instruction"][0])
            for path, column in columns.items():
                if column.dtype.kind == "f":
                    holds(np.isfinite(column).all(), design, f"{path} is not finite")
            if design.arms:
                check_joints(design, columns["observation/state"], columns["action"])
                worst[0] = max(worst[0], np.abs(columns["observation/state"][:, :5]).max())
                continue
            position, turned, action = parts(design, columns)
            key = action.tobytes() + position.tobytes()
            holds(key not in seen, design, "an episode is there twice")
            seen.add(key)
            holds(not action[-1, :6].any(), design, "the last action moves")
            moved = np.diff(position, axis=0)
            speed = np.linalg.norm(moved, axis=1) * design.hertz
            speeds.append(speed.max())
            idle.append(np.mean(speed < 1e-4))
            holds(max(speed[0], speed[-1]) < 0.35 * speed.max(), design, "starts or ends at speed")
            holds(np.abs(action[:, 3:6]).max() < 1, design, "a rotation label wraps")
            scales.append(np.log(np.quantile(np.abs(action[:, :6]), 0.99, axis=0)))
            if design.commanded:
                pooled.append((moved, action[:-1, :3]))
            else:
                p, r = reconstruct(design, position, turned, action)
                worst = [max(worst[0], p), max(worst[1], r)]
            if design.tokens:
                check_tokens(design, action, columns["action_tokens"])
            if design.stamped:
                check_stamps(design, columns["timestamp"], columns["observation/force_timestamp"])
    for problem in rooms.problems(design.name, everyone):
        holds(False, design, problem)
    if design.arms:
        print(f"{design.name:22} joints within {worst[0]:.2f}")
        return
    if design.commanded:
        gain, residual = gain_and_residual(*(np.concatenate(x) for x in zip(*pooled)))
        holds(0.9 < gain < 1.02 and 0.12 < residual < 0.3, design, f"gain {gain:.3f}, residual {residual:.3f}")
        note = f"gain {gain:.3f}, residual {residual:.3f}"
    else:
        holds(worst[0] < 1e-5 and worst[1] < 1e-5, design, f"reconstruction {worst}")
        note = f"reconstruction {worst[0]:.1e} m, {worst[1]:.1e} rad"
    spread = np.abs(np.array(scales) - np.median(scales, axis=0)).max()
    holds(spread < np.log(3), design, f"an episode's scale is {np.exp(spread):.2f} times the median")
    holds(all(len(wordings) >= 3 for wordings in phrasings.values()) or design.allowed or design.train < 9, design, "fewer than 3 phrasings")
    print(
        f"{design.name:22} {note}; speed {min(speeds):.2f}..{max(speeds):.2f} m/s, idle {np.mean(idle):.0%}, "
        f"scale within x{np.exp(spread):.2f}"
    )


def check_joints(design, state, action):
    """Absolute joint labels: the next state's joints where executed; where commanded, what the joints come to within half a second."""
    at, unit = 0, np.pi / 180 if design.degrees else 1.0
    for arm in design.arms:
        joints = slice(at, at + len(arm.home))
        q, label = state[:, joints].astype(np.float64) * unit, action[:, joints].astype(np.float64) * unit
        holds(np.abs(q).max() < np.pi, design, "a joint turns past half a turn")
        holds(np.diff(q, axis=0).std(axis=0).min() > 1e-3, design, "a joint does not move")
        if design.commanded:
            late = [np.abs(label[: -lag - 1] - q[lag + 1 :]).mean() for lag in range(5)]
            holds(int(np.argmin(late)) == 2, design, f"the arm follows {int(np.argmin(late))} steps late")
        else:
            holds(np.abs(label[:-1] - q[1:]).max() < 1e-9, design, "a label is not the next state")
        for column in (state, action):
            low, high = sorted(arm.gripper)
            opening = column[:, joints.stop]
            holds(bool(((opening >= low - 1e-6) & (opening <= high + 1e-6)).all()), design, "a gripper leaves its range")
        at = joints.stop + 1
    holds(at == state.shape[1] == action.shape[1], design, "dimensions that belong to no arm")


def check_tokens(design, action, tokens):
    low, high = np.array(bounds.LOW), np.array(bounds.HIGH)
    holds(bool(((action >= low) & (action <= high)).all()), design, "a value lies outside the token bounds")
    if design.tokens == "openvla":
        centres = (np.linspace(-1, 1, 256)[:-1] + np.linspace(-1, 1, 256)[1:]) / 2
        share = (centres[np.clip(32000 - tokens - 1, 0, 254)] + 1) / 2
        bound = (high - low) / 510
    else:
        share, bound = (tokens + 0.5) / 256, (high - low) / 512
    error = np.abs(low + share * (high - low) - action)
    holds(bool((error <= bound * (1 + 1e-6)).all()), design, "a token decodes to more than half a bin away")


def check_stamps(design, clock, force):
    period = np.diff(clock) * design.hertz
    slope = np.polyfit(np.arange(len(clock)), clock - clock[0], 1)[0] * design.hertz
    holds(abs(np.median(period) - 1) < 0.01 and period.std() < 0.02, design, "the clock is uneven")
    holds(abs(slope - 1) < 2e-4, design, f"the clock drifts by {abs(slope - 1) * 1e6:.0f} ppm")
    holds(np.abs(force - clock).max() < 0.01, design, "the force stream is out of step")


if __name__ == "__main__":
    for each in designs.DESIGNS:
        check(each)
    total = sum(path.stat().st_size for path in HERE.rglob("*") if path.is_file() and "derived" not in path.parts)
    print(f"{total / 1e6:.2f} MB committed in all" if not problems else "\n".join(sorted(set(problems))))
    sys.exit(bool(problems))
