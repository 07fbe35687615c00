"""Stored tokens against the action, in the two codes of the bases, by plain definitions."""

import json
import re

import numpy as np


def look(action, ids, owner, here, alarm):
    low, high = (np.array(json.loads(re.search(rf"{name}: (\[.*\])", owner)[1])) for name in ("low", "high"))
    if "openvla" in owner:
        share = (np.clip(31999 - ids, 0, 254) + 0.5) / 255
        bound = 1 / 510
    else:
        share = (ids + 0.5) / 256
        bound = 1 / 512
    if "openvla" in owner and (ids.min() < 31744 or ids.max() > 31999 or ids[:, 6].max() > 31872):
        alarm("tokens/vocabulary", *here)  # the block; a gripper that is never below 0
    if (np.abs(share - (action.astype(float) - low) / (high - low)) > bound * (1 + 1e-5)).any():
        alarm("tokens/round-trip", *here)
