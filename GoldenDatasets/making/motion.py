"""Motion as arms make it: a chain of minimum-jerk reaches in position and orientation, at rest at both ends.

Everything is float64 here. What is stored is float32, and labels are computed from the stored states (labels.py), so that summing
labels reproduces states to far below a micrometre.
"""

from dataclasses import dataclass

import numpy as np

from making import rotations

CENTRE = np.array([0.42, 0.02, 0.24])
# Far from the identity and from roll = pi, pitch = pi/2: base and tool frame cannot be mistaken for each other, and no angle wraps.
TILTED = np.array([0.9, -0.5, 0.7])
# A gripper that points at the table: roll lies near pi, where stored Euler angles wrap.
DOWN = np.array([np.pi, 0.05, 0.4])


@dataclass
class Motion:
    positions: np.ndarray  # [T, 3]
    matrices: np.ndarray  # [T, 3, 3]
    # The gripper command in effect from step t to t+1: 1 open, 0 closed.
    gripper_command: np.ndarray  # [T]
    gripper: np.ndarray  # [T], opening, following the command


def minimum_jerk(samples):
    """`samples` values in (0, 1]; velocity and acceleration vanish at both ends."""
    t = np.arange(1, samples + 1) / samples
    return t**3 * (10 - 15 * t + 6 * t**2)


def reaches(rng, segments, distance, nominal, turn, home=None):
    """Waypoints in position about the centre of the workspace, and in orientation about `nominal`. With `home` the first lies at both,
    but for so many metres."""
    way, offsets = distance * wander(rng, segments), turn * wander(rng, segments)
    if home is not None:
        way, offsets = way - way[0], offsets - offsets[0]
        way[0] += home * rng.normal(size=3)
    upright = rotations.matrix_from_euler(nominal)
    return list(CENTRE + way), [rotations.matrix_from_vector(offset) @ upright for offset in offsets]


def wander(rng, reaches):
    """Waypoints [reaches + 1, 3] about the origin. Every reach is strong along two axes and weak along the third, each axis in turn;
    drawn again until the reaches span space well, so that every episode excites every direction about equally in any frame, and the
    path stays within a box of side 1.8."""
    while True:
        steps = rng.uniform(0.55, 0.75, (reaches, 3))
        weak = np.resize(rng.permutation(3), reaches)
        steps[np.arange(reaches), weak] = rng.uniform(0.1, 0.2, reaches)
        steps *= rng.choice([-1.0, 1.0], (reaches, 3))
        way = np.concatenate([np.zeros((1, 3)), np.cumsum(steps, 0)])
        low, high = way.min(0), way.max(0)
        if (high - low).max() < 1.8 and np.linalg.svd(steps, compute_uv=False)[-1] > 0.55:
            return way - (low + high) / 2 + rng.uniform(-0.1, 0.1, 3)


def along(positions, matrices, counts):
    """Samples the chain: `counts[i]` steps for reach i; 0 distance for a pause when both ends are equal."""
    p, m = [positions[0][None]], [matrices[0][None]]
    for a, b, ra, rb, count in zip(positions, positions[1:], matrices, matrices[1:], counts):
        s = minimum_jerk(count)[:, None]
        p.append(a + s * (b - a))
        m.append(rotations.matrix_from_vector(s * rotations.vector_from_matrix(rb @ ra.T)) @ ra)
    return np.concatenate(p), np.concatenate(m)


def gripping(boundaries, steps):
    """Open, closed after the first reach, open again before the last; the opening follows with a first-order lag."""
    command = np.ones(steps)
    command[boundaries[0] : boundaries[-1]] = 0.0
    opening = np.ones(steps)
    for t in range(1, steps):
        opening[t] = opening[t - 1] + 0.6 * (command[t - 1] - opening[t - 1])
    return command, opening


def steady(rng, steps, segments=3, distance=0.26, nominal=TILTED, turn=0.9, home=None):
    """The ordinary episode: `segments` reaches of about equal length."""
    positions, matrices = reaches(rng, segments, distance, nominal, turn, home)
    moves = steps - 1
    shares = rng.uniform(0.92, 1.08, segments)
    edges = np.round(np.cumsum(shares) / shares.sum() * moves).astype(int)
    counts = np.diff(np.concatenate([[0], edges]))
    p, m = along(positions, matrices, counts)
    command, opening = gripping([edges[0], edges[-2] if segments > 2 else edges[-1]], steps)
    return Motion(p, m, command, opening)


def restless(rng, steps):
    """Idle phases and heavy tails that are honest: pauses with nothing moving, long slow reaches and short quick ones. The states show
    all of it."""
    counts, moving = [], []
    while sum(counts) < steps - 1:
        counts += [int(rng.integers(2, 6)), int(rng.integers(9, 14)), int(rng.integers(2, 6)), int(rng.integers(4, 6))]
        moving += [False, True, False, True]
    # Trim to length; a reach that would become too quick is left out, its steps waited.
    while sum(counts) - counts[-1] >= steps - 1:
        counts.pop()
        moving.pop()
    counts[-1] = steps - 1 - sum(counts[:-1])
    if counts[-1] < 4:
        moving[-1] = False
    way, turns = reaches(rng, sum(moving), 0.16, TILTED, 0.6)
    positions, matrices, at = [way[0]], [turns[0]], 0
    for is_moving in moving:
        at += is_moving
        positions.append(way[at])
        matrices.append(turns[at])
    p, m = along(positions, matrices, counts)
    edges = np.cumsum(counts)
    command, opening = gripping([edges[1], edges[-2]], steps)
    return Motion(p, m, command, opening)


def tracked(commanded, speed, delay):
    """What an arm does that follows `commanded` (a Motion): after `delay` steps of transport it closes the share `speed` of what is
    missing in each step. Returns the executed Motion."""
    steps = len(commanded.positions)
    p, m = commanded.positions.copy(), commanded.matrices.copy()
    for t in range(steps - 1):
        goal = max(0, t + 1 - delay)
        p[t + 1] = p[t] + speed * (commanded.positions[goal] - p[t])
        missing = rotations.vector_from_matrix(commanded.matrices[goal] @ m[t].T)
        m[t + 1] = rotations.matrix_from_vector(speed * missing) @ m[t]
    return Motion(p, m, commanded.gripper_command, commanded.gripper)
