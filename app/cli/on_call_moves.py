"""What `konbit on-call` does once a house is open."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import account_by_email
from app.cli.inside import OPERATOR, inside
from app.clock import now
from app.errors import NotFound
from app.hours import hour_of_week, write_hours
from app.house import House
from app.safety.on_call import put_on_call, rota_of, take_off_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the rota as it was typed."""

    email: str
    number: str
    hours: tuple[int, ...] | None
    turn: int
    language: str


async def put(house: House, slug: str, entry: Entry) -> None:
    """Put somebody into the rota."""
    async with inside(house, slug) as (session, incident, _):
        await put_on_call(
            session,
            house.keys,
            incident,
            staff_id=await _account(session, entry.email),
            number=entry.number,
            language=entry.language,
            turn=entry.turn,
            hours=entry.hours,
            who=OPERATOR,
            now=now(),
        )


async def lines(house: House, slug: str) -> list[str]:
    """Say who is on call; numbers are not said."""
    async with inside(house, slug) as (session, incident, incident_id):
        rota = await rota_of(session, incident_id)
        hour = hour_of_week(now(), incident.time_zone)
    return [
        f"{one.turn}  {one.email}  {write_hours(one.hours) or 'at any hour'}"
        f"{'  now' if one.watches(hour) else ''}{'' if one.reachable else '  asked for silence'}"
        for one in rota
    ]


async def take_off(house: House, slug: str, email: str) -> None:
    """Take somebody out of the rota."""
    async with inside(house, slug) as (session, _, incident_id):
        await take_off_call(session, incident_id, await _account(session, email), who=OPERATOR, now=now())


async def _account(session: AsyncSession, email: str) -> int:
    account = await account_by_email(session, email)
    if account is None:
        raise NotFound(f"There is no account «{email}»; `konbit account create` makes one.")
    return account.id
