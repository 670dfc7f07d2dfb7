"""How much of what is asked an offer gives, thing by thing: tents for tents, tents for any shelter."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from ingest.catalog import load_catalog
from ingest.ranking.likeness import Matrix
from ingest.ranking.message import Message, load_resources

# how well one thing stands for another
WHOLE = 1.0  # any shelter was asked, tents are given
PART = 0.5  # any clothing was asked, and what is given (blankets) belongs to shelter first
LOOSE = 0.5  # tents were asked, «shelter» is offered and no more is said
NEAR = 0.4  # tents were asked, mattresses are given
SHORT = 0.25  # what is lost at most where the amount does not suffice


@cache
def things() -> tuple[str, ...]:
    """List all that can be asked or given, categories first; a thing's place here is its column."""
    return (*load_catalog().categories, *load_resources().of)


@cache
def columns() -> dict[str, int]:
    """Give the column of each thing."""
    return {name: column for column, name in enumerate(things())}


@cache
def stands_for() -> Matrix:
    """Say how well the column's thing, given, answers the row's thing, asked."""
    of, at = load_resources().of, columns()
    square = np.eye(len(at))
    for one, its in of.items():
        for place, category in enumerate(its):
            whole = len(its) == 1 or (place == 0 and len(its) == 2)
            square[at[category], at[one]] = WHOLE if whole else PART
            square[at[one], at[category]] = LOOSE if place == 0 else NEAR
        for other, theirs in of.items():
            if one != other and set(its) & set(theirs):
                square[at[one], at[other]] = LOOSE if len(its) > 2 else NEAR
    return square


def given(offers: Sequence[Message]) -> Matrix:
    """Say for every offer how far it would answer each thing, if that were asked."""
    offered = _table([offer.things for offer in offers])
    return np.stack([(offered * row).max(axis=1) for row in stands_for()], axis=1)


def cover(needs: Sequence[Message], answers: Matrix) -> Matrix:
    """Say how much of each need (row) each offer gives, 0 to 1; what few can give counts more.

    An offer that gives much besides is no better and no worse for it.
    """
    asked = _table([need.things for need in needs])
    rarity = np.log((1 + len(answers)) / (1 + answers.sum(axis=0))) + 1
    weighed = asked * rarity
    total = weighed.sum(axis=1, keepdims=True)
    return np.asarray(weighed @ answers.T) / np.where(total > 0, total, 1)


def enough(needs: Sequence[Message], offers: Sequence[Message]) -> Matrix:
    """Give the factor by which an offer is less for giving less than asked; 1 where amounts are not known."""
    missing = np.zeros((len(needs), len(offers)))
    known = np.zeros_like(missing)
    for key in sorted({key for need in needs for key in need.amounts}):
        asked = np.array([need.amounts.get(key, 0.0) for need in needs])[:, None]
        offered = np.array([offer.amounts.get(key, 0.0) for offer in offers])[None, :]
        both = (asked > 0) & (offered > 0)
        known += both
        missing += np.where(both, 1 - np.minimum(offered / np.where(asked > 0, asked, 1), 1), 0)
    return 1 - SHORT * missing / np.maximum(known, 1)


def _table(rows: Sequence[Mapping[str, float]]) -> Matrix:
    at = columns()
    table = np.zeros((len(rows), len(at)))
    for row, named in enumerate(rows):
        for name, how_much in named.items():
            table[row, at[name]] = how_much
    return table
