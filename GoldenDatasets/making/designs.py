"""The clean bases: what each is, and the arrays of each of its episodes. Nothing here knows TensorFlow."""

from dataclasses import dataclass, field
import zlib

import numpy as np

from making import joints, labels, motion, scenes, tasks

# Bounds for tokens: no label of the bases that carry tokens lies outside.
LOW = [-0.05, -0.05, -0.05, -0.2, -0.2, -0.2, -1.0]
HIGH = [0.05, 0.05, 0.05, 0.2, 0.2, 0.2, 1.0]
# A fixed moment, so that stamps look like those of a real clock.
EPOCH = 1_700_000_000.0


@dataclass
class Design:
    name: str
    description: str
    train: int = 15
    val: int = 3
    steps: tuple = (30, 40)
    shards: int = 2
    hertz: float = 5.0
    state_form: str = "euler-xyz"
    action_form: str = "euler-xyz"
    frame: str = "base"
    nominal: np.ndarray = field(default_factory=lambda: motion.TILTED)
    segments: int = 3
    distance: float = 0.26
    turn: float = 0.9
    commanded: bool = False
    restless: bool = False
    tokens: str = ""  # "", "openvla" or "uniform"
    stamped: bool = False
    wrist: bool = False
    phrasings: int = 5
    zlib: bool = False
    legacy: bool = False
    nested: bool = False
    # Arms that are labelled by their joints, side by side; empty for an end effector.
    arms: tuple = ()
    degrees: bool = False
    size: int = 32
    target: str = "generic"
    # Beside the data, the owner's word.
    cupel: str = ""
    # Rules that may warn although the base is clean.
    allowed: tuple = ()


def _list(numbers):
    return "[" + ", ".join(str(number) for number in numbers) + "]"


BOUNDS = f"  low: {_list(LOW)}\n  high: {_list(HIGH)}\n"
TOKEN_ROLES = (
    "roles:\n"
    "  action.tokens: [action_tokens]\n"
    "  action.translation: ['action[0:3]']\n"
    "  action.rotation: ['action[3:6]']\n"
    "  action.gripper: ['action[6]']\n"
)

DESIGNS = [
    Design(
        "euler-base",
        "Executed deltas in the base frame, poses and labels as roll, pitch, yaw; the layout of most public sets.",
        train=24,
        shards=3,
        target="openvla",
    ),
    Design(
        "rotation-vector",
        "Executed deltas in the base frame; state and label rotations are axis times angle.",
        state_form="rotation-vector",
        action_form="rotation-vector",
    ),
    Design(
        "quaternion-state",
        "The state's orientation is a quaternion, scalar last; label rotations are axis times angle.",
        state_form="quaternion-xyzw",
        action_form="rotation-vector",
    ),
    Design(
        "tool-frame",
        "Executed deltas written in the tool's own frame, and declared so.",
        frame="tool",
        cupel="# Deltas are written in the frame of the tool.\nframe: tool\n",
    ),
    Design(
        "commanded-delay",
        "Labels are commands; the arm follows late and closes a share of what is missing at each step.",
        commanded=True,
        train=18,
        steps=(34, 44),
        distance=0.3,
    ),
    Design(
        "twenty-hertz",
        "Executed deltas at 20 Hz: small steps, long episodes.",
        hertz=20.0,
        steps=(58, 66),
        distance=0.16,
        turn=0.6,
        train=12,
        cupel="control_hz: 20\n",
    ),
    Design(
        "idle-and-heavy-tailed",
        "Pauses in which nothing moves, slow reaches and quick ones: far from normal, and honest.",
        restless=True,
        steps=(46, 58),
        train=14,
    ),
    Design(
        "with-tokens",
        "Carries the action tokens beside the action, in OpenVLA's code.",
        tokens="openvla",
        target="openvla",
        cupel=f"codec:\n  name: openvla\n{BOUNDS}{TOKEN_ROLES}",
    ),
    Design(
        "with-timestamps",
        "Every step carries a clock (float64, bytes) and a force sample with a clock of its own.",
        stamped=True,
        steps=(36, 48),
        train=12,
        cupel=(
            "control_hz: 5\n"
            "roles:\n"
            "  timestamp: [timestamp]\n"
            "  stream.force: [observation/force]\n"
            "  timestamp.force: [observation/force_timestamp]\n"
        ),
    ),
    Design("wrist-camera", "A second camera on the hand.", wrist=True, train=10),
    Design(
        "gripper-down",
        "The gripper points at the table: the stored roll wraps at pi again and again, composed labels never do.",
        nominal=motion.DOWN,
        target="openvla",
    ),
    Design(
        "one-instruction",
        "One phrasing per task: little variety, and nothing else.",
        phrasings=1,
        target="openvla",
        allowed=("language/diversity",),
    ),
    Design("zlib-tensors", "State and action are stored as zlib streams, one per step.", zlib=True, train=12),
    Design("legacy-metadata", "features.json and dataset_info.json in the form of 2021.", legacy=True, train=12),
    Design(
        "declared-pair",
        "Tokens in a code that the owner spells out, encode and decode: 256 bins and their midpoints.",
        tokens="uniform",
        cupel=(
            f"codec:\n{BOUNDS}"
            "  encode: {scale: 256, round: floor, clamp: [0, 255]}\n"
            "  decode: {offset: 0.5, divisor: 256}\n"
            f"{TOKEN_ROLES}"
        ),
    ),
    Design(
        "nested-dicts",
        "The action is a dictionary, the position is split over three leaves, and names hold colons.",
        nested=True,
        train=12,
        cupel=(
            "roles:\n"
            "  pose.position: ['observation/tool:x', 'observation/tool:y', 'observation/tool:z']\n"
            "  pose.rotation: [observation/tool/orientation]\n"
            "  gripper.state: [observation/gripper/opening]\n"
            "  action.translation: [action/translation]\n"
            "  action.rotation: [action/rotation]\n"
            "  action.gripper: [action/gripper]\n"
        ),
    ),
]

