"""What a handler may ask for: a transaction, the incident of its address, the person signed in."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import check_role
from app.access.powers import LEAST, Power, may
from app.access.sessions import SignedIn, check_csrf, who_is
from app.clock import now
from app.errors import BadForm, SignInFirst
from app.house import House
from app.incidents.find import incident_by_slug
from app.models.incident import Incident
from app.models.staff import Role
from web.render import Renderer

COOKIE = "konbit_session"
LONGEST_BODY = 262_144


def house(request: Request) -> House:
    """The house of this process."""
    found = request.app.state.house
    assert isinstance(found, House)
    return found


def renderer(request: Request) -> Renderer:
    """The pages of this process."""
    found = request.app.state.renderer
    assert isinstance(found, Renderer)
    return found


async def _session(request: Request) -> AsyncIterator[AsyncSession]:
    async with house(request).database.session() as session:
        yield session


async def _public_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with house(request).database.public_session() as session:
        yield session


# coroutines, for FastAPI takes a plain function to another thread and back
async def _house(request: Request) -> House:
    return house(request)


async def _renderer(request: Request) -> Renderer:
    return renderer(request)


HouseDep = Annotated[House, Depends(_house)]
RendererDep = Annotated[Renderer, Depends(_renderer)]
# «function»: the commit comes before the answer leaves, so that a failed commit is never answered with 200
SessionDep = Annotated[AsyncSession, Depends(_session, scope="function")]
PublicSessionDep = Annotated[AsyncSession, Depends(_public_session, scope="function")]


async def _incident(slug: str, session: SessionDep) -> Incident:
    return await incident_by_slug(session, slug)


IncidentDep = Annotated[Incident, Depends(_incident)]


@dataclass(frozen=True, slots=True)
class Desk:
    """A person signed in, in an incident where they may be."""

    incident: Incident
    incident_id: int
    person: SignedIn
    role: Role

    @property
    def who(self) -> str:
        """How events name this person."""
        return f"staff:{self.person.staff_id}"

    def may(self, power: Power) -> bool:
        """Tell whether this person may do such a thing here."""
        return may(self.role, power)


async def signed_in(request: Request, session: AsyncSession) -> SignedIn:
    """Return who is at this browser; raises `SignInFirst`."""
    person = await who_is(session, request.cookies.get(COOKIE, ""), now=now())
    if person is None:
        raise SignInFirst
    return person


def _looks(power: Power) -> Callable[..., Awaitable[Desk]]:
    """A desk for whoever has a power and only looks."""

    async def looks(request: Request, incident: IncidentDep, session: SessionDep) -> Desk:
        return await _desk(request, incident, session, power)

    return looks


def acts(power: Power) -> Callable[..., Awaitable[Desk]]:
    """A desk for whoever has a power and sent the form secret with what they want done."""

    async def acting(request: Request, incident: IncidentDep, session: SessionDep) -> Desk:
        return await _acting(request, incident, session, power)

    return acting


async def _acting(request: Request, incident: Incident, session: AsyncSession, power: Power) -> Desk:
    desk = await _desk(request, incident, session, power)
    check_csrf(desk.person, await _csrf(request))
    return desk


async def _csrf(request: Request) -> str:
    """The form secret as a page sends it, or as a program does that sends JSON."""
    if sent := request.headers.get("x-csrf-token"):
        return sent
    return str((await request.form()).get("csrf", ""))


async def _desk(request: Request, incident: Incident, session: AsyncSession, power: Power) -> Desk:
    person = await signed_in(request, session)
    assert incident.id is not None
    role = await check_role(session, incident.id, person.staff_id, LEAST[power])
    return Desk(incident=incident, incident_id=incident.id, person=person, role=role)


async def _person(request: Request, session: SessionDep) -> SignedIn:
    return await signed_in(request, session)


async def _person_acting(request: Request, session: SessionDep) -> SignedIn:
    person = await signed_in(request, session)
    check_csrf(person, await _csrf(request))
    return person


# somebody's own account, which belongs to no incident: who looks at it, who changes it
PersonDep = Annotated[SignedIn, Depends(_person)]
PersonActingDep = Annotated[SignedIn, Depends(_person_acting)]

# who looks
PinnerDep = Annotated[Desk, Depends(_looks(Power.PIN))]
ViewerDep = Annotated[Desk, Depends(_looks(Power.SEE))]
CoordinatingDep = Annotated[Desk, Depends(_looks(Power.COORDINATE))]
AdministeringDep = Annotated[Desk, Depends(_looks(Power.ADMINISTER))]
# who acts: every change carries the form secret of the session, so that no page elsewhere acts in their name
PinningDep = Annotated[Desk, Depends(acts(Power.PIN))]
ViewerActsDep = Annotated[Desk, Depends(acts(Power.SEE))]  # on what is theirs alone: the views they keep
VerifierDep = Annotated[Desk, Depends(acts(Power.VERIFY))]
DispatcherDep = Annotated[Desk, Depends(acts(Power.DISPATCH))]
CoordinatorDep = Annotated[Desk, Depends(acts(Power.COORDINATE))]
AdministratorDep = Annotated[Desk, Depends(acts(Power.ADMINISTER))]


async def whole_body(request: Request) -> bytes:
    """Read a call's body; raises `BadForm` for one that no phone or gateway sends."""
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > LONGEST_BODY:
            raise BadForm("This is longer than any message; send less than 256 KB.")
        parts.append(part)
    return b"".join(parts)
