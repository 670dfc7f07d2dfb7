"""Which cases may be one need: told by one person, at one place, in like words, at about one time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.report import ReportKind
from app.reports import queries
from app.reports.shapes import Case
from geo.point import Point
from geo.spatial import ewkt

WINDOW = timedelta(hours=48)
MOST = 5
MOST_ALIKE = 2_000
STRONG = 50  # from here one key makes one case of both
NEAR_M = 300.0
WIDE_M = 1_000.0  # two circles as wide as a town say little by lying on each other
ALIKE, LIKE = 0.75, 0.3  # similarity of trigrams: the same words, and similar ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another case that may be the same need. `reasons` are keys, the strongest evidence first.

    sender: the same person · near: a few steps away · around: each lies in the other's circle · words: nearly
    the same words · similar: similar words · kind: the same kind of help · people: as many people.
    """

    id: int
    reference: str
    score: int  # 0 to 100
    reasons: tuple[str, ...]
    text: str
    language: str
    at: datetime
    place: str
    distance_m: float | None
    category: str
    urgency: int
    state: str

    @property
    def strong(self) -> bool:
        """Whether one key may merge them."""
        return self.score >= STRONG


async def twins_of(
    session: AsyncSession,
    incident_id: int,
    *,
    report_id: int | None = None,
    text: str,
    point: Point | None = None,
    radius_m: float | None = None,
    contact_id: int | None = None,
    number_index: bytes | None = None,
    categories: Sequence[str] = (),
    people: int | None = None,
    kind: ReportKind,
    since: datetime,
    now: datetime,
) -> tuple[Twin, ...]:
    """Find the likely twins of a report, or of words that are not one yet; the likeliest first.

    `now` is when the words were said: what came as long after it as `since` lies before it counts too.
    """
    values = {
        "incident_id": incident_id,
        "report_id": report_id or 0,
        "text": text,
        "point": ewkt(point) if point else None,
        "radius_m": radius_m or 0.0,
        "reach_m": min(max(radius_m or 0.0, NEAR_M), WIDE_M),
        "near_m": NEAR_M,
        "contact_id": contact_id,
        "number_index": number_index,
        "kind": kind,
        "since": since,
        "until": now + (now - since),
        "likeness": LIKE,
    }
    rows = (await session.execute(queries.TWINS, values)).mappings()
    found = [_twin(row, categories, people, radius_m or 0.0, now=now) for row in rows]
    likely = sorted((one for one in found if one), key=lambda one: (-one.score, one.reference))
    return tuple(likely[:MOST])


async def twins_for(session: AsyncSession, incident_id: int, case: Case) -> tuple[Twin, ...]:
    """Find the likely twins of a case that stands."""
    if case.merged_into is not None:
        return ()
    return await twins_of(
        session,
        incident_id,
        report_id=case.id,
        text=case.text,
        point=case.point,
        radius_m=case.radius_m,
        contact_id=case.contact_id,
        categories=case.categories,
        people=case.people,
        kind=case.kind,
        since=case.created_at - WINDOW,
        now=case.created_at,
    )


async def said_alike(session: AsyncSession, incident_id: int, case: Case) -> tuple[int, ...]:
    """Name every report of the same words, whatever its signs and capitals, however many passed them on."""
    values = {"incident_id": incident_id, "text": case.text, "kind": case.kind, "most": MOST_ALIKE}
    return tuple((await session.execute(queries.SAID_ALIKE, values)).scalars().all())


def _twin(
    row: RowMapping, categories: Sequence[str], people: int | None, radius_m: float, *, now: datetime
) -> Twin | None:
    """Weigh one candidate; what shares a time and a kind of help alone is none."""
    weighed = weigh(
        same_sender=row["same_sender"],
        distance_m=row["distance_m"],
        widest_m=max(radius_m, row["radius_m"] or 0.0),
        both_m=min(radius_m, row["radius_m"] or 0.0),
        alike=row["alike"],
        same_kind=bool(set(categories) & set(row["categories"]) - {"other"}),
        same_people=people is not None and people == row["people"],
        apart=abs(row["created_at"] - now),
    )
    if weighed is None:
        return None
    score, reasons = weighed
    return Twin(
        id=row["id"],
        reference=row["reference"],
        score=score,
        reasons=reasons,
        text=row["text"],
        language=row["language"],
        at=row["created_at"],
        place=row["place_name"],
        distance_m=row["distance_m"],
        category=row["category"],
        urgency=row["urgency"],
        state=row["state"],
    )


def weigh(
    *,
    same_sender: bool,
    distance_m: float | None,
    widest_m: float,
    both_m: float,
    alike: float,
    same_kind: bool,
    same_people: bool,
    apart: timedelta,
) -> tuple[int, tuple[str, ...]] | None:
    """Say how likely two cases are one, 0 to 100, and why; None where nothing but chance joins them."""
    near = distance_m is not None and distance_m <= NEAR_M
    around = distance_m is not None and not near and distance_m <= both_m
    if not (same_sender or near or around or alike >= LIKE):
        return None
    place = (10 if around or widest_m > WIDE_M else 25) if near or around else 0
    points = {
        "sender": 35 if same_sender else 0,
        "near": place if near else 0,
        "around": place if around else 0,
        "words": round(45 * alike) if alike >= ALIKE else 0,
        "similar": round(30 * alike) if LIKE <= alike < ALIKE else 0,
        "kind": 12 if same_kind else 0,
        "people": 5 if same_people else 0,
    }
    soon = round(13 * max(0.0, 1 - apart / WINDOW))
    told = sorted((key for key, worth in points.items() if worth), key=lambda key: -points[key])
    return min(100, sum(points.values()) + soon), tuple(told)


async def set_apart(
    session: AsyncSession,
    incident_id: int,
    one: Case,
    other: Case,
    *,
    who: str,
    now: datetime,
    apart: bool = True,
    why: str = "",
) -> None:
    """Remember that two cases are not one need, so that nobody is asked it again; or forget that."""
    what = "report.not_twin" if apart else "report.maybe_twin"
    for case, twin in ((one, other), (other, one)):
        happening = Happening(what=what, who=who, report_id=case.id, after={"twin": twin.reference}, why=why)
        record(session, incident_id, happening, now=now)