DESIGNS += [
    Design(
        "franka-joints",
        "Seven joints of a Franka and its gripper, absolute positions: each label is the joints of the next step.",
        arms=(joints.FRANKA,),
        hertz=15.0,
        steps=(44, 54),
        cupel=(
            "# 0 is open, as DROID writes it.\n"
            "control_hz: 15\n"
            "gripper: {range: [0, 1], open: 0}\n"
            "roles:\n"
            "  joints: ['observation/state[0:7]']\n"
            "  gripper.state: ['observation/state[7]']\n"
            "  action.joints: ['action[0:7]']\n"
            "  action.gripper: ['action[7]']\n"
        ),
    ),
    Design(
        "bimanual-joints",
        "Two arms of six joints and a gripper each, commanded by a leader: fourteen absolute positions, followed late.",
        arms=(joints.VIPER, joints.VIPER),
        commanded=True,
        hertz=25.0,
        steps=(60, 70),
        wrist=True,
        cupel=(
            "labels: commanded\n"
            "control_hz: 25\n"
            "gripper: {range: [0, 1], open: 1}\n"
            "roles:\n"
            "  left.joints: ['observation/state[0:6]']\n"
            "  left.gripper.state: ['observation/state[6]']\n"
            "  right.joints: ['observation/state[7:13]']\n"
            "  right.gripper.state: ['observation/state[13]']\n"
            "  left.action.joints: ['action[0:6]']\n"
            "  left.action.gripper: ['action[6]']\n"
            "  right.action.joints: ['action[7:13]']\n"
            "  right.action.gripper: ['action[13]']\n"
        ),
    ),
    Design(
        "so100-degrees",
        "A small arm of five joints in degrees and a gripper in per cent, declared so; commands that it follows late.",
        arms=(joints.SO100,),
        degrees=True,
        commanded=True,
        hertz=30.0,
        steps=(60, 70),
        cupel=(
            "labels: commanded\n"
            "control_hz: 30\n"
            "units: {rotation: deg}\n"
            "gripper: {range: [0, 100], open: 100}\n"
            "roles:\n"
            "  joints: ['observation/state[0:5]']\n"
            "  gripper.state: ['observation/state[5]']\n"
            "  action.joints: ['action[0:5]']\n"
            "  action.gripper: ['action[5]']\n"
        ),
    ),
]


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
    wanted = motion.steady(rng, moving, design.segments, design.distance, design.nominal, design.turn)
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
