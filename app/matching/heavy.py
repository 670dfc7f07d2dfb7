"""Whether what a case asks for is more than somebody carries: then it counts what a helper comes with."""

from collections.abc import Sequence

from ingest.catalog import load_catalog

HEAVY_AMOUNT = 20.0  # of whatever is counted, in all
HEAVY_PEOPLE = 8  # food or water for so many is carried by nobody
RIDE = "transport"


def is_heavy(categories: Sequence[str], *, people: int | None, lacking: float) -> bool:
    """Say so of a ride, of many goods, and of goods for many; `lacking` is what nobody has promised yet."""
    known = load_catalog().categories
    goods = any(known[name].goods for name in categories if name in known)
    return RIDE in categories or lacking >= HEAVY_AMOUNT or (goods and (people or 0) >= HEAVY_PEOPLE)
