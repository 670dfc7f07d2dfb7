"""A helper comes to their own page: a number, a code that is texted to it, a browser that is theirs.

Whoever asks learns nothing about a number: each request does the same work, and whether anybody is texted
is decided later, in a job of the worker, so that not even the time of the answer tells.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.tries import check_pace, count_failure, forget_failures, guard_for
from app.errors import BadForm
from app.jobs import defer
from app.messaging.say import phrase, say
from app.models.incident import Incident
from app.security import Keys
from app.volunteers.codes import Known, helper_of_number, new_code, use_code
from app.volunteers.signed_in import open_browser
from ingest.phone import e164

SEND = "helper_code"  # the chore
NOBODY = Known(volunteer_id=0, contact_id=0)
WRONG = "This code does not fit, or it is too old. Look at the last text, or ask for a new code."
NUMBER = "Please write the number with its country, like +509 and the rest."


def number_of(incident: Incident, typed: str) -> str:
    """Read a number as it was typed; raises `BadForm`."""
    number = e164(typed, region=incident.country or None)
    if number is None:
        raise BadForm(NUMBER)
    return number


async def ask_code(
    session: AsyncSession, keys: Keys, incident: Incident, *, number: str, address: str, now: datetime
) -> None:
    """Note that somebody wants a code for a number; raises `TooSoon` for who asks again and again."""
    assert incident.id is not None
    index = keys.index(number)
    guard = guard_for(keys, f"helper-code:{incident.id}:{index.hex()}", address=f"helper:{address}")
    await check_pace(session, guard, now=now)
    await count_failure(session, guard, now=now)
    await defer(session, SEND, at=now, incident_id=incident.id, number_index=index.hex())


async def send_code(
    session: AsyncSession, keys: Keys, incident: Incident, *, number_index: bytes, now: datetime
) -> None:
    """Text a code to the number if it is a helper's, at most one a minute and five an hour; else nothing."""
    assert incident.id is not None
    known = await helper_of_number(session, incident.id, number_index)
    if known is None:
        return
    code = await new_code(session, keys, incident.id, known, now=now)
    if code is None:
        return
    await say(session, incident, phrase("helper.code", code=code), contact_id=known.contact_id, now=now)


async def sign_in(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    *,
    number: str,
    code: str,
    address: str,
    now: datetime,
) -> str | None:
    """Return the token of a new browser; None when the code does not fit, which counts as a try."""
    assert incident.id is not None
    index = keys.index(number)
    guard = guard_for(keys, f"helper-in:{incident.id}:{index.hex()}", address=f"helper:{address}")
    await check_pace(session, guard, now=now)
    # for a stranger's number a code is looked for as well: the time of a no says nothing
    known = await helper_of_number(session, incident.id, index) or NOBODY
    if not await use_code(session, keys, incident.id, known, code=_plain(code), now=now):
        await count_failure(session, guard, now=now)
        return None
    await forget_failures(session, guard)
    return await open_browser(session, incident.id, known.volunteer_id, now=now)


def _plain(typed: str) -> str:
    """The digits alone, Arabic, Nepali and others as the ones that were texted."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())
