"""How much may be promised: no more than is lacking, no more than is held, and whole things whole."""

from math import floor, isfinite

from app.errors import BadForm

MOST = 1_000_000.0
DIGITS = 3  # a thousandth of a litre is as fine as anybody counts
MEASURED = frozenset(("litre", "gallon", "kg", "gram", "tonne", "pound", "hour"))  # these come in parts


def checked_amount(amount: float) -> float:
    """Give an amount that can be counted; raises `BadForm` with what an amount may be."""
    rounded = round(amount, DIGITS) if isfinite(amount) else 0.0
    if not 0 < rounded <= MOST:
        raise BadForm(f"An amount is more than 0 and at most {MOST:,.0f}.")
    return rounded


def sane(amount: float | None) -> float | None:
    """Take an amount that somebody texted; one that counts nothing is as good as none."""
    if amount is None or not isfinite(amount) or round(amount, DIGITS) <= 0:
        return None
    return min(round(amount, DIGITS), MOST)


def whole(amount: float, unit: str) -> float:
    """Round half a blanket down to what can be carried; litres and kilos come in parts."""
    if unit in MEASURED or amount < 1:
        return round(amount, DIGITS)
    return float(floor(amount))


def possible(wanted: float | None, *, remaining: float, held: float | None, unit: str) -> float:
    """Say how much of a line one helper can promise; 0 where nothing is lacking, or nothing held.

    `wanted`: what they said, None where they only said yes. `held`: what we know they have, None for nothing.
    """
    said = sane(wanted)
    asked = remaining if said is None else min(remaining, whole(said, unit))
    return round(max(0.0, asked if held is None else min(asked, held)), DIGITS)
