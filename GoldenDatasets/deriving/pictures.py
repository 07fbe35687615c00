"""What can become of a JPEG: each function takes a picture's quantised coefficients (jpeg.Picture) and changes them in place, without
another loss where none is meant."""

import random

from deriving import cosines
from deriving.cosines import nearest

# Steps of quantisation at quality 50 (T.81, annex K), row by row.
LUMINANCE = [
    *(16, 11, 10, 16, 24, 40, 51, 61),
    *(12, 12, 14, 19, 26, 58, 60, 55),
    *(14, 13, 16, 24, 40, 57, 69, 56),
    *(14, 17, 22, 29, 51, 87, 80, 62),
    *(18, 22, 37, 56, 68, 109, 103, 77),
    *(24, 35, 55, 64, 81, 104, 113, 92),
    *(49, 64, 78, 87, 103, 121, 120, 101),
    *(72, 92, 95, 98, 112, 100, 103, 99),
]
CHROMINANCE = [
    *(17, 18, 24, 47, 99, 99, 99, 99),
    *(18, 21, 26, 66, 99, 99, 99, 99),
    *(24, 26, 56, 99, 99, 99, 99, 99),
    *(47, 66, 99, 99, 99, 99, 99, 99),
    *([99] * 32),
]


def _blocks(picture, component):
    """(row of blocks, its place, steps of quantisation): what stands there is the block."""
    for row in component.blocks:
        for at in range(len(row)):
            yield row, at, picture.tables[component.table]


