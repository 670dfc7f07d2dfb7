"""What the page of somebody's account shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import segno
from markupsafe import Markup
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import account_by_id, memberships
from app.access.passkeys import KeptPasskey, passkeys_of, possible_at
from app.access.second_step import SecondStep, second_step_of
from app.access.sessions import OpenSession, SignedIn, open_sessions
from app.access.totp import app_link


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView:
    """A new secret, as picture, as link and in letters."""

    picture: Markup
    link: str
    letters: str
    sealed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the last press led to, and in which part of the page it is told."""

    part: str = ""
    fault: str = ""
    codes: tuple[str, ...] = ()
    scan: ScanView | None = None

    def said(self, translate: Callable[[str], str]) -> "Shown":
        """The same in the reader's language."""
        return replace(self, fault=translate(self.fault)) if self.fault else self


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """The whole page."""

    email: str
    name: str
    second: SecondStep
    passkeys: tuple[KeptPasskey, ...]
    passkeys_possible: bool
    sessions: tuple[OpenSession, ...]
    this_session: int
    incidents: tuple[Row[tuple[str, str, str]], ...]


async def account_view(
    session: AsyncSession, person: SignedIn, *, base_url: str, now: datetime
) -> AccountView:
    """Gather the page of whoever is at this browser."""
    account = await account_by_id(session, person.staff_id)
    return AccountView(
        email=account.email,
        name=account.name,
        second=await second_step_of(session, person.staff_id),
        passkeys=tuple(await passkeys_of(session, person.staff_id)),
        passkeys_possible=possible_at(base_url),
        sessions=tuple(await open_sessions(session, person.staff_id, now=now)),
        this_session=person.session_id,
        incidents=tuple(await memberships(session, person.staff_id)),
    )


def scan_view(secret: str, *, email: str, issuer: str, sealed: str) -> ScanView:
    """Draw the code that an app scans; black on white also in the dark, as cameras want it."""
    link = app_link(secret, email=email, issuer=issuer)
    picture = segno.make(link, error="m", micro=False).svg_inline(
        scale=4, border=3, dark="#000", light="#fff", omitsize=True, svgclass="scan", lineclass=None
    )
    letters = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return ScanView(picture=Markup(picture), link=link, letters=letters, sealed=sealed)
