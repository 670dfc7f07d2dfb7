"""The doors that gateways knock at: an incident, a channel and our accounts there, remembered for a moment.

To look them up took three questions to the database, more than it takes to store the message. What is
remembered is two seconds old at most, and only for what exists; whoever it refuses is checked again against
what is true now, so that a new account counts at once.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotFound
from app.house import House
from app.incidents.find import incident_by_slug
from app.messaging.accounts import all_credentials
from app.models.incident import Incident
from ingest.channel import Channel
from ingest.errors import Refused
from ingest.shapes import Call, Credentials, Inbound

KEEP_S = 2.0


@dataclass(frozen=True, slots=True)
class Door:
    """One way into one incident."""

    incident: Incident
    gateway: Channel
    credentials: Sequence[Credentials]

    def receive(self, call: Call) -> Inbound:
        """Let each account of the channel try: an incident may have two numbers. Raises `Refused`."""
        for one in self.credentials:
            try:
                return self.gateway.receive(call, one)
            except Refused:
                if one is self.credentials[-1]:
                    raise
        raise NotFound(f"No {self.gateway.name} account is connected to this incident.")


class Doors:
    """The doors that one process has seen."""

    def __init__(self, *, keep_s: float = KEEP_S) -> None:
        self._keep_s = keep_s
        self._seen: dict[tuple[str, str], tuple[float, Door]] = {}

    async def receive(
        self, session: AsyncSession, house: House, call: Call, *, channel: str, slug: str
    ) -> tuple[Door, Inbound]:
        """Take a call in by its door; raises `NotFound` and `Refused`."""
        seen_at_s, door = self._seen.get((channel, slug), (0.0, None))
        if door and time.monotonic() - seen_at_s < self._keep_s:
            try:
                return door, door.receive(call)
            except (Refused, NotFound):
                self._seen.pop((channel, slug), None)
        door = await self._look(session, house, channel=channel, slug=slug)
        return door, door.receive(call)

    async def _look(self, session: AsyncSession, house: House, *, channel: str, slug: str) -> Door:
        incident = await incident_by_slug(session, slug)
        gateway = find_channel(house, incident, channel)
        if gateway.inside:
            raise NotFound(f"There is no channel «{channel}» here.")
        credentials = await all_credentials(session, house.keys, incident=incident, channel=gateway)
        session.expunge(incident)  # it outlives this transaction, whose rollback would empty it
        door = Door(incident, gateway, credentials)
        self._seen[channel, slug] = time.monotonic(), door
        return door


def find_channel(house: House, incident: Incident, name: str) -> Channel:
    """Return a channel of the shelf; raises `NotFound` for one that this incident cannot have."""
    gateway = house.channels.get(name)
    if gateway is None or (gateway.only_drill and not incident.drill):
        raise NotFound(f"There is no channel «{name}» here.")
    return gateway