def _reflect(picture, across, down):
    """A wave of odd frequency changes its sign when it is mirrored."""
    unit = [8 * max(getattr(c, side) for c in picture.components) for side in ("across", "down")]
    if picture.width % unit[0] or picture.height % unit[1]:
        raise ValueError("a picture that does not end with a block")
    signs = [(-1) ** (across * (place % 8) + down * (place // 8)) for place in range(64)]
    for component in picture.components:
        rows = [row[::-1] if across else row for row in component.blocks]
        component.blocks = [[[sign * value for sign, value in zip(signs, block)] for block in row] for row in (rows[::-1] if down else rows)]


def upside_down(picture):
    """Turned by half a turn."""
    _reflect(picture, True, True)


def mirrored(picture):
    _reflect(picture, True, False)


def plane(picture, component):
    """Rows of samples of one component, about 0."""
    out = []
    for row in component.blocks:
        steps = picture.tables[component.table]
        waves = [[float(value * step) for value, step in zip(block, steps)] for block in row]
        blocks = [cosines.samples([block[at : at + 8] for at in range(0, 64, 8)]) for block in waves]
        out += [[value for block in blocks for value in block[y]] for y in range(8)]
    return out


def put_plane(picture, component, rows):
    steps = picture.tables[component.table]
    for down, row in enumerate(component.blocks):
        for across in range(len(row)):
            block = [rows[8 * down + y][8 * across : 8 * across + 8] for y in range(8)]
            waves = [value for line in cosines.coefficients(block) for value in line]
            row[across] = [nearest(value / step) for value, step in zip(waves, steps)]


def _widened(picture, component, rows):
    """A plane of colour at the size of the picture: each sample as often as it stands for."""
    first = picture.components[0]
    across, down = first.across // component.across, first.down // component.down
    return [[value for value in row for _ in range(across)] for row in rows for _ in range(down)]


def red_for_blue(picture):
    """With D = R - B = 1.402 Cr - 1.772 Cb, and Y = 0.299 R + 0.587 G + 0.114 B, exchanging R and B makes
    Y' = Y - 0.185 D, Cb' = (1.402 Cr + 0.185 D) / 1.772, Cr' = (1.772 Cb + 0.185 D) / 1.402."""
    light, blue, red = picture.components
    planes = zip(plane(picture, blue), plane(picture, red))
    rows = [[(b, r, 1.402 * r - 1.772 * b) for b, r in zip(*row)] for row in planes]
    put_plane(picture, blue, [[(1.402 * r + 0.185 * d) / 1.772 for b, r, d in row] for row in rows])
    put_plane(picture, red, [[(1.772 * b + 0.185 * d) / 1.402 for b, r, d in row] for row in rows])
    differences = _widened(picture, blue, [[d for _, _, d in row] for row in rows])
    lights = plane(picture, light)
    put_plane(picture, light, [[y - 0.185 * d for y, d in zip(*row)] for row in zip(lights, differences)])


def lit(picture, gain=1.0, colour=None, blue=0, red=0):
    """Another light: brightness times `gain` and colour times `colour` (as much, if it is not given), then so many levels bluer and redder.
    A level of all samples is 8 in the first coefficient. Where everything is white there is no colour: decoders clip Y, Cb and Cr each."""
    gains = (gain, gain if colour is None else colour, gain if colour is None else colour)
    for component, times, zero, shift in zip(picture.components, gains, (1024, 0, 0), (0, blue, red)):
        for row, at, steps in _blocks(picture, component):
            level = nearest((times * (row[at][0] * steps[0] + zero) - zero + 8 * shift) / steps[0])
            row[at] = [level] + [nearest(times * value) for value in row[at][1:]]


def flat(picture, level=128, grain=0, seed=1):
    """One level of grey. With `grain`, one in so many coefficients is a step off, as a sensor is that sees nothing."""
    source = random.Random(seed)
    for index, component in enumerate(picture.components):
        for row, at, steps in _blocks(picture, component):
            row[at] = [0 if index else nearest(8 * (level - 128) / steps[0])] + [0] * 63
            for place in range(1, 64 if grain and not index else 1):
                row[at][place] = int(source.random() * grain < 1) * (1 if source.random() < 0.5 else -1)


def blurred(picture, times=1):
    """Binomial weights 1 4 6 4 1 along rows and columns; the edge goes on outside."""
    for component in picture.components:
        rows = plane(picture, component)
        for _ in range(2 * times):
            rows = [list(row) for row in zip(*(_smooth(row) for row in rows))]
        put_plane(picture, component, rows)


def _smooth(row):
    far = row[:1] * 2 + row + row[-1:] * 2
    return [(a + e + 4 * (b + d) + 6 * c) / 16 for a, b, c, d, e in zip(far, far[1:], far[2:], far[3:], far[4:])]


def at_quality(picture, quality):
    """Coarser or finer steps, by libjpeg's scale: 5000 / q per cent below 50, 200 - 2 q from there."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    tables = {}
    for index, component in enumerate(picture.components):
        base = CHROMINANCE if index else LUMINANCE
        tables[component.table] = [min(max((step * scale + 50) // 100, 1), 255) for step in base]
        for row, at, steps in _blocks(picture, component):
            row[at] = [nearest(value * old / new) for value, old, new in zip(row[at], steps, tables[component.table])]
    picture.tables = tables


def cropped(picture, width, height):
    """The upper left part, whole units of the scan."""
    first = picture.components[0]
    for component in picture.components:
        columns, rows = width * component.across // (8 * first.across), height * component.down // (8 * first.down)
        component.blocks = [row[:columns] for row in component.blocks[:rows]]
    picture.width, picture.height = width, height


def grey(picture):
    """The colours are left out."""
    del picture.components[1:]


def pixels(picture):
    """Rows of bytes, R G B."""
    light, blue, red = (_widened(picture, c, plane(picture, c)) for c in picture.components)
    rows = []
    for row in list(zip(light, blue, red))[: picture.height]:
        mixed = [(y + 1.402 * r, y - 0.344136 * b - 0.714136 * r, y + 1.772 * b) for y, b, r in list(zip(*row))[: picture.width]]
        rows.append(bytes(min(max(nearest(value + 128), 0), 255) for pixel in mixed for value in pixel))
    return rows


CHANGES = {
    change.__name__.replace("_", "-"): change
    for change in (at_quality, blurred, cropped, flat, grey, lit, mirrored, red_for_blue, upside_down)
}
