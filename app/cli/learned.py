"""Says in plain words what came of learning, and whether it was worth it."""

from collections.abc import Iterator, Mapping

from app.learning.keep import Kept
from app.models.learning import LearningState
from ingest.errors import Unfit
from ingest.model.learn import LEAST_EACH, LEAST_PEOPLE, LEAST_SAID, Learned, Outcome
from ingest.model.lessons import Lessons
from ingest.model.trial import Score
from ingest.model.weights import load_weights


def report(learned: Learned) -> Iterator[str]:
    """Tell what was learned from, how it read what was held back, and what follows."""
    yield (
        f"{learned.texts} texts by {learned.people} people: {learned.said} that coordinators corrected or "
        f"called right, {learned.texts - learned.said} that they acted on as read."
    )
    if learned.before and learned.after:
        yield "On texts that were held back, and whose senders the lessons had not met:"
        counted, measured = f"{'said':>6}{'yes':>6}", f"{'F1 before':>10}{'after':>7}"
        yield f"{'':16}{counted}   {measured}   {'log loss before':>16}{'after':>7}"
        for head in learned.heads:
            numbers = _numbers(head.before, head.after)
            said = "" if head.kept else "   left as shipped"
            yield f"  {head.head:14}{head.said:6}{head.true:6}   {numbers}{said}"
        yield f"  {'all of them':26}   {_numbers(learned.before, learned.after)}"
    yield _why(learned)


def _numbers(before: Score, after: Score) -> str:
    return f"{before.f1:10.3f}{after.f1:7.3f}   {before.loss:16.3f}{after.loss:7.3f}"


def _why(learned: Learned) -> str:
    match learned.outcome:
        case Outcome.BETTER:
            return "Adopted: it reads them clearly better than before."
        case Outcome.TOO_FEW:
            return (
                f"Too few to learn from: it takes at least {LEAST_SAID} texts that coordinators corrected or "
                f"called right, and texts by at least {LEAST_PEOPLE} people."
            )
        case Outcome.ALIKE:
            return (
                "Nothing to learn yet: it takes a kind of help, or needs, that coordinators saw in texts by "
                f"at least {LEAST_EACH} people and missed in texts by at least {LEAST_EACH} others."
            )
        case Outcome.NOT_BETTER:
            return f"Not adopted: {_shortfall(learned)}"


def _shortfall(learned: Learned) -> str:
    before, turned, after = learned.before, learned.turned, learned.after
    assert before
    assert turned
    assert after
    if after.loss >= before.loss or after.f1 < before.f1:
        return "it reads them no better than before."
    if after.loss >= turned.loss:
        return "the corrections follow no words that more than one person used."
    return "it reads them a little better, which may be chance; more corrections will tell."


def in_a_line(kept: Kept, *, used: bool) -> str:
    """Tell one learning: when, from how much, how much better, and what became of it."""
    f1 = [_f1(kept.report.get(name)) for name in ("before", "after")]
    gain = f"F1 {f1[0]} → {f1[1]}" if all(f1) else str(kept.report.get("outcome", "")).replace("_", " ")
    became = {
        LearningState.ADOPTED: "in use" if used else "adopted, and followed by a newer one",
        LearningState.REFUSED: "not adopted",
        LearningState.UNDONE: "taken back",
    }[kept.state]
    texts = kept.report.get("texts", 0)
    when = f"{kept.learned_at:%Y-%m-%d %H:%M} UTC"
    return f"{kept.id:5}  {when}  {texts} texts  {gain}  {became}{_fitting(kept) if used else ''}"


def _f1(score: object) -> str:
    return f"{score['f1']:.3f}" if isinstance(score, Mapping) else ""


def _fitting(kept: Kept) -> str:
    try:
        Lessons.from_bytes(kept.lessons or b"", load_weights())
    except Unfit as unfit:
        return f", but not understood: {unfit}"
    return ""
