"""What is needed near a helper: read as strangers read it, so that the list cannot say more than the map."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.pages import category_view
from app.api.public import queries
from app.api.public.helper_guest import Guest
from app.api.public.helper_views import NearView, NeedView
from app.api.public.squares import public_squares
from app.db import Database
from app.errors import NotFound
from app.models.volunteer import Trust
from app.reports.shown import case_behind
from app.security import Keys, same
from geo.point import Point, distance_m
from geo.spatial import ewkt
from geo.tiles import cell_centre, morton
from ingest.catalog import load_catalog

A_PAGE = 10
NEAREST = 400  # so many are weighed; who looks farther chooses a kind of need
WITHIN_KM = (2, 5, 10, 20, 50)
LAST_PAGE = NEAREST // A_PAGE
OVER = "Somebody else goes already, or it is no longer needed. Thank you for being ready."
SHORT = 16
SQUARES = 5
HERE_LEVEL = 15  # squares of about a kilometre, from whose middle everything here is measured
HEX = re.compile("[0-9a-f]{1,15}")
METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a helper narrows what they are shown."""

    category: str = ""
    within_km: int = 0  # 0: as far as they come
    urgency: int = 1
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read an address; what nobody can have chosen is as if it were not there."""
        category = query.get("category", "")
        within, urgency, page = (_number(query.get(name, "")) for name in ("within", "urgency", "page"))
        return cls(
            category=category if category in load_catalog().categories else "",
            within_km=within if within in WITHIN_KM else 0,
            urgency=urgency if 1 <= urgency <= 4 else 1,
            page=min(max(page, 1), LAST_PAGE),
        )


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0


async def needs_near(
    public: AsyncSession, keys: Keys, guest: Guest, asked: Asked, *, language: str
) -> NearView:
    """List what fits a helper best, ten at a time; without a place of theirs there is no near."""
    helper = guest.helper
    within_km = asked.within_km or helper.reach_m // 1000
    here = roughly(helper.point) if helper.point else None
    rows = await _rows(public, guest, asked, within_km, here=here) if here else []
    needs = tuple(
        NeedView(
            token=need_token(keys, guest, row["id"]),
            category=category_view(row["category"], language),
            urgency=row["urgency"],
            area=row["area"],
            distance_m=rough_m(row["distance_m"]),
            day=row["day"],
            fits=row["category"] in helper.skills,
        )
        for row in rows[:A_PAGE]
    )
    return NearView(
        rows=needs,
        category=asked.category,
        within_km=within_km,
        urgency=asked.urgency,
        page=asked.page,
        more=len(rows) > A_PAGE and asked.page < LAST_PAGE,
        box=_box(here, within_km) if here else "",
        placed=here is not None,
        filtered=bool(asked.category or asked.within_km or asked.urgency > 1),
    )


async def _rows(
    public: AsyncSession, guest: Guest, asked: Asked, within_km: int, *, here: Point
) -> Sequence[RowMapping]:
    values = {
        "incident_id": guest.incident_id,
        "here": ewkt(here),
        "category": asked.category,
        "urgency": asked.urgency,
        "within_m": within_km * 1000,
        "skills": list(guest.helper.skills),
        "nearest": NEAREST,
        "most": A_PAGE + 1,
        "skipped": (asked.page - 1) * A_PAGE,
    }
    return (await public.execute(queries.NEEDS_NEAR, values)).mappings().all()


def need_token(keys: Keys, guest: Guest, public_id: int) -> str:
    """Name a public row for one helper: made up, or passed on to somebody else, it opens nothing."""
    tag = keys.link("helper-need", str(guest.incident_id), str(guest.helper.id), str(public_id))
    return f"{public_id:x}-{tag[:SHORT]}"


async def need_of_token(
    session: AsyncSession, public: AsyncSession, keys: Keys, guest: Guest, token: str
) -> int:
    """Find the case that a row of the list stands for; raises `NotFound` where it is over or made up."""
    number, _, _tag = token.partition("-")
    public_id = int(number, 16) if HEX.fullmatch(number) else 0
    if not same(token, need_token(keys, guest, public_id)):
        raise NotFound(OVER)
    values = {"incident_id": guest.incident_id, "id": public_id}
    row = (await public.execute(queries.NEED_SHOWN, values)).first()
    if row is None:
        raise NotFound(OVER)
    found = await case_behind(
        session,
        guest.incident_id,
        bytes(row.case_key),
        key=keys.blur_key(),
        category=row.category,
        near=Point(lat=row.lat, lon=row.lon),
    )
    if found is None:
        raise NotFound(OVER)
    return found


async def squares_near(database: Database, guest: Guest) -> tuple[tuple[int, float], ...]:
    """Roughly where people have needs that only the vetted are asked for: the squares of the public map.

    A click or an ask by the desk opens one of them; this list opens none.
    """
    helper = guest.helper
    kinds = load_catalog().sensitive(load_catalog().categories)
    if helper.point is None or not any(helper.trust_for(kind) is Trust.VETTED for kind in kinds):
        return ()
    here = roughly(helper.point)
    found = [
        (rough_m(distance_m(here, one.area.centre)), one.at_least)
        for one in await public_squares(database, guest.incident_id)
    ]
    near = sorted(one for one in found if one[0] <= helper.reach_m)
    return tuple((people, distance) for distance, people in near[:SQUARES])


def roughly(point: Point) -> Point:
    """Where a helper's list is measured from: near them, and never the very spot.

    They may have named a place that only pins have taught, and distances to many dots would lead to its door.
    """
    return cell_centre(morton(point, HERE_LEVEL), HERE_LEVEL)


def rough_m(distance_m: float) -> float:
    """As far as a moved place can be told: half a kilometre, and then by the whole one."""
    return 500.0 if distance_m < 750 else round(distance_m / 1000) * 1000.0


def _box(point: Point, within_km: int) -> str:
    north = within_km * 1000 / METRES_PER_DEGREE
    east = north / max(0.05, cos(radians(point.lat)))
    corners = (point.lon - east, point.lat - north, point.lon + east, point.lat + north)
    return ",".join(f"{corner:.3f}" for corner in corners)
