"""The arrays of each episode of a base. Nothing here knows TensorFlow."""

import zlib

import numpy as np

from making import joints, labels, motion, pictures, scenes, tasks
from making.design import HIGH, LOW

# A fixed moment, so that stamps look like those of a real clock.
EPOCH = 1_700_000_000.0


def openvla_tokens(action):
    """256 edges on [-1, 1]; digit 1..256; id = 32000 - digit: ids fall as values rise."""
    low, high = np.array(LOW), np.array(HIGH)
    scaled = np.clip(2 * (action.astype(np.float64) - low) / (high - low) - 1, -1, 1)
    return (32000 - np.digitize(scaled, np.linspace(-1, 1, 256))).astype(np.int32)


def uniform_tokens(action):
    """clamp(floor(256 u), 0, 255), read back as (b + 0.5) / 256."""
    low, high = np.array(LOW), np.array(HIGH)
    share = (action.astype(np.float64) - low) / (high - low)
    return np.clip(np.floor(256 * share), 0, 255).astype(np.int32)


def _motions(design, rng, steps):
    """(what the labels say, what the states show)."""
    if design.restless:
        executed = motion.restless(rng, steps)
        return executed, executed
    moving = steps - 5 if design.commanded else steps
    wanted = motion.steady(rng, moving, design.segments, design.distance, design.nominal, design.turn, design.home)
    if not design.commanded:
        return wanted, wanted
    # The commands end and the arm settles.
    hold = steps - moving
    wanted = motion.Motion(
        np.concatenate([wanted.positions, np.repeat(wanted.positions[-1:], hold, 0)]),
        np.concatenate([wanted.matrices, np.repeat(wanted.matrices[-1:], hold, 0)]),
        np.concatenate([wanted.gripper_command, np.repeat(wanted.gripper_command[-1:], hold)]),
        np.concatenate([wanted.gripper, np.repeat(wanted.gripper[-1:], hold)]),
    )
    return wanted, motion.tracked(wanted, speed=0.6, delay=1)


def episode(design, split, index):
    """All arrays of one episode: name to array over steps, and its metadata. Train and val never share a seed."""
    rng = np.random.default_rng([zlib.crc32(design.name.encode()), ["train", "val"].index(split), index])
    steps = int(rng.integers(design.steps[0], design.steps[1] + 1))
    if design.arms:
        return _joint_episode(design, rng, split, index, steps)
    labelled, executed = _motions(design, rng, steps)
    position, rotation = labels.stored_pose(executed, design.state_form)
    source = labels.stored_pose(labelled, design.state_form)
    action = np.zeros((steps, 7), np.float32)
    action[:, :6] = labels.deltas(*source, design.state_form, design.action_form, design.frame)
    action[:, 6] = labelled.gripper_command
    columns, metadata = _frame(design, split, index, steps)
    opening = executed.gripper.astype(np.float32)
    if design.nested:
        for axis, values in zip("xyz", position.T):
            columns[f"observation/tool:{axis}"] = values
        columns["observation/tool/orientation"] = rotation
        columns["observation/gripper/opening"] = opening
        columns["observation/tag:moving"] = np.linalg.norm(action[:, :6], axis=1) > 1e-6
        columns["action/translation"], columns["action/rotation"] = action[:, :3], action[:, 3:6]
        columns["action/gripper"] = action[:, 6]
    else:
        pad = np.zeros((steps, 0 if design.state_form == "quaternion-xyzw" else 1), np.float32)
        columns["observation/state"] = np.concatenate([position, rotation, pad, opening[:, None]], 1)
        columns["action"] = action
    if design.tokens:
        columns["action_tokens"] = (openvla_tokens if design.tokens == "openvla" else uniform_tokens)(action)
    if design.stamped:
        columns.update(_stamps(design, rng, split, index, steps))
    if design.room:
        taken, flags = pictures.of_the_room(design, rng, executed, metadata["task"], index)
        return columns | taken, metadata | flags
    for camera in ["image", "wrist_image"] if design.wrist else ["image"]:
        scene = scenes.Scene(rng, design.size, wrist=camera == "wrist_image")
        columns[f"observation/{camera}"] = [scene.at(p, g) for p, g in zip(executed.positions, executed.gripper)]
    return columns, metadata


def _frame(design, split, index, steps):
    """What every episode has around its state and action: flags, reward, instruction; and its metadata."""
    task, instruction = tasks.task(index if split == "train" else index + 1, design.phrasings)
    last = np.arange(steps) == steps - 1
    columns = {
        "is_first": np.arange(steps) == 0,
        "is_last": last,
        "is_terminal": last,
        "reward": last.astype(np.float32),
        "discount": np.ones(steps, np.float32),
        "language_instruction": [instruction] * steps,
    }
    return columns, {"file_path": f"recordings/{design.name}/{split}/{index:04d}.h5", "task": task}


def _joint_episode(design, rng, split, index, steps):
    columns, metadata = _frame(design, split, index, steps)
    state, action = joints.episode(rng, design.arms, steps, design.commanded, design.degrees)
    columns["observation/state"], columns["action"] = state, action
    for camera in ["image", "wrist_image"] if design.wrist else ["image"]:
        scene = scenes.Scene(rng, design.size, wrist=camera == "wrist_image")
        # No kinematics: the hand wanders over the picture as the first three joints do.
        unit = np.pi / 180 if design.degrees else 1.0
        hand = motion.CENTRE + 0.12 * unit * (state[:, :3] - state[0, :3]).astype(np.float64)
        opening = np.abs(state[:, len(design.arms[0].home)] - design.arms[0].gripper[0]) / abs(np.subtract(*design.arms[0].gripper))
        columns[f"observation/{camera}"] = [scene.at(p, g) for p, g in zip(hand, opening)]
    return columns, metadata


def _stamps(design, rng, split, index, steps):
    """A clock per step with half a millisecond of jitter, and a force sample 4 ms behind each on the same clock."""
    start = EPOCH + (0 if split == "train" else 86_400) + 600.0 * index
    grid = start + np.arange(steps) / design.hertz
    swing = np.linspace(0, 2 * np.pi, steps)[:, None] + rng.uniform(0, 2 * np.pi, 3)
    return {
        "timestamp": grid + rng.normal(0, 0.0005, steps).clip(-0.001, 0.001),
        "observation/force_timestamp": grid + 0.004 + rng.normal(0, 0.0005, steps).clip(-0.001, 0.001),
        "observation/force": (2.0 * np.sin(swing) + rng.normal(0, 0.05, (steps, 3))).astype(np.float32),
    }
