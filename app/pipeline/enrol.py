"""An offer, however it came, becomes a helper: what the words say and what the form's boxes say, together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.hours import DAY_H, WEEK_H
from app.messaging.people import owner_of_typed
from app.messaging.prompts import open_prompt, open_prompts
from app.messaging.say import phrase, say
from app.models.message import PromptKind
from app.models.report import ReportKind
from app.models.volunteer import Vehicle
from app.pipeline.evidence import form_fields
from app.pipeline.taken import is_call
from app.reports.adopt import adopt_cases
from app.reports.find import report_by_id
from app.reports.shapes import Case
from app.volunteers.enrol import Enrolment, enrol_volunteer
from app.volunteers.join import join_helpers
from app.volunteers.skills import skills_for
from app.volunteers.stock import Goods
from geo.place import Located
from ingest.catalog import load_catalog
from ingest.read import read_giver
from ingest.readers.helper import DAYS, PARTS
from ingest.shapes import Giver

NUMBER_LASTS = timedelta(days=7)
SURE = 0.4  # of an amount: below it, «two» may be anything


async def enrol_giver(
    session: AsyncSession, told: Situation, case: Case, located: Located | None, *, on_duty: bool
) -> tuple[str, ...]:
    """Make the sender of an offer a helper, with all they said; returns what they can be asked for."""
    giver = giver_of(told)
    enrolment = Enrolment(
        contact_id=told.person.id,
        skills=case.categories,
        words=told.message.text,
        located=located,
        on_duty=on_duty,
        trades=giver.trades,
        vehicle=Vehicle(giver.vehicle or Vehicle.NONE),
        languages=giver.languages,
        hours=giver.hours,
        goods=tuple(
            Goods(item=one.item, amount=one.amount, unit=one.unit)
            for one in told.reading.quantities
            if one.confidence >= SURE
        ),
    )
    await enrol_volunteer(session, told.incident_id, enrolment, now=told.now)
    return skills_for(enrolment.skills, trades=enrolment.trades, vehicle=enrolment.vehicle)


async def ask_number(session: AsyncSession, told: Situation, case: Case) -> None:
    """Prove a number that was typed into a form before anything else is ever sent to it.

    A number we know is asked as the person it belongs to: their yes makes the two offers one.
    """
    owner = await owner_of_typed(session, told.message)
    who = owner or told.person.id
    if owner and await _asked_already(session, told, owner):
        return
    await open_prompt(
        session,
        told.incident_id,
        PromptKind.NUMBER,
        contact_id=who,
        now=told.now,
        lasts=NUMBER_LASTS,
        report_id=case.id if owner else None,
    )
    word = phrase("number.confirm" if case.kind is ReportKind.OFFER else "call.confirm")
    about = None if owner else case.id
    await say(session, told.incident, word, contact_id=who, report_id=about, now=told.now)


async def _asked_already(session: AsyncSession, told: Situation, owner: int) -> bool:
    """Somebody fills in the form again: one question is enough, and it is now about all that was offered."""
    prompts = await open_prompts(session, told.incident_id, contact_id=owner, now=told.now)
    for prompt in prompts:
        if prompt.kind is PromptKind.NUMBER and prompt.report_id is not None:
            first = await report_by_id(session, told.incident_id, prompt.report_id)
            both = {"from_contact": told.person.id, "to_contact": first.contact_id}
            await join_helpers(session, told.incident_id, **both, now=told.now)
            if is_call(told.message):
                await adopt_cases(session, told.incident_id, **both, now=told.now)
            return True
    return False


def giver_of(told: Situation) -> Giver:
    """Read the helper out of the words; what a form says beside them stands above that."""
    giver = told.reading.giver or read_giver(told.message.text, language=told.reading.language)
    written = told.reading.language
    if written in load_catalog().languages:
        giver = replace(giver, languages=tuple(dict.fromkeys((written, *giver.languages))))
    return with_boxes(giver, form_fields(told.message.details))


def with_boxes(giver: Giver, fields: Mapping[str, str]) -> Giver:
    """Let the boxes of a form speak: vehicle, hours, languages."""
    vehicle = fields.get("vehicle", "")
    spoken = [code for code in fields.get("speaks", "").split(",") if code in load_catalog().languages]
    return Giver(
        vehicle=vehicle if vehicle in set(Vehicle) else giver.vehicle,
        trades=giver.trades,
        languages=tuple(dict.fromkeys((*giver.languages, *spoken))),
        hours=box_hours(fields.get("hours", "").split(",")) or giver.hours,
    )


def box_hours(boxes: list[str]) -> tuple[int, ...] | None:
    """Give the hours of the week of ticked boxes: parts of the day, on the days that are ticked as well."""
    parts = {hour for name in boxes if name in PARTS for hour in PARTS[name]}
    days = {day for name in boxes if name in DAYS for day in DAYS[name]}
    if not parts and not days:
        return None
    hours = parts or set(range(DAY_H))
    chosen = tuple(sorted(day * DAY_H + hour for day in days or range(7) for hour in hours))
    return None if len(chosen) == WEEK_H else chosen
