"""What each person is told of a place: who is asked hears it roughly, who goes and is trusted, exactly."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.shapes import Job
from app.dispatch.trusted import may_know_place
from app.dispatch.words import beside_words, map_link, place_words
from app.messaging.say import Phrase, phrase
from geo.gazetteer.beside import SIGHT_M, area_name, beside
from geo.point import Point
from geo.spatial import ewkt

NARROW_M = 300.0  # a wider name does not say where in it the dot on the map lies


async def point_told(session: AsyncSession, incident_id: int, point: Point) -> Phrase | str:
    """Call a point without a name by what is beside it: for who is there, or goes there."""
    return beside_words(await beside(session, incident_id, point))


async def rough_told(session: AsyncSession, incident_id: int, job: Job) -> Phrase | str:
    """Name the place to a helper who has not said yes; a bare point, or a house, by its quarter or town."""
    if job.point is None or (job.place_name and not await _is_a_house(session, incident_id, job)):
        return place_words(job.place_name)
    return place_words(await area_name(session, incident_id, job.point))


async def place_told(session: AsyncSession, incident_id: int, job: Job) -> Phrase | str:
    """Name the place to the helper who goes there."""
    if job.place_name or job.point is None:
        return place_words(job.place_name)
    return await point_told(session, incident_id, job.point)


async def map_told(session: AsyncSession, incident_id: int, job: Job) -> Phrase | str:
    """Link the map; where the name is wide, with what is beside the dot: a plain phone opens no links."""
    if job.point is None:
        return ""
    link = map_link(job.point)
    if not job.place_name or job.radius_m is None or job.radius_m <= NARROW_M:
        return link
    found = await beside(session, incident_id, job.point)
    if found is None or found.name == job.place_name or not 0 < found.distance_m <= SIGHT_M:
        return link
    return phrase("map.beside", map=link, place=beside_words(found))


async def knows_place(session: AsyncSession, incident_id: int, job: Job) -> bool:
    """Whether a helper who goes may hear the exact place: by their trust, or by a coordinator's click."""
    if may_know_place(job):
        return True
    await session.flush()  # the click may be an event of this very transaction
    values = {"incident_id": incident_id, "report_id": job.report_id, "dispatch_id": job.id}
    return bool((await session.execute(queries.IS_TOLD_BY_HAND, values)).scalar())


async def waiting_for_place(session: AsyncSession, incident_id: int, report_id: int) -> frozenset[int]:
    """Name the dispatches of a report whose helpers go there and still wait for the exact place."""
    rows = await session.execute(queries.WAIT_FOR_PLACE, {"incident_id": incident_id, "report_id": report_id})
    return frozenset(rows.scalars())


async def _is_a_house(session: AsyncSession, incident_id: int, job: Job) -> bool:
    if job.point is None:
        return False
    values = {"incident_id": incident_id, "name": job.place_name, "point": ewkt(job.point)}
    return bool((await session.execute(queries.IS_A_HOUSE, values)).scalar())
