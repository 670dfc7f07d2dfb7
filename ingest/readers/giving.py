"""Finds where people say that they give or do something: «mwen ka pote», «tengo … para repartir»."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ingest.catalog import Hit, Hits, Kind
from ingest.words import Gap, Gift, Words

VERB = 3  # words after «I can» among which the verb stands: «je peux aussi vous apporter»
THING = 4  # words after «I have» that may name the thing
BACK = 5  # words after «nou ka pote» that may say «for us»: then «nou» was you
# who has these has them to use; who has a fever has not
USEFUL = frozenset("water food shelter clothing hygiene power fuel transport labour".split())
# «we have three injured, is a doctor available?» gives nothing
ILL = frozenset("bleeding unconscious breathing dying birth trapped injured sick hunger thirst".split())

Named = Mapping[str, list[Hit]]


def read_gifts(words: Words, hits: Hits) -> tuple[Gift, ...]:
    """Find each «I can bring», «I have … to share», «I am a nurse», «bed free», where it is not asked for."""
    said = _said(hits)
    found = [gift for able in said["able"] for gift in _does(words, said, able)]
    found += (
        gift
        for able in said["ours"]
        for gift in _does(words, said, able)
        if not _is_asked_of_us(words, said, gift)
    )
    found += (gift for have in said["have"] for gift in _has(words, said, hits, have))
    found += (gift for trade in said["trade"] for gift in _is(words, said, trade))
    found += (gift for bare in said["open"] for gift in _stands(words, said, hits, bare))
    return tuple(found)


def _said(hits: Hits) -> dict[str, list[Hit]]:
    said: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits.of(Kind.GIVING):
        said[hit.name].append(hit)
    return said


def left_by(words: Words, gifts: tuple[Gift, ...], hits: Hits) -> Hits:
    """Drop what an offer only seems to need, and what a denial only seems to offer.

    That is the «bring water» of «I can bring water», the «if you need», the «to share» of «nothing to share».
    A need of one's own stays, even beside an offer: «we can host two but we need food».
    """
    clauses = [gift for gift in gifts if gift.sure]
    said = _said(hits)
    denied = {
        at
        for hit in said["able"] + said["have"]
        if _is_taken_back(words, said, hit)
        for at in _clause(words, said, hit.first)
    }
    theirs = {at for hit in said["to"] for at in range(hit.first, hit.stop)}
    if not clauses and not denied and not theirs:
        return hits
    own = {at for hit in said["we"] for at in range(hit.first, hit.stop)}
    return Hits(
        hit
        for hit in hits
        if not (_is_intent(hit, "offer") and hit.first in denied)
        and not (_is_intent(hit, "need") and hit.first in theirs)
        and not any(_belongs(hit, gift, own) for gift in clauses)
    )


def _is_intent(hit: Hit, name: str) -> bool:
    return hit.kind is Kind.INTENT and hit.name == name


def _belongs(hit: Hit, gift: Gift, own: Collection[int]) -> bool:
    if hit.kind is Kind.LACKING and hit.name == "unable":
        return True  # «I can't cook but I can drive»
    wants = hit.kind is Kind.LACKING or _is_intent(hit, "need")
    if not wants or hit.first not in gift.clause:
        return False
    if hit.first < gift.stop and gift.first < hit.stop:
        return True
    return hit.first not in own and hit.first - 1 not in own


def _does(words: Words, said: Named, able: Hit) -> Iterable[Gift]:
    if _is_taken_back(words, said, able):
        return
    for verb in said["gives"]:
        if able.stop <= verb.first < able.stop + VERB and _runs_on(words, able.stop, verb.first):
            yield Gift(able.first, verb.stop, _clause(words, said, able.first), sure=True)
            return


def _has(words: Words, said: Named, hits: Hits, have: Hit) -> Iterable[Gift]:
    if _is_taken_back(words, said, have):
        return
    clause = _clause(words, said, have.first)
    to = next((to for to in said["to"] if to.first >= have.stop and to.first in clause), None)
    if to is not None:
        if not any(_is_trouble(hit) and have.stop <= hit.first < to.first for hit in hits):
            yield Gift(have.first, to.stop, clause, sure=True)
        return
    for hit in hits:
        useful = hit.kind is Kind.CATEGORY and hit.strong and hit.name in USEFUL
        if useful and have.stop <= hit.first < have.stop + THING and hit.first in clause:
            yield Gift(have.first, hit.stop, clause, sure=False)
            return


def _is_trouble(hit: Hit) -> bool:
    if hit.kind is Kind.LACKING:
        return hit.name != "gone"  # an empty room is there to be given
    return hit.kind is Kind.URGENCY and hit.name in ILL


def _is(words: Words, said: Named, trade: Hit) -> Iterable[Gift]:
    clause = _clause(words, said, trade.first)
    for am in said["am"]:
        if am.stop <= trade.first < am.stop + VERB and am.first in clause:
            if not _is_taken_back(words, said, am):
                yield Gift(am.first, trade.stop, clause, sure=False)
            return
    for to in said["to"]:  # «retired nurse, available at night»
        if (
            trade.first < clause.start + 2
            and trade.stop <= to.first < trade.stop + THING
            and to.first in clause
        ):
            yield Gift(trade.first, to.stop, clause, sure=False)
            return


def _stands(words: Words, said: Named, hits: Hits, bare: Hit) -> Iterable[Gift]:
    """Read «two beds free tonight» where nobody asks for them: it names neither who gives nor who takes."""
    clause = _clause(words, said, bare.first)
    asked = any(hit.first in clause and hit.first < bare.first for hit in said["asks"] + said["denied"])
    wanted = any(
        hit.first in clause and not bare.first <= hit.first < bare.stop
        for hit in hits
        if (_is_intent(hit, "need") and hit.strong) or hit.kind is Kind.LACKING
    )
    if not asked and not wanted and not _is_question(words, clause):
        yield Gift(bare.first, bare.stop, clause, sure=True)


def _is_taken_back(words: Words, said: Named, hit: Hit) -> bool:
    """Tell «I can» from «can't», «so that I can», «èske nou ka», «I have no …»."""
    asked = words.all[hit.first].gap <= Gap.SPACE and any(asks.stop == hit.first for asks in said["asks"])
    return asked or any(
        denied.first == hit.stop and words.gap_after(hit.stop) <= Gap.SPACE for denied in said["denied"]
    )


def _is_asked_of_us(words: Words, said: Named, gift: Gift) -> bool:
    """Hear «can you bring us» in «nou ka pote … pou nou», where «nou» is you as well as we."""
    if _is_question(words, gift.clause):
        return True
    return any(
        back.stop > gift.stop - 1 and gift.first < back.first < gift.stop + BACK and back.first in gift.clause
        for back in said["self"]
    )


def _is_question(words: Words, clause: range) -> bool:
    last = clause.stop
    after = words.all[last].start if last < len(words.all) else len(words.text)
    return "?" in words.text[words.all[last - 1].end - 1 : after]


def _runs_on(words: Words, start: int, stop: int) -> bool:
    return all(words.all[at].gap <= Gap.SPACE for at in range(start, stop + 1))


def _clause(words: Words, said: Named, at: int) -> range:
    """Give the words around one of them up to the ends of its sentence or a «but»."""
    turns = {hit.first for hit in said["but"]}
    first, stop = at, at + 1
    while first > 0 and words.all[first].gap < Gap.STOP and first not in turns:
        first -= 1
    while stop < len(words.all) and words.all[stop].gap < Gap.STOP and stop not in turns:
        stop += 1
    return range(first, stop)
