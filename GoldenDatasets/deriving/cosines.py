"""The cosine transform of JPEG's blocks of 8 x 8, both ways. Cosines come from square roots, which every machine rounds alike."""

import math


def _cosines():
    """cos(k pi / 16) for k = 0 to 31, each from the cosine of twice the angle: cos x = sqrt((1 + cos 2x) / 2)."""
    known = {0: 1.0, 8: 0.0}
    for k in (4, 2, 6, 1, 3, 5, 7):
        known[k] = math.sqrt((1 + (known[2 * k] if k <= 4 else -known[16 - 2 * k])) / 2)
    half = [known[k] if k <= 8 else -known[16 - k] for k in range(17)]
    return half + half[15:0:-1]


COSINES = _cosines()
# BASIS[x][u] = c(u) / 2 cos((2 x + 1) u pi / 16), c(0) = sqrt(1/2), else 1
BASIS = [[(math.sqrt(0.5) if u == 0 else 1.0) / 2 * COSINES[(2 * x + 1) * u % 32] for u in range(8)] for x in range(8)]
TURNED = [list(column) for column in zip(*BASIS)]


def _along_rows(block, basis):
    return [[sum(map(float.__mul__, row, wave)) for wave in basis] for row in block]


def _both_ways(block, basis):
    half = _along_rows(block, basis)
    return [list(row) for row in zip(*_along_rows([list(column) for column in zip(*half)], basis))]


def samples(coefficients):
    """Eight rows of eight samples, of eight rows of coefficients (floats)."""
    return _both_ways(coefficients, BASIS)


def coefficients(samples):
    return _both_ways(samples, TURNED)


def nearest(value):
    """The nearest whole number. Halves go up, even when the last digit of a sum makes them a little less: sums are not rounded alike
    everywhere."""
    return math.floor(value + 0.500001)
