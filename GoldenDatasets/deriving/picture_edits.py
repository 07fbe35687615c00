"""Edits of pictures: what a camera, a cable, a converter or a copy makes of them."""

from deriving import jpeg, pictures, png, wire
from deriving.episode_edits import _chosen, _key, _steps

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _each(dataset, feature, episodes, steps, change):
    """Replaces payloads by what `change` makes of each."""
    for episode in _chosen(dataset, episodes):
        payloads = list(episode.get(_key(feature)))
        for t in _steps(episode, steps):
            payloads[t] = change(payloads[t], t)
        episode.put(_key(feature), wire.BYTES, payloads)


@edit
def change_pictures(dataset, feature, how, episodes="all", steps="all", **arguments):
    """One of the changes of deriving/pictures.py."""

    def changed(payload, _):
        picture = jpeg.read(payload)
        pictures.CHANGES[how](picture, **arguments)
        return jpeg.write(picture)

    _each(dataset, feature, episodes, steps, changed)


@edit
def cover_lens(dataset, feature, episodes="all", steps="all"):
    """What a sensor sees under a cap: next to nothing, and other noise in every picture."""

    def covered(payload, step):
        picture = jpeg.read(payload)
        pictures.flat(picture, level=1, grain=40, seed=step)
        return jpeg.write(picture)

    _each(dataset, feature, episodes, steps, covered)


@edit
def as_png(dataset, feature, episodes="all", steps="all"):
    _each(dataset, feature, episodes, steps, lambda payload, _: png.written(pictures.pixels(jpeg.read(payload))))


@edit
def leave_empty(dataset, feature, episodes="all", steps="all"):
    """No bytes at all, which loaders take for padding."""
    _each(dataset, feature, episodes, steps, lambda payload, _: b"")


@edit
def hold_picture(dataset, feature, steps, episodes):
    """The camera hangs: its picture at the first of the steps stays, byte by byte."""
    for episode in _chosen(dataset, episodes):
        held = episode.get(_key(feature))[steps[0]]
        _each_of(episode, feature, steps, held)


@edit
def put_picture(dataset, feature, taken_from, episodes="all", steps="all"):
    """One picture, of [split, episode, step], wherever it is said."""
    split, number, step = taken_from
    payload = dataset.episode(split, number).get(_key(feature))[step]
    for episode in _chosen(dataset, episodes):
        _each_of(episode, feature, steps, payload)


def _each_of(episode, feature, steps, payload):
    payloads = list(episode.get(_key(feature)))
    for t in _steps(episode, steps):
        payloads[t] = payload
    episode.put(_key(feature), wire.BYTES, payloads)


@edit
def copy_camera(dataset, feature, to, episodes="all"):
    for episode in _chosen(dataset, episodes):
        episode.put(_key(to), wire.BYTES, episode.get(_key(feature)))


@edit
def swap_cameras(dataset, features, episodes="all"):
    first, second = map(_key, features)
    for episode in _chosen(dataset, episodes):
        one, other = episode.get(first), episode.get(second)
        episode.put(first, wire.BYTES, other)
        episode.put(second, wire.BYTES, one)


@edit
def cut_picture(dataset, feature, share, episodes, steps):
    """Keeps the first share of a payload: a file that was not written to its end."""
    _each(dataset, feature, episodes, steps, lambda payload, _: payload[: int(share * len(payload))])


@edit
def damage_picture(dataset, feature, bytes_flipped, episodes, steps):
    """Turns every bit of so many bytes in the middle of the scan, and sees to it that a decoder must stumble: it comes to bits that
    are no code."""

    def damaged(payload, _):
        start = jpeg.scan_at(payload)
        at = start + (len(payload) - start) // 2
        for first in range(at, len(payload) - bytes_flipped - 2):
            flipped = bytes(byte ^ 0xFF for byte in payload[first : first + bytes_flipped])
            spoiled = payload[:first] + flipped.replace(b"\xff", b"\xfe") + payload[first + bytes_flipped :]
            if _has_no_code(spoiled):
                return spoiled
        raise ValueError("a picture that bears every flip")

    _each(dataset, feature, episodes, steps, damaged)


def _has_no_code(payload):
    try:
        jpeg.read(payload)
    except jpeg.NoSuchCode:
        return True
    except ValueError:
        pass
    return False


@edit
def put_text_for_picture(dataset, feature, text, episodes, steps):
    _each(dataset, feature, episodes, steps, lambda payload, _: text.encode())


@edit
def trail_behind(dataset, feature, hex, times, episodes, steps="all"):
    """Bytes behind the end of a picture: a buffer that was written whole."""
    _each(dataset, feature, episodes, steps, lambda payload, _: payload + bytes.fromhex(hex) * times)


@edit
def comment(dataset, feature, hex, episodes="all", steps="all"):
    """A comment segment behind the start of a picture. Whatever stands in it is no marker."""
    body = bytes.fromhex(hex)
    segment = b"\xff\xfe" + (len(body) + 2).to_bytes(2, "big") + body
    _each(dataset, feature, episodes, steps, lambda payload, _: payload[:2] + segment + payload[2:])


@edit
def declare_pictures(dataset, feature, height=None, width=None, channels=None, form=None):
    """Says something else of a camera's pictures; what is not given stays as it was."""
    parent, leaf = dataset.declaration(feature)
    image = parent[leaf]["image"]
    sizes = image["shape"]["dimensions"]
    image["shape"]["dimensions"] = [str(new or old) for new, old in zip((height, width, channels), sizes)]
    image["encodingFormat"] = form or image["encodingFormat"]


@edit
def slow_camera(dataset, feature, every, episodes="all"):
    """A camera that gives a picture every so many steps; in between the last one is stored again."""
    for episode in _chosen(dataset, episodes):
        payloads = episode.get(_key(feature))
        episode.put(_key(feature), wire.BYTES, [payloads[t - t % every] for t in range(len(payloads))])
