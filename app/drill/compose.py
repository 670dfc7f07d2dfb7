"""Writes what an invented person might text next: a new sentence each time, in their own language."""

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from app.drill.town import town_places
from geo.place import Kind, Place

# how often each need is felt, in a town after a storm
NEEDS = {
    "water": 24, "food": 18, "shelter": 10, "hygiene": 9, "medical": 8, "power": 8, "clothing": 6,
    "transport": 5, "elderly": 4, "rescue": 3, "labour": 3, "fuel": 2,
}  # fmt: skip
PREPOSITIONS = {Kind.LANDMARK: "near", Kind.STREET: "on", Kind.QUARTER: "in"}
SMALL = 0.06  # of the town's places in importance: alleys, where hardly anybody lives
WITHOUT_PLACE = 0.05  # the share of people who forget to say where
HASTY = 0.35  # … who leave out capitals and accents
CLUMSY = 0.12  # … whose thumb slips once


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The building blocks of one language."""

    yes: Sequence[str]
    no: Sequence[str]
    done: Sequence[str]
    cancel: Sequence[str]
    unsafe: Sequence[str]
    hello: Sequence[str]
    near: Sequence[str]
    on: Sequence[str]
    in_: Sequence[str]
    crowd: Sequence[str]
    order: Sequence[str]
    thanks: Sequence[str]
    need: Mapping[str, Sequence[str]]


@cache
def sentences() -> dict[str, Sentences]:
    """Read the building blocks of every language."""
    told = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    return {
        language: Sentences(**{"in_" if key == "in" else key: value for key, value in blocks.items()})
        for language, blocks in told.items()
    }


@cache
def homes() -> tuple[Place, ...]:
    """The places where people may say they are."""
    return tuple(place for place in town_places() if place.kind in PREPOSITIONS and place.importance > SMALL)


def a_need(language: str, rng: Random) -> str:
    """Write one text of somebody in need."""
    blocks = sentences()[language]
    category = rng.choices(list(NEEDS), weights=list(NEEDS.values()))[0]
    crowd = rng.choice(blocks.crowd).format(people=rng.choice((2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 11, 15)))
    text = rng.choice(blocks.order).format(
        hello=rng.choice(blocks.hello),
        need=rng.choice(blocks.need[category]),
        crowd=crowd,
        where="" if rng.random() < WITHOUT_PLACE else where(rng.choice(homes()), blocks, rng),
    )
    return as_typed(_tidy(text), rng)


def where(place: Place, blocks: Sentences, rng: Random) -> str:
    """Say that one is at a place: near a landmark, on a street, in a quarter."""
    preposition = {"near": blocks.near, "on": blocks.on, "in": blocks.in_}[PREPOSITIONS[place.kind]]
    return rng.choice(preposition).format(place=_spelling(place, rng))


def as_typed(text: str, rng: Random) -> str:
    """Let a text look as if typed in a hurry on a small phone, now and then."""
    if rng.random() < HASTY:
        text = plain(text).lower()
    if rng.random() < CLUMSY:
        text = _slipped(text, rng)
    return text


def plain(text: str) -> str:
    """The text without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _spelling(place: Place, rng: Random) -> str:
    """Mostly the name on the sign, sometimes another; never «the school», which needs its own grammar."""
    others = [name for name in place.names if name[0].isupper()]
    return rng.choice(others) if others and rng.random() < 0.25 else place.name


def _slipped(text: str, rng: Random) -> str:
    """Drop one letter inside one long word."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return text
    i = rng.choice(long)
    at = rng.randrange(1, len(words[i]) - 1)
    words[i] = words[i][:at] + words[i][at + 1 :]
    return " ".join(words)


def _tidy(text: str) -> str:
    """Mend what a missing part leaves behind."""
    text = " ".join(text.split()).replace(" ,", ",").replace(",,", ",").strip(" ,")
    return text[:1].upper() + text[1:]
