"""Gathers what the desk shows, in the coordinator's language."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.care_views import care_view, kin_view, tried_words
from app.api.deps import Desk
from app.api.desk_shapes import (
    BoardColumnView,
    DetailView,
    QueueRowView,
    RevealedView,
    StepView,
    TroubleView,
)
from app.api.history_words import happening_words, who_words, why_words
from app.api.job_views import helper_views, job_view
from app.api.pages import category_view, category_views
from app.api.reading import reading_view
from app.api.spans import marked_spans
from app.api.supply_views import goods_views
from app.api.talk_views import thread_lines
from app.api.views import CountsView
from app.api.words import queue_words, source_words, translator
from app.models.report import ReportKind, ReportState
from app.pipeline.where import MOST_QUESTIONS, allowed_m
from app.places.find import pin_by_number
from app.reports.stored import stored_reading
from app.security import Keys, unseal

MOST_ROWS = 60
BOARD_STATES = ("stopped", "asked", "accepted", "on_way", "there", "done")
WAITS = (ReportState.NEW, ReportState.OPEN)
CHECKED = ("report.corrected", "report.confirmed")


def queue_row(row: RowMapping, language: str, now: datetime) -> QueueRowView:
    """One row of the triage list."""
    urgency, created_at, radius_m = row["urgency"], row["created_at"], row["radius_m"]
    hours = (now - created_at).total_seconds() / 3600
    return QueueRowView(
        reference=row["reference"],
        kind=row["kind"],
        category=category_view(row["category"], language),
        urgency=urgency,
        people=row["people"],
        place=row["place_name"],
        radius_m=round(radius_m) if radius_m is not None else None,
        state=row["state"],
        at=created_at,
        words=row["text"],
        language=row["language"],
        score=urgency * urgency * (hours + 1 / 60),
        why=queue_words(urgency, hours, translator(language)),
        lat=row["lat"],
        lon=row["lon"],
        wide=is_wide(row),
    )


def is_wide(row: RowMapping) -> bool:
    """Tell a need or an offer whose circle is wider than its kind of help can do with."""
    kind, radius_m = ReportKind(row["kind"]), row["radius_m"]
    if kind not in MOST_QUESTIONS or radius_m is None or row["place_source"] == "desk":
        return False
    return bool(radius_m > allowed_m(kind, row["categories"]))


async def queue_rows(
    session: AsyncSession, incident_id: int, *, language: str, now: datetime
) -> tuple[QueueRowView, ...]:
    """What waits for a person, the most urgent and longest waiting first."""
    found = await session.execute(
        queries.DESK_QUEUE, {"incident_id": incident_id, "now": now, "most": MOST_ROWS}
    )
    return tuple(queue_row(row, language, now) for row in found.mappings())


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
    values: dict[str, object] = {"incident_id": incident_id, "reference": reference}
    row = (await session.execute(queries.DESK_ONE, values)).mappings().first()
    if row is None:
        return None
    whose = {"incident_id": incident_id, "report_id": row["id"], "contact_id": row["contact_id"]}
    lines = await thread_lines(session, incident_id, whose)
    reading = stored_reading(row["reading"])
    happened = (await session.execute(queries.DESK_STEPS, whose)).mappings().all()
    taught = await pin_by_number(session, incident_id, row["id"])
    unmet = row["unmet_at"] is not None and row["state"] in WAITS
    return DetailView(
        row=queue_row(row, language, now),
        spans=marked_spans(row["text"], reading, language),
        reading=reading_view(reading, language, checked=any(one["what"] in CHECKED for one in happened)),
        place_source=source_words(row["place_source"], translator(language)),
        place_trail=tuple(row["place_trail"]),
        helpers=await helper_views(session, incident_id, row["id"], language=language, now=now),
        lines=lines,
        steps=await _steps(session, incident_id, happened, language),
        sender=masked(await _number(session, keys, desk, whose)),
        places_wanted=row["places_wanted"],
        categories=category_views(language),
        chosen=tuple(row["categories"]),
        taught=taught.pin.words if taught else "",
        care=await care_view(
            session, desk, row["id"], categories=row["categories"], language=language, now=now
        ),
        kin=await kin_view(session, incident_id, row["id"], merged_into=row["merged_into"]),
        tried=await tried_words(session, incident_id, row["id"], language=language) if unmet else "",
        revealed=revealed,
        lines_of_goods=await goods_views(session, incident_id, row["id"], language=language),
    )


async def _number(session: AsyncSession, keys: Keys, desk: Desk, whose: dict[str, object]) -> str:
    sender = (await session.execute(queries.SENDER, whose)).first()
    return (
        unseal(keys.data_key(desk.incident.data_key_sealed), sender.number_sealed).decode() if sender else ""
    )


def masked(number: str) -> str:
    """A number that a person can tell from another, and nobody can call: +509 ••• 42."""
    if not number.startswith("+"):
        return "web"
    return f"{number[:4]} ••• {number[-2:]}"


async def _steps(
    session: AsyncSession, incident_id: int, happened: Sequence[RowMapping], language: str
) -> tuple[StepView, ...]:
    names = await _names(session, incident_id, {row["who"] for row in happened})
    _ = translator(language)
    return tuple(
        StepView(
            at=row["at"],
            who=who_words(row["who"], _, names=names),
            what=happening_words(row["what"], _),
            why=why_words(row["why"], _),
        )
        for row in happened
    )


async def _names(session: AsyncSession, incident_id: int, who: set[str]) -> dict[str, str]:
    """What the people in a history are called."""
    staff = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
    names = {f"staff:{row.id}": row.name or row.email for row in staff}
    ids = [int(one.partition(":")[2]) for one in who if one.startswith("contact:")]
    contacts = await session.execute(queries.CONTACT_NAMES, {"incident_id": incident_id, "ids": ids})
    return names | {f"contact:{row.id}": row.name for row in contacts}


async def board_view(
    session: AsyncSession, incident_id: int, *, language: str, now: datetime
) -> tuple[BoardColumnView, ...]:
    """Every job that is under way, by state; who was not heard of first, then the longest in its state."""
    rows = (await session.execute(queries.DESK_BOARD, {"incident_id": incident_id})).mappings().all()
    return tuple(
        BoardColumnView(
            state=state,
            jobs=tuple(
                (queue_row(row, language, now), job_view(row, now))
                for row in rows
                if row["job_state"] == state
            ),
        )
        for state in BOARD_STATES
    )


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
