"""The words around a place in every language, as `languages/<code>.toml` has them, in one set of tables.

In a file, `before` the name and `after` it stand the relations; `little` words may stand between; an `in`
says that the place is where the name is; a `tight` relation means a place only right at the name. `between`
joins two names, `compass` and `amount` make «2 km south of Aquin». A new language is one new file.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from geo.gazetteer.keys import units

FOLDER = Path(__file__).parent / "languages"
MOST_WORDS = 5  # of one phrase
BEARINGS = {
    "north": 0.0,
    "north_east": 45.0,
    "east": 90.0,
    "south_east": 135.0,
    "south": 180.0,
    "south_west": 225.0,
    "west": 270.0,
    "north_west": 315.0,
}  # degrees from north, as the sun goes
METRES = {"km": 1000.0, "m": 1.0, "mi": 1609.0}
MINUTES, MINUTE_M = "minutes", 80.0  # what somebody walks in one

Phrase = tuple[str, ...]
Table = Mapping[str, str | Mapping[str, str]]


class Relation(StrEnum):
    """This is where somebody is, seen from the place that is named; from the closest to the loosest."""

    AT = "at"
    CROSSING = "crossing"  # where two streets meet
    BESIDE = "beside"  # next to, opposite, behind, in front of
    BETWEEN = "between"
    NEAR = "near"
    DIRECTION = "direction"  # 2 km north of
    TOWARDS = "towards"  # outside, on the road to


IN_TABLES = (Relation.TOWARDS, Relation.BETWEEN, Relation.NEAR, Relation.BESIDE)  # the last wins


@dataclass(frozen=True, kw_only=True)  # no slots: it remembers its heads
class Side:
    """What may stand on one side of a name, each phrase with the word nearest to the name first."""

    relations: Mapping[Phrase, Relation]
    compass: Mapping[Phrase, float]
    on_foot: Mapping[Phrase, bool]
    away: Mapping[Phrase, bool]  # «uzaklıkta»: what makes an amount a distance
    crossing: frozenset[Phrase]

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words with which any of them begins; most words of a text begin none."""
        phrases = (*self.relations, *self.compass, *self.on_foot, *self.away)
        return frozenset(phrase[0] for phrase in phrases)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWords:
    """The tables of all languages together: a text seldom keeps to one."""

    before: Side
    after: Side
    little: frozenset[str]
    inside: frozenset[str]
    tight: frozenset[Phrase]  # in the order of reading, as are `joins` and `crosses`
    joins: frozenset[Phrase]  # and
    crosses: frozenset[Phrase]  # the «x» of «A x B»
    scales: Mapping[str, str]  # from «kilomèt», with and without accents, to km
    lone: frozenset[str]  # «near», «behind»: words that by themselves relate to the name that follows
    first: frozenset[str]  # those that stand before the number as well: «kilomita 2»


def folded(phrase: str) -> Phrase:
    """Cut a phrase into words, spelled as texts are compared."""
    return tuple(part for unit in units(phrase) for part in unit.parts)


@cache
def relation_words() -> RelationWords:
    """Read every file once."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    behind = [table for table in tables if table["after"]["near"]]  # languages that say where behind the name
    before = _side(tables, tables, back=True)
    return RelationWords(
        before=before,
        after=_side(tables, behind, back=False),
        little=frozenset(word for phrase in _all(tables, "little") for word in phrase),
        inside=frozenset(word for phrase in _all(tables, "in") for word in phrase[-1:] if len(phrase) == 1),
        tight=frozenset(_all(tables, "tight")),
        joins=frozenset(_all(tables, "between", "and")),
        crosses=frozenset(_all(tables, "between", "crossing")),
        scales=dict(_scales(tables)),
        lone=frozenset(phrase[0] for phrase in before.relations if len(phrase) == 1),
        first=frozenset(word for table in tables for word in _listed(table, "amount", "first")),
    )


def _side(tables: Sequence[Table], own: Sequence[Table], *, back: bool) -> Side:
    """Gather one side of a name from all `tables`; what else goes with distances from its `own`."""
    where = "before" if back else "after"
    step = -1 if back else 1
    crossing = _all(tables, "before", "crossing") if back else _all(tables, "between", "after")
    return Side(
        relations={
            phrase[::step]: relation for relation in IN_TABLES for phrase in _all(tables, where, relation)
        },
        compass={
            phrase[::step]: BEARINGS[name] for name in BEARINGS for phrase in _all(own, "compass", name)
        },
        on_foot={phrase[::step]: True for phrase in _all(own, "amount", "on_foot")},
        away={} if back else dict.fromkeys(_all(tables, "after", "away"), True),
        crossing=frozenset(phrase[::step] for phrase in crossing),
    )


def _scales(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for kind in (*METRES, MINUTES):
            for unit in _listed(table, "amount", kind):
                yield from ((unit, kind), (" ".join(folded(unit)), kind))


def _all(tables: Iterable[Table], name: str, key: str = "") -> Iterator[Phrase]:
    return (folded(phrase) for table in tables for phrase in _listed(table, name, key))


def _listed(table: Table, name: str, key: str = "") -> Iterator[str]:
    """Give the phrases of one entry as they are written; not every file has every entry."""
    entry = table[name]
    listed = entry if isinstance(entry, str) else entry.get(key, "")
    return (phrase.strip() for phrase in listed.split(",") if folded(phrase))
