"""How feeds of the public map read: one statement, as the role that sees what strangers may, and out again.

A tile is asked for a hundred times a second on a bad day: no transaction of the app's role, no second trip
to the database for one answer. Which incident an address means is remembered for some seconds.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy import RowMapping, TextClause

from app.api.deps import HouseDep
from app.db import Database
from app.incidents.find import incident_by_slug
from app.models.incident import Incident

KNOWN_S = 3.0


async def look(
    database: Database, statement: TextClause, values: Mapping[str, object]
) -> Sequence[RowMapping]:
    """Read as a stranger; the statement is its own transaction."""
    async with database.public_engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return (await connection.execute(statement, values)).mappings().all()


@dataclass(slots=True, eq=False)
class Known:
    """The incidents that this process looked up in the last seconds, by their slug."""

    _found: dict[str, tuple[float, Incident]] = field(default_factory=dict)

    async def incident(self, database: Database, slug: str) -> Incident:
        """Return the incident of a slug; raises `NotFound`."""
        until_s, incident = self._found.get(slug, (0.0, None))
        if incident is not None and time.monotonic() < until_s:
            return incident
        self._found.pop(slug, None)
        async with database.session() as session:
            incident = await incident_by_slug(session, slug)
        self._found[slug] = time.monotonic() + KNOWN_S, incident
        return incident


async def _known(slug: str, request: Request, house: HouseDep) -> int:
    known = request.app.state.known
    assert isinstance(known, Known)
    incident = await known.incident(house.database, slug)
    assert incident.id is not None
    return incident.id


KnownDep = Annotated[int, Depends(_known)]  # the number of the incident in the address


def tagged(request: Request, body: bytes, media_type: str, *, kept_s: int) -> Response:
    """Answer with a body, or say that what the reader has is still right."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={kept_s}"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
