"""A hand-over as plain text, for radio or chat: codes and counts, no name or number of anybody outside."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from app.api.desk.views.huddle import CaseRow, DigestView
from app.api.words import Translate
from app.models.incident import Incident

MOST_LINES = 40
# of each list as many as forty lines hold
CRITICALS, STUCK, GAPS, ANSWERS = 7, 6, 5, 5


def digest_text(view: DigestView, incident: Incident, _: Translate) -> str:
    """The whole text; it never has more than forty lines."""
    lines = [*_head(view, incident, _), *_cases(view, _), *_rest(view, _), *_answers(view, _)]
    return "\n".join(lines[:MOST_LINES]) + "\n"


def _head(view: DigestView, incident: Incident, _: Translate) -> Iterator[str]:
    at = view.at.astimezone(ZoneInfo(incident.time_zone))
    drill = f"{_('Drill')}: " if incident.drill else ""
    yield f"{drill}{incident.name}, {at:%Y-%m-%d %H:%M}"
    whole = view.whole
    said = _("Last %(time)s: %(new)s new, %(helped)s helped, %(open)s open.")
    yield said % {"time": view.lasts, "new": whole.new, "helped": whole.helped, "open": whole.still_open}
    yield _("Open") + ": " + ", ".join(f"{row.name} {row.still_open}" for row in view.counts)


def _cases(view: DigestView, _: Translate) -> Iterator[str]:
    if view.criticals:
        yield _("Life at risk, oldest first (%(n)s):") % {"n": view.criticals_open}
        yield from _rows(view.criticals[:CRITICALS])
    if view.stuck:
        yield _("Stuck (%(n)s):") % {"n": view.stuck_open}
        yield from _rows(view.stuck[:STUCK])


def _rows(rows: Sequence[CaseRow]) -> Iterator[str]:
    for row in rows:
        yield f"- {row.reference} {', '.join(filter(None, (row.what, row.area, row.lasts, row.state)))}"


def _rest(view: DigestView, _: Translate) -> Iterator[str]:
    if view.gaps:
        yield _("Nobody is coming yet (needs / helpers in reach):")
        for gap in view.gaps[:GAPS]:
            yield f"- {gap.area}, {gap.what}: {gap.needs} / {gap.helpers}"
    if view.tired:
        yield _("Relieve") + ": " + ", ".join(row.reference for row in view.tired)
    if view.alarms:
        codes = ", ".join(row.reference for row in view.alarms)
        yield _("Alarms that nobody has looked at") + f" ({view.alarms_open}): {codes}"
    if view.set_aside or view.not_sent:
        said = _("Messages: %(aside)s set aside, %(unsent)s not sent.")
        yield said % {"aside": view.set_aside, "unsent": view.not_sent}
    if view.undone:
        yield _("Taken back") + ": " + ", ".join(f"{words} {times}" for words, times in view.undone)


def _answers(view: DigestView, _: Translate) -> Iterator[str]:
    if view.answers:
        yield _("Challenges") + ":"
        for answer in view.answers[:ANSWERS]:
            yield f"- {answer.text} ({answer.who})"
