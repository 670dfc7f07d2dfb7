"""Reads what the sender wants: help, to help, to be counted safe, somebody found, something known."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.model.judge import Opinion
from ingest.shapes import Intent, Reply
from ingest.words import Manner

ASSERTED = 0.53  # of the scores that words give
HINTED = 0.25
GIVES = 0.6  # the chance of an offer, among needs and offers, that makes one of a hint
SURELY = 0.8  # the same, that outweighs a need which the model alone has heard
PLEA = 0.6  # the chance of a need that is one in spite of a thank-you, an «enough» or an advertisement
UNHEARD = 0.3  # the most relevance of a text that sells, or says no word that tells anything
_COMMANDS = {"stop": Intent.STOP, "help": Intent.HELP, "safe": Intent.SAFE}


@dataclass(frozen=True, slots=True)
class Wish:
    """The strongest intent, the others beside it, and how likely it is that anybody should read this."""

    intent: Intent
    confidence: float
    also: tuple[Intent, ...]
    relevant: float


def read_intent(
    scores: Mapping[Intent, float],
    opinions: Mapping[str, Opinion],
    *,
    reply: Reply | None,
    answering: bool,
    manner: Manner,
) -> Wish:
    """Choose among the intents of a text; a text that is a command is that command and nothing else."""
    if reply is not None and reply.exact:
        return _command(reply, answering=answering)
    chances = _chances(scores, opinions, manner)
    asserted = sorted(chances, key=lambda intent: -chances[intent])
    known = opinions["relevant"].chance
    if manner.sells or not manner.tells:
        known = min(known, UNHEARD)
    relevant = max((known, *chances.values()))
    if reply is not None and reply.command == "stop":
        return Wish(Intent.OTHER, 0.5, (Intent.STOP,), relevant)
    if reply is not None and (answering or reply.reference):
        return Wish(Intent.REPLY, 0.8, tuple(asserted), max(relevant, 0.8))
    if not asserted:
        return Wish(Intent.OTHER, round(1 - opinions["need"].chance, 2), (), relevant)
    first = asserted[0]
    return Wish(first, round(chances[first], 2), tuple(asserted[1:]), min(relevant, 0.99))


def _chances(
    scores: Mapping[Intent, float], opinions: Mapping[str, Opinion], manner: Manner
) -> dict[Intent, float]:
    """Give the asserted intents with how likely each is: the model decides on needs, the words on the others.

    It also tells offers from needs where the words are not sure: who sends blankets speaks as who wants them.
    """
    need, giving = opinions["need"], opinions["giving"].chance
    if manner.sells and need.chance < PLEA:
        return {}
    chances = {intent: score for intent, score in scores.items() if score >= ASSERTED}
    asked = chances.pop(Intent.NEED, None) is not None
    wants = need.asserted or asked or Intent.INFO in chances
    if scores[Intent.OFFER] >= HINTED and giving >= GIVES and not wants:
        chances.setdefault(Intent.OFFER, ASSERTED)
    if Intent.OFFER in chances:
        chances[Intent.OFFER] = (chances[Intent.OFFER] + giving) / 2
    heard = need.asserted and (asked or not manner.content or need.chance >= PLEA)
    asks = heard or (manner.plain and asked)
    if asks and (asked or Intent.OFFER not in chances or giving < SURELY):
        chances[Intent.NEED] = need.chance
    return chances


def _command(reply: Reply, *, answering: bool) -> Wish:
    bare = reply.digit is None and reply.reference is None
    if reply.command in ("yes", "no") and bare and not answering:
        return Wish(Intent.OTHER, 0.6, (), 0.3)
    intent = _COMMANDS.get(reply.command, Intent.REPLY)
    # a cry for help is a need before it is a question about how this works
    also = (Intent.NEED,) if intent is Intent.HELP else ()
    return Wish(intent, 0.97, also, 0.97)
