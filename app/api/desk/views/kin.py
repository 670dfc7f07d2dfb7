"""What belongs to a report beside itself: likely twins, cases it stands for, how well it is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.desk.history_words import who_words
from app.api.desk.views.supply import goods_views
from app.api.desk.views.talk import thread_lines
from app.api.pages import category_view
from app.api.views import CategoryView, LineView
from app.api.words import Translate, translator
from app.messaging.mask import mask
from app.models.report import LIVE, ReportKind, Verified
from app.reports.describe import Details, details_of
from app.reports.find import others_of, report_by_id
from app.reports.shapes import Case
from app.reports.twins import Twin, twins_for
from app.reports.verify import LADDER, Rung, rungs_of, step_after
from ingest.catalog import load_catalog
from web.language import language_name

HAVE_TWINS = (ReportKind.NEED, ReportKind.OFFER, ReportKind.MISSING, ReportKind.INFO)
WORD = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class PieceView:
    """A run of words: in both texts, in this one alone, or in the other one alone."""

    text: str
    how: str  # same, mine, theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinView:
    """One likely twin, with what its words have more and less."""

    reference: str
    strong: bool
    reasons: tuple[str, ...]
    pieces: tuple[PieceView, ...]
    language: str
    at: datetime
    place: str
    distance_m: float | None
    category: CategoryView
    urgency: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldView:
    """A case that this one stands for, with all its own."""

    reference: str
    words: str
    language: str
    at: datetime
    people: int | None
    place: str
    goods: tuple[str, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RungView:
    """One step of the ladder. `at` is empty where nobody took it, or where it is the first."""

    step: str
    reached: bool
    who: str = ""
    at: datetime | None = None
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """All of it."""

    twins: tuple[TwinView, ...] = ()
    held: tuple[HeldView, ...] = ()
    verified: str = "reported"
    next_step: str = ""  # empty on the last
    rungs: tuple[RungView, ...] = ()
    rumour: bool = False
    details: Details | None = None
    languages: tuple[tuple[str, str], ...] = ()


NO_FAMILY = FamilyView()


async def family_view(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    *,
    language: str,
    open_numbers: bool = True,
    holds: bool = True,
) -> FamilyView:
    """Gather what belongs to a report; without `open_numbers` no words show a number or an address.

    `holds` is false where it is known to stand for no other.
    """
    case = await report_by_id(session, incident_id, report_id)
    others = await others_of(session, incident_id, case.id) if holds else ()
    said = _whole if open_numbers else mask
    twins = await twins_for(session, incident_id, case) if has_twins(case) else ()
    next_step = step_after(case.verified)
    return FamilyView(
        twins=tuple(twin_view(one, case.text, language, said=said) for one in twins),
        held=tuple(
            [await _held(session, incident_id, one, language, open_numbers=open_numbers) for one in others]
        ),
        verified=case.verified.value,
        next_step=next_step.value if next_step else "",
        rungs=await _rungs(session, incident_id, case, language),
        rumour=case.rumour,
        details=await details_of(session, incident_id, case),
        languages=_languages(case.language, language),
    )


def has_twins(case: Case) -> bool:
    """Whether twins are looked for: not for what is over, or said by everybody."""
    return case.kind in HAVE_TWINS and case.state in LIVE


def _whole(words: str) -> str:
    return words


def twin_view(twin: Twin, words: str, language: str, *, said: Callable[[str], str] = _whole) -> TwinView:
    """One twin beside the words of the report in hand."""
    return TwinView(
        reference=twin.reference,
        strong=twin.strong,
        reasons=tuple(reason_of(key, translator(language)) for key in twin.reasons),
        pieces=differences(said(words), said(twin.text)),
        language=twin.language,
        at=twin.at,
        place=twin.place,
        distance_m=twin.distance_m,
        category=category_view(twin.category, language),
        urgency=twin.urgency,
        state=twin.state,
    )


def reason_of(key: str, _: Translate) -> str:
    """Why two may be one."""
    said = {
        "sender": _("the same person"),
        "near": _("the same place"),
        "around": _("about the same place"),
        "words": _("nearly the same words"),
        "similar": _("similar words"),
        "kind": _("the same kind of help"),
        "people": _("as many people"),
    }
    return said[key]


def differences(mine: str, theirs: str) -> tuple[PieceView, ...]:
    """Cut two texts into what both say, and what one says alone; letters' size makes no difference."""
    a, b = WORD.findall(mine), WORD.findall(theirs)
    matched = SequenceMatcher(
        None, [one.casefold().strip() for one in a], [one.casefold().strip() for one in b], autojunk=False
    )
    pieces: list[PieceView] = []
    for what, a_from, a_to, b_from, b_to in matched.get_opcodes():
        if what == "equal":
            pieces.append(PieceView("".join(b[b_from:b_to]), "same"))
            continue
        gone, come = "".join(a[a_from:a_to]), "".join(b[b_from:b_to])
        pieces += [PieceView(gone, "mine")] if gone.strip() else []
        pieces += [PieceView(come, "theirs" if come.strip() else "same")] if come else []
    return tuple(pieces)


async def _held(
    session: AsyncSession, incident_id: int, case: Case, language: str, *, open_numbers: bool
) -> HeldView:
    whose: dict[str, object] = {
        "incident_id": incident_id,
        "report_id": case.id,
        "contact_id": case.contact_id,
    }
    goods = await goods_views(session, incident_id, case.id, language=language)
    return HeldView(
        reference=case.reference,
        words=case.text if open_numbers else mask(case.text),
        language=case.language,
        at=case.created_at,
        people=case.people,
        place=case.place_name or case.place_text,
        goods=tuple(one.words for one in goods),
        lines=await thread_lines(session, incident_id, whose, open_numbers=open_numbers),
    )


async def _rungs(session: AsyncSession, incident_id: int, case: Case, language: str) -> tuple[RungView, ...]:
    taken = {one.step: one for one in await rungs_of(session, incident_id, case.id, case.verified)}
    names: dict[str, str] = {}
    if taken:
        staff = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
        names = {f"staff:{row.id}": row.name or row.email for row in staff}
    reached = LADDER.index(case.verified)
    return tuple(
        _rung(step, taken.get(step), n <= reached, names, translator(language))
        for n, step in enumerate(LADDER)
    )


def _rung(step: Verified, rung: Rung | None, reached: bool, names: dict[str, str], _: Translate) -> RungView:
    if rung is None:
        return RungView(step=step.value, reached=reached)
    who = who_words(rung.who, _, names=names)
    return RungView(step=step.value, reached=reached, who=who, at=rung.at, how=rung.how)


def _languages(spoken: str, language: str) -> tuple[tuple[str, str], ...]:
    """The languages that Konbit reads, and the one of this report."""
    codes = dict.fromkeys([spoken, *load_catalog().languages])
    return tuple((code, language_name(code, language)) for code in codes)
