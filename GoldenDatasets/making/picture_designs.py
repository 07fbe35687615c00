"""Bases in which it is the pictures that count: rooms that look alike from one episode to the next, and honest oddities. Few steps and
small pictures; motion and labels are those of the other bases."""

from making.design import Design
from making.rooms import Look

DESIGNS = [
    Design(
        "tabletop-cameras",
        "A room with a table: one camera looks over the arm, upright, another rides on the hand; light and things differ by episode.",
        train=14,
        steps=(13, 13),
        distance=0.16,
        wrist=True,
        room=Look(size=64, noise=0.5),
    ),
    Design(
        "depth-and-pixels",
        "A camera in PNG, depth as PNG of 16 bits and as float32, which TFDS packs into RGBA; pixels as tensors, plain, as bytes and as zlib.",
        train=6,
        val=2,
        steps=(13, 14),
        distance=0.16,
        depth=True,
        room=Look(size=20),
    ),
    Design(
        "night-scenes",
        "Recorded at night by the light of one small lamp: nearly black, noisy, and honest.",
        train=12,
        steps=(16, 20),
        distance=0.18,
        wrist=True,
        room=Look(size=32, exposure=0.05, noise=1.2, lamp=True),
    ),
    Design(
        "white-simulator",
        "A simulator whose walls, floor, table and arm are white: nearly all of every picture is, and nothing is overexposed.",
        train=12,
        steps=(16, 20),
        distance=0.18,
        wrist=True,
        room=Look(size=48, white=True, noise=0, light=0.01),
    ),
    Design(
        "static-camera",
        "A camera and a table that nobody touches: all episodes begin within millimetres of one pose, and first pictures are nearly alike.",
        train=15,
        steps=(14, 18),
        distance=0.13,
        home=0.002,
        room=Look(size=48, noise=1.0, light=0.006, familiar=True, rearranged=0.002),
    ),
    Design(
        "same-reset",
        "A simulator that is reset to the same state for each task: all episodes of a task begin with the very same picture.",
        train=15,
        steps=(14, 18),
        distance=0.13,
        home=0.0,
        room=Look(size=48, noise=0),
    ),
    Design(
        "rotated-by-convention",
        "All pictures are upside down, as LIBERO's simulator gives them, and nobody has said which way up they are.",
        train=24,
        steps=(14, 18),
        distance=0.18,
        room=Look(size=48, noise=0, light=0.02, turned=True),
    ),
    Design(
        "announced-cameras",
        "Two cameras, the second absent from a quarter of the episodes: black there, and its flag says so, as BridgeData has it.",
        train=15,
        steps=(14, 18),
        distance=0.18,
        wrist=True,
        announced=True,
        room=Look(size=32),
    ),
]
