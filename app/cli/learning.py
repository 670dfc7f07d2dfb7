"""The database's part of `konbit learn`: what was said, keeping what was learned, undoing it, the list."""

from app.cli.inside import inside
from app.cli.learned import in_a_line
from app.clock import now
from app.house import House
from app.incidents.find import incident_by_slug
from app.learning.adopted import adopted_lessons
from app.learning.keep import in_use, keep_learning, learnings, undo_learning
from app.learning.verdicts import Verdict, verdicts
from ingest.model.learn import Learned
from ingest.model.lessons import Lessons


async def gather(house: House, slug: str) -> tuple[tuple[str, ...], list[Verdict]]:
    """Give the incident's languages and what its coordinators said."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        return tuple(incident.languages), await verdicts(session, incident.id)


async def taught(house: House, slug: str) -> tuple[tuple[str, ...], Lessons | None]:
    """Give what messages of an incident are read with: its languages, and what was learned there."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        return tuple(incident.languages), await adopted_lessons(session, incident.id)


async def keep(house: House, slug: str, learned: Learned) -> str:
    """Keep what was learned; say what messages are read with from now on."""
    async with inside(house, slug) as (session, _, incident_id):
        if not await keep_learning(session, incident_id, learned, now=now()):
            return "Just this is in use already; nothing changed."
        used = await in_use(session, incident_id)
    if learned.lessons is not None:
        return (
            f"In use from now on, in «{slug}» alone. To take it back: konbit learn --incident {slug} --undo"
        )
    return f"Learning {used.id} stays in use." if used else "Messages are read as before, as shipped."


async def undo(house: House, slug: str) -> str:
    """Take the last adoption back; say what messages are read with from now on."""
    async with inside(house, slug) as (session, _, incident_id):
        undone = await undo_learning(session, incident_id, now=now())
        used = await in_use(session, incident_id)
    if undone is None:
        return f"Nothing that was learned is in use in «{slug}»; there is nothing to take back."
    before = f"with learning {used.id} again" if used else "as shipped"
    return f"Learning {undone} is taken back; messages are read {before}."


async def every(house: House, slug: str) -> list[str]:
    """Say in a line each what was learned, and which of it is in use."""
    async with inside(house, slug) as (session, _, incident_id):
        kept = await learnings(session, incident_id)
        used = await in_use(session, incident_id)
    lines = [in_a_line(one, used=used is not None and one.id == used.id) for one in kept]
    return lines or [f"Nothing was learned in «{slug}» yet."]
