#!/usr/bin/env python3
"""Looks at the derived datasets with TensorFlow and numpy, sharing nothing with what made them or with Cupel: are the defects there, and
nothing else? Exits with 1 when a dataset shows an alarm that its recipe does not expect, or does not show the one it expects.

    python3 derive.py && python3 check_derived.py [NAME...]

Rules with a plain definition are looked at again here and in looking/. Those that rest on a calibrated limit (episode/segmentation,
schema/last-step, action/outliers and others) are only looked at as far as a blunt version goes. container/ and schema/ faults are compared
with what TensorFlow does. Of the others (loader/ and a few more) a line says that the dataset was read and that nothing stray was seen.
"""

import functools
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

from looking import cameras, changes, clocks, grippers, labels, numbers, tokens, words

tfds.disable_progress_bar()

# Faults that TensorFlow passes over without a word; of the others in container/ and schema/ it may raise.
SILENT = {"foreign-shard-set", "version-differs", "undeclared-key"}
# All that shows of these is columns of unequal length.
UNEVEN = {"schema/step-counts", "schema/declared-features", "schema/split-lists"}
LOOKED_AT = UNEVEN | {
    "action/alignment",
    "action/axes",
    "action/dead-dimension",
    "action/delta-or-absolute",
    "action/episode-scale",
    "action/frame",
    "action/idle",
    "action/joint-units",
    "action/labels",
    "action/magnitude",
    "action/naive-euler",
    "action/outliers",
    "action/quantised",
    "action/reconstruction-position",
    "action/reconstruction-rotation",
    "action/rotation-form",
    "action/saturation",
    "action/units",
    "duplicates/episodes",
    "duplicates/splits",
    "episode/length",
    "episode/length-outlier",
    "episode/segmentation",
    "gripper/chatter",
    "gripper/constant",
    "gripper/form",
    "gripper/place",
    "gripper/polarity",
    "gripper/range",
    "gripper/timing",
    "image/availability-flags",
    "image/black",
    "image/blur",
    "image/camera-swap",
    "image/channel-order",
    "image/constant",
    "image/declared-size",
    "image/decodes",
    "image/duplicate-views",
    "image/first-frame-repeat",
    "image/flat",
    "image/format",
    "image/frozen",
    "image/missing",
    "image/orientation",
    "image/overexposed",
    "image/quality",
    "image/reference-shift",
    "image/shift",
    "image/target-size",
    "image/upright",
    "language/case-fold",
    "language/conflict",
    "language/constant",
    "language/diversity",
    "language/generic",
    "language/identifier",
    "language/imperative",
    "language/length",
    "language/motion",
    "language/present",
    "language/specificity",
    "language/sub-step",
    "language/template",
    "language/text-hygiene",
    "language/top-string",
    "schema/finite",
    "schema/last-step",
    "schema/precision",
    "schema/required-fields",
    "schema/step-flags",
    "split/presence",
    "state/frozen",
    "state/limits",
    "state/quaternion",
    "state/spikes",
    "state/units",
    "statistics/agreement",
    "statistics/already-normalised",
    "statistics/clipped-share",
    "statistics/degenerate",
    "time/drift",
    "time/gaps",
    "time/jitter",
    "time/monotonic",
    "time/rate",
    "time/sync",
    "time/synthetic",
    "tokens/round-trip",
    "tokens/vocabulary",
}

# They inform, and are no alarm where they were not asked for.
TELLING = {"image/target-size", "split/presence", "time/synthetic"}
# How the bases write what is not x y z roll pitch yaw: forms of states and labels; joints before the gripper.
FORMS = {"quaternion-state": ("quaternion", "rotation-vector"), "rotation-vector": ("rotation-vector", "rotation-vector")}
JOINTS = {"franka-joints": slice(0, 7)}


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


def laid_out(columns):
    """A nested action as one column, as the loader's card lays it out; the gripper behind."""
    if "action/world_vector" not in columns:
        return columns
    opening = 1 - columns["action/gripper_closedness_action"]
    action = np.concatenate([columns["action/world_vector"], columns["action/rotation_delta"], opening], 1)
    return columns | {"action": action, "language_instruction": columns["observation/natural_language_instruction"]}


