"""What is looked at before somebody is sent: the questions, the risk, who agreed, what is one need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import Desk
from app.api.words import Translate, plurals, translator
from app.dispatch.steps import jobs_of
from app.dispatch.unmet import what_was_tried
from app.models.safety import ApprovalKind
from app.safety.approve import RISK_NEEDS
from app.safety.risk import Risk, risk_of
from ingest.catalog import load_catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedView:
    """One coordinator's word, and when it was given."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CareView:
    """What has to be looked at before a helper of this case may be asked, and what was."""

    questions: tuple[str, ...] = ()
    checked_by: tuple[AgreedView, ...] = ()
    i_checked: bool = False
    risky: bool = False
    marked: bool = False  # by a person, or once somebody was asked: the mark can be taken away
    why_risky: str = ""
    agreed_by: tuple[AgreedView, ...] = ()
    i_agreed: bool = False
    lacking: int = 0  # coordinators who have yet to agree
    alone: bool = False  # fewer helpers are wanted than may go there

    @property
    def may_ask(self) -> bool:
        """Whether nothing stands in the way of asking; the press itself is one coordinator's word."""
        lacking = self.lacking - (0 if self.i_agreed else 1)
        return bool(self.checked_by or not self.questions) and not (
            self.risky and (lacking > 0 or self.alone)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KinView:
    """Other cases that are the same need."""

    into: str = ""  # the code of the case that stands for this one
    holds: tuple[str, ...] = ()  # the codes of those it stands for


NO_CARE, NO_KIN = CareView(), KinView()


async def care_view(
    session: AsyncSession,
    desk: Desk,
    report_id: int,
    *,
    categories: Sequence[str],
    language: str,
    now: datetime,
    agreed: bool = True,
) -> CareView:
    """Look at one need as it is now; `agreed` is false where it is known that nobody gave their word yet."""
    catalog, _ = load_catalog(), translator(language)
    risk = await risk_of(session, desk.incident_id, report_id, now=now)
    whose = {"incident_id": desk.incident_id, "report_id": report_id}
    given = (await session.execute(queries.DESK_AGREED, whose)).mappings().all() if agreed else ()
    checked, agreeing = _of(given, ApprovalKind.CHECKLIST), _of(given, ApprovalKind.RISK)
    mine = {row["kind"] for row in given if row["staff_id"] == desk.person.staff_id}
    return CareView(
        questions=tuple(catalog.phrase(language, key) for key in catalog.checks(categories)),
        checked_by=checked,
        i_checked=ApprovalKind.CHECKLIST in mine,
        risky=risk.risky,
        marked=risk.marked,
        why_risky=_why(risk, _),
        agreed_by=agreeing,
        i_agreed=ApprovalKind.RISK in mine,
        lacking=max(0, RISK_NEEDS - len(agreeing)) if risk.risky else 0,
        alone=risk.places_wanted < RISK_NEEDS,
    )


def _of(given: Iterable[RowMapping], kind: ApprovalKind) -> tuple[AgreedView, ...]:
    return tuple(AgreedView(name=row["name"], at=row["at"]) for row in given if row["kind"] == kind)


def _why(risk: Risk, _: Translate) -> str:
    if risk.in_hazard:
        return _("the place lies in a hazard zone")
    if risk.by_kind:
        return _("its kind of need is risky")
    return _("a coordinator marked it") if risk.marked else ""


async def kin_view(
    session: AsyncSession, incident_id: int, report_id: int, *, merged_into: int | None, holds: bool = True
) -> KinView:
    """Name the cases that are one need with this one; `holds` is false where it surely stands for none."""
    if merged_into is None and not holds:
        return NO_KIN
    whose = {"incident_id": incident_id, "report_id": report_id, "stands_id": merged_into}
    rows = (await session.execute(queries.DESK_KIN, whose)).all()
    into = next((row.reference for row in rows if row.id == merged_into), "")
    return KinView(into=into, holds=tuple(row.reference for row in rows if row.id != merged_into))


async def tried_words(session: AsyncSession, incident_id: int, report_id: int, *, language: str) -> str:
    """Say in a sentence whom we asked, and what came of it."""
    _, ngettext = translator(language), plurals(language)
    tried = what_was_tried(await jobs_of(session, incident_id, report_id))
    if not tried["asked"]:
        return _("Nobody near could come yet, and there was nobody to ask.")
    parts = [
        ngettext("%(num)s helper was asked", "%(num)s helpers were asked", tried["asked"])
        % {"num": tried["asked"]}
    ]
    said = {
        "declined": _("%(num)s said no"),
        "lapsed": _("%(num)s did not answer"),
        "left": _("%(num)s gave it back"),
        "stopped": _("%(num)s did not feel safe"),
    }
    parts += [words % {"num": tried[key]} for key, words in said.items() if tried[key]]
    return _("Nobody near could come yet: %(what)s.") % {"what": ", ".join(parts)}
