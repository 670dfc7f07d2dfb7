"""What the after-action review says in its reader's words, for the page and for plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from app.api.desk.history_words import happening_words, who_words, why_words
from app.api.desk.lasting import lasting
from app.api.pages import category_view
from app.api.words import Translate, translator
from app.models.incident import Incident
from app.outcomes.review import AlarmLine, DayLine, KindInArea, Review, Undone, UnmetNeed
from web import charts
from web.language import locale_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView:
    """One thing counted day by day: its sum, its word, and a small line of bars."""

    words: str
    sum: str
    bars: tuple[charts.Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitRow:
    """How long one kind of need waited in one area."""

    area: str
    what: str
    cases: int
    answered: int
    median: str
    p90: str
    median_at: float
    p90_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetRow:
    """Needs that help never reached."""

    area: str
    what: str
    cases: int
    told: int
    oldest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneRow:
    """One thing that was taken back."""

    at: datetime
    who: str
    words: str
    why: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """Alarms of one kind."""

    words: str
    raised: int
    unseen: int
    median: str
    longest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """Somebody's words."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinRow:
    """One bulletin in the reader's language, or in the first it was written in."""

    at: datetime
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The page. `first` and `last` are days as the form wants them."""

    first: str
    last: str
    late_h: int
    title: str
    summary: str
    trends: tuple[TrendView, ...]
    heads: tuple[str, ...]
    days: tuple[tuple[str, ...], ...]
    waits: tuple[WaitRow, ...]
    unmet: tuple[UnmetRow, ...]
    undone: tuple[UndoneRow, ...]
    alarms: tuple[AlarmRow, ...]
    bulletins: tuple[BulletinRow, ...]
    challenges: tuple[SaidRow, ...]
    learned: tuple[SaidRow, ...]


def review_view(found: Review, names: dict[str, str], incident: Incident, language: str) -> ReviewView:
    """Say what was found."""
    _ = translator(language)
    zone = ZoneInfo(incident.time_zone)
    first = found.period.start_at.astimezone(zone).date()
    last = (found.period.end_at - timedelta(seconds=1)).astimezone(zone).date()
    locale = locale_of(language)
    longest = max((one.waits.p90_s or 0.0 for one in found.waits), default=0.0)
    return ReviewView(
        first=first.isoformat(),
        last=last.isoformat(),
        late_h=found.late_h,
        title=f"{format_date(first, 'd MMM', locale=locale)} – {format_date(last, 'd MMM y', locale=locale)}",
        summary=_summary(found, language),
        trends=tuple(_trends(found.days, language)),
        heads=tuple(words for _name, words in _counted(_)),
        days=tuple(_day(one, language) for one in found.days),
        waits=tuple(_wait(one, longest, language) for one in found.waits),
        unmet=tuple(_unmet(one, found, language) for one in found.unmet),
        undone=tuple(_undone(one, names, _) for one in found.undone),
        alarms=tuple(_alarm(one, language) for one in found.alarms),
        bulletins=tuple(
            BulletinRow(at=one.at, source=one.source, text=one.texts.get(language) or _first(one.texts))
            for one in found.bulletins
        ),
        challenges=tuple(
            SaidRow(at=one.at, who=who_words(one.who, _, names=names), text=one.text)
            for one in found.challenges
        ),
        learned=tuple(
            SaidRow(at=one.at, who=who_words(one.who, _, names=names), text=one.text) for one in found.learned
        ),
    )


def _counted(_: Translate) -> tuple[tuple[str, str], ...]:
    return (
        ("arrived", _("came in")),
        ("looked", _("first looked at")),
        ("asked", _("helpers asked")),
        ("accepted", _("said yes")),
        ("done", _("done")),
        ("confirmed", _("confirmed by the person")),
        ("unmet", _("told that nobody could come")),
    )


def _summary(found: Review, language: str) -> str:
    _ = translator(language)
    whole = found.whole
    if not whole.answered:
        return _("Needs: %(n)s. Nobody has had help yet.") % {"n": whole.cases}
    said = _(
        "Needs: %(n)s. Had help: %(helped)s, half of them within %(median)s, nine in ten within %(p90)s."
    )
    median, p90 = lasting(whole.median_s, language), lasting(whole.p90_s, language)
    return said % {"n": whole.cases, "helped": whole.answered, "median": median, "p90": p90}


def _trends(days: tuple[DayLine, ...], language: str) -> Iterator[TrendView]:
    for name, words in _counted(translator(language)):
        values = [int(getattr(day, name)) for day in days]
        yield TrendView(
            words=words,
            sum=format_decimal(sum(values), locale=locale_of(language)),
            bars=charts.bars(values, charts.scale_for(values)),
        )


def _day(one: DayLine, language: str) -> tuple[str, ...]:
    counts = (str(getattr(one, name)) for name, _words in _counted(str))
    return (format_date(one.day, "EEE d MMM", locale=locale_of(language)), *counts)


def _area(area: str, language: str) -> str:
    return area or translator(language)("no area known")


def _wait(one: KindInArea, longest: float, language: str) -> WaitRow:
    return WaitRow(
        area=_area(one.area, language),
        what=category_view(one.category, language).label,
        cases=one.waits.cases,
        answered=one.waits.answered,
        median=lasting(one.waits.median_s, language),
        p90=lasting(one.waits.p90_s, language),
        median_at=charts.share(one.waits.median_s, longest),
        p90_at=charts.share(one.waits.p90_s, longest),
    )


def _unmet(one: UnmetNeed, found: Review, language: str) -> UnmetRow:
    return UnmetRow(
        area=_area(one.area, language),
        what=category_view(one.category, language).label,
        cases=one.cases,
        told=one.told,
        oldest=lasting((found.seen_at - one.oldest_at).total_seconds(), language),
    )


def _undone(one: Undone, names: dict[str, str], _: Translate) -> UndoneRow:
    words = happening_words(one.what, _)
    if one.undone:
        words = f"{words}: {happening_words(one.undone, _)}"
    # whoever asked for help or gives it stays without a name here
    who = who_words(one.who, _, names=names) if one.who.startswith(("staff:", "machine")) else _("the person")
    return UndoneRow(at=one.at, who=who, words=words, why=why_words(one.why, _), reference=one.reference)


def _alarm(one: AlarmLine, language: str) -> AlarmRow:
    _ = translator(language)
    said = {
        "critical": _("Life may be at risk"),
        "unsafe": _("Somebody feels unsafe on a job"),
        "check_in": _("A helper on a job is silent"),
    }
    return AlarmRow(
        words=said.get(one.kind, one.kind),
        raised=one.raised,
        unseen=one.raised - one.seen,
        median=lasting(one.median_s, language),
        longest=lasting(one.longest_s, language),
    )


def _first(texts: object) -> str:
    return next(iter(texts.values()), "") if isinstance(texts, dict) else ""
