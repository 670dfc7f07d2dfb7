"""Whom a process may ask about places beyond its own names, and how the questions leave the house."""

from dataclasses import dataclass

import httpx

from app.clock import now
from app.config import Settings
from app.db import Database
from app.log import log
from app.metrics import LOOKED_UP
from geo.errors import GeocoderBusy, GeocoderRefused
from geo.online.ask import Line, ask_service
from geo.online.nominatim import Nominatim
from geo.online.photon import Photon
from geo.online.question import Question
from geo.online.service import Service
from geo.place import Located


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a job that looks online needs of its house."""

    database: Database
    http: httpx.AsyncClient
    settings: Settings


def services_of(settings: Settings) -> tuple[Service, ...]:
    """The geocoders that the operator set, in the order in which they are asked."""
    set_up = ((Nominatim, settings.nominatim_url), (Photon, settings.photon_url))
    return tuple(kind(base_url=url, contact=settings.geocoder_contact) for kind, url in set_up if url)


def line_of(outlook: Outlook) -> Line:
    """How calls to geocoders leave this process."""
    settings = outlook.settings
    return Line(
        sessions=outlook.database.session,
        http=outlook.http,
        agent=f"Konbit (crisis mutual-aid map; {settings.geocoder_contact})",
        every_s=1 / settings.geocoder_per_s,
    )


async def ask_services(outlook: Outlook, question: Question, *, incident_id: int) -> Located | None:
    """Ask one service after the other; one that refuses, or is busy, does not keep us from the next.

    Raises `GeocoderBusy` when nothing was found and one of them may know more later.
    """
    busy: GeocoderBusy | None = None
    for service in services_of(outlook.settings):
        try:
            found = await ask_service(line_of(outlook), service, question, incident_id=incident_id, now=now())
        except GeocoderRefused as refused:
            _count(service, "refused")
            log.warning("geocoder.refused", service=service.name, incident=incident_id, why=str(refused))
            continue
        except GeocoderBusy as waits:
            _count(service, "busy")
            busy = waits
            continue
        _count(service, "found" if found else "nothing")
        if found is not None:
            return found
    if busy is not None:
        raise busy
    return None


def _count(service: Service, outcome: str) -> None:
    LOOKED_UP.labels(service=service.name, outcome=outcome).inc()
