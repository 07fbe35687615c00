"""Cameras over a dataset, by plain definitions: payloads of each episode, and each episode against the rest of its camera."""

import re

import numpy as np

from looking import pictures
from looking.pictures import brightness, decoded, form, is_black, is_flat

CELLS = 8


def look(folder, everyone, owner, target, alarm):
    """`everyone` lists (split, number, columns, metadata)."""
    views = {}
    for leaf, declared in pictures.cameras(folder).items():
        episodes = [(split, number, c, m) for split, number, c, m in everyone if leaf in c and c[leaf].dtype.kind == "O" and len(c[leaf])]
        is_one = len({payload for _, _, columns, _ in episodes for payload in columns[leaf]} - {b""}) == 1
        if is_one:
            alarm("image/constant")
        for split, number, columns, metadata in episodes:
            for rule in payloads(list(columns[leaf]), declared, moves(columns), metadata.get(f"has_{leaf.split('/')[-1]}")):
                if not (is_one and rule == "image/frozen"):
                    alarm(rule, split, number)
        for split, number in repeated_firsts(leaf, episodes):
            alarm("image/first-frame-repeat", split, number)
        if target.startswith("openvla") and min(declared[0][:2]) < 224 / 4:
            alarm("image/target-size")
        views[leaf] = whole = {}
        for split, number, columns, _ in episodes:
            taken = [decoded(payload) for payload in columns[leaf]]
            if all(each is not None and each.shape == declared[0] and each.std() > 1 and not is_black(each) for each in taken):
                whole[split, number] = np.stack(taken), columns["observation/state"][:, 2].astype(float)
        if len(whole) > 8:
            against_the_rest(leaf, whole, owner, alarm)
    if len(views) == 2:
        pair(*views.values(), everyone, list(views), alarm)


def moves(columns):
    """For each step whether the state changes before it, by more than noise."""
    state = columns["observation/state"].astype(float)
    return np.r_[False, np.abs(np.diff(state, axis=0)).max(1) > 1e-3] if np.isfinite(state).all() else np.zeros(len(state), bool)


def payloads(taken, declared, moving, announced):
    """Rules that the pictures of one camera in one episode break."""
    found, sizes = set(), declared[0]
    there = [decoded(payload) for payload in taken]
    if any(not payload for payload in taken):
        found.add("image/missing")
    if any(payload and picture is None for payload, picture in zip(taken, there)):
        found.add("image/decodes")
    if any(picture is not None and form(payload) == "jpeg" and not pictures.ends_well(payload) for payload, picture in zip(taken, there)):
        found.add("image/decodes")
    whole = [(payload, picture) for payload, picture in zip(taken, there) if picture is not None]
    if any(picture.shape != sizes for _, picture in whole):
        found.add("image/declared-size")
    elif len(whole) == len(taken) and pictures.stands_out([picture for _, picture in whole]):
        found.add("image/decodes")
    if any(form(payload) != declared[1] for payload, _ in whole):
        found.add("image/format")
    if any(form(payload) == "jpeg" and pictures.coarseness(payload) > 60 for payload, _ in whole):
        found.add("image/quality")
    black = [is_black(picture) for _, picture in whole]
    if announced is not None and bool(announced) != (not all(black)):
        found.add("image/availability-flags")
    if any(black) and (announced is None or announced):
        found.add("image/black")
    if any(is_flat(picture) for _, picture in whole):
        found.add("image/flat")
    same = "".join("1" if moving[t] and taken[t] and taken[t] == taken[t - 1] else "0" for t in range(1, len(taken)))
    if max(map(len, re.findall("1+", same)), default=0) >= 4 and not any(black) and "image/flat" not in found:
        found.add("image/frozen")
    return found


def repeated_firsts(leaf, episodes):
    """Episodes that begin with the picture of another, but not where that one stood; three of them or more."""
    begun, found = {}, []
    for split, number, columns, _ in episodes:
        payload = columns[leaf][0]
        picture = decoded(payload)
        if picture is None or is_black(picture) or is_flat(picture):
            continue
        state = columns["observation/state"][0].astype(float)
        if payload in begun and np.abs(begun[payload] - state).max() > 1e-5:
            found.append((split, number))
        begun.setdefault(payload, state)
    return found if len(found) > 1 else []


def cells(episode):
    """Mean colours of an episode in 8 x 8 cells."""
    mean = episode.mean(0)
    height, width = (size // CELLS * CELLS for size in mean.shape[:2])
    return mean[:height, :width].reshape(CELLS, height // CELLS, CELLS, width // CELLS, -1).mean((1, 3))


def alike(a, b):
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])


