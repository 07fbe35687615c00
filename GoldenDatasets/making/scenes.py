"""Small pictures: a shaded table, an object and a gripper that moves as the arm does. Encoded as JPEG by TensorFlow, small tables."""

import numpy as np


class Scene:
    def __init__(self, rng, size, wrist=False):
        self.size, self.wrist = size, wrist
        y, x = np.mgrid[0:size, 0:size] / size
        tone = rng.uniform(90, 150, 3)
        slope = rng.uniform(-40, 40, (2, 3))
        self.table = tone + y[..., None] * slope[0] + x[..., None] * slope[1]
        self.object_at = rng.uniform(0.25, 0.75, 2)
        self.object_colour = rng.uniform(0, 255, 3)
        self.x, self.y = x, y

    def blob(self, at, radius):
        return np.exp(-((self.x - at[0]) ** 2 + (self.y - at[1]) ** 2) / (2 * radius**2))[..., None]

    def at(self, position, opening):
        """The picture as uint8 [size, size, 3]."""
        hand = np.array([0.5 + 2.2 * (position[1] - 0.02), 0.5 - 2.2 * (position[0] - 0.42)])
        object_at = self.object_at
        if self.wrist:  # The camera rides on the hand: the table moves and the hand stays.
            object_at, hand = 0.5 + (object_at - hand), np.array([0.5, 0.8])
        picture = self.table * (1 + 0.15 * (position[2] - 0.24))
        for where, radius, colour in [
            (object_at, 0.1, self.object_colour),
            (hand - [0.04 + 0.05 * opening, 0], 0.045, np.full(3, 30.0)),
            (hand + [0.04 + 0.05 * opening, 0], 0.045, np.full(3, 30.0)),
        ]:
            weight = self.blob(where, radius)
            picture = picture * (1 - weight) + colour * weight
        return np.clip(picture, 0, 255).round().astype(np.uint8)
