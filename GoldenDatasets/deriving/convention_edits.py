"""Edits of conventions, by name: the same motion, labelled in another frame, unit, form or order. States are x y z roll pitch yaw ... and
labels in the base frame unless a recipe says otherwise; what is written is as exact as the labels of the bases."""

from math import atan2, cos, hypot, pi, sin, sqrt
import random

from deriving.geometry import float32, from_euler, times_transposed, to_euler

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _chosen(dataset, episodes):
    if isinstance(episodes, list):
        return [dataset.episode(split, number) for split, number in episodes]
    return [episode for split, _, episode in dataset.numbered() if episodes in ("all", split)]


# Rotations


def transposed(m):
    return tuple(zip(*m))


def times(a, b):
    return times_transposed(a, transposed(b))


def apply(m, v):
    return [sum(m[i][k] * v[k] for k in range(3)) for i in range(3)]


def to_vector(m):
    """Axis times angle, by way of the quaternion's vector part and the trace; for angles well below pi."""
    axis = [m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1]]
    sine = sqrt(sum(a * a for a in axis)) / 2
    cosine = (m[0][0] + m[1][1] + m[2][2] - 1) / 2
    angle = atan2(sine, cosine)
    factor = 0.5 if sine < 1e-9 else angle / (2 * sine)
    return [a * factor for a in axis]


def from_vector(v):
    """Rodrigues: cos I + sin [u] + (1 - cos) u u^T."""
    angle = sqrt(sum(a * a for a in v))
    if angle < 1e-12:
        return ((1.0, -v[2], v[1]), (v[2], 1.0, -v[0]), (-v[1], v[0], 1.0))
    x, y, z = (a / angle for a in v)
    c, s = cos(angle), sin(angle)
    d = 1 - c
    return (
        (c + d * x * x, d * x * y - s * z, d * x * z + s * y),
        (d * x * y + s * z, c + d * y * y, d * y * z - s * x),
        (d * x * z - s * y, d * y * z + s * x, c + d * z * z),
    )


def to_intrinsic(m):
    """a, b, c of R = Rx(a) Ry(b) Rz(c)."""
    return [atan2(-m[1][2], m[2][2]), atan2(m[0][2], hypot(m[0][0], m[0][1])), atan2(-m[0][1], m[0][0])]


WRITE = {
    "euler-xyz": to_euler,
    "euler-zyx": lambda m: list(reversed(to_euler(m))),
    "intrinsic-xyz": to_intrinsic,
    "rotation-vector": to_vector,
}


# Labels


@edit
def relabel(dataset, frame="base", form="euler-xyz", episodes="all"):
    """Executed labels anew, in the base or the tool frame, the rotation written in `form`."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        actions = episode.rows("steps/action")
        turns = [from_euler(*state[3:6]) for state in states]
        for t in range(len(states) - 1):
            moved = [b - a for a, b in zip(states[t][:3], states[t + 1][:3])]
            turned = times_transposed(turns[t + 1], turns[t])
            if frame == "tool":
                moved = apply(transposed(turns[t]), moved)
                turned = times(transposed(turns[t]), turns[t + 1])
            actions[t][:6] = moved + WRITE[form](turned)
        episode.put_rows("steps/action", actions)


@edit
def label_with_places(dataset, episodes="all"):
    """Labels are the next pose, not the way to it; the last one stays where it is."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        actions = episode.rows("steps/action")
        for t, action in enumerate(actions):
            action[:6] = states[min(t + 1, len(states) - 1)][:6]
        episode.put_rows("steps/action", actions)


@edit
def label_with_angle_differences(dataset, episodes="all"):
    """Rotation labels are the differences of the stored angles, element by element, wraps and all."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        actions = episode.rows("steps/action")
        for t in range(len(states) - 1):
            actions[t][3:6] = [b - a for a, b in zip(states[t][3:6], states[t + 1][3:6])]
        episode.put_rows("steps/action", actions)


@edit
def rearrange(dataset, feature, dimensions, order, signs=(1, 1, 1, 1), episodes="all"):
    """Dimension `dimensions[i]` gets what stood in `order[i]`, times a sign."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows(f"steps/{feature}")
        for row in rows:
            old = list(row)
            for to, source, sign in zip(dimensions, order, signs):
                row[to] = sign * old[source]
        episode.put_rows(f"steps/{feature}", rows)


@edit
def shift_some_labels(dataset, by, episodes):
    """Step t gets the label of step t + by, the gripper's too; steps at the ends repeat the nearest."""
    for episode in _chosen(dataset, episodes):
        rows = episode.rows("steps/action")
        last = len(rows) - 1
        episode.put_rows("steps/action", [list(rows[min(max(t + by, 0), last)]) for t in range(len(rows))])


# States


