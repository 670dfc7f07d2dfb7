"""A photo or a voice note is asked for at its gateway, after its message has long been answered."""

from datetime import datetime, timedelta

from app.chores.context import chore_house, moment
from app.errors import NotFound
from app.house import House
from app.incidents.find import incident_by_id
from app.jobs import defer, jobs
from app.media.bring import shown_as
from app.media.fetch import fetch
from app.media.keep import JOB, Kept, Waiting, keep, put_off, waiting_media
from app.media.kinds import Unshown
from app.messaging.accounts import credentials_of
from app.models.incident import Incident
from app.models.media import MediaState
from ingest.errors import GiveUp, TryLater
from ingest.shapes import MediaRequest

TRIES = 7
FIRST_WAIT_S = 5.0  # and twice as long each time: about ten minutes in all


@jobs.task(name=JOB)
async def fetch_media(incident_id: int, media_id: int, tries: int) -> None:
    """Fetch one; what goes wrong for now is tried again, what goes wrong for good is told at the desk."""
    house = chore_house()
    async with house.database.session() as session:
        incident = await incident_by_id(session, incident_id)
        waiting = await waiting_media(session, incident_id, media_id)
    if waiting is None:
        return
    try:
        kept = await _bring(house, incident, waiting)
    except Unshown as unshown:
        await _put_off(house, incident_id, media_id, MediaState.REFUSED, str(unshown))
    except (GiveUp, NotFound) as failure:
        await _put_off(house, incident_id, media_id, MediaState.FAILED, str(failure))
    except TryLater as busy:
        await _later(house, incident_id, media_id, busy, tries=tries)
    else:
        async with house.database.session() as session:
            data_key = house.keys.data_key(incident.data_key_sealed)
            at = await moment(session)
            await keep(session, incident_id, media_id, kept, data_key=data_key, now=at)


async def _bring(house: House, incident: Incident, waiting: Waiting) -> Kept:
    """Talk to the gateway; no transaction is open meanwhile."""
    request = await _request(house, incident, waiting)
    return await shown_as(await fetch(house.http, request), said=waiting.media.content_type)


async def _request(house: House, incident: Incident, waiting: Waiting) -> MediaRequest:
    channel = house.channels.get(waiting.channel)
    if channel is None or (incident.drill and channel.leaves_house):
        raise GiveUp("a drill asks no network for anything")
    async with house.database.session() as session:
        credentials = await credentials_of(
            session, house.keys, incident=incident, channel=channel, number=waiting.our_number
        )
    return channel.media_request(waiting.media, credentials)


async def _put_off(house: House, incident_id: int, media_id: int, state: MediaState, reason: str) -> None:
    async with house.database.session() as session:
        at = await moment(session)
        await put_off(session, incident_id, media_id, state, reason=reason, now=at)


async def _later(house: House, incident_id: int, media_id: int, busy: TryLater, *, tries: int) -> None:
    if tries >= TRIES:
        return await _put_off(
            house, incident_id, media_id, MediaState.FAILED, f"{busy}; it was tried {tries} times"
        )
    async with house.database.session() as session:
        at: datetime = await moment(session)
        wait = timedelta(seconds=busy.wait_s or FIRST_WAIT_S * 2 ** (tries - 1))
        await defer(session, JOB, at=at + wait, incident_id=incident_id, media_id=media_id, tries=tries + 1)
