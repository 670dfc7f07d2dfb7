"""Chooses which place a text is about, from all the places whose names stand in it.

A longer name beats a shorter one inside it. What is left is scored: the narrower the better, spelled alike
before sounding alike, inside the incident's area before outside, and above all in agreement with the wider
places that the text names: the `Rue X` in «Rue X, Carrefour» is the one near Carrefour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.gazetteer.circle import AMBIGUOUS, widened
from geo.gazetteer.guards import ANY_OF_ITS_KIND, SETTLEMENTS, refusal
from geo.gazetteer.question import Hit, Named, Question
from geo.gazetteer.relations import away_m, widening
from geo.gazetteer.words import BEFORE
from geo.place import Kind, Located
from geo.point import Area, distance_m

NARROWNESS = {
    Kind.COUNTRY: 0.0,
    Kind.REGION: 1.0,
    Kind.DISTRICT: 1.5,
    Kind.CITY: 1.8,
    Kind.TOWN: 2.0,
    Kind.QUARTER: 2.6,
    Kind.STREET: 3.0,
    Kind.CROSSING: 3.2,
    Kind.LANDMARK: 3.0,
    Kind.ADDRESS: 3.2,
    Kind.WRITTEN: 3.0,
}
SPELLED_ALIKE = 1.0
EACH_WORD = 0.1
WELL_KNOWN = 0.2
HINTED = 0.5
SAID_TO_BE_AT = 0.3
ONLY_NEAR = -0.3
OUTSIDE = -2.0
AGREES, DISAGREES = 1.0, -2.0
TOWNS_APART, TOWNS_APART_M = -0.6, 30_000.0
LEAST = 1.0  # below this it is likelier another place, or none
EQUAL = 0.2  # scores this close do not tell two places apart
BESIDE_M = 5_000.0  # pieces of one street, or two streets; farther apart a wider circle would not help


@dataclass(frozen=True, slots=True)
class Scored:
    """A hit with its score and what spoke for and against it."""

    hit: Hit
    score: float
    whole: Named | None = None  # the wider place of the text that holds it
    alone: bool = False  # wider places are named and none holds it


def spot(
    question: Question, named: Iterable[Named], *, area: Area | None = None, words: str = ""
) -> Located | None:
    """Find the place that a text is about. `words` is the reader's hint: the words that seem to name it."""
    believed, refused = [], {}
    hint = _span(question.text, words)
    for hit in question.hits(named):
        why = refusal(question, hit, hinted=_overlaps(hit, hint))
        if why:
            refused[hit.gram.start, hit.gram.end] = why
        else:
            believed.append(hit)
    longest = _longest(believed, refused)
    scored = sorted((_score(question, hit, longest, area, hint) for hit in longest), key=_order)
    if not scored or scored[0].score < LEAST:
        return None
    notes = [
        f"«{question.text[start:end]}» was passed over: {why}"
        for (start, end), why in sorted(refused.items())
        if why != ANY_OF_ITS_KIND
    ]
    return _located(question, scored[0], scored, notes)


def _longest(hits: Sequence[Hit], refused: Iterable[tuple[int, int]]) -> list[Hit]:
    """Leave out names that stand inside a longer name, be that believed or not."""
    spans = {(hit.gram.start, hit.gram.end) for hit in hits} | set(refused)
    return [
        hit
        for hit in hits
        if not any(
            start <= hit.gram.start and hit.gram.end <= end and (start, end) != (hit.gram.start, hit.gram.end)
            for start, end in spans
        )
    ]


