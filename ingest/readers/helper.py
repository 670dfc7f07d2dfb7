"""Reads what an offer says of the helper: «nurse, truck, evenings, I speak French»."""

from collections.abc import Iterator

from ingest.catalog import Hit, Hits, Kind
from ingest.shapes import Giver
from ingest.words import Words

VEHICLES = ("truck", "boat", "car", "motorbike", "bicycle")  # the biggest is what a helper can come with
MOTORS = frozenset(("truck", "car", "motorbike"))  # who has one drives
SHARED = "en"  # what people everywhere mix into their own language: «truck», «van», «first aid»
DAY_H, WEEK_D = 24, 7
PARTS = {
    "morning": range(6, 12),
    "afternoon": range(12, 18),
    "evening": range(18, 24),
    "night": (*range(20, 24), *range(6)),
}
DAYS = {"weekend": (5, 6), "weekday": (0, 1, 2, 3, 4)}
WAKES_H = 6  # «until 18» begins in the morning: nobody means three o'clock at night
AFTERNOON = frozenset(("pm", "p"))


def read_helper(words: Words, hits: Hits, *, language: str = "und") -> Giver:
    """Say what somebody who offers can do and bring, in which languages and at which hours."""
    said = _spoken(hits, language)
    named = {hit.name for hit in said.of(Kind.VEHICLE)}
    vehicle = next((name for name in VEHICLES if name in named), "")
    trades = dict.fromkeys(hit.name for hit in said.of(Kind.TRADE))
    if not named.isdisjoint(MOTORS):
        trades.setdefault("drive", None)
    return Giver(
        vehicle=vehicle,
        trades=tuple(trades),
        languages=tuple(dict.fromkeys(_tongues(said))),
        hours=_hours(words, said),
    )


def _spoken(hits: Hits, language: str) -> Hits:
    """Keep the words of the text's own language and the shared ones; all of them where it is unknown."""
    if language == "und":
        return hits
    return Hits(hit for hit in hits if hit.language in (language, SHARED))


def _tongues(hits: Hits) -> Iterator[str]:
    """«I speak French» is a language; «French Street» and «a French family» are none."""
    found = hits.of(Kind.TONGUE)
    if any(hit.name == "speak" for hit in found):
        yield from (hit.name for hit in found if hit.name != "speak")


def _hours(words: Words, hits: Hits) -> tuple[int, ...] | None:
    found = hits.of(Kind.WHEN)
    names = {hit.name for hit in found}
    days = {day for name, listed in DAYS.items() if name in names for day in listed} or set(range(WEEK_D))
    parts = {hour for name, listed in PARTS.items() if name in names for hour in listed}
    start, stop = _bounds(words, [hit for hit in found if hit.name in ("from", "until")])
    if (start, stop) != (0, DAY_H):
        parts |= set(range(start, stop))
    hours = parts or set(range(DAY_H))
    if len(days) == WEEK_D and len(hours) == DAY_H:
        return None
    return tuple(sorted(day * DAY_H + hour for day in days for hour in hours))


def _bounds(words: Words, found: list[Hit]) -> tuple[int, int]:
    """Read «from 8», «until 18» and «18 सम्म»: the number stands behind the word, or before it."""
    start, stop = 0, DAY_H
    for hit in found:
        hour = _hour(words, hit.stop)
        if hour is None and hit.first:
            hour = _hour(words, hit.first - 1)
        if hour is None:
            continue
        if hit.name == "until":
            stop = hour
        else:
            start = hour
    if stop < DAY_H and start == 0:
        start = min(WAKES_H, stop - 1)
    return (start, stop) if start < stop else (0, DAY_H)


def _hour(words: Words, at: int) -> int | None:
    if at >= len(words.all) or not words.all[at].form.isdecimal() or len(words.all[at].form) > 2:
        return None
    hour = int(words.all[at].form)
    after = words.all[at + 1].form if at + 1 < len(words.all) else ""
    if after in AFTERNOON and hour < DAY_H // 2:
        hour += DAY_H // 2
    return hour if 0 < hour < DAY_H else None
