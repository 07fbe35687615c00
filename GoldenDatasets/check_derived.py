#!/usr/bin/env python3
"""Looks at the derived datasets with TensorFlow and numpy, sharing nothing with what made them or with Cupel: are the defects there, and
nothing else? Exits with 1 when a dataset shows an alarm that its recipe does not expect, or does not show the one it expects.

    python3 derive.py && python3 check_derived.py [NAME...]

Rules with a plain definition are looked at again here. Those that rest on a calibrated limit (episode/segmentation, schema/last-step,
action/outliers) are only looked at as far as a blunt version goes. container/ and schema/ faults are compared with what TensorFlow does.
"""

import json
import os
import pathlib
import re
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import numpy as np
from scipy.spatial.transform import Rotation
import tensorflow as tf
import tensorflow_datasets as tfds

tfds.disable_progress_bar()

# Faults that TensorFlow passes over without a word; of the others in container/ and schema/ it may raise.
SILENT = {"foreign-shard-set", "version-differs", "undeclared-key"}
# All that shows of these is columns of unequal length.
UNEVEN = {"schema/step-counts", "schema/declared-features", "schema/split-lists"}
LOOKED_AT = UNEVEN | {
    "action/reconstruction-position",
    "action/reconstruction-rotation",
    "action/labels",
    "action/episode-scale",
    "action/outliers",
    "duplicates/episodes",
    "duplicates/splits",
    "episode/length",
    "episode/length-outlier",
    "episode/segmentation",
    "language/constant",
    "language/diversity",
    "language/generic",
    "language/identifier",
    "language/present",
    "language/text-hygiene",
    "schema/finite",
    "schema/last-step",
    "schema/precision",
    "schema/required-fields",
    "schema/step-flags",
    "time/drift",
    "time/gaps",
    "time/jitter",
    "time/monotonic",
    "time/rate",
    "time/sync",
    "time/synthetic",
    "tokens/round-trip",
    "split/presence",
}


def read(folder):
    """{split: [(flat columns, metadata)]}; raises what TensorFlow raises."""
    builder = tfds.builder_from_directory(folder)
    out = {}
    for split in builder.info.splits:
        out[split] = []
        for example in builder.as_dataset(split=split, shuffle_files=False, decoders={"steps": tfds.decode.SkipDecoding()}):
            flat = {}

            def walk(tree, prefix=""):
                for key, value in tree.items():
                    walk(value, f"{prefix}{key}/") if isinstance(value, dict) else flat.__setitem__(prefix + key, value.numpy())

            walk(example["steps"])
            for key in flat:
                if "timestamp" in key and flat[key].dtype.kind == "O":
                    flat[key] = np.array([np.frombuffer(value, "<f8")[0] for value in flat[key]])
            out[split].append((flat, {key: value.numpy() for key, value in example["episode_metadata"].items()}))
    return out


def residual(columns, frame):
    """Worst error of summing labels from the first pose; [T, 8] states of Euler angles."""
    state, action = columns["observation/state"].astype(float), columns["action"].astype(float)
    turned = Rotation.from_euler("xyz", state[:, 3:6])
    steps = Rotation.from_euler("xyz", action[:, 3:6])
    p, r, worst = state[0, :3], turned[0], [0.0, 0.0]
    for t in range(len(state) - 1):
        p, r = (p + r.apply(action[t, :3]), r * steps[t]) if frame == "tool" else (p + action[t, :3], steps[t] * r)
        worst[0] = max(worst[0], np.linalg.norm(p - state[t + 1, :3]))
        worst[1] = max(worst[1], (r.inv() * turned[t + 1]).magnitude())
    return worst


def alarms(name, base, data, owner, target):
    """{rule: places} by plain definitions."""
    found = {}

    def alarm(rule, split=None, number=None):
        found.setdefault(rule, set()).add((split, number))

    everyone = [(split, number, c, m) for split in data for number, (c, m) in enumerate(data[split])]
    if target.startswith("openvla"):
        for key in ("is_first", "is_last", "is_terminal", "language_instruction", "action"):
            if key not in everyone[0][2]:
                alarm("schema/required-fields")
        if not {"val", "validation"} & set(data):
            alarm("split/presence")
    commanded = base == "commanded-delay"
    declared = re.search(r"labels: (\w+)", owner)
    if declared and (declared[1] == "commanded") != commanded:
        alarm("action/labels")
    lengths = np.log([len(c["is_first"]) for _, _, c, _ in everyone])
    scales = np.array([np.log(np.quantile(np.abs(c["action"][:, :3]).max(1), 0.99) + 1e-12) for _, _, c, _ in everyone])
    seen, phrasings = {}, {}
    for index, (split, number, columns, metadata) in enumerate(everyone):
        here = (split, number)
        if len({len(column) for column in columns.values()}) > 1:
            alarm("schema/step-counts", *here)
            alarm("schema/declared-features", *here)  # TensorFlow gives an empty column for a leaf that is not there
            alarm("schema/split-lists", *here)  # and the first chunk of a list in several
            continue
        state, action = columns["observation/state"], columns["action"]
        steps, order = len(action), np.arange(len(action))
        if not all(np.isfinite(value).all() for value in columns.values() if value.dtype.kind == "f"):
            alarm("schema/finite", *here)
        for flag, expected in [("is_first", order == 0), ("is_last", order == steps - 1)]:
            if not np.array_equal(columns[flag].astype(bool), expected):
                alarm("schema/step-flags", *here)
        if "is_terminal" in columns and (columns["is_terminal"].astype(bool) & ~columns["is_last"].astype(bool)).any():
            alarm("schema/step-flags", *here)
        if action[-1, :6].any() and not commanded:
            alarm("schema/last-step", *here)
        if steps < (8 if target.startswith("openvla-oft-libero") else 3):  # that loader's chunk
            alarm("episode/length", *here)
        if abs(lengths[index] - np.median(lengths)) > np.log(4):
            alarm("episode/length-outlier", *here)
        if abs(scales[index] - np.median(scales)) > np.log(4):
            alarm("action/episode-scale", *here)
        speed = np.linalg.norm(np.diff(state[:, :3], axis=0), axis=1)
        if steps >= 20 and speed[0] > 0.8 * speed.max():
            alarm("episode/segmentation", *here)
        if not (commanded or (declared and declared[1] == "commanded")) and np.isfinite(state[:, :6]).all() and np.isfinite(action).all():
            frame = re.search(r"frame: (\w+)", owner)
            position, rotation = residual(columns, frame[1] if frame else "base")
            if position > 1e-3:
                alarm("action/reconstruction-position", *here)
            if rotation > 1e-2:
                alarm("action/reconstruction-rotation", *here)
        moved = np.abs(action[:-1, :3] - np.diff(state[:, :3], axis=0)).max(1)
        if commanded and moved.max() > 20 * np.median(moved[moved > 1e-3]):
            alarm("action/outliers", *here)
        fingerprint = np.round(np.concatenate([state, action], 1).astype(float) * 1e6).astype(np.int64, casting="unsafe").tobytes()
        if fingerprint in seen:
            alarm("duplicates/episodes" if seen[fingerprint] == split else "duplicates/splits", *here)
        seen[fingerprint] = split
        if "language_instruction" in columns:
            look_at_language(columns["language_instruction"], metadata["task"], phrasings, here, alarm)
        if "timestamp" in columns:
            look_at_time(columns, owner, here, alarm)
        if "action_tokens" in columns:
            look_at_tokens(action, columns["action_tokens"], owner, here, alarm)
    if len(everyone) >= 10 and phrasings and min(map(len, phrasings.values())) < 3:  # of three episodes, none is short of phrasings
        alarm("language/diversity")
    return found


