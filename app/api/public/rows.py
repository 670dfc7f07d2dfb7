"""The list that says what the map shows: the same filters, the most urgent first, of these the newest day."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from sqlalchemy import RowMapping

from app.api.public import queries
from app.api.public.cover import cover
from app.api.public.filters import LAST_PAGE, View
from app.api.public.look import look
from app.db import Database
from geo.point import Area

PAGE = 100
FEW = 20_000  # in a box: so many are looked at one by one
WHOLE = {"level": 4, "shift": 8, "low": 0, "high": 255}  # the cells of the coarsest level, added up to one


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the list. `about` says that `total` is told from counts of cells that the box cuts."""

    rows: Sequence[RowMapping]
    total: int
    about: bool
    page: int

    @property
    def first(self) -> int:
        """The number of the first row, counted from one; 0 on an empty page."""
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row."""
        return (self.page - 1) * PAGE + len(self.rows)

    @property
    def pages(self) -> int:
        """How many pages there are; of a rough count, so many as we can promise."""
        more = self.page + 1 if len(self.rows) == PAGE else self.page
        return min(LAST_PAGE, max(1, more if self.about else ceil(self.total / PAGE)))


async def list_reports(database: Database, incident_id: int, view: View, *, few: int = FEW) -> Listed:
    """Read one page."""
    least, most = view.grades
    if least > most:
        return Listed(rows=(), total=0, about=False, page=view.page)
    first, last = view.days
    asked: dict[str, object] = {
        "incident_id": incident_id,
        "category": view.category,
        "first": first,
        "last": last,
        "skip": (view.page - 1) * PAGE,
        "page": PAGE,
    }
    if area := view.area:
        return await _in_box(database, view, area, asked, few=few)
    counted = await look(database, queries.TILE[view.grades, view.by_day], asked | WHOLE)
    rows = await _walk(database, view, asked, boxed=False)
    return Listed(rows=rows, total=int(counted[0]["n"]) if counted else 0, about=False, page=view.page)


async def _in_box(
    database: Database, view: View, area: Area, asked: dict[str, object], *, few: int
) -> Listed:
    """Count roughly; look at few one by one, and walk the whole list for those of many."""
    under = cover(area)
    cells = {"level": under.level, "shift": 0, "cells": sorted(under.shares)}
    counted = await look(database, queries.BOX[view.grades, view.by_day], asked | cells)
    asked |= _corners(area)
    if sum(row["n"] for row in counted) > few:
        rows = await _walk(database, view, asked, boxed=True)
        roughly = round(sum(row["n"] * under.shares[row["cell"]] for row in counted))
        return Listed(rows=rows, total=max(roughly, asked_up_to(view, rows)), about=True, page=view.page)
    lows, highs = under.spans
    least, most = view.grades
    spans = {"lows": lows, "highs": highs, "least": least, "most": most}
    found = await look(database, queries.FEW, asked | spans)
    rows = [row for row in found if row["kind"] is not None]
    return Listed(rows=rows, total=int(found[0]["total"]), about=False, page=view.page)


def asked_up_to(view: View, rows: Sequence[RowMapping]) -> int:
    """As many as there are at least, for so many were shown."""
    return (view.page - 1) * PAGE + len(rows) if rows else 0


async def _walk(
    database: Database, view: View, asked: dict[str, object], *, boxed: bool
) -> Sequence[RowMapping]:
    least, most = view.grades
    stretch = {"grades": [*range(least, most + 1)], "upto": view.page * PAGE}
    return await look(database, queries.WALK[bool(view.category), boxed], asked | stretch)


def _corners(area: Area) -> dict[str, float]:
    """A box as one or, over the date line, two ranges of longitude."""
    sides = {"south": area.south, "north": area.north}
    if area.west <= area.east:
        return sides | {"west": area.west, "east": area.east, "west_too": 1.0, "east_too": 0.0}
    return sides | {"west": area.west, "east": 180.0, "west_too": -180.0, "east_too": area.east}
