"""Clocks of the base with timestamps against the declared rate, by plain definitions."""

import re

import numpy as np


def look(columns, owner, here, alarm):
    clock, force = columns["timestamp"].astype(float), columns["observation/force_timestamp"].astype(float)
    rate = float(re.search(r"control_hz: (\d+)", owner)[1])
    period = 1 / rate
    dt = np.diff(clock)
    if (dt <= 0).any() or (np.diff(force) <= 0).any():
        alarm("time/monotonic", *here)
    if abs(np.median(dt) * rate - 1) > 0.02:
        alarm("time/rate", *here)
    if dt.std() * rate > 0.2:
        alarm("time/jitter", *here)
    if dt.max() > 1.5 * period:
        alarm("time/gaps", *here)
    if np.abs(clock - force).max() > 0.5 * period:
        alarm("time/sync", *here)
    for stamps, against in [(clock, np.arange(len(clock)) * period), (force, clock)]:
        if np.ptp(against) and abs(np.polyfit(against - against[0], stamps - stamps[0], 1)[0] - 1) > 500e-6:
            alarm("time/drift", *here)
    if np.abs(clock - clock[0] - np.arange(len(clock)) * period).max() < 1e-4:
        alarm("time/synthetic", *here)