def alarms(name, base, data, owner, target, folder):
    """{rule: places} by plain definitions."""
    found = {}

    def alarm(rule, split=None, number=None):
        found.setdefault(rule, set()).add((split, number))

    everyone = [(split, number, laid_out(c), m) for split in data for number, (c, m) in enumerate(data[split])]
    if target.startswith("openvla"):
        for key in ("is_first", "is_last", "is_terminal", "language_instruction", "action"):
            if key not in everyone[0][2]:
                alarm("schema/required-fields")
        if not {"val", "validation"} & set(data):
            alarm("split/presence")
    whole = []
    for split, number, columns, metadata in everyone:
        if len({len(column) for column in columns.values()}) > 1:
            alarm("schema/step-counts", split, number)
            alarm("schema/declared-features", split, number)  # TensorFlow gives an empty column for a leaf that is not there
            alarm("schema/split-lists", split, number)  # and the first chunk of a list in several
        else:
            whole.append((split, number, columns, metadata))
    if not whole:
        return found
    first, last = (np.concatenate([columns["action"][:, at] for _, _, columns, _ in whole]) for at in (0, -1))
    if grippers.is_command(first) and not grippers.is_command(last):
        alarm("gripper/place")
        for _, _, columns, _ in whole:
            columns["action"] = np.roll(columns["action"], -1, axis=1)
    sound = [each for each in whole if all(np.isfinite(value).all() for value in each[2].values() if value.dtype.kind == "f")]
    executed = look_at_labels(base, sound, owner, alarm)
    look_at_numbers(base, sound, owner, target, folder, alarm)
    cameras.look(folder, sound, owner, target, alarm)
    lengths = np.log([len(columns["is_first"]) for _, _, columns, _ in everyone])
    scales = [np.log(np.quantile(np.abs(columns["action"][:, :3]).max(1), 0.99) + 1e-12) for _, _, columns, _ in whole]
    seen, said = {}, []
    for index, (split, number, columns, metadata) in enumerate(whole):
        here = (split, number)
        state, action = columns["observation/state"], columns["action"]
        steps, order = len(action), np.arange(len(action))
        if not all(np.isfinite(value).all() for value in columns.values() if value.dtype.kind == "f"):
            alarm("schema/finite", *here)
        for flag, expected in [("is_first", order == 0), ("is_last", order == steps - 1)]:
            if not np.array_equal(columns[flag].astype(bool), expected):
                alarm("schema/step-flags", *here)
        if "is_terminal" in columns and (columns["is_terminal"].astype(bool) & ~columns["is_last"].astype(bool)).any():
            alarm("schema/step-flags", *here)
        if steps < (8 if target.startswith("openvla-oft-libero") else 3):  # that loader's chunk
            alarm("episode/length", *here)
        if abs(np.log(steps) - np.median(lengths)) > np.log(4):
            alarm("episode/length-outlier", *here)
        fingerprint = (np.nan_to_num(np.concatenate([state, action], 1).astype(float), posinf=0) * 1e6).round().astype(np.int64).tobytes()
        if fingerprint in seen:
            alarm("duplicates/episodes" if seen[fingerprint][0] == split else "duplicates/splits", *here)
            things = [set(re.findall("carrot|cup|block|window", text)) for text in (seen[fingerprint][1], str(columns.get("language_instruction")))]
            if all(things) and not things[0] & things[1]:
                alarm("language/conflict", *here)
        seen[fingerprint] = split, str(columns.get("language_instruction"))
        if base not in JOINTS:
            if executed and action[-1, :6].any():
                alarm("schema/last-step", *here)
            if abs(scales[index] - np.median(scales)) > np.log(4):
                alarm("action/episode-scale", *here)
            speed = np.linalg.norm(np.diff(state[:, :3], axis=0), axis=1)
            if steps >= 20 and speed[0] > 0.8 * speed.max():
                alarm("episode/segmentation", *here)
        if "language_instruction" in columns:
            words.look(columns["language_instruction"], metadata["task"], said, here, alarm)
            words.look_at_grasp(columns["language_instruction"][0], action[:, -1], state[:, -1], here, alarm)
        if "timestamp" in columns:
            clocks.look(columns, owner, here, alarm)
        if "action_tokens" in columns:
            tokens.look(action, columns["action_tokens"], owner, here, alarm)
    words.look_together(said, alarm)
    return found


