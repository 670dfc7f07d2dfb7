"""How strangers learn that help of a private kind is needed somewhere: by squares that hold enough people.

A square is shown where at least k different people have such a need. What is left over in squares with fewer
goes up to the next wider square, all of it together, and is shown there if these are k people themselves. So
a wide square never counts who stands in a smaller one that is shown, each case stands in one square at most,
and no sum or difference of what is shown tells of fewer than k people. What is still left at the widest
square is shown nowhere.

A person counts once in a square, however often they ask. The number is rounded down to a step, so that one
person more or less is seldom seen; how many more there are is nobody's business.

Nobody can be told more closely than the smallest square, whatever they send us or wait for: it is what there
is. Its middle is the best guess, and `doubt_m` is how far from there the person may be.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.point import Point, distance_m
from geo.privacy import MOVED_M
from geo.tiles import LEVEL, cell_centre, cell_position, tile_area

K = 5
FINEST = 12  # a little under 10 km at the equator
COARSEST = 4
STEPS = (1, 2, 5)  # and their tens, hundreds …, from k on

Case = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Veiled:
    """A square that may be shown, and how many people at least are in it who are in no smaller one."""

    level: int
    cell: int
    at_least: int


def veil(
    cases: Iterable[Case], k: int = K, *, finest: int = FINEST, coarsest: int = COARSEST
) -> tuple[Veiled, ...]:
    """Choose the squares for cases, each the level-20 code of where it is and a hash of who asked."""
    groups = groups_of(cases, k, finest=finest, coarsest=coarsest)
    return tuple(
        Veiled(level, cell, step_below(len({reporter for _, reporter in group}), k))
        for (level, cell), group in sorted(groups.items())
    )


def groups_of(
    cases: Iterable[Case], k: int = K, *, finest: int = FINEST, coarsest: int = COARSEST
) -> dict[tuple[int, int], list[Case]]:
    """Put each case into the smallest square in which it stands among k people, or into none."""
    groups: dict[tuple[int, int], list[Case]] = {}
    left = list(cases)
    for level in range(finest, coarsest - 1, -1):
        squares: dict[int, list[Case]] = {}
        for case in left:
            squares.setdefault(case[0] >> 2 * (LEVEL - level), []).append(case)
        left = []
        for cell, group in squares.items():
            if len({reporter for _, reporter in group}) >= k:
                groups[level, cell] = group
            else:
                left += group
    return groups


def step_below(people: int, k: int = K) -> int:
    """Round a number of people, at least k, down to k or one of 10, 20, 50, 100, 200, 500 and so on."""
    tens: int = 10 ** (len(str(people)) - 1)
    return max(k, *(step * tens for step in STEPS if step * tens <= people))


def doubt_m(veiled: Veiled) -> float:
    """How far from the middle of a square its people may be: to its corner, and their displacement."""
    x, y = cell_position(veiled.cell)
    area = tile_area(veiled.level, x, y)
    corner = Point(lat=min(area.north, area.south, key=abs), lon=area.west)
    return distance_m(cell_centre(veiled.cell, veiled.level), corner) + MOVED_M
