"""What a clean base is, in the words that its episodes are made by."""

from dataclasses import dataclass, field

import numpy as np

from making import motion, rooms

# Bounds for tokens: no label of the bases that carry tokens lies outside.
LOW = [-0.05, -0.05, -0.05, -0.2, -0.2, -0.2, -1.0]
HIGH = [0.05, 0.05, 0.05, 0.2, 0.2, 0.2, 1.0]


@dataclass
class Design:
    name: str
    description: str
    train: int = 15
    val: int = 3
    steps: tuple = (30, 40)
    shards: int = 2
    hertz: float = 5.0
    state_form: str = "euler-xyz"
    action_form: str = "euler-xyz"
    frame: str = "base"
    nominal: np.ndarray = field(default_factory=lambda: motion.TILTED)
    segments: int = 3
    distance: float = 0.26
    turn: float = 0.9
    commanded: bool = False
    restless: bool = False
    tokens: str = ""  # "", "openvla" or "uniform"
    stamped: bool = False
    wrist: bool = False
    phrasings: int = 5
    zlib: bool = False
    legacy: bool = False
    nested: bool = False
    # Arms that are labelled by their joints, side by side; empty for an end effector.
    arms: tuple = ()
    degrees: bool = False
    size: int = 32
    # The room whose pictures the cameras take; none for shaded blobs, which do not look alike from one episode to the next.
    room: rooms.Look | None = None
    # Metres that the first pose is off the same place in every episode (standard deviation); none for anywhere.
    home: float | None = None
    # Beside its camera, depth in two forms and the camera's pixels as tensors in three.
    depth: bool = False
    # Two cameras, the second absent from every fourth episode and announced by flags, as BridgeData has them.
    announced: bool = False
    target: str = "generic"
    # Beside the data, the owner's word.
    cupel: str = ""
    # Rules that may warn although the base is clean.
    allowed: tuple = ()
