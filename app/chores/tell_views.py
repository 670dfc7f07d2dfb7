"""People at the desk hear what is new in the views they watch: at most so often as they chose."""

from datetime import timedelta

from app.chores.context import chore_house, moment
from app.clock import now
from app.incidents.find import incident_by_id
from app.jobs import jobs
from app.log import log
from app.mail import NotSent, mail_server, send_letter
from app.models.incident import Incident
from app.search.tell import (
    NO_MAIL,
    TRY_AGAIN,
    Waiting,
    incidents_with_news,
    note_told,
    take_due,
    tell_news,
)


@jobs.periodic(cron="* * * * *")
@jobs.task(name="tell_views", queueing_lock="tell_views", lock="tell_views")
async def tell_views(timestamp: int) -> None:
    """Look once at every view whose turn it is; a letter is sent while no transaction is open."""
    database = chore_house().database
    async with database.session() as session:
        incident_ids = await incidents_with_news(session, now=await moment(session))
    for incident_id in incident_ids:
        async with database.session() as session:
            incident = await incident_by_id(session, incident_id)
            watches = await take_due(session, incident_id, now=await moment(session))
        for watch_id in watches:
            await _tell(incident, watch_id)


async def _tell(incident: Incident, watch_id: int) -> None:
    house = chore_house()
    async with house.database.session() as session:
        waiting = await tell_news(
            session,
            house.keys,
            incident,
            watch_id,
            base_url=house.settings.base_url,
            now=await moment(session),
        )
    if waiting is not None:
        await _post(incident, waiting)


async def _post(incident: Incident, waiting: Waiting) -> None:
    """Send one letter and write down what became of it; what failed is new still, and tried again."""
    assert incident.id is not None
    settings = chore_house().settings
    server = mail_server(settings.smtp_url.get_secret_value(), settings.mail_from)
    trouble = NO_MAIL
    if server is not None and not incident.drill:
        try:
            await send_letter(server, waiting.letter)
            trouble = ""
        except NotSent as failed:
            trouble = str(failed)
            log.warning("letter.failed", watch=waiting.watch_id, reason=trouble)
    elif incident.drill:
        trouble = "A drill writes to nobody."
    pause = TRY_AGAIN if trouble else timedelta(seconds=waiting.every_s)
    async with chore_house().database.session() as session:
        await note_told(
            session,
            incident.id,
            waiting.watch_id,
            seen_id=0 if trouble else waiting.seen_id,
            next_at=now() + pause,
            trouble=trouble,
        )
