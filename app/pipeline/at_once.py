"""One message is read while its writer waits: the same hop 2, with the same lease, only sooner."""

from datetime import datetime
from secrets import token_hex

from app.db import Database
from app.log import log
from app.messaging.claim import claim_one, put_back
from app.models.incident import Incident
from app.pipeline.understand import understand


async def understand_at_once(
    database: Database, incident: Incident, *, channel: str, external_id: str, now: datetime
) -> None:
    """Read a message that is stored; where that fails, or a worker was quicker, the workers have it."""
    assert incident.id is not None
    owner = f"desk-{token_hex(6)}"
    async with database.session() as session:
        claimed = await claim_one(
            session, incident.id, channel=channel, external_id=external_id, owner=owner, now=now
        )
    if claimed is None:
        return
    try:
        async with database.session() as session:
            await understand(session, incident, claimed, owner=owner, now=now)
    except Exception as failure:  # noqa: BLE001  it is stored, whatever happens: a worker tries again, then a person
        log.error("message.failed", message=claimed.id, tries=claimed.attempts, exc_info=failure)
        async with database.session() as session:
            await put_back(session, claimed, owner=owner, reason=type(failure).__name__, now=now)