def _score(
    question: Question, hit: Hit, hits: Sequence[Hit], area: Area | None, hint: tuple[int, int]
) -> Scored:
    named, gram = hit.named, hit.gram
    score = NARROWNESS[named.kind] + WELL_KNOWN * named.importance + EACH_WORD * (gram.last - gram.first)
    if named.how == "exact":
        score += SPELLED_ALIKE
    if _overlaps(hit, hint):
        score += HINTED
    if widening(question, gram)[1]:
        score += ONLY_NEAR
    elif question.before(gram) in BEFORE:
        score += SAID_TO_BE_AT
    if area is not None and not area.holds(named.point):
        score += OUTSIDE
    wider = [other.named for other in hits if _is_wider(other, hit)]
    wholes = [whole for whole in wider if _holds(whole, named)]
    if wholes:
        return Scored(hit, score + AGREES, whole=min(wholes, key=lambda whole: whole.radius_m))
    if wider and named.kind not in SETTLEMENTS:
        return Scored(hit, score + DISAGREES, alone=True)
    if wider and min(distance_m(named.point, other.point) for other in wider) > TOWNS_APART_M:
        return Scored(hit, score + TOWNS_APART)  # two towns in one text are likely neighbours
    return Scored(hit, score)


def _is_wider(other: Hit, hit: Hit) -> bool:
    """Another name in the text, of a place so much larger that this one may lie in it."""
    apart = other.gram.end <= hit.gram.start or hit.gram.end <= other.gram.start
    larger = (
        NARROWNESS[other.named.kind] <= NARROWNESS[hit.named.kind]
        and other.named.radius_m > 1.3 * hit.named.radius_m
    )
    return (
        apart
        and larger
        and other.named.kind not in (Kind.STREET, Kind.LANDMARK)
        and other.named.how == "exact"
    )


def _holds(whole: Named, part: Named) -> bool:
    return distance_m(whole.point, part.point) <= 1.5 * whole.radius_m + part.radius_m


def _order(scored: Scored) -> tuple[float, int, int]:
    """Best first; of equals the one named first."""
    return -scored.score, scored.hit.gram.start, scored.hit.named.id


def _located(question: Question, best: Scored, scored: Sequence[Scored], notes: Sequence[str]) -> Located:
    named, gram = best.hit.named, best.hit.gram
    relation, word = widening(question, gram)
    away = away_m(question, gram)
    words = question.text[gram.start : gram.end]
    alike = "is spelled like" if named.how == "exact" else "sounds like"
    trail = [f"«{words}» {alike} {named.name}, a {named.kind} known from {named.source}"]
    if best.whole is not None:
        trail.append(f"it lies in {best.whole.name}, which the text names too")
    if best.alone:
        trail.append("it does not lie in the wider place that the text names")
    if word:
        trail.append(f"«{word}» widens the circle")
    if away:
        trail.append(f"{away:.0f} m away from it widens the circle")
    radius_m = widened(named.radius_m, how=named.how, relation=relation, away_m=away)
    rivals = _rivals(best, scored)
    if rivals:
        radius_m, why = _for_rivals(named, rivals, radius_m)
        trail.append(why)
    if question.after(gram)[:1].isdigit():
        trail.append(f"the number {question.after(gram)} after it is not known")
    return Located(
        point=named.point,
        radius_m=radius_m,
        name=named.name,
        kind=named.kind,
        source=named.source,
        words=words,
        trail=(*trail, *notes),
    )


def _rivals(best: Scored, scored: Sequence[Scored]) -> list[Named]:
    """Other places of the same name that the text does not tell apart from the best."""
    return [
        other.hit.named
        for other in scored
        if other.hit.gram is best.hit.gram
        and other.hit.named.id != best.hit.named.id
        and best.score - other.score <= EQUAL
    ]


def _for_rivals(best: Named, rivals: Sequence[Named], radius_m: float) -> tuple[float, str]:
    """Reach to the rivals that are beside it; of those that are elsewhere only say so."""
    farthest = max(distance_m(best.point, rival.point) for rival in rivals)
    if farthest <= BESIDE_M:
        return max(
            radius_m, round(farthest + best.radius_m, 1)
        ), f"the circle reaches all {len(rivals) + 1} of that name"
    return radius_m * AMBIGUOUS, f"it is one of {len(rivals) + 1} places of that name, the best known"


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (0, 0)


def _overlaps(hit: Hit, span: tuple[int, int]) -> bool:
    return hit.gram.start < span[1] and span[0] < hit.gram.end
