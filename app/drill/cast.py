"""Who lives in the town and texts: read from cast.toml, all of it invented."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a phone. `place` is what they say when asked where they are."""

    name: str
    number: str
    language: str
    text: str  # what they send first
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker(Person):
    """Somebody who needs something."""

    category: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper(Person):
    """Somebody who offers. `yes` is how often they agree, from 0 to 1."""

    skills: tuple[str, ...]
    yes: float
    think_s: float  # from the question to their answer
    work_s: float  # from «yes» to done


@dataclass(frozen=True, slots=True, kw_only=True)
class Passer(Person):
    """Somebody who texts for another reason, or asks in an unusual way (`kind` is «need» then)."""

    kind: str
    again: bool = False  # they may text once more, later


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody, and who has which number."""

    askers: tuple[Asker, ...]
    helpers: tuple[Helper, ...]
    passers: tuple[Passer, ...]

    @property
    def everybody(self) -> tuple[Person, ...]:
        """All people, in the order of the file."""
        return (*self.askers, *self.helpers, *self.passers)

    def by_number(self) -> dict[str, Person]:
        """Find a person by the number they text from."""
        return {person.number: person for person in self.everybody}


@cache
def the_cast() -> Cast:
    """Read the people of Lavil Espwa."""
    told = tomllib.loads(Path(__file__).with_name("cast.toml").read_text(encoding="utf-8"))
    return Cast(
        askers=tuple(Asker(**entry) for entry in told["asker"]),
        helpers=tuple(Helper(**{**entry, "skills": tuple(entry["skills"])}) for entry in told["helper"]),
        passers=tuple(Passer(**entry) for entry in told["passer"]),
    )
