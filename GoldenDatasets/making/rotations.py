"""Rotations in numpy, float64: the forms in which poses and labels are written.

Euler angles are roll, pitch, yaw about fixed axes: R = Rz(yaw) Ry(pitch) Rx(roll).
Quaternions are scalar last (x, y, z, w).
"""

import numpy as np


def matrix_from_euler(angles):
    """[..., 3] roll, pitch, yaw to [..., 3, 3]."""
    cr, cp, cy = np.moveaxis(np.cos(angles), -1, 0)
    sr, sp, sy = np.moveaxis(np.sin(angles), -1, 0)
    rows = [
        [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
        [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
        [-sp, cp * sr, cp * cr],
    ]
    return np.stack([np.stack(row, -1) for row in rows], -2)


def euler_from_matrix(m):
    """The inverse, with pitch in [-pi/2, pi/2]; roll and yaw wrap at pi, as in any stored Euler state."""
    pitch = np.arctan2(-m[..., 2, 0], np.hypot(m[..., 0, 0], m[..., 1, 0]))
    roll = np.arctan2(m[..., 2, 1], m[..., 2, 2])
    yaw = np.arctan2(m[..., 1, 0], m[..., 0, 0])
    return np.stack([roll, pitch, yaw], -1)


def quaternion_from_matrix(m):
    """[..., 3, 3] to [..., 4], x y z w, w >= 0 (Shepperd: divide by the largest of the four)."""
    flat = m.reshape(-1, 3, 3)
    out = np.empty((len(flat), 4))
    for row, r in zip(out, flat):
        trace = np.trace(r)
        four_squares = np.array([1 + 2 * r[0, 0] - trace, 1 + 2 * r[1, 1] - trace, 1 + 2 * r[2, 2] - trace, 1 + trace])
        largest = int(np.argmax(four_squares))
        q = np.empty(4)
        if largest == 3:
            q[:] = r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1], four_squares[3]
        else:
            i, j, k = largest, (largest + 1) % 3, (largest + 2) % 3
            q[i], q[j], q[k] = four_squares[i], r[j, i] + r[i, j], r[k, i] + r[i, k]
            q[3] = r[k, j] - r[j, k]
        q /= np.linalg.norm(q)
        row[:] = q if q[3] >= 0 else -q
    return out.reshape(m.shape[:-2] + (4,))


def matrix_from_quaternion(q):
    """[..., 4] x y z w to [..., 3, 3]; normalises first, since stored quaternions are float32."""
    x, y, z, w = np.moveaxis(q / np.linalg.norm(q, axis=-1, keepdims=True), -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    return np.stack([np.stack(row, -1) for row in rows], -2)


def continuous(quaternions):
    """Flips signs so that neighbours lie in one half-space: q and -q are the same rotation."""
    out = np.array(quaternions)
    for t in range(1, len(out)):
        if np.dot(out[t - 1], out[t]) < 0:
            out[t] = -out[t]
    return out


def vector_from_matrix(m):
    """[..., 3, 3] to rotation vectors, through the quaternion: exact near zero and near pi."""
    q = quaternion_from_matrix(m)
    sine = np.linalg.norm(q[..., :3], axis=-1, keepdims=True)
    angle = 2 * np.arctan2(sine, q[..., 3:])
    return q[..., :3] * np.where(sine < 1e-12, 2.0, angle / np.where(sine < 1e-12, 1.0, sine))


def matrix_from_vector(v):
    """Rodrigues, [..., 3] to [..., 3, 3]."""
    angle = np.linalg.norm(v, axis=-1)[..., None]
    half = np.where(angle < 1e-12, 0.5, np.sin(angle / 2) / np.where(angle < 1e-12, 1.0, angle))
    return matrix_from_quaternion(np.concatenate([v * half, np.cos(angle / 2)], -1))
