"""Who is at a helper's own page: by a cookie of this incident alone, and with its secret in each press."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import IncidentDep, SessionDep
from app.clock import now
from app.errors import NotAllowed, SignInFirst
from app.models.incident import Incident
from app.security import same
from app.volunteers.find import Helper, volunteer_by_id
from app.volunteers.signed_in import LASTS, who_is_at

EARLIER = "This page is from an earlier sign-in; load it again and repeat what you did."
ELSEWHERE = "This came from another site; open the page here and press the button once more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A helper in their browser."""

    incident: Incident
    incident_id: int
    helper: Helper
    csrf: str
    token: str

    @property
    def who(self) -> str:
        """How events name them."""
        return f"contact:{self.helper.contact_id}"

    @property
    def page(self) -> str:
        """The address of their page."""
        return f"/i/{self.incident.slug}/helper"


def cookie_name(incident: Incident) -> str:
    """One cookie an incident: who helps here is nobody elsewhere."""
    return f"konbit_helper_{incident.id}"


def put_helper_cookie(
    answer: Response, incident: Incident, token: str, *, base_url: str, lasts: timedelta = LASTS
) -> None:
    """Set the cookie that scripts cannot read, for the pages of this incident."""
    answer.set_cookie(
        cookie_name(incident),
        token,
        httponly=True,
        samesite="lax",
        secure=base_url.startswith("https:"),
        path=f"/i/{incident.slug}",
        max_age=int(lasts.total_seconds()),
    )


def from_here(request: Request) -> None:
    """Raise `NotAllowed` where another site presses in a visitor's name, who has no secret yet."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowed(ELSEWHERE)


async def guest_of(request: Request, session: AsyncSession, incident: Incident) -> Guest | None:
    """Say who comes with this cookie; None for nobody."""
    assert incident.id is not None
    token = request.cookies.get(cookie_name(incident), "")
    browser = await who_is_at(session, incident.id, token, now=now())
    if browser is None:
        return None
    helper = await volunteer_by_id(session, incident.id, browser.volunteer_id)
    return Guest(incident=incident, incident_id=incident.id, helper=helper, csrf=browser.csrf, token=token)


async def _visiting(request: Request, incident: IncidentDep, session: SessionDep) -> Guest | None:
    return await guest_of(request, session, incident)


async def _acting(request: Request, incident: IncidentDep, session: SessionDep) -> Guest:
    guest = await guest_of(request, session, incident)
    if guest is None:
        raise SignInFirst
    if not same(guest.csrf, str((await request.form()).get("csrf", ""))):
        raise NotAllowed(EARLIER)
    return guest


# who looks, if anybody; who presses something, with the secret of their session
GuestDep = Annotated[Guest | None, Depends(_visiting)]
GuestActsDep = Annotated[Guest, Depends(_acting)]
