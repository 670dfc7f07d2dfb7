"""Two machines that answer each other must not talk all night, and nobody is texted more than they can read.

What was said with a number lately is counted in the statement that finds its address, from its last texts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
LATELY = timedelta(minutes=10)
MOST_AN_HOUR = 20
MOST_VITAL = 2 * MOST_AN_HOUR
AGAIN = 3
# «yes» three times is a helper who is asked three times; loops of short words end at the hour's limit
SHORTEST_AGAIN = 16
# texts of one number that are looked at; as many in an hour, both ways, are no conversation of a person
WINDOW = 100

FLOODED = "this number was sent very many texts within an hour"
ANSWERED_BY_MACHINE = "the same text came again and again: a machine may answer there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What went on with one number: texts to it and both ways in an hour, and the one that is answered now.

    `again`: how often that one came within ten minutes; `echoed`: it is a text of ours come back.
    """

    told: int
    both: int
    again: int
    echoed: bool
    most: int = WINDOW


def since(now: datetime) -> dict[str, object]:
    """Give the instants and numbers that the counting statement needs."""
    return {
        "now": now,
        "hour_ago": now - HOUR,
        "lately": now - LATELY,
        "window": WINDOW,
        "flooded": FLOODED,
        "shortest": SHORTEST_AGAIN,
    }


def hold_flood(lately: Lately, *, vital: bool) -> str:
    """Say why a text must not go out just now, or nothing. Life and safety have twice the room."""
    most = MOST_VITAL if vital else MOST_AN_HOUR
    if lately.told >= most or lately.both >= lately.most:
        return FLOODED
    if not vital and (lately.again >= AGAIN or lately.echoed):
        return ANSWERED_BY_MACHINE
    return ""
