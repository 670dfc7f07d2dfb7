"""Draws soft lines through a few points, as a hand with a pencil would.

A spot is a complex number: metres east of the town's middle, and metres north as its imaginary part.
So `abs(b - a)` is a distance in metres and `1j * way` turns a way to the left.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import pi, sin
from random import Random

Line = list[complex]

FINE_M = 12.0  # a curve is first drawn in steps of this, then thinned out
LAZY_M = 1.2  # and may miss the fine curve by this much: less than one sees at the closest zoom


def soft(points: Sequence[complex], *, closed: bool = False) -> Line:
    """Draw a curve through all points (Catmull–Rom, centripetal: it makes no loops at sharp corners)."""
    if closed:
        around = [points[-1], *points, points[0], points[1]]
    else:
        around = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    curve = [
        spot
        for four in zip(around, around[1:], around[2:], around[3:], strict=False)
        for spot in _piece(*four)
    ]
    return curve if closed else [*curve, points[-1]]


def _piece(before: complex, a: complex, b: complex, after: complex) -> Line:
    """The curve from a up to, not including, b."""
    t1 = max(abs(a - before), 1.0) ** 0.5
    t2 = t1 + max(abs(b - a), 1.0) ** 0.5
    t3 = t2 + max(abs(after - b), 1.0) ** 0.5
    steps = max(1, round(abs(b - a) / FINE_M))
    spots = []
    for step in range(steps):
        t = t1 + (t2 - t1) * step / steps
        first = before + (a - before) * t / t1
        middle = a + (b - a) * (t - t1) / (t2 - t1)
        last = b + (after - b) * (t - t2) / (t3 - t2)
        left = first + (middle - first) * t / t2
        right = middle + (last - middle) * (t - t1) / (t3 - t1)
        spots.append(left + (right - left) * (t - t1) / (t2 - t1))
    return spots


def swaying(line: Line, *, by_m: float, every_m: float = 95.0) -> Line:
    """Let a path swing left and right, its ends held still."""
    length = length_m(line)
    waves = max(1, round(length / every_m))
    swung, gone = [line[0]], 0.0
    for before, here, after in zip(line, line[1:], line[2:], strict=False):
        gone += abs(here - before)
        way = after - before
        swung.append(here + 1j * way / abs(way) * by_m * sin(pi * waves * gone / length))
    return [*swung, line[-1]]


def weathered(ring: Line, by_m: float, *, calm: Sequence[tuple[complex, float]], rng: Random) -> Line:
    """Let the sea gnaw at a closed coast: long bites, and shorter ones within them.

    A calm is a circle (middle, metres) where the coast stays as it was sketched: a harbour, a river's mouth.
    """
    waves = [(size, [rng.uniform(-1, 1) for _ in range(max(4, len(ring) // size))]) for size in (12, 6, 3)]
    jagged = []
    for i, spot in enumerate(ring):
        way = ring[(i + 1) % len(ring)] - ring[i - 1]
        bite = sum(_between(heights, i / len(ring)) * size / 12 for size, heights in waves)
        wild = min([1.0, *(max(0.0, abs(spot - eye) / reach_m - 1) for eye, reach_m in calm)])
        jagged.append(spot + 1j * way / abs(way) * bite * by_m * wild)
    return jagged


def _between(heights: Sequence[float], share: float) -> float:
    """A height read at a share (0 to 1) of the way around, eased from one given height to the next."""
    place = share * len(heights)
    i, part = int(place), place % 1
    eased = part * part * (3 - 2 * part)
    return heights[i % len(heights)] * (1 - eased) + heights[(i + 1) % len(heights)] * eased


def thinned(line: Line, within_m: float = LAZY_M) -> Line:
    """Leave out the spots that one would not miss (Douglas–Peucker)."""
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    far, index = max(
        (abs(spot - nearest_on(spot, [first, last])[0]), i) for i, spot in enumerate(line[1:-1], 1)
    )
    if far <= within_m:
        return [first, last]
    return thinned(line[: index + 1], within_m)[:-1] + thinned(line[index:], within_m)


def nearest_on(spot: complex, line: Sequence[complex]) -> tuple[complex, int]:
    """The spot of the line that is nearest, and after which of its corners it lies."""
    best, after = line[0], 0
    for i, (a, b) in enumerate(pairwise(line)):
        way = b - a
        share = ((spot - a) * way.conjugate()).real / max(abs(way) ** 2, 1e-9)
        here = a + way * max(0.0, min(1.0, share))
        if abs(spot - here) < abs(spot - best):
            best, after = here, i
    return best, after


def ribbon(line: Line, widths_m: tuple[float, float]) -> Line:
    """A band along the line that widens from its first end to its last: a river from source to mouth."""
    left, right, gone, length = [], [], 0.0, length_m(line)
    for i, spot in enumerate(line):
        before, after = line[max(0, i - 1)], line[min(len(line) - 1, i + 1)]
        gone += abs(spot - before)
        half = (widths_m[0] + (widths_m[1] - widths_m[0]) * (gone / length) ** 1.6) / 2
        aside = 1j * (after - before) / abs(after - before) * half
        left.append(spot + aside)
        right.append(spot - aside)
    return left + right[::-1]


def length_m(line: Iterable[complex]) -> float:
    """How long the line is."""
    return sum(abs(b - a) for a, b in pairwise(line))


def halfway(line: Line) -> complex:
    """The spot in the middle of the line's length."""
    left = length_m(line) / 2
    for a, b in pairwise(line):
        step = abs(b - a)
        if step >= left:
            return a + (b - a) * (left / step if step else 0)
        left -= step
    return line[-1]


def middle(ring: Line) -> complex:
    """The centre of gravity of what the ring encloses."""
    area, sum_ = 0.0, 0j
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (a.conjugate() * b).imag
        area += cross
        sum_ += (a + b) * cross
    return sum_ / (3 * area)
