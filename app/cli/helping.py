"""What `konbit helper` does inside one incident."""

from datetime import datetime

from app.cli.inside import OPERATOR, inside
from app.clock import now
from app.hours import write_hours
from app.house import House
from app.pipeline import helper as hand
from app.pipeline.helper import find_helper, named_like
from app.volunteers.listing import happenings_of, list_helpers

MOST = 200
ENGLISH = "en"


async def listed(house: House, slug: str, search: str) -> list[str]:
    """One line a helper: code, duty, trust, jobs, name, what they can do, where."""
    skills, trades = named_like(search, ENGLISH)
    at = now()
    async with inside(house, slug) as (session, _incident, incident_id):
        found = await list_helpers(
            session, incident_id, search=search, skills=skills, trades=trades, most=MOST
        )
    return [
        f"{one.reference}  {duty_word(one.on_duty, one.rest_until, at)}  {one.trust.value}  "
        f"{one.jobs}/{one.load_cap} jobs  {one.name or '-'}  {', '.join(one.skills)}  "
        f"{one.place_name or ('a point' if one.placed else 'no place yet')}"
        for one in found
    ]


def duty_word(on_duty: bool, rest_until: datetime | None, at: datetime) -> str:
    """Say in a word or two whether somebody can be asked."""
    if not on_duty:
        return "off duty"
    resting = rest_until is not None and rest_until > at
    return f"rests until {rest_until:%Y-%m-%d %H:%M} UTC" if resting else "on duty"


async def told(house: House, slug: str, code: str) -> list[str]:
    """All that is known of one helper, a fact a line, then their history."""
    async with inside(house, slug) as (session, _incident, incident_id):
        one = await find_helper(session, incident_id, code)
        history = await happenings_of(session, incident_id, one.reference)
    kinds = ", ".join(f"{name}: {level}" for name, level in one.trust_by_kind.items())
    facts = {
        "code": one.reference,
        "name": one.name,
        "state": duty_word(one.on_duty, one.rest_until, now()),
        "skills": ", ".join(one.skills),
        "trades": ", ".join(one.trades),
        "vehicle": one.vehicle.value,
        "languages": ", ".join(one.languages),
        "place": one.place_name or ("a point" if one.point else "no place yet"),
        "reach": f"{one.reach_m} m",
        "hours": write_hours(one.hours) or "any",
        "jobs": f"{one.load_cap} at once, {one.daily_cap} a day",
        "team": one.team,
        "trust": f"{one.trust.value}{f' ({kinds})' if kinds else ''}",
    }
    lines = [f"{name:10}{value}" for name, value in facts.items() if value]
    return lines + [
        f"{event.at:%Y-%m-%d %H:%M}  {event.what}  {event.who}  {event.why}".rstrip() for event in history
    ]


async def trusted(house: House, slug: str, code: str, level: str, *, kind: str, why: str) -> str:
    """Give trust, and say it back."""
    async with inside(house, slug) as (session, _incident, incident_id):
        one = await find_helper(session, incident_id, code)
        general = one.trust.value if kind else level
        by_kind = one.trust_by_kind | ({kind: level} if kind else {})
        await hand.trust(session, incident_id, one, general, by_kind, who=OPERATOR, why=why, now=now())
    return f"{one.reference} is {level}{f' for {kind}' if kind else ''}."


async def put(house: House, slug: str, code: str, state: str, *, hours: int, why: str) -> str:
    """Change the duty of a helper, and say it back."""
    async with inside(house, slug) as (session, _incident, incident_id):
        one = await find_helper(session, incident_id, code)
        await hand.set_state(session, incident_id, one, state, hours=hours, who=OPERATOR, why=why, now=now())
        after = await find_helper(session, incident_id, code)
    return f"{after.reference}: {duty_word(after.on_duty, after.rest_until, now())}."
