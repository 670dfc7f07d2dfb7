"""How the counts of the map change when cases appear, move and go: pure sums, one for each row they touch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.models.public import CHANGE_LEVEL, EVER, LEVELS
from geo.tiles import cell_of

GRADES = 5  # n0 counts offers, n1 to n4 needs by urgency
HELPED = GRADES  # stands after them
SUMS = HELPED + 1  # m0 to m4 stand after that
WIDTH = SUMS + GRADES

Row = tuple[int, date, int, str]  # level, day, cell, category: the key, in its order


@dataclass(frozen=True, slots=True)
class Mark:
    """One public case, as far as it is counted."""

    category: str
    grade: int
    helped: bool
    morton: int
    day: date

    @property
    def change(self) -> int:
        """The square whose readers must ask again when it comes or goes."""
        return cell_of(self.morton, CHANGE_LEVEL)


def differences(*, came: Iterable[Mark], went: Iterable[Mark]) -> dict[Row, list[int]]:
    """Sum what must be added to each row of the counts, in the order of their key; what stays is not named.

    A row's numbers are n0 to n4, helped, m0 to m4.
    """
    sums: dict[Row, list[int]] = defaultdict(lambda: [0] * WIDTH)
    for sign, marks in ((1, came), (-1, went)):
        for mark in marks:
            _add(sums, mark, sign)
    return {row: sums[row] for row in sorted(sums) if any(sums[row])}


def _add(sums: Mapping[Row, list[int]], mark: Mark, sign: int) -> None:
    if mark.helped and not mark.grade:
        return  # an offer that was taken is neither drawn nor counted
    for level in LEVELS:
        cell = cell_of(mark.morton, level)
        for day in (mark.day, EVER):
            numbers = sums[level, day, cell, mark.category]
            if mark.helped:
                numbers[HELPED] += sign
            else:
                numbers[mark.grade] += sign
                numbers[SUMS + mark.grade] += sign * mark.morton
