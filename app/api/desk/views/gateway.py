"""What the page of settings shows of gateways: numbers and when they last worked, never a secret."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk
from app.house import House
from app.incidents.gateways import Gateway, connectable, gateways_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the last press on a gateway led to."""

    channel: str = ""
    number: str = ""
    typed: str = ""  # the number as it was typed
    fault: str = ""
    connected: bool = False
    tested: bool = False
    sent: bool = False
    reason: str = ""  # the gateway's own words, when it refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfView:
    """One gateway that may be connected, with the fields it declares."""

    name: str
    secrets: tuple[str, ...]
    options: tuple[str, ...]
    webhook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewaysView:
    """The part of the page."""

    connected: tuple[Gateway, ...]
    shelf: tuple[ShelfView, ...]
    told: Told


async def gateways_view(session: AsyncSession, house: House, desk: Desk, *, told: Told) -> GatewaysView:
    """Gather the part."""
    shelf = connectable(house.channels, drill=desk.incident.drill)
    return GatewaysView(
        connected=tuple(await gateways_of(session, desk.incident_id)),
        shelf=tuple(
            ShelfView(
                name=name,
                secrets=channel.secrets,
                options=channel.options,
                webhook=f"{house.settings.base_url}/in/{name}/{desk.incident.slug}",
            )
            for name, channel in shelf.items()
        ),
        told=told,
    )
