"""Gripper commands against the gripper's state, the owner's word and the target, by plain definitions."""

import json
import re

import numpy as np


def declared(owner):
    """{range, open, state_open} as cupel.yaml says it in one line."""
    line = re.search(r"^gripper: (\{.*\})", owner, re.MULTILINE)
    return json.loads(re.sub(r"(\w+):", r'"\1":', line[1])) if line else {}


def is_command(values):
    """Few distinct values, as grippers are told."""
    return len(np.unique(values)) <= 3


def look(everyone, owner, target):
    """{rule: places}. `everyone` lists (split, number, commands, states)."""
    found, said = {}, declared(owner)

    def alarm(rule, place=(None, None)):
        found.setdefault(rule, set()).add(place)

    commands = np.concatenate([command for _, _, command, _ in everyone])
    trained = target.startswith(("openvla", "octo"))
    if np.ptp(commands) == 0:
        if len(commands) >= 100:
            alarm("gripper/constant")
        return found
    low, high = said.get("range") or ([0, 1] if trained else [-1, 1])
    if commands.min() < low - 1e-6 or commands.max() > high + 1e-6 or (not said and commands.max() < 0.2):
        alarm("gripper/range")
        if not said:
            return found
    if trained and said.get("open", 1) == 0:
        alarm("gripper/polarity")
    increments = commands.min() < 0 and np.mean(commands == 0) > 0.5
    if increments:
        for split, number, command, state in everyone:
            acts = np.flatnonzero(command)
            if len(acts) and (command[acts[0]] < 0) == (state[0] > 0.5):
                alarm("gripper/polarity", (split, number))
        return found
    lags = np.sum([[correlation(command, state, lag) for lag in range(-14, 15)] for _, _, command, state in everyone], axis=0)
    best = int(np.argmax(np.abs(lags))) - 14
    signs = {(split, number): np.sign(correlation(command, state, best)) for split, number, command, state in everyone}
    usual = np.sign(sum(signs.values()))
    if "state_open" in said:
        middle = sum(said["range"]) / 2
        usual = 1 if (said["open"] > middle) == (said["state_open"] > 0.5) else -1
    for place, sign in signs.items():
        if sign * usual < 0:
            alarm("gripper/polarity", place)
    transports = []
    for split, number, command, state in everyone:
        place, middle = (split, number), (low + high) / 2
        flips = np.flatnonzero(np.diff(command > middle)) + 1
        if is_command(command) and len(flips) > len(command) / 6:
            alarm("gripper/chatter", place)
        between = (command > 0.05) & (command < 0.95)
        if trained and (between[-1] or between.mean() > 0.1):
            alarm("gripper/form", place)
        for flip in flips:
            started = np.flatnonzero(np.abs(state - state[flip]) > 0.1 * np.ptp(state))
            if (started > flip).any():
                transports.append(started[started > flip][0] - flip - 1)
    if "gripper/chatter" not in found and "gripper/polarity" not in found:
        if best < -1 or (transports and np.median(transports) > 5):
            alarm("gripper/timing")
    return found


def correlation(command, state, lag):
    """Of command[t] with state[t + lag]; 0 where there is too little to tell."""
    if len(command) - abs(lag) < 9:
        return 0.0
    a, b = (command[: len(command) - lag], state[lag:]) if lag >= 0 else (command[-lag:], state[:lag])
    return np.corrcoef(a, b)[0, 1] if np.ptp(a) and np.ptp(b) else 0.0
