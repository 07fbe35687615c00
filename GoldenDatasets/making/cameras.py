"""A pinhole camera, and what its rays meet: planes and balls. Lengths in metres, in the robot's base frame: x forwards, y left, z up."""

from dataclasses import dataclass

import numpy as np


def unit(vector):
    return vector / np.linalg.norm(vector, axis=-1, keepdims=True)


@dataclass
class Camera:
    at: np.ndarray
    forward: np.ndarray
    right: np.ndarray
    down: np.ndarray
    width: float  # of the picture, at distance 1

    @staticmethod
    def looking(at, towards, up, width):
        """Upright as far as `up` says: it points upwards in the picture."""
        forward = unit(np.asarray(towards, float) - at)
        right = unit(np.cross(forward, up))
        return Camera(np.asarray(at, float), forward, right, np.cross(forward, right), width)

    def rays(self, size):
        """Directions [size, size, 3], of length 1 along the axis of view, so that distances are depths."""
        across = ((np.arange(size) + 0.5) / size - 0.5) * self.width
        return self.forward + across[None, :, None] * self.right + across[:, None, None] * self.down


def plane(camera, rays, axis, level):
    """Depth at which each ray meets the plane where coordinate `axis` is `level`; infinite where it does not."""
    with np.errstate(divide="ignore"):
        depth = (level - camera.at[axis]) / rays[..., axis]
    return np.where(depth > 0, depth, np.inf)


def ball(camera, rays, centre, radius):
    """(depth, outward normal) at which each ray meets a ball: the nearer root of |at + t ray - centre| = radius."""
    from_centre = camera.at - centre
    a, b, c = (rays**2).sum(-1), rays @ from_centre, from_centre @ from_centre - radius**2
    inside = b**2 - a * c
    depth = np.where(inside > 0, (-b - np.sqrt(np.maximum(inside, 0))) / a, np.inf)
    depth = np.where(depth > 0.01, depth, np.inf)
    met = camera.at + np.where(np.isfinite(depth), depth, 0)[..., None] * rays
    return depth, (met - centre) / radius
