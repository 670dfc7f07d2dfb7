"""What kinds of need ask of a helper: trust for the sensitive ones, and the trades that serve them."""

from collections.abc import Sequence

from ingest.catalog import load_catalog


def is_sensitive(kinds: Sequence[str]) -> bool:
    """Whether one of some kinds of need is for vetted helpers only."""
    return bool(load_catalog().sensitive(kinds))


def kinds_of_trust(kinds: Sequence[str]) -> tuple[str, ...]:
    """Name the kinds of need for which trust counts: the sensitive ones, else all."""
    return load_catalog().sensitive(kinds) or tuple(kinds)


def trades_for(kinds: Sequence[str]) -> frozenset[str]:
    """Name the trades that serve some kinds of need."""
    known = load_catalog().categories
    return frozenset(trade for kind in kinds if kind in known for trade in known[kind].skills)
