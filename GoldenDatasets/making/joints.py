"""Arms that are recorded and commanded by their joints: absolute joint positions as labels."""

from dataclasses import dataclass

import numpy as np

from making import motion


@dataclass
class Arm:
    """One arm of a robot: its rest posture in radians, how far a reach moves each joint, and how its gripper is written."""

    home: tuple
    reach: float = 0.5
    # What an opening of 0 and of 1 are stored as.
    gripper: tuple = (0.0, 1.0)


# 0 is open, as on DROID.
FRANKA = Arm((0.0, -0.3, 0.1, -2.0, 0.1, 1.9, 0.6), gripper=(1.0, 0.0))
VIPER = Arm((0.0, -0.9, 1.1, 0.1, -0.4, 0.0))
SO100 = Arm((0.0, 0.6, 0.9, 0.7, -0.2), reach=0.4, gripper=(0.0, 100.0))


def path(rng, arm, steps, segments):
    """A chain of minimum-jerk reaches in joint space, at rest at both ends; every joint moves in every reach."""
    home = np.array(arm.home)
    moves = steps - 1
    shares = rng.uniform(0.92, 1.08, segments)
    edges = np.round(np.cumsum(shares) / shares.sum() * moves).astype(int)
    counts = np.diff(np.concatenate([[0], edges]))
    way = [home + rng.uniform(-0.2, 0.2, len(home))]
    for index in range(segments):
        # Away and back again, so that the arm stays about its posture.
        sign = np.where(rng.uniform(size=len(home)) < 0.5, 1.0, -1.0) if index % 2 == 0 else -sign
        way.append(way[-1] + sign * rng.uniform(0.4, 1.0, len(home)) * arm.reach)
    joints = [way[0][None]]
    for a, b, count in zip(way, way[1:], counts):
        joints.append(a + motion.minimum_jerk(count)[:, None] * (b - a))
    command, opening = motion.gripping([edges[0], edges[-2]], steps)
    return np.concatenate(joints), command, opening


def follow(wanted, speed, delay):
    """First order, after a step of transport: the arm closes the share `speed` of what is missing in each step."""
    reached = wanted.copy()
    for t in range(len(wanted) - 1):
        reached[t + 1] = reached[t] + speed * (wanted[max(0, t + 1 - delay)] - reached[t])
    return reached


def episode(rng, arms, steps, commanded, degrees):
    """(state [T, Σ(joints + 1)], action of the same width): each arm's joints and then its gripper.

    Executed labels are the next state's joints; commands are where the joints were wanted at the next step. The last label repeats the
    one before it: the arm stays where it is.
    """
    states, actions = [], []
    for arm in arms:
        moving = steps - 6 if commanded else steps
        wanted, command, opening = path(rng, arm, moving, 3)
        hold = steps - moving
        wanted = np.concatenate([wanted, np.repeat(wanted[-1:], hold, 0)])
        command = np.concatenate([command, np.repeat(command[-1:], hold)])
        opening = np.concatenate([opening, np.repeat(opening[-1:], hold)])
        reached = follow(wanted, 0.6, 1) if commanded else wanted
        unit = 180 / np.pi if degrees else 1.0
        closed, open_ = arm.gripper
        stored = (reached * unit).astype(np.float32)
        target = (wanted * unit).astype(np.float32) if commanded else stored
        label = np.concatenate([target[1:], target[-1:]])
        states += [stored, (closed + opening * (open_ - closed)).astype(np.float32)[:, None]]
        actions += [label, (closed + command * (open_ - closed)).astype(np.float32)[:, None]]
    return np.concatenate(states, 1), np.concatenate(actions, 1)
