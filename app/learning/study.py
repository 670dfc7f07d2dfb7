"""Turns verdicts into lessons: minutes of arithmetic, with no database and nobody waiting."""

from collections.abc import Sequence

from app.learning.verdicts import Verdict
from ingest.evidence import gather
from ingest.model.judge import Judge
from ingest.model.learn import MOST_TEXTS, Learned, Progress, learn
from ingest.model.marked import Marked, mark


def study(
    found: Sequence[Verdict],
    judge: Judge,
    *,
    languages: tuple[str, ...],
    reading: Progress,
    learning: Progress,
) -> Learned:
    """Read every text as the reader does and learn what it got wrong; both say how far they are."""
    found = found[:MOST_TEXTS]
    texts = []
    for done, verdict in enumerate(found, start=1):
        texts.append(_marked(verdict, judge, languages))
        reading(done, len(found))
    return learn(texts, judge.weights, tell=learning)


def _marked(verdict: Verdict, judge: Judge, languages: tuple[str, ...]) -> Marked:
    seen = gather(verdict.text, languages=languages)
    return mark(
        judge,
        seen.seen,
        verdict.truth,
        language=seen.tongue.language,
        weight=verdict.weight,
        sender=verdict.contact_id,
        said=verdict.said,
    )
