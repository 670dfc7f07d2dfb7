"""The after-action review as plain text, to be sent or read where no page opens."""

from collections.abc import Iterator

from app.api.desk.views.review import ReviewView
from app.api.words import Translate


def review_text(view: ReviewView, name: str, _: Translate) -> str:
    """The whole review; codes of cases, and nobody's number."""
    return "\n".join([*_head(view, name, _), *_figures(view, _), *_words(view, _)]) + "\n"


def _head(view: ReviewView, name: str, _: Translate) -> Iterator[str]:
    yield f"{_('Review')}: {name}, {view.title}"
    yield view.summary
    yield ", ".join(f"{one.words} {one.sum}" for one in view.trends)


def _figures(view: ReviewView, _: Translate) -> Iterator[str]:
    yield from _section(
        _("Time to help (had help of needs, half within, nine in ten within)"),
        [
            f"{one.area}, {one.what}: {one.answered}/{one.cases}, {one.median}, {one.p90}"
            for one in view.waits
        ],
    )
    yield from _section(
        _("Unmet need (open, the oldest)"),
        [f"{one.area}, {one.what}: {one.cases}, {one.oldest}" for one in view.unmet],
    )
    yield from _section(
        _("Alarms (raised, seen by half within, the longest)"),
        [f"{one.words}: {one.raised}, {one.median}, {one.longest}" for one in view.alarms],
    )
    yield from _section(
        _("Taken back"),
        [" ".join(filter(None, (one.reference, one.words, one.why))) for one in view.undone],
    )


def _words(view: ReviewView, _: Translate) -> Iterator[str]:
    yield from _section(_("Bulletins"), [f"{one.text} ({one.source})" for one in view.bulletins])
    yield from _section(_("Challenges"), [f"{one.text} ({one.who})" for one in view.challenges])
    yield from _section(_("What we learned"), [f"{one.text} ({one.who})" for one in view.learned])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"- {line}" for line in lines)
