"""Gathers what the desk shows, in the coordinator's language."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import Desk
from app.api.desk.history_words import happening_words, who_words, why_words
from app.api.desk.shapes import (
    DetailView,
    QueueRowView,
    RevealedView,
    StepView,
    TroubleView,
)
from app.api.desk.sight import Eyes, eyes_of
from app.api.desk.views.care import care_view, kin_view, tried_words
from app.api.desk.views.job import helper_views
from app.api.desk.views.kin import family_view
from app.api.desk.views.reading import reading_view
from app.api.desk.views.spans import marked_spans
from app.api.desk.views.supply import goods_views
from app.api.desk.views.talk import thread_lines
from app.api.pages import category_view, category_views
from app.api.views import CountsView, LineView, SpanView
from app.api.words import queue_words, source_words, translator
from app.messaging.mask import mask
from app.models.report import ReportKind, ReportState
from app.models.staff import Role
from app.pipeline.undo import UNDO, can_undo
from app.pipeline.where import MOST_QUESTIONS, allowed_m
from app.places.find import pin_by_number
from app.reports.stored import stored_reading
from app.security import Keys, unseal

WAITS = (ReportState.NEW, ReportState.OPEN)
CHECKED = ("report.corrected", "report.confirmed")
EXACT = Eyes(role=Role.ADMINISTRATOR)
ROUGH_M = 1_500  # the circle around a place that somebody may know roughly only
ROUGH_DIGITS = 2  # of a degree


def queue_row(
    row: RowMapping, language: str, now: datetime, *, staff_id: int = 0, eyes: Eyes = EXACT
) -> QueueRowView:
    """One row of a list, as well as `eyes` may see it; `staff_id` is who looks."""
    urgency, created_at, radius_m = row["urgency"], row["created_at"], row["radius_m"]
    lat, lon, place = row["lat"], row["lon"], row["place_name"]
    case_id = row.get("case_id") or row["id"]  # on the board the row is a job's
    rough = lat is not None and not eyes.knows_place(case_id, row["categories"])
    if rough:
        place = row.get("area") or ""
        lat, lon, radius_m = round(lat, ROUGH_DIGITS), round(lon, ROUGH_DIGITS), max(radius_m, ROUGH_M)
    hours = (now - created_at).total_seconds() / 3600
    return QueueRowView(
        reference=row["reference"],
        kind=row["kind"],
        category=category_view(row["category"], language),
        urgency=urgency,
        people=row["people"],
        place=place,
        rough=rough,
        radius_m=round(radius_m) if radius_m is not None else None,
        state=row["state"],
        at=created_at,
        words=mask(row["text"]) if eyes.see_none else row["text"],
        language=row["language"],
        score=urgency * urgency * (hours + 1 / 60),
        why=queue_words(urgency, hours, translator(language)),
        lat=lat,
        lon=lon,
        wide=is_wide(row),
        holder=row.get("holder") or "",
        mine=row.get("holder_id") == staff_id,
        verified=row.get("verified") or "reported",
        rumour=bool(row.get("rumour")),
        asleep_until=awake_at(row.get("snoozed_until"), now),
    )


def awake_at(snoozed_until: datetime | None, now: datetime) -> datetime | None:
    """Until when a case sleeps; None for one that is awake."""
    return snoozed_until if snoozed_until is not None and snoozed_until > now else None


def is_wide(row: RowMapping) -> bool:
    """Tell a need or an offer whose circle is wider than its kind of help can do with."""
    kind, radius_m = ReportKind(row["kind"]), row["radius_m"]
    if kind not in MOST_QUESTIONS or radius_m is None or row["place_source"] == "desk":
        return False
    return bool(radius_m > allowed_m(kind, row["categories"]))


async def detail_view(
    session: AsyncSession,
    keys: Keys,
    desk: Desk,
    reference: str,
    *,
    language: str,
    now: datetime,
    revealed: RevealedView | None = None,
) -> DetailView | None:
    """One report with all that belongs to it; None when there is no such report."""
    incident_id = desk.incident_id
    values: dict[str, object] = {"incident_id": incident_id, "reference": reference, "now": now}
    row = (await session.execute(queries.DESK_HELD_ONE, values)).mappings().first()
    if row is None:
        return None
    whose = {"incident_id": incident_id, "report_id": row["id"], "contact_id": row["contact_id"]}
    eyes = await eyes_of(session, desk, now=now)
    lines: tuple[LineView, ...] = ()
    if row["has_talk"]:
        lines = await thread_lines(session, incident_id, whose, open_numbers=not eyes.see_none)
    reading = stored_reading(row["reading"])
    happened = (await session.execute(queries.DESK_STEPS, whose)).mappings().all()
    taught = await pin_by_number(session, incident_id, row["id"])
    unmet = row["unmet_at"] is not None and row["state"] in WAITS
    shown = queue_row(row, language, now, staff_id=desk.person.staff_id, eyes=eyes)
    return DetailView(
        row=shown,
        spans=_spans(marked_spans(row["text"], reading, language), shown.words),
        reading=reading_view(reading, language, checked=any(one["what"] in CHECKED for one in happened)),
        place_source="" if shown.rough else source_words(row["place_source"], translator(language)),
        place_trail=() if shown.rough else tuple(row["place_trail"]),
        helpers=await helper_views(session, incident_id, row["id"], language=language, now=now)
        if row["has_jobs"]
        else (),
        lines=lines,
        steps=await _steps(session, desk, happened, language, rough=shown.rough),
        sender=masked(_number(keys, desk, row["number_sealed"])),
        places_wanted=row["places_wanted"],
        categories=category_views(language),
        chosen=tuple(row["categories"]),
        taught=taught.pin.words if taught and not shown.rough else "",
        care=await care_view(
            session,
            desk,
            row["id"],
            categories=row["categories"],
            language=language,
            now=now,
            agreed=row["has_word"],
        ),
        kin=await kin_view(
            session, incident_id, row["id"], merged_into=row["merged_into"], holds=row["has_kin"]
        ),
        tried=await tried_words(session, incident_id, row["id"], language=language) if unmet else "",
        revealed=revealed,
        family=await family_view(
            session,
            incident_id,
            row["id"],
            language=language,
            open_numbers=not eyes.see_none,
            holds=row["has_kin"],
        ),
        lines_of_goods=await goods_views(session, incident_id, row["id"], language=language)
        if row["has_goods"]
        else (),
    )


def _spans(spans: tuple[SpanView, ...], words: str) -> tuple[SpanView, ...]:
    """The words with their marks; those that lost a number to this reader stand without."""
    return spans if "".join(one.text for one in spans) == words else (SpanView(text=words),)


def _number(keys: Keys, desk: Desk, number_sealed: bytes | None) -> str:
    if number_sealed is None:
        return ""
    return unseal(keys.data_key(desk.incident.data_key_sealed), number_sealed).decode()


def masked(number: str) -> str:
    """A number that a person can tell from another, and nobody can call: +509 ••• 42."""
    if not number.startswith("+"):
        return "web"
    return f"{number[:4]} ••• {number[-2:]}"


async def _steps(
    session: AsyncSession, desk: Desk, happened: Sequence[RowMapping], language: str, *, rough: bool
) -> tuple[StepView, ...]:
    """The history; to `rough` eyes it does not say why a place is where it is."""
    names = await _names(session, desk.incident_id, {row["who"] for row in happened})
    undone = {row["undoes"] for row in happened if row["undoes"]}
    _ = translator(language)
    return tuple(
        StepView(
            at=row["at"],
            who=who_words(row["who"], _, names=names),
            what=happening_words(row["what"], _),
            why="" if rough and row["what"] == "report.placed" else why_words(row["why"], _),
            undo="" if str(row["id"]) in undone else _undo_code(desk, row),
            undone=str(row["id"]) in undone,
        )
        for row in happened
    )


def _undo_code(desk: Desk, row: RowMapping) -> str:
    """The code by which this person may take a step back; empty where they may not."""
    if not can_undo(row["what"], row["who"], row["why"]) or not desk.may(UNDO[row["what"]].power):
        return ""
    return f"E{row['id']:X}"


async def _names(session: AsyncSession, incident_id: int, who: set[str]) -> dict[str, str]:
    """What the people in a history are called; a machine has no name to look up."""
    names: dict[str, str] = {}
    if any(one.startswith("staff:") for one in who):
        staff = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
        names |= {f"staff:{row.id}": row.name or row.email for row in staff}
    if ids := [int(one.partition(":")[2]) for one in who if one.startswith("contact:")]:
        contacts = await session.execute(queries.CONTACT_NAMES, {"incident_id": incident_id, "ids": ids})
        names |= {f"contact:{row.id}": row.name for row in contacts}
    return names


async def troubles_view(session: AsyncSession, incident_id: int) -> tuple[TroubleView, ...]:
    """Messages that a person must look at."""
    rows = await session.execute(queries.DESK_TROUBLES, {"incident_id": incident_id})
    return tuple(
        TroubleView(token=f"M{row.id:X}", text=row.text, reason=row.reason, at=row.at, ours=row.ours)
        for row in rows
    )


async def counts_view(session: AsyncSession, incident_id: int) -> CountsView:
    """The numbers in the desk's head."""
    row = (await session.execute(queries.DESK_COUNTS, {"incident_id": incident_id})).mappings().one()
    return CountsView(**dict(row))