@edit
def turn_further(dataset, by, form="euler-xyz", label_form="euler-xyz"):
    """Every turn from step to step gets `by` times its angle; labels follow."""
    for episode in _chosen(dataset, "all"):
        states = episode.rows("steps/observation/state")
        turns = [from_euler(*state[3:6]) for state in states]
        at = turns[0]
        for t in range(1, len(states)):
            at = times(from_vector([by * a for a in to_vector(times_transposed(turns[t], turns[t - 1]))]), at)
            states[t][3:6] = [float32(a) for a in to_euler(at)]
        episode.put_rows("steps/observation/state", states)
    relabel(dataset, form=label_form)


@edit
def near_identity(dataset, by):
    """Orientations are taken relative to the first one, and scaled down by `by`: the tool hardly leaves the base's axes."""
    for episode in _chosen(dataset, "all"):
        states = episode.rows("steps/observation/state")
        first = from_euler(*states[0][3:6])
        for state in states:
            away = to_vector(times_transposed(from_euler(*state[3:6]), first))
            state[3:6] = [float32(a) for a in to_euler(from_vector([by * a for a in away]))]
        episode.put_rows("steps/observation/state", states)
    relabel(dataset)


@edit
def measure_with_noise(dataset, metres, radians, seed=1):
    """States as sensors see them; labels stay those of the clean motion."""
    source = random.Random(seed)
    for episode in _chosen(dataset, "all"):
        states = episode.rows("steps/observation/state")
        for state in states:
            state[:3] = [float32(a + source.gauss(0, metres)) for a in state[:3]]
            noise = from_vector([source.gauss(0, radians) for _ in range(3)])
            state[3:6] = [float32(a) for a in to_euler(times(noise, from_euler(*state[3:6])))]
        episode.put_rows("steps/observation/state", states)


@edit
def follow_late(dataset, gain, steps):
    """Labels become commands: those of `steps` later, at `gain` of the motion."""
    for episode in _chosen(dataset, "all"):
        rows = episode.rows("steps/action")
        out = []
        for t in range(len(rows)):
            ahead = rows[t + steps][:6] if t + steps < len(rows) else [0.0] * 6
            out.append([gain * a for a in ahead] + rows[t][6:])
        episode.put_rows("steps/action", out)


# The owner's word


@edit
def owner_adds(dataset, text):
    """Adds lines to cupel.yaml."""
    dataset.cupel += text


# Joints


@edit
def label_joints_with_changes(dataset, joints, episodes="all"):
    """Labels of these joints are the change of the angle in the step, not where it goes."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        actions = episode.rows("steps/action")
        for t, action in enumerate(actions):
            then = states[min(t + 1, len(states) - 1)]
            for joint in joints:
                action[joint] = then[joint] - states[t][joint]
        episode.put_rows("steps/action", actions)


# Up and down


@edit
def pick_from_a_table(dataset, height, lift, seed=1):
    """Paths and orientations as gravity makes them: z goes down to `height` (give or take 4 mm) where the gripper closes and opens, and is
    about `lift` above it before, between and after; the tool points down, and turns about the vertical from grasp to grasp. x and y stay;
    labels follow."""
    source = random.Random(seed)
    for episode in _chosen(dataset, "all"):
        states = episode.rows("steps/observation/state")
        closed = [t for t, action in enumerate(episode.rows("steps/action")) if action[6] < 0.5]
        acts = [closed[0], closed[-1] + 1]
        last = len(states) - 1
        knots = [0, acts[0], sum(acts) // 2, acts[1], last]
        low = [height + source.uniform(-0.004, 0.004) for _ in acts]
        high = [height + lift * source.uniform(0.7, 1.3) for _ in range(3)]
        heights = [high[0], low[0], high[1], low[1], high[2]]
        yaws = [source.uniform(-1, 1) for _ in knots]
        tilts = [[source.uniform(-0.12, 0.12) for _ in range(2)] for _ in knots]
        for before in range(4):
            start, end = knots[before], knots[before + 1]
            for t in range(start, end + 1):
                s = (t - start) / (end - start)
                s = s**3 * (10 - 15 * s + 6 * s * s)
                yaw = yaws[before] + s * (yaws[before + 1] - yaws[before])
                tilt = [a + s * (b - a) for a, b in zip(tilts[before], tilts[before + 1])]
                turn = times(from_euler(0, 0, yaw), from_euler(pi + tilt[0], tilt[1], 0))
                states[t][2] = float32(heights[before] + s * (heights[before + 1] - heights[before]))
                states[t][3:6] = [float32(a) for a in to_euler(turn)]
        episode.put_rows("steps/observation/state", states)
    relabel(dataset)


@edit
def turn_the_base(dataset, rows):
    """Everything in another base frame: `rows` is the rotation matrix from the old to the new; labels follow."""
    turn = tuple(tuple(float(a) for a in row) for row in rows)
    for episode in _chosen(dataset, "all"):
        states = episode.rows("steps/observation/state")
        for state in states:
            state[:3] = [float32(a) for a in apply(turn, state[:3])]
            state[3:6] = [float32(a) for a in to_euler(times(turn, from_euler(*state[3:6])))]
        episode.put_rows("steps/observation/state", states)
    relabel(dataset)
