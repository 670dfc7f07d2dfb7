"""The yardstick of receiving: one endpoint that reads the form and does one insert, and nothing else.

It checks no signature, seals nothing, knows no incident. Its table has the columns and indexes of ours.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from app.config import Settings

POOL = 10  # as `app.db.open_database` has it

TABLE = "create table bare_message (like message including all)"
INSERT = """
    insert into bare_message (incident_id, direction, channel, scheme, external_id, lane, our_number,
        peer_sealed, text, details, phrase, state, reason, attempts, link_token, received_at)
    values (1, 'in', 'twilio', 'sms', :sid, :sender, :ours,
        :sender, :text, '{}', '', 'received', '', 0, '', now())
"""


def create_app() -> FastAPI:
    """Make the bare application."""
    url = make_url(Settings().database_url).set(drivername="postgresql+psycopg")
    engine = create_async_engine(url, pool_size=POOL, max_overflow=0)
    insert = text(INSERT)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await engine.dispose()

    app = FastAPI(lifespan=lifespan)

    @app.post("/bare")
    async def take(request: Request) -> Response:
        form = await request.form()
        values = {
            "sid": str(form["MessageSid"]),
            "sender": str(form["From"]).encode(),
            "ours": str(form["To"]),
            "text": str(form["Body"]),
        }
        async with engine.begin() as connection:
            await connection.execute(insert, values)
        return Response(status_code=200)

    return app
