"""What a hand-over says in its reader's words: the page and the plain text are made of the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.desk.history_words import happening_words, who_words
from app.api.desk.lasting import lasting
from app.api.pages import category_view
from app.api.words import Translate, translator
from app.huddles.digest import Critical, Digest
from app.huddles.keep import Answer, names_of_helpers
from app.huddles.tired import Tired
from app.messaging.mask import mask


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One urgency: how many came, were helped, and are open."""

    name: str
    new: int
    helped: int
    still_open: int
    critical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case that somebody must know about: its code, what and where, how long, and how it stands."""

    reference: str
    what: str
    area: str
    lasts: str
    state: str
    urgency: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Needs without anybody coming, against who could."""

    area: str
    what: str
    needs: int
    helpers: str
    nobody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TiredRow:
    """A helper to relieve. The name stays at the desk; the code goes everywhere."""

    reference: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One challenge in somebody's words, without numbers."""

    who: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """One hand-over."""

    since_at: datetime
    at: datetime
    lasts: str
    counts: tuple[CountRow, ...]
    whole: CountRow
    criticals: tuple[CaseRow, ...]
    criticals_open: int
    stuck: tuple[CaseRow, ...]
    stuck_open: int
    gaps: tuple[GapRow, ...]
    tired: tuple[TiredRow, ...]
    set_aside: int
    not_sent: int
    alarms: tuple[CaseRow, ...]
    alarms_open: int
    undone: tuple[tuple[str, int], ...]
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is behind «staff:7» and behind a helper's code."""

    staff: Mapping[str, str]
    helpers: Mapping[str, str]


async def names_for(
    session: AsyncSession, incident_id: int, digest: Digest, *, helpers: bool = True
) -> Names:
    """Look up the people a digest speaks of; without `helpers` those stay codes."""
    codes = [one.reference for one in digest.tired]
    codes += [code for one in digest.criticals for code in one.helpers]
    return Names(
        staff=await staff_names(session, incident_id),
        helpers=await names_of_helpers(session, incident_id, codes) if codes and helpers else {},
    )


async def staff_names(session: AsyncSession, incident_id: int) -> dict[str, str]:
    """The names of everybody at the desk, by how events call them."""
    rows = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
    return {f"staff:{row.id}": row.name or row.email for row in rows}


def digest_view(digest: Digest, answers: tuple[Answer, ...], names: Names, language: str) -> DigestView:
    """Say one digest."""
    words = _Words(digest, names, language)
    return DigestView(
        since_at=digest.since_at,
        at=digest.at,
        lasts=lasting((digest.at - digest.since_at).total_seconds(), language),
        counts=words.counts(),
        whole=words.whole(),
        criticals=tuple(
            words.case(one.reference, one.category, one.area, one.since_at, words.who_has(one))
            for one in digest.criticals
        ),
        criticals_open=digest.criticals_open,
        stuck=tuple(
            words.case(
                one.reference,
                one.category,
                one.area,
                one.since_at,
                words.stuck(one.what),
                urgency=one.urgency,
            )
            for one in digest.stuck
        ),
        stuck_open=digest.stuck_open,
        gaps=words.gaps(),
        tired=tuple(words.tired(one) for one in digest.tired),
        set_aside=digest.set_aside,
        not_sent=digest.not_sent,
        alarms=tuple(
            words.case(one.reference, "", one.area, one.since_at, words.alarm(one.kind))
            for one in digest.alarms
        ),
        alarms_open=digest.alarms_open,
        undone=tuple((happening_words(what, words.translate), times) for what, times in digest.undone),
        answers=answer_rows(answers, names.staff, words.translate),
    )


def answer_rows(answers: tuple[Answer, ...], staff: Mapping[str, str], _: Translate) -> tuple[AnswerRow, ...]:
    """The answers with the names of who gave them."""
    return tuple(
        AnswerRow(who=who_words(one.who, _, names=dict(staff)), text=mask(one.text), at=one.at)
        for one in answers
    )


class _Words:
    """One reader's words for one digest."""

    def __init__(self, digest: Digest, names: Names, language: str) -> None:
        self.translate = translator(language)
        self._digest, self._names, self._language = digest, names, language

    def counts(self) -> tuple[CountRow, ...]:
        _, digest = self.translate, self._digest
        said = (_("Life at risk"), _("Urgent"), _("Soon"), _("Can wait"))
        parts = zip(said, digest.new.parts, digest.helped.parts, digest.still_open.parts, strict=True)
        return tuple(
            CountRow(name=name, new=new, helped=helped, still_open=open_, critical=urgency == 4)
            for name, (urgency, new), (_same, helped), (_again, open_) in parts
        )

    def whole(self) -> CountRow:
        _, digest = self.translate, self._digest
        return CountRow(
            name=_("Everything"),
            new=digest.new.whole,
            helped=digest.helped.whole,
            still_open=digest.still_open.whole,
        )

    def case(
        self, reference: str, category: str, area: str, since_at: datetime, state: str, *, urgency: int = 4
    ) -> CaseRow:
        return CaseRow(
            reference=reference,
            what=category_view(category, self._language).label if category else "",
            area=self.area(area),
            lasts=lasting((self._digest.at - since_at).total_seconds(), self._language),
            state=state,
            urgency=urgency,
        )

    def area(self, area: str) -> str:
        return area or self.translate("no area known")

    def who_has(self, one: Critical) -> str:
        _ = self.translate
        if one.helpers:
            return _("%(who)s goes") % {"who": ", ".join(self._helper(code) for code in one.helpers)}
        if one.held_by:
            at_it = self._names.staff.get(one.held_by) or _("a coordinator")
            return _("%(who)s is at it") % {"who": at_it}
        return _("asked, no answer yet") if one.state == "asked" else _("nobody has it")

    def _helper(self, code: str) -> str:
        name = self._names.helpers.get(code)
        return f"{name} ({code})" if name else code

    def stuck(self, what: str) -> str:
        _ = self.translate
        said = {
            "stopped": _("stopped: not safe"),
            "missed": _("the helper does not answer"),
            "late": _("a check-in is late"),
            "unmet": _("nobody near could come"),
            "lapsed": _("asked, and nobody answered"),
        }
        return said.get(what, what)

    def alarm(self, kind: str) -> str:
        _ = self.translate
        said = {
            "critical": _("Life may be at risk"),
            "unsafe": _("Somebody feels unsafe on a job"),
            "check_in": _("A helper on a job is silent"),
        }
        return said.get(kind, kind)

    def gaps(self) -> tuple[GapRow, ...]:
        return tuple(
            GapRow(
                area=self.area(one.area),
                what=category_view(one.category, self._language).label,
                needs=one.needs,
                helpers="100+" if one.helpers >= 100 else str(one.helpers),
                nobody=one.helpers == 0,
            )
            for one in self._digest.gaps
        )

    def tired(self, one: Tired) -> TiredRow:
        _ = self.translate
        busy = lasting(one.busy_s, self._language)
        said = {
            "long": _("%(time)s at it today") % {"time": busy},
            "cap": _("%(n)s jobs, wanted %(cap)s at most") % {"n": one.jobs, "cap": one.cap},
            "rest": _("was offered a rest and has not answered"),
        }
        name = self._names.helpers.get(one.reference, "")
        return TiredRow(reference=one.reference, name=name, why=said.get(one.why, one.why))
