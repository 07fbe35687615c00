"""States and labels as they are stored: float32, labels computed in float64 from the stored states."""

import numpy as np

from making import rotations

READ = {
    "euler-xyz": rotations.matrix_from_euler,
    "rotation-vector": rotations.matrix_from_vector,
    "quaternion-xyzw": rotations.matrix_from_quaternion,
}
WRITE = {
    "euler-xyz": rotations.euler_from_matrix,
    "rotation-vector": rotations.vector_from_matrix,
    "quaternion-xyzw": lambda m: rotations.continuous(rotations.quaternion_from_matrix(m)),
}


def stored_pose(motion, form):
    """Position and rotation as float32, the rotation written in `form`."""
    return motion.positions.astype(np.float32), WRITE[form](motion.matrices).astype(np.float32)


def deltas(position, rotation, state_form, action_form, frame):
    """[T, 6] float32 labels for step t to t+1; the last step has no next pose and moves nothing.

    Base frame: d = p[t+1] - p[t], D = R[t+1] R[t]^T. Tool frame: d = R[t]^T (p[t+1] - p[t]), D = R[t]^T R[t+1].
    """
    p = position.astype(np.float64)
    m = READ[state_form](rotation.astype(np.float64))
    now, then = m[:-1], m[1:]
    moved = np.diff(p, axis=0)
    turned = then @ np.swapaxes(now, -1, -2)
    if frame == "tool":
        moved = np.einsum("tji,tj->ti", now, moved)
        turned = np.swapaxes(now, -1, -2) @ then
    out = np.zeros((len(p), 6))
    out[:-1, :3] = moved
    out[:-1, 3:] = WRITE[action_form](turned)
    return out.astype(np.float32)
