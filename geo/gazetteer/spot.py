"""Chooses which place a text is about, from all the places whose names stand in it.

A longer name beats a shorter one inside it. What is left is weighed: the narrower the better, spelled alike
before sounding alike, inside the incident's area before outside, and above all in agreement with the wider
places that the text names: the `Rue X` in «Rue X, Carrefour» is the one near Carrefour. What pins taught
outranks the gazetteer where pins agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer.candidates import Candidate, Setting, candidates
from geo.gazetteer.circle import Doubt, drawn
from geo.gazetteer.crowd import gram_of, towns_in
from geo.gazetteer.guards import ANY_OF_ITS_KIND, refusal
from geo.gazetteer.meeting import meeting_of, met
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Numbered
from geo.gazetteer.question import Hit, Question
from geo.gazetteer.score import is_credible, score
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.place import Located
from geo.point import Area, Point, distance_m, towards

ALIKE = {"exact": "is spelled like", "sound": "sounds like", "alike": "may be a slip for"}
TORN = 0.5  # scores this close do not tell two places apart
MOST_NOTES = 8  # names that were passed over: a trail is read by a person
TORN_APART_M = 3_000.0  # of two so close together either will do


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what it weighs."""

    candidate: Candidate
    score: float


def spot(
    question: Question,
    named: Iterable[Named],
    *,
    area: Area | None = None,
    words: str = "",
    numbered: Mapping[Numbered, Sequence[Named]] | None = None,
    crossings: Sequence[Named] = (),
    earlier: Sequence[Point] = (),
) -> Located | None:
    """Find the place that a text is about.

    `words` is the reader's hint: the words that seem to name it. `numbered` holds, for numbers in the text,
    what the gazetteer knows of their street; `crossings` the known corners of streets that the text joins.
    `earlier`: where the sender was before, newest first.
    """
    setting = Setting(hint=_span(question.text, words), area=area, earlier=earlier)
    believed, refused = _believed(question, list(question.hits(named)), setting)
    weighed = [
        Scored(candidate, score(candidate))
        for candidate in candidates(question, believed, setting, numbered=numbered or {})
        if is_credible(candidate)
    ]
    ranked = sorted(weighed, key=_order)
    if not ranked:
        return None
    notes = [
        f"«{question.text[start:end]}» was passed over: {why}"
        for (start, end), why in sorted(refused.items())
        if why != ANY_OF_ITS_KIND
    ]
    return _located(question, ranked, notes[:MOST_NOTES], crossings)


def considered(
    question: Question,
    named: Iterable[Named],
    *,
    area: Area | None = None,
    words: str = "",
    numbered: Mapping[Numbered, Sequence[Named]] | None = None,
) -> list[Candidate]:
    """Give every place that `spot` would weigh, for whoever fits the weights."""
    setting = Setting(hint=_span(question.text, words), area=area)
    believed, _ = _believed(question, list(question.hits(named)), setting)
    return candidates(question, believed, setting, numbered=numbered or {})


def _believed(
    question: Question, hits: Sequence[Hit], setting: Setting
) -> tuple[list[Hit], dict[tuple[int, int], str]]:
    """Part the hits that may be meant from the names that mean something else, with the reason."""
    towns = towns_in(hits)
    believed: list[Hit] = []
    refused: dict[tuple[int, int], str] = {}
    for hit in hits:
        why = refusal(question, hit, hinted=setting.hints(hit.gram), town=hit.gram.exact in towns)
        if why:
            refused[gram_of(hit)] = why
        else:
            believed.append(hit)
    return _longest(believed, refused), refused


def _longest(hits: Sequence[Hit], refused: Iterable[tuple[int, int]]) -> list[Hit]:
    """Leave out names that stand inside a longer name, be that believed or not."""
    spans = {gram_of(hit) for hit in hits} | set(refused)
    return [
        hit
        for hit in hits
        if not any(
            start <= hit.gram.start and hit.gram.end <= end and (start, end) != gram_of(hit)
            for start, end in spans
        )
    ]


def _order(scored: Scored) -> tuple[float, int, int]:
    """Best first; of equals the one named first."""
    hit = scored.candidate.hit
    return -scored.score, hit.gram.start, hit.named.id


def _located(
    question: Question, ranked: Sequence[Scored], notes: Sequence[str], crossings: Sequence[Named]
) -> Located:
    best = ranked[0].candidate
    named, gram = best.hit.named, best.hit.gram
    meeting = meeting_of(question, [scored.candidate for scored in ranked])
    if meeting is not None:
        return met(question, meeting, crossings, notes=notes)
    radius_m, reasons = drawn(_doubt(best, ranked))
    related = best.related
    point = named.point
    if related.bearing is not None and related.away_m:
        point = towards(point, bearing=related.bearing, metres=related.away_m)
    return Located(
        point=point,
        radius_m=radius_m,
        name=named.name,
        kind=named.kind,
        source=named.source,
        words=question.text[gram.start : gram.end],
        trail=(*_trail(question, best), *reasons, *notes),
    )


def _doubt(best: Candidate, ranked: Sequence[Scored]) -> Doubt:
    """Gather what makes the circle wide."""
    named = best.hit.named
    rival = _rival(ranked)
    return Doubt(
        named=named,
        signs=best.signs,
        relation=best.related,
        between=best.between,
        rival_m=0.0 if rival is None else distance_m(named.point, rival.point) + rival.radius_m,
        rival=rival.name if rival is not None else "",
    )


def _rival(ranked: Sequence[Scored]) -> Named | None:
    """The likeliest other place that the text does not tell apart from the best."""
    best = ranked[0].candidate.hit
    for other in ranked[1:]:
        if ranked[0].score - other.score > TORN:
            return None
        apart = distance_m(best.named.point, other.candidate.hit.named.point)
        same_name = other.candidate.hit.gram is best.gram
        if apart > TORN_APART_M or (same_name and apart > best.named.radius_m):
            return other.candidate.hit.named
    return None


def _trail(question: Question, best: Candidate) -> list[str]:
    named, gram = best.hit.named, best.hit.gram
    words = question.text[gram.start : gram.end]
    if best.between is not None and best.between.steps:
        trail = [f"{named.name} is not known; it is looked for along {' and '.join(best.between.names)}"]
    elif best.between is not None:
        trail = [f"«{words}» and the number with it are {named.name}, {_known_from(named)}"]
    else:
        alike = ALIKE[named.how]
        trail = [f"«{words}» {alike} {named.name}, {_known_from(named)}"]
    if best.whole is not None:
        trail.append(f"it lies in {best.whole.name}, which the text names too")
    if best.alone:
        trail.append("it does not lie in the wider place that the text names")
    if best.number is not None:
        trail.append(f"the number {best.number} with it is not known")
    return trail


def _known_from(named: Named) -> str:
    if named.source != TAUGHT:
        return f"a {named.kind} known from {named.source}"
    return "a name that one pin taught" if named.pins < 2 else f"a name on which {named.pins} pins agree"


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (0, 0)