def look_at_labels(base, sound, owner, alarm):
    """Conventions; sums of executed labels; outliers of commanded ones. Whether they are executed."""
    if base in JOINTS:
        for split, number, columns, _ in sound:
            for rule in labels.look_at_joints(columns["observation/state"], columns["action"], JOINTS[base]):
                alarm(rule, split, number)
        return True
    frame, hertz, written = (re.search(pattern, owner) for pattern in (r"frame: (\w+)", r"control_hz: (\d+)", r"state: ([\w-]+)"))
    frame, hertz = frame[1] if frame else "base", float(hertz[1]) if hertz else None
    forms = FORMS.get(base, ("euler-xyz", "euler-xyz"))
    looks = [
        labels.look(columns["observation/state"], columns["action"], frame, hertz, forms, written and written[1])
        for _, _, columns, _ in sound
    ]
    executed = bool(np.median([exact for _, exact in looks]) > 0.5) if looks else True
    declared = re.search(r"labels: (\w+)", owner)
    if declared and (declared[1] == "executed") != executed:
        alarm("action/labels")
    for (split, number, columns, _), (rules, _) in zip(sound, looks):
        state, action = columns["observation/state"].astype(float), columns["action"].astype(float)
        for rule in rules:
            alarm(rule, split, number)
        if not executed:
            asked, moved = action[:-1, :3], np.diff(state[:, :3], axis=0)
            off = np.where(np.abs(asked) > np.abs(moved), np.abs(asked - moved), 0).max(1)
            if (off > 1e-3).any() and off.max() > 20 * np.median(off[off > 1e-3]):
                alarm("action/outliers", split, number)
        elif not (declared and declared[1] == "commanded") and forms[0] == "euler-xyz":
            position, rotation = residual(columns, frame)
            if position > 1e-3:
                alarm("action/reconstruction-position", split, number)
            if rotation > 1e-2 and np.abs(state[:, 3:6]).max() < 2 * np.pi:
                alarm("action/reconstruction-rotation", split, number)
    return executed


def look_at_numbers(base, sound, owner, target, folder, alarm):
    """States, distributions, rests, statistics files, grippers."""
    joints, hertz, limits = JOINTS.get(base), re.search(r"control_hz: (\d+)", owner), numbers.position_limits(owner)
    speeds = []
    for split, number, columns, _ in sound:
        state, action = columns["observation/state"].astype(float), columns["action"].astype(float)
        if numbers.rest(action) > 0.25 and joints is None:
            alarm("action/idle", split, number)
        if joints is None:
            angles = state[:, 3:6] if base not in FORMS else None
            for rule in numbers.states(state[:, :3], angles, np.abs(action[:, :6]).max(1), limits):
                alarm(rule, split, number)
            speeds += list(np.linalg.norm(np.diff(state[:, :3], axis=0), axis=1))
    if hertz and speeds and np.quantile(speeds, 0.99) * float(hertz[1]) > 2:
        alarm("action/magnitude")
    if not sound:
        return
    for rule in numbers.distributions(np.concatenate([c["action"] for _, _, c, _ in sound]).astype(float), joints.stop if joints else 6, target):
        alarm(rule)
    for rule in numbers.statistics(folder, [(columns["action"], columns["observation/state"]) for _, _, columns, _ in sound], target):
        alarm(rule)
    hands = [(split, number, c["action"][:, -1].astype(float), c["observation/state"][:, -1].astype(float)) for split, number, c, _ in sound]
    for rule, places in grippers.look(hands, owner, target).items():
        for place in places:
            alarm(rule, *place)


def clocks_lose_precision(folder):
    text = (folder / "features.json").read_text()
    return any(
        tensor.get("dtype") == "float64" and tensor.get("encoding", "none") == "none"
        for tensor in (json.loads(match) for match in re.findall(r'"tensor": (\{[^{}]*\{[^{}]*\}[^{}]*\})', text))
    )


@functools.cache
def base_of(name):
    told = json.loads((HERE / "bases" / name / "expected.json").read_text())
    return read(HERE / "bases" / name / told["dataset"])


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
    recipe = json.loads((HERE / "defects" / f"{home.name}.json").read_text())["recipe"]
    if any(step["edit"] == "change-pictures" for step in recipe["edits"]):
        for problem in changes.problems(recipe, base_of(told["base"]), data):
            return problem, ""
    found = alarms(home.name, told["base"], data, owner, told["target"], folder)
    if reference := told.get("reference"):
        ours, theirs = (cameras.colours(at, sum(read(at).values(), [])) for at in (folder, HERE / reference))
        if any(cameras.far(theirs[leaf], ours[leaf]) for leaf in set(ours) & set(theirs)):
            found["image/reference-shift"] = {(None, None)}
    if clocks_lose_precision(folder):
        found["schema/precision"] = {(None, None)}
    allowed = {rule, *expected.get("consequences", [])}
    note = ", ".join(f"{name} {len(places)}x" for name, places in sorted(found.items())) or "nothing"
    if rule in UNEVEN:
        allowed |= UNEVEN
    stray = set(found) - allowed - TELLING
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