def look_at_language(texts, task, phrasings, here, alarm):
    if len(set(texts)) > 1:
        alarm("language/constant", *here)
    try:
        text = texts[0].decode()
    except UnicodeDecodeError:
        return alarm("language/text-hygiene", *here)
    if not text:
        return alarm("language/present", *here)
    phrasings.setdefault(task, set()).add(text)
    if re.search(r"[\x00-\x1f\x7f]|  |^ | $", text):
        alarm("language/text-hygiene", *here)
    if text == "do something":
        alarm("language/generic", *here)
    if "_" in text:
        alarm("language/identifier", *here)


def look_at_time(columns, owner, here, alarm):
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


def look_at_tokens(action, tokens, owner, here, alarm):
    low, high = (np.array(json.loads(re.search(rf"{name}: (\[.*\])", owner)[1])) for name in ("low", "high"))
    if "openvla" in owner:
        share = (np.clip(31999 - tokens, 0, 254) + 0.5) / 255
        bound = 1 / 510
    else:
        share = (tokens + 0.5) / 256
        bound = 1 / 512
    if (np.abs(share - (action.astype(float) - low) / (high - low)) > bound * (1 + 1e-5)).any():
        alarm("tokens/round-trip", *here)


def clocks_lose_precision(folder):
    text = (folder / "features.json").read_text()
    return any(
        tensor.get("dtype") == "float64" and tensor.get("encoding", "none") == "none"
        for tensor in (json.loads(match) for match in re.findall(r'"tensor": (\{[^{}]*\{[^{}]*\}[^{}]*\})', text))
    )


def check(home):
    """One line of what is not as expected, or nothing."""
    told = json.loads((home / "expected.json").read_text())
    expected, folder = told["expected"], home / told["dataset"]
    rule = expected.get("rule")
    try:
        data = read(folder)
    except Exception as error:  # Whatever TensorFlow raises is the answer looked for.
        if rule and rule.split("/")[0] in ("container", "schema") and home.name not in SILENT:
            return None, f"TensorFlow: {type(error).__name__}"
        return f"TensorFlow cannot read it: {type(error).__name__}: {str(error)[:200]}", ""
    if not all(len(columns["is_first"]) for split in data.values() for columns, _ in split):
        return None if rule == "container/format" else "an episode without steps", "read as episodes without steps"
    owner = (folder / "cupel.yaml").read_text() if (folder / "cupel.yaml").exists() else ""
    found = alarms(home.name, told["base"], data, owner, told["target"])
    if clocks_lose_precision(folder):
        found["schema/precision"] = {(None, None)}
    allowed = {rule, *expected.get("consequences", [])}
    note = ", ".join(f"{name} {len(places)}x" for name, places in sorted(found.items())) or "nothing"
    if rule in UNEVEN:
        allowed |= UNEVEN
    stray = set(found) - allowed
    if stray:
        return f"unexpected: {', '.join(sorted(stray))} (saw {note})", note
    if rule in LOOKED_AT:
        if rule not in found:
            return f"{rule} was not found (saw {note})", note
        named = {(place["split"], place["episode"]) for place in expected["where"] if "episode" in place}
        if named and named != found[rule]:
            return f"{rule} was found in {sorted(found[rule])}, not in {sorted(named)}", note
    return None, f"read; {note}"


if __name__ == "__main__":
    homes = sorted(path.parent for path in (HERE / "derived").glob("*/expected.json"))
    if not homes:
        sys.exit("nothing is derived yet: run derive.py")
    failed = 0
    for home in homes:
        if len(sys.argv) > 1 and home.name not in sys.argv[1:]:
            continue
        problem, note = check(home)
        failed += problem is not None
        print(f"{home.name:34} {problem and 'WRONG ' + problem or note}", flush=True)
    sys.exit(bool(failed))
