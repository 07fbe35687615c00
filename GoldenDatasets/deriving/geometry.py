"""Rotations in the standard library: what it takes to relabel an edited path. 3 x 3 matrices are nested tuples."""

from math import atan2, cos, hypot, sin
from struct import pack, unpack


def from_euler(roll, pitch, yaw):
    """R = Rz(yaw) Ry(pitch) Rx(roll)."""
    cr, sr, cp, sp, cy, sy = cos(roll), sin(roll), cos(pitch), sin(pitch), cos(yaw), sin(yaw)
    return (
        (cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr),
        (sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr),
        (-sp, cp * sr, cp * cr),
    )


def to_euler(m):
    return [atan2(m[2][1], m[2][2]), atan2(-m[2][0], hypot(m[0][0], m[1][0])), atan2(m[1][0], m[0][0])]


def times_transposed(a, b):
    """a b^T"""
    return tuple(tuple(sum(a[i][k] * b[j][k] for k in range(3)) for j in range(3)) for i in range(3))


def float32(value):
    return unpack("<f", pack("<f", value))[0]


def executed_labels(states, grippers):
    """Labels in the base frame for states x y z roll pitch yaw ...: p[t+1] - p[t], and R[t+1] R[t]^T as Euler angles; the last step moves
    nothing. `grippers` are carried along."""
    rows = []
    turns = [from_euler(*state[3:6]) for state in states]
    for now, then, before, after, gripper in zip(states, states[1:], turns, turns[1:], grippers):
        moved = [b - a for a, b in zip(now[:3], then[:3])]
        rows.append(moved + to_euler(times_transposed(after, before)) + [gripper])
    return rows + [[0.0] * 6 + [grippers[-1]]]
