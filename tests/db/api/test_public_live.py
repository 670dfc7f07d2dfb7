"""Open pages hear which tiles changed: once a second at most, the same for all, and never what is in them."""

import asyncio
import json
from contextlib import aclosing

import pytest
from sqlalchemy import text

from app.api.public.changes import EVERYTHING, MANY, changes_since
from app.api.public.streams import KEPT, SIGN_OF_LIFE, Stream, Streams
from app.errors import NotReady
from geo.tiles import cell_position, morton
from tests.town import corner

PATIENCE_S = 20
CHANGE = text("""
    insert into map_change (incident_id, cell, at) select :incident_id, :cell, now()
    from generate_series(1, :times)
""")
FORGET = text(
    "delete from map_change where incident_id = :incident_id and id < (select max(id) from map_change)"
)
MILL = morton(corner("Mill"), 12)
TILE = "12/{}/{}".format(*cell_position(MILL))


@pytest.fixture
def change(house, incident_id):
    async def change(times: int = 1) -> None:
        async with house.database.session() as session:
            await session.execute(CHANGE, {"incident_id": incident_id, "cell": MILL, "times": times})

    return change


async def next_of(told) -> bytes:
    return await asyncio.wait_for(anext(told), PATIENCE_S)


async def news(told) -> dict:
    """The next message that is more than a sign of life."""
    while (message := await next_of(told)) == SIGN_OF_LIFE:
        pass
    return json.loads(message.decode().split("data: ")[1])


async def test_who_asks_hears_the_tiles_that_changed_since(town, change):
    begin = (await town.http.get("/i/town/changes.json")).json()
    assert begin["tiles"] == []
    await change(3)
    later = (await town.http.get("/i/town/changes.json", params={"after": begin["after"]})).json()
    assert later["after"] >= begin["after"] + 3
    assert later["tiles"] in ([TILE], list(EVERYTHING))  # an empty table may have been forgotten
    await change()
    again = (await town.http.get("/i/town/changes.json", params={"after": later["after"]})).json()
    assert again["tiles"] == [TILE]
    nothing = (await town.http.get("/i/town/changes.json", params={"after": again["after"]})).json()
    assert nothing == {"after": again["after"], "tiles": []}


async def test_who_was_away_longer_than_changes_are_kept_asks_everything(house, incident_id, change):
    await change()
    begin = await changes_since(house.database, incident_id, None)
    await change(2)
    async with house.database.session() as session:
        await session.execute(FORGET, {"incident_id": incident_id})
    assert (await changes_since(house.database, incident_id, begin.after)).tiles == EVERYTHING
    await change(MANY)
    later = await changes_since(house.database, incident_id, begin.after + 2)
    assert later.tiles == EVERYTHING
    assert (await changes_since(house.database, incident_id, later.after)).tiles == ()


async def test_everybody_hears_the_same_message_from_one_look(house, incident_id, change):
    streams = Streams()
    async with aclosing(streams.listen(house.database, incident_id, after=None)) as first:
        assert await next_of(first) == SIGN_OF_LIFE
        async with aclosing(streams.listen(house.database, incident_id, after=None)) as second:
            assert await next_of(second) == SIGN_OF_LIFE
            assert len(streams._streams) == len(streams._tasks) == 1
            await change()
            assert (await news(first))["tiles"]
            assert (await news(second))["tiles"]
            await change(5)
            assert await news(first) == await news(second) == {"tiles": [TILE]}
    assert (streams.listeners, streams._streams) == (0, {})


async def test_who_comes_back_hears_what_was_missed(house, incident_id, change):
    await change()
    begin = await changes_since(house.database, incident_id, None)
    await change()
    streams = Streams()
    async with aclosing(streams.listen(house.database, incident_id, after=begin.after)) as told:
        assert await news(told) == {"tiles": [TILE]}


async def test_a_slow_reader_is_told_to_ask_everything(house, incident_id):
    stream = Stream(incident_id, house.database)
    await stream.look()
    async with aclosing(stream.hear(None)) as told:
        assert await next_of(told) == SIGN_OF_LIFE
        for n in range(KEPT + 2):
            stream.tell(b"message %d" % n)
        assert await news(told) == {"tiles": list(EVERYTHING)}
        stream.tell(b"the next")
        assert await next_of(told) == b"the next"


async def test_two_looks_within_a_second_are_one_message(house, incident_id, change):
    stream = Stream(incident_id, house.database)
    await stream.look()
    stream.told_s -= 2
    await change()
    await stream.look()
    await change()
    await stream.look()
    assert stream.number == 1


async def test_one_listener_too_many_is_sent_away_to_ask(house, incident_id):
    streams = Streams(most=1)
    streams.check_room()
    async with aclosing(streams.listen(house.database, incident_id, after=None)) as told:
        await next_of(told)
        with pytest.raises(NotReady, match=r"changes\.json"):
            streams.check_room()
    streams.check_room()


async def test_a_process_that_ends_lets_nobody_wait(house, incident_id):
    streams = Streams()
    async with aclosing(streams.listen(house.database, incident_id, after=None)) as told:
        assert await next_of(told) == SIGN_OF_LIFE
        streams.close()
        with pytest.raises(StopAsyncIteration):
            await next_of(told)
    with pytest.raises(NotReady):
        streams.check_room()
