"""Says in a line why an offer fits a need; it quotes words that both wrote, and no names or numbers."""

from collections.abc import Iterator
from functools import cache

from ingest.catalog import Kind, load_catalog
from ingest.ranking.cover import LOOSE, columns, stands_for
from ingest.ranking.likeness import Terms
from ingest.ranking.message import Message

MOST_THINGS = 4
MOST_WORDS = 3
SURE = 0.5  # what a text says less surely than this it only hints at
SHORTEST = 4  # letters of a word worth quoting
NOTHING = "nothing in common"


def why(need: Message, offer: Message, terms: Terms) -> str:
    """Tell a coordinator: «water: both; 200 litres offered for 40 asked; shares: bottled, tank»."""
    met, unmet = _things(need, offer)
    shared = _shared(need, offer, terms)
    parts = [*met[:MOST_THINGS], *_amounts(need, offer)]
    if parts and unmet:
        parts.append(f"not offered: {', '.join(unmet[:MOST_THINGS])}")
    if shared:
        parts.append(f"shares: {', '.join(shared)}")
    return "; ".join(parts) or NOTHING


def _things(need: Message, offer: Message) -> tuple[list[str], list[str]]:
    """Tell what of the need is met, and by what, and what is not; the surest first."""
    met: list[str] = []
    unmet: list[str] = []
    for asked in sorted(need.things, key=lambda name: (-need.things[name], name)):
        best, worth = _answer(asked, offer)
        if worth and min(need.things[asked], offer.things[best]) < SURE:
            met.append(f"{_name(asked)}: perhaps")
        elif worth >= LOOSE:
            met.append(f"{_name(asked)}: {'both' if best == asked else _name(best) + ' offered'}")
        elif worth:
            met.append(f"{_name(asked)}: not offered, but {_name(best)}")
        elif need.things[asked] >= SURE:
            unmet.append(_name(asked))
    return met, unmet


def _answer(asked: str, offer: Message) -> tuple[str, float]:
    """Find what of an offer answers a thing best, and how well it stands for it."""
    at = columns()
    row = stands_for()[at[asked]]
    if asked in offer.things:
        return asked, 1.0
    worth = {name: sure * row[at[name]] for name, sure in sorted(offer.things.items())}
    best = max(worth, key=worth.__getitem__, default=asked)
    return best, float(row[at[best]]) if worth else 0.0


def _amounts(need: Message, offer: Message) -> Iterator[str]:
    for (item, unit), asked in sorted(need.amounts.items()):
        offered = offer.amounts.get((item, unit))
        if offered:
            what = _unit(unit) if unit else _name(item)
            yield f"{offered:.10g} {what} offered for {asked:.10g} asked"


def _shared(need: Message, offer: Message, terms: Terms) -> list[str]:
    """Choose the rarest words of both; what is written with a capital alone may be a name, so is left out."""
    both = [word for word in need.telling & offer.telling if len(word) >= SHORTEST and word.isalpha()]
    rare = [word for word in both if terms.is_rare(word)]
    return sorted(rare, key=lambda word: (-terms.rarity(word), word))[:MOST_WORDS]


@cache
def _unit(name: str) -> str:
    written = load_catalog().languages["en"].entries
    return next((word for word, entry in written if entry.kind is Kind.UNIT and entry.name == name), name)


@cache
def _name(thing: str) -> str:
    catalog = load_catalog()
    return catalog.category_name("en", thing) if thing in catalog.categories else thing.replace("_", " ")
