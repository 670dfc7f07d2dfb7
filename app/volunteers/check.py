"""What a coordinator typed about a helper: read field by field, each fault one sentence, and nothing lost."""

from collections.abc import Mapping, Sequence

from app.errors import BadForm
from app.hours import parse_hours
from app.models.volunteer import REACH_CLASSES_M, Vehicle
from app.volunteers.change import Offer
from ingest.catalog import FALLBACK, load_catalog

MOST_AT_ONCE, MOST_A_DAY = 10, 24
LONGEST_TEAM = 40
SKILL = "skill."


def known_trades() -> tuple[str, ...]:
    """List the trades that the catalog has words for, in its order."""
    phrases = load_catalog().languages[FALLBACK].phrases
    return tuple(key.removeprefix(SKILL) for key in phrases if key.startswith(SKILL))


def read_offer(lists: Mapping[str, Sequence[str]], typed: Mapping[str, str]) -> tuple[Offer, dict[str, str]]:
    """Give what was meant, and one sentence for each field that needs another look; then nothing is written.

    `lists` holds skills, trades and languages, `typed` the fields of one value.
    """
    faults: dict[str, str] = {}
    offer = Offer(
        skills=_known(lists.get("skills", ()), tuple(load_catalog().categories), "skills", faults),
        trades=_known(lists.get("trades", ()), known_trades(), "trades", faults),
        vehicle=Vehicle(_one_of(typed, "vehicle", tuple(Vehicle), faults)),
        languages=_known(lists.get("languages", ()), tuple(load_catalog().languages), "languages", faults),
        reach_m=int(_one_of(typed, "reach_m", tuple(map(str, REACH_CLASSES_M)), faults)),
        hours=_hours(typed.get("hours", ""), faults),
        load_cap=_count(typed, "load_cap", MOST_AT_ONCE, faults),
        daily_cap=_count(typed, "daily_cap", MOST_A_DAY, faults),
        team=typed.get("team", "").strip()[:LONGEST_TEAM],
    )
    if not offer.skills and "skills" not in faults:
        faults["skills"] = "Choose at least one kind of help; to pause a helper, put them off duty."
    if len(typed.get("team", "").strip()) > LONGEST_TEAM:
        faults["team"] = f"A team's name has at most {LONGEST_TEAM} characters."
    return offer, faults


def check_known(skills: Sequence[str], trades: Sequence[str]) -> None:
    """Raise `BadForm` for a kind of help or a trade that the catalog does not have."""
    faults: dict[str, str] = {}
    _known(skills, tuple(load_catalog().categories), "skills", faults)
    _known(trades, known_trades(), "trades", faults)
    for field, sentence in faults.items():
        raise BadForm(f"{field}: {sentence}")


def _known(given: Sequence[str], known: Sequence[str], field: str, faults: dict[str, str]) -> tuple[str, ...]:
    strange = [one for one in given if one not in known]
    if strange:
        faults[field] = f"We do not know «{strange[0]}»; write one of: {', '.join(known)}."
    return tuple(dict.fromkeys(one for one in given if one in known))


def _one_of(typed: Mapping[str, str], field: str, known: Sequence[str], faults: dict[str, str]) -> str:
    given = typed.get(field, "")
    if given not in known:
        faults[field] = f"Choose one of: {', '.join(known)}."
        return known[0]
    return given


def _hours(written: str, faults: dict[str, str]) -> tuple[int, ...] | None:
    try:
        return parse_hours(written)
    except BadForm as bad:
        faults["hours"] = str(bad)
        return None


def _count(typed: Mapping[str, str], field: str, most: int, faults: dict[str, str]) -> int:
    given = typed.get(field, "").strip()
    count = int(given) if given.isdecimal() and len(given) <= len(str(most)) else 0
    if not 1 <= count <= most:
        faults[field] = f"Write a whole number from 1 to {most}."
        return 1
    return count
