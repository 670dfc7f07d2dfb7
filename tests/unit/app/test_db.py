from sqlalchemy.exc import StatementError

from app.db import open_database


async def test_an_error_of_the_database_does_not_carry_what_somebody_wrote():
    database = open_database("postgresql://nobody@127.0.0.1:1/nothing")
    for engine in (database.engine, database.public_engine):
        hidden = engine.sync_engine.hide_parameters
        error = StatementError(
            "x", "insert …", {"text": "nou bezwen dlo"}, Exception(), hide_parameters=hidden
        )
        assert "dlo" not in str(error)
    await database.close()


def test_strangers_pages_read_through_a_pool_of_their_own():
    database = open_database("postgresql://app@/konbit", "postgresql://public@/konbit")
    assert database.engine.url.username == "app"
    assert database.public_engine.url.username == "public"
    assert database.engine.url.drivername == "postgresql+psycopg"
