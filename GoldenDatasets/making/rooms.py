"""A room as a robot's cameras see it: a wooden table with a chequered mat, a wall with a window, things on the table, an arm that bends
as the hand moves. One camera stands behind the arm and looks over it, upright: up in the room is up in the picture, and forwards is up
and away. Another rides on the hand and looks down, the fingers at the bottom of its picture."""

from dataclasses import dataclass

import numpy as np

from making import cameras
from making.cameras import Camera

OVER_THE_ARM = Camera.looking([-0.42, -0.5, 0.72], [0.42, 0.04, 0.16], [0, 0, 1], width=1.0)
SHOULDER = np.array([0.0, 0.0, 0.3])
LAMP = cameras.unit(np.array([-0.4, -0.5, 1.0]))
COLOURS = [(190, 45, 40), (215, 120, 30), (60, 150, 70), (225, 200, 60), (120, 60, 130)]


@dataclass(frozen=True)
class Look:
    """How a room differs from another, and its pictures from those of a better camera."""

    size: int = 32
    exposure: float = 1.0
    # Largest change of exposure from one episode to the next, as a share; and of the colour of the light.
    light: float = 0.12
    # The same things in every episode.
    familiar: bool = False
    # Metres that things stand elsewhere from one episode to the next.
    rearranged: float = 0.12
    # Standard deviation of a pixel's noise; a simulator has none.
    noise: float = 1.5
    # All surfaces but things are white, the fingers nearly.
    white: bool = False
    # At night a small lamp shines on the far end of the table.
    lamp: bool = False
    # Turned by half a turn when stored.
    turned: bool = False


class Room:
    def __init__(self, rng, look):
        self.look, self.rng = look, rng
        self.things = [
            (np.array([0.5, 0.16, 0.035]) + [*rng.uniform(-look.rearranged, look.rearranged, 2), 0], 0.035),
            (np.array([0.42, -0.14, 0.025]) + [*rng.uniform(-look.rearranged, look.rearranged, 2), 0], 0.025),
        ]
        order = range(len(COLOURS)) if look.familiar else rng.permutation(len(COLOURS))
        self.colours = [np.array(COLOURS[at], float) for at in order]
        self.light = look.exposure * (1 + rng.uniform(-look.light, look.light)) * (1 + look.light * rng.uniform(-0.25, 0.25, 3))

    def wrist(self, hand):
        ahead = hand + [0.06, 0, 0.04]
        return Camera.looking(ahead, ahead + [0, 0, -1], [1, 0, 0], width=1.5)

    def picture(self, camera, hand, opening, size=None):
        """uint8 [size, size, 3]."""
        colour, _ = self.seen(camera, hand, opening, size)
        colour = colour * self.light
        if self.look.noise:
            colour = colour + self.rng.normal(0, self.look.noise, colour.shape)
        colour = np.clip(colour, 0, 255).round().astype(np.uint8)
        return colour[::-1, ::-1] if self.look.turned else colour

    def seen(self, camera, hand, opening, size=None):
        """Colours before the light's strength, and depths in metres."""
        rays = camera.rays(size or self.look.size)
        depth = np.full(rays.shape[:2], np.inf)
        colour = np.zeros(rays.shape)

        def put(at, paint):
            nearer = at < depth
            depth[nearer] = at[nearer]
            colour[nearer] = paint[nearer]

        wall = cameras.plane(camera, rays, 0, 1.25)
        put(wall, self.wall(camera, rays, wall))
        floor = cameras.plane(camera, rays, 2, -0.6)
        put(floor, np.broadcast_to(np.full(3, 248.0 if self.look.white else 70.0), rays.shape))
        table = cameras.plane(camera, rays, 2, 0.0)
        spot = camera.at[:2] + np.where(np.isfinite(table), table, 0)[..., None] * rays[..., :2]
        on_it = (np.abs(spot[..., 0] - 0.4) < 0.5) & (np.abs(spot[..., 1]) < 0.5)
        put(np.where(on_it, table, np.inf), self.table(spot, hand))
        for centre, radius, paint in self.balls(hand, opening):
            at, normal = cameras.ball(camera, rays, centre, radius)
            shade = 0.55 + 0.45 * np.clip(normal @ LAMP, 0, 1)
            put(at, shade[..., None] * paint)
        return colour, depth

    def wall(self, camera, rays, depth):
        met = camera.at + np.where(np.isfinite(depth), depth, 0)[..., None] * rays
        if self.look.white:
            return np.full(rays.shape, 250.0)
        colour = np.array([150.0, 165.0, 185.0]) * (0.9 + 0.15 * met[..., 2:])
        window = (np.abs(met[..., 1] - 0.35) < 0.18) & (np.abs(met[..., 2] - 0.35) < 0.2)
        return np.where(window[..., None], [215.0, 230.0, 245.0], colour)

    def table(self, spot, hand):
        x, y = spot[..., 0], spot[..., 1]
        if self.look.white:
            colour = np.full(spot.shape[:2] + (3,), 246.0)
        else:
            grain = 1 + 0.07 * np.sin(70 * y + 2.5 * np.sin(6 * x))
            colour = np.array([165.0, 120.0, 80.0]) * grain[..., None]
            mat = (np.abs(x - 0.45) < 0.15) & (np.abs(y) < 0.15)
            checks = (np.floor((x - 0.45) / 0.075) + np.floor(y / 0.075)) % 2
            colour = np.where(mat[..., None], (60 + 130 * checks)[..., None] * [1.0, 0.97, 0.9], colour)
        if self.look.lamp:
            colour = colour * (1 + 9 * np.exp(-((x - 0.75) ** 2 + (y - 0.25) ** 2) / (2 * 0.06**2)))[..., None]
        shadow = 0.35 * np.exp(-((x - hand[0]) ** 2 + (y - hand[1]) ** 2) / (2 * 0.04**2))
        return colour * (1 - (0.3 if self.look.white else 1) * shadow)[..., None]

    def balls(self, hand, opening):
        """(centre, radius, colour) of all that is round: things, the arm as two rows of balls, and the fingers."""
        for (centre, radius), paint in zip(self.things, self.colours):
            yield centre, radius, paint
        limb = np.full(3, 245.0 if self.look.white else 105.0)
        tip = np.full(3, 215.0 if self.look.white else 42.0)
        elbow = (SHOULDER + hand) / 2 + [-0.06, 0, 0.16]
        for ends in [(SHOULDER, elbow), (elbow, hand)]:
            for share in np.linspace(0, 1, 7):
                yield ends[0] + share * (ends[1] - ends[0]), 0.035, limb
        for side in (-1, 1):
            finger = hand + [0, side * (0.018 + 0.035 * opening), 0]
            for share in np.linspace(0, 1, 3):
                yield finger - [0, 0, 0.03 + 0.05 * share], 0.016, tip
