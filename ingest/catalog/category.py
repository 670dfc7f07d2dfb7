"""The kinds of help there are, and what makes a need urgent; the same in every language."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ingest.shapes import Urgency

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One kind of help. `sensitive`: its exact place goes to vetted helpers only. `goods`: it has amounts.

    `risky`: two coordinators agree and two helpers go. `checks`: keys of the questions («check.…») that a
    coordinator answers with yes before anybody is asked.
    """

    name: str
    icon: str  # a name of Lucide's
    urgency: Urgency
    sensitive: bool
    goods: bool
    skills: tuple[str, ...]  # what a helper who meets this need can do
    within_m: float  # a place whose circle is wider than this is asked for again
    sure: float  # how often a text with one of its words is about it
    risky: bool = False
    checks: tuple[str, ...] = ()


def read_categories() -> dict[str, Category]:
    """Read the categories in the order in which people should see them."""
    tables = tomllib.loads((HERE / "categories.toml").read_text(encoding="utf-8"))
    return {
        name: Category(
            name=name,
            icon=table["icon"],
            urgency=Urgency(table["urgency"]),
            sensitive=table["sensitive"],
            goods=table["goods"],
            skills=tuple(table["skills"]),
            within_m=float(table["within_m"]),
            sure=table["sure"],
            risky=table["risky"],
            checks=tuple(table["checks"]),
        )
        for name, table in tables.items()
    }


def read_reasons() -> dict[str, int]:
    """Read the reasons for urgency, each with its level from 1 to 4."""
    reasons: dict[str, int] = tomllib.loads((HERE / "reasons.toml").read_text(encoding="utf-8"))
    return reasons
