"""What Dara's desk has taught is heard in the next text; in her incident, and nowhere else."""

from app import clock
from app.learning.keep import keep_learning, undo_learning
from tests import factories
from tests.db.learning.test_learning import learned

WORDS = "A zibalou for Amina"


async def read_in(town, incident, number: str) -> list[str]:
    """Let somebody text in an incident; return what it was taken for."""
    async with town.house.database.session() as session:
        await factories.receive(session, town.house.keys, incident, number, WORDS)
    town.stir()
    await town.settle()
    rows = await town.rows(
        "select reading from report where incident_id = :incident_id order by id desc limit 1",
        incident_id=incident.id,
    )
    return sorted(label["name"] for label in rows[0]["reading"]["categories"])


async def test_the_next_text_is_read_with_what_was_learned_until_it_is_taken_back(town):
    shipped = await read_in(town, town.incident, "+15095550111")
    async with town.house.database.session() as session:
        other = await factories.make_incident(
            session, town.house.keys, slug="other", our_number="+15095550191"
        )
        await keep_learning(session, town.incident.id, learned("zibalou"), now=clock.now())
    taught = await read_in(town, town.incident, "+15095550112")
    assert set(taught) > set(shipped)
    assert await read_in(town, other, "+15095550113") == shipped
    async with town.house.database.session() as session:
        await undo_learning(session, town.incident.id, now=clock.now())
    assert await read_in(town, town.incident, "+15095550114") == shipped
