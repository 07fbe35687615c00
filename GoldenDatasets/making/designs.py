"""The clean bases: what each is. Nothing here knows TensorFlow."""

from making import joints, motion, picture_designs
from making.design import HIGH, LOW, Design


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

DESIGNS += picture_designs.DESIGNS
