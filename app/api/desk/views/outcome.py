"""What the outcome board shows: each figure as a sentence, a drawing and a table with the same numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from app.api.desk.lasting import lasting
from app.api.pages import category_view
from app.api.words import Translate, translator
from app.outcomes.figures import Outcomes, Waited, Waits
from app.outcomes.period import Period
from web import charts
from web.language import language_name, locale_of

MOST_LABELS = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of a chart; a broken line is told from a whole one without colour."""

    path: str
    dots: tuple[tuple[float, float], ...] = ()
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """The numbers of a chart for those who read them rather than look."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """One drawing. `title` says what it means, `legend` what is drawn."""

    key: str
    title: str
    legend: str
    ticks: tuple[tuple[str, float], ...]
    times: tuple[tuple[str, float], ...]
    table: TableView
    bars: tuple[charts.Bar, ...] = ()
    area: str = ""
    lines: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group: how many cases, and how long they waited, in words and as marks along a line."""

    name: str
    cases: int
    answered: int
    reply: str
    median: str
    p90: str
    median_at: float
    p90_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsView:
    """The waits of all groups of one kind."""

    title: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """One big calm number, and what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesView:
    """The page."""

    span: str
    spans: tuple[tuple[str, str], ...]
    numbers: tuple[NumberView, ...]
    charts: tuple[ChartView, ...]
    groups: tuple[GroupsView, ...]


def outcomes_view(found: Outcomes, span: str, language: str, *, zone: str) -> OutcomesView:
    """Say and draw what was found."""
    _ = translator(language)
    draw = _Drawing(found.period, language, zone)
    return OutcomesView(
        span=span,
        spans=(("24h", _("24 hours")), ("7d", _("7 days")), ("all", _("Since the beginning"))),
        numbers=_numbers(found, draw),
        charts=(
            draw.arrivals(found),
            draw.backlog(found),
            draw.waits("reply", _reply_title(found.first_reply.whole, draw), found.first_reply),
            draw.waits("help", _help_title(found.help.whole, draw), found.help),
        ),
        groups=tuple(_groups(found, name, title, draw) for name, title in _group_titles(_)),
    )


def _numbers(found: Outcomes, draw: "_Drawing") -> tuple[NumberView, ...]:
    _, help_ = draw.translate, found.help.whole
    return (
        NumberView(number=draw.count(found.backlog[-1]), words=_("needs open now")),
        NumberView(number=draw.count(found.open_old), words=_("open for more than a day")),
        NumberView(number=draw.count(help_.cases), words=_("needs came")),
        NumberView(number=draw.share(help_), words=_("of them had help")),
        NumberView(
            number=draw.wait(found.first_reply.whole.median_s), words=_("to a first answer, for half")
        ),
        NumberView(number=draw.wait(help_.median_s), words=_("to help, for half")),
    )


def _reply_title(whole: Waits, draw: "_Drawing") -> str:
    _ = draw.translate
    if not whole.answered:
        return _("Nobody has had a first answer yet.")
    said = _("Half had a first answer within %(median)s, nine in ten within %(p90)s.")
    return said % {"median": draw.wait(whole.median_s), "p90": draw.wait(whole.p90_s)}


def _help_title(whole: Waits, draw: "_Drawing") -> str:
    _ = draw.translate
    if not whole.answered:
        return _("Nobody has had help yet.")
    said = _("Half of those helped had help within %(median)s, nine in ten within %(p90)s.")
    return said % {"median": draw.wait(whole.median_s), "p90": draw.wait(whole.p90_s)}


def _group_titles(_: Translate) -> tuple[tuple[str, str], ...]:
    return (("area", _("By area")), ("category", _("By kind of need")), ("language", _("By language")))


def _groups(found: Outcomes, name: str, title: str, draw: "_Drawing") -> GroupsView:
    helped, replied = found.help.groups[name], dict(found.first_reply.groups[name])
    longest = max((waits.p90_s or 0.0 for _name, waits in helped), default=0.0)
    return GroupsView(
        title=title,
        rows=tuple(
            GroupRow(
                name=draw.named(name, group),
                cases=waits.cases,
                answered=waits.answered,
                reply=draw.wait(replied[group].median_s if group in replied else None),
                median=draw.wait(waits.median_s),
                p90=draw.wait(waits.p90_s),
                median_at=charts.share(waits.median_s, longest),
                p90_at=charts.share(waits.p90_s, longest),
            )
            for group, waits in helped
        ),
    )


class _Drawing:
    """Words and numbers of one reader for one period."""

    def __init__(self, period: Period, language: str, zone: str) -> None:
        self.translate = translator(language)
        self._language, self._zone = language, ZoneInfo(zone)
        self._period, self._steps = period, period.steps

    def count(self, number: float) -> str:
        return format_decimal(number, locale=locale_of(self._language))

    def wait(self, seconds: float | None) -> str:
        return lasting(seconds, self._language)

    def share(self, waits: Waits) -> str:
        if not waits.cases:
            return "–"
        return format_percent(waits.answered / waits.cases, locale=locale_of(self._language))

    def named(self, kind: str, group: str) -> str:
        _ = self.translate
        if kind == "category":
            return category_view(group, self._language).label
        if kind == "language":
            return language_name(group, self._language) if group not in ("", "und") else _("not known")
        return group or _("no area known")

    def when(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        day = format_date(local, "d MMM", locale=locale_of(self._language))
        return day if self._period.step >= DAY else f"{day} {local:%H:%M}"

    def step(self) -> str:
        _ = self.translate
        hours = round(self._period.step.total_seconds() / 3_600)
        if hours == 1:
            return _("in one hour")
        if hours < 24:
            return _("in %(n)s hours") % {"n": self.count(hours)}
        return _("in one day") if hours == 24 else _("in %(n)s days") % {"n": self.count(hours // 24)}

    def arrivals(self, found: Outcomes) -> ChartView:
        _ = self.translate
        values = [one.needs for one in found.arrivals]
        scale = charts.scale_for(values)
        title = _("No need came in.")
        if most := max(values, default=0):
            said = _("Needs that came %(step)s: at most %(most)s, from %(when)s.")
            when = self.when(self._steps[values.index(most)])
            title = said % {"step": self.step(), "most": self.count(most), "when": when}
        return ChartView(
            key="arrivals",
            title=title,
            legend=_("Needs that came %(step)s") % {"step": self.step()},
            ticks=tuple((self.count(tick.value), tick.y) for tick in scale.ticks),
            times=self._times(),
            bars=charts.bars(values, scale),
            table=self._table(
                (_("Needs"), _("All messages that became cases"), _("Noise")),
                [(one.needs, one.reports, one.noise) for one in found.arrivals],
                self.count,
            ),
        )

    def backlog(self, found: Outcomes) -> ChartView:
        _ = self.translate
        values = found.backlog
        scale = charts.scale_for(values)
        change = values[-1] - values[0]
        if change > 0:
            said = _("Needs open now: %(n)s, %(change)s more than at the beginning.")
        elif change < 0:
            said = _("Needs open now: %(n)s, %(change)s fewer than at the beginning.")
        else:
            said = _("Needs open now: %(n)s, as many as at the beginning.")
        return ChartView(
            key="backlog",
            title=said % {"n": self.count(values[-1]), "change": self.count(abs(change))},
            legend=_("Needs that wait for help"),
            ticks=tuple((self.count(tick.value), tick.y) for tick in scale.ticks),
            times=self._times(),
            area=charts.area(values, scale),
            lines=(LineView(path=charts.line(values, scale, edges=True)),),
            table=self._table((_("Open at the end"),), [(value,) for value in values[1:]], self.count),
        )

    def waits(self, key: str, title: str, found: Waited) -> ChartView:
        _ = self.translate
        half = [one.median_s for one in found.steps]
        most = [one.p90_s for one in found.steps]
        scale = charts.scale_of_time([value for value in (*half, *most) if value is not None])
        return ChartView(
            key=key,
            title=title,
            legend=_("By when people wrote; whole line: half, broken line: nine in ten"),
            ticks=tuple((self.wait(tick.value) if tick.value else "0", tick.y) for tick in scale.ticks),
            times=self._times(),
            lines=(
                LineView(path=charts.line(half, scale), dots=charts.dots(half, scale)),
                LineView(path=charts.line(most, scale), dots=charts.dots(most, scale), broken=True),
            ),
            table=self._table(
                (_("Half within"), _("Nine in ten within"), _("Of so many")),
                [
                    (self.wait(one.median_s), self.wait(one.p90_s), f"{one.answered}/{one.cases}")
                    for one in found.steps
                ],
                str,
            ),
        )

    def _times(self) -> tuple[tuple[str, float], ...]:
        """At most a handful of moments along the ground line, each at the left edge of its step."""
        count = len(self._steps)
        every = max(1, -(-count // MOST_LABELS))
        slot = charts.WIDTH / count
        short = self._period.step < timedelta(hours=6)
        return tuple(
            (f"{at.astimezone(self._zone):%H:%M}" if short else self._day(at), round(n * slot, 1))
            for n, at in enumerate(self._steps)
            if n % every == 0
        )

    def _day(self, at: datetime) -> str:
        return format_date(at.astimezone(self._zone), "d MMM", locale=locale_of(self._language))

    def _table(
        self, head: tuple[str, ...], rows: Sequence[Sequence[object]], word: Callable[..., str]
    ) -> TableView:
        _ = self.translate
        return TableView(
            head=(_("From"), *head),
            rows=tuple(
                (self.when(at), *(word(value) for value in row))
                for at, row in zip(self._steps, rows, strict=True)
            ),
        )
