"""What else was read or typed wrong: how many, in which language, who they are, how they call the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.reports import queries
from app.reports.shapes import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All of it as a person says that it is. The words of a report themselves never change."""

    people: int | None
    language: str
    name: str  # of the person: in every case of theirs
    place_text: str


async def details_of(session: AsyncSession, incident_id: int, case: Case) -> Details:
    """Look up what stands."""
    whose = {"incident_id": incident_id, "contact_id": case.contact_id}
    person = (await session.execute(queries.PERSON_OF, whose)).one()
    return Details(people=case.people, language=case.language, name=person.name, place_text=case.place_text)


async def describe_report(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    details: Details,
    *,
    who: str,
    now: datetime,
    why: str = "",
) -> bool:
    """Correct what stands, and say in the event only what changed; says whether anything did.

    Who is written to in a language that they do not read does not understand us: the person's follows.
    The event's `before` given again takes it back.
    """
    stood = await details_of(session, incident_id, case)
    before, after = _apart(stood, details)
    if not after:
        return False
    values = {"incident_id": incident_id, "id": case.id, "contact_id": case.contact_id, "now": now}
    facts = {"people": details.people, "language": details.language, "place_text": details.place_text}
    await session.execute(queries.DESCRIBE, values | facts)
    await session.execute(
        queries.NAME_PERSON, values | {"name": details.name, "spoken": after.get("language")}
    )
    happening = Happening(
        what="report.described", who=who, report_id=case.id, before=before, after=after, why=why
    )
    record(session, incident_id, happening, now=now)
    return True


def details_from(stood: Details, said: Mapping[str, object]) -> Details:
    """Put what an event says over what stands: how a correction is taken back."""
    people, text = said.get("people", stood.people), {k: v for k, v in said.items() if isinstance(v, str)}
    return Details(
        people=people if isinstance(people, int) else None,
        language=text.get("language", stood.language),
        name=text.get("name", stood.name),
        place_text=text.get("place_text", stood.place_text),
    )


def _apart(before: Details, after: Details) -> tuple[dict[str, object], dict[str, object]]:
    names = ("people", "language", "name", "place_text")
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    return {name: getattr(before, name) for name in changed}, {name: getattr(after, name) for name in changed}