def against_the_rest(leaf, whole, owner, alarm):
    """Orientation, colours, light and sharpness of each episode against the median of its camera."""
    maps = {place: cells(taken) for place, (taken, _) in whole.items()}
    usual = np.median(list(maps.values()), axis=0)
    grey = {place: each.mean(-1) for place, each in maps.items()}
    turned_ones = set()
    if np.median([alike(each, usual.mean(-1)) for each in grey.values()]) > 0.8:  # A camera that looks the same way everywhere.
        for place, each in grey.items():
            turned = [each[::-1, ::-1], each[:, ::-1], each[::-1]]
            if max(alike(other, usual.mean(-1)) for other in turned) > max(0.85, alike(each, usual.mean(-1)) + 0.2):
                turned_ones.add(place)
                alarm("image/orientation", *place)
    if f"{leaf}: upright" in owner and pictures.rises(list(whole.values())) < -0.5:
        alarm("image/upright")
    if usual.shape[-1] == 3:
        warm = {place: each[..., 0] - each[..., 2] for place, each in maps.items()}
        middle = usual[..., 0] - usual[..., 2]
        if np.median([alike(each, middle) for each in warm.values()]) > 0.8:
            for place, each in warm.items():
                if place not in turned_ones and alike(each, middle) < -0.8:
                    alarm("image/channel-order", *place)
    blown = {place: np.median([pictures.blown_out(each) for each in taken]) for place, (taken, _) in whole.items()}
    sharp = {place: np.median([pictures.sharpness(each) for each in taken]) for place, (taken, _) in whole.items()}
    top, rest = ({place: pictures.unrest(taken[:, rows]) for place, (taken, _) in whole.items()} for rows in _quarter(whole))
    for place in whole:
        # From a wrong code on, a decoder makes garbage; above it the picture is as it was.
        if rest[place] > 3 * np.median(list(rest.values())) and top[place] < 3 * np.median(list(top.values())):
            alarm("image/decodes", *place)
        if blown[place] > np.median(list(blown.values())) + 0.3:
            alarm("image/overexposed", *place)
        if usual.mean() > 20 and sharp[place] < 0.5 * np.median(list(sharp.values())):  # At night nothing is sharp.
            alarm("image/blur", *place)
    shifted(whole, alarm)


def _quarter(whole):
    """The rows of the upper quarter of all pictures, and those below."""
    height = next(iter(whole.values()))[0].shape[1] // 4
    return slice(0, height), slice(height, None)


def shifted(whole, alarm):
    """Whether another split's mean colour lies far from train's."""
    colours = {place: taken.mean((0, 1, 2)) for place, (taken, _) in whole.items()}
    if far([colours[place] for place in colours if place[0] == "train"], [colours[place] for place in colours if place[0] != "train"]):
        alarm("image/shift")


def far(usual, others):
    """More than ten levels and more than six deviations that the mean of so many episodes has."""
    if len(usual) < 5 or len(others) < 2:
        return False
    away = np.abs(np.mean(others, axis=0) - np.mean(usual, axis=0))
    return bool((away > np.maximum(10, 6 * np.std(usual, axis=0) / np.sqrt(len(others)))).any())


def colours(folder, episodes):
    """Camera to the mean colour of each episode; cameras whose pictures are not all decoded are left out."""
    found = {}
    for leaf in pictures.cameras(folder):
        taken = [[decoded(payload) for payload in columns[leaf]] for columns, _ in episodes]
        if all(picture is not None for each in taken for picture in each):
            found[leaf] = [np.mean([picture.mean((0, 1)) for picture in each], axis=0) for each in taken]
    return found


def pair(first, second, everyone, leaves, alarm):
    """Two cameras side by side: exchanged in an episode, or one a copy of the other."""
    both = sorted(set(first) & set(second))
    copies = [list(c[leaves[0]]) == list(c[leaves[1]]) for s, n, c, _ in everyone if (s, n) in both]
    if copies and all(copies):
        alarm("image/duplicate-views")
        return
    if len(both) < 9:
        return
    maps = [{place: cells(view[place][0]) for place in both} for view in (first, second)]
    if maps[0][both[0]].shape != maps[1][both[0]].shape:
        return
    usual = [np.median(list(each.values()), axis=0) for each in maps]
    for place in both:
        (own, other), (own2, other2) = ([np.abs(maps[at][place] - usual[ref]).mean() for ref in (at, 1 - at)] for at in (0, 1))
        if other < 0.6 * own and other2 < 0.6 * own2:
            alarm("image/camera-swap", *place)
