"""A reading as it lies beside its report: what an earlier Konbit did not note is not there."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was read: what, how much of it, how likely it is, and where the text says so."""

    what: str
    amount: float | None = None
    unit: str = ""
    confidence: float | None = None  # None: nobody noted it
    span: tuple[int, int] | None = None  # characters of the report's text


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """What `ingest.read.to_json` wrote, with names and types again."""

    kind: Said
    language: Said
    also: tuple[str, ...] = ()  # what else it wants
    categories: tuple[Said, ...] = ()
    maybe: tuple[Said, ...] = ()
    people: Said | None = None
    frail: tuple[Said, ...] = ()
    quantities: tuple[Said, ...] = ()
    place: Said | None = None
    urgency: Said | None = None  # its amount is the level
    reasons: tuple[str, ...] = ()


def stored_reading(stored: Mapping[str, object]) -> StoredReading:
    """Take up a stored reading; what cannot be understood in it is left out."""
    urgency = stored.get("urgency")
    facts = urgency if isinstance(urgency, Mapping) else {}
    people = {
        "what": "people",
        "count": stored.get("people"),
        "confidence": stored.get("people_confidence"),
        "span": stored.get("people_span"),
    }
    return StoredReading(
        kind=_named(stored, "intent") or Said(what="other"),
        language=_named(stored, "language") or Said(what="und"),
        also=tuple(map(str, _list(stored.get("also")))),
        categories=_all(stored.get("categories"), "name"),
        maybe=_all(stored.get("maybe"), "name"),
        people=_said(people, "what") if _number(stored.get("people")) else None,
        frail=_all(stored.get("frail"), "who"),
        quantities=_all(stored.get("quantities"), "item"),
        place=_said(stored.get("place"), "text"),
        urgency=_said({"what": "urgency", "count": facts.get("level"), **facts}, "what") if facts else None,
        reasons=tuple(map(str, _list(facts.get("reasons")))),
    )


def _named(stored: Mapping[str, object], key: str) -> Said | None:
    return _said({"what": stored.get(key), "confidence": stored.get(f"{key}_confidence")}, "what")


def _all(found: object, key: str) -> tuple[Said, ...]:
    said = (_said(one, key) for one in _list(found))
    return tuple(one for one in said if one is not None)


def _said(found: object, key: str) -> Said | None:
    if not isinstance(found, Mapping) or not isinstance(found.get(key), str):
        return None
    return Said(
        what=found[key],
        amount=_number(found.get("count", found.get("amount"))),
        unit=str(found.get("unit") or ""),
        confidence=_number(found.get("confidence")),
        span=_span(found.get("span")),
    )


def _number(found: object) -> float | None:
    return float(found) if isinstance(found, int | float) else None


def _span(found: object) -> tuple[int, int] | None:
    match found:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    return None


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []
