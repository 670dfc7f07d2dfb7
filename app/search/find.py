"""Finding reports by words, among a million as among ten: the newest first.

A rare word is looked up in the index of words. A common one is not: to sort three hundred thousand hits for
the fifty newest takes a second. There the reports themselves are gone through from the newest back, and,
where that brings too few, the index is asked for one stretch of reports after the other, each as long as what
was found so far lets expect. Which way is shorter is told by the vocabulary, which counts in how many reports
each word stands.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from app.search import queries
from app.search.asked import Term, codes_of, terms_of
from app.search.words import SPAN, area_sign, day_sign, incident_sign, plain
from app.triage.narrow import Narrow

PAGE = 50
FEW = 2_000  # hits that are sorted at once
STRETCH = 1 << SPAN
WALKED = 1_024  # reports read one by one before the index is asked
GROWS = 16  # times what was looked at so far, at most
MOST_BEGINNINGS = 20
BEGINNINGS_LOOKED_AT = 4_000  # a beginning of very many words is told apart by its next letter
MOST_NEAR = 5
HARDLY = 1  # in no report at all: what is spelt nearly so is looked for (a tenth of a second among a million)
SHORTEST_NEAR = 4
MOST_DAYS = 45
MOST_SPANS = 32  # named one by one
ENDLESS = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found. `also`: a word as typed, and the near ones that were looked for too."""

    ids: tuple[int, ...]
    older: int = 0  # go on before this one; 0 at the end
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marked: tuple[str, ...] = ()  # every word that a hit may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The words as the index is asked for them, and in how many reports they can stand at most."""

    query: str
    most: int
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What every statement is filled with."""

    session: AsyncSession
    incident_id: int
    values: Mapping[str, object]


async def find_reports(
    session: AsyncSession,
    incident_id: int,
    narrow: Narrow,
    *,
    staff_id: int,
    now: datetime,
    most: int = PAGE,
    before: int = 0,
    after: int = 0,
) -> Found:
    """Find reports by `narrow.q` and what else narrows, between the reports `after` and `before`."""
    values = narrow.values(now) | {
        "incident_id": incident_id,
        "staff_id": staff_id,
        "now": now,
        "after": after,
    }
    looked = Looked(session, incident_id, values)
    plan = await plan_for(session, incident_id, narrow, now=now)
    ids = await _hits(looked, plan, before=before or ENDLESS, after=after, most=most + 1)
    older = ids[most - 1] if len(ids) > most else 0
    ids = ids[:most]
    if not before and (codes := codes_of(narrow.q)):
        by_code = await session.execute(queries.BY_CODE, {**values, "codes": codes})
        ids = list(dict.fromkeys([*by_code.scalars(), *ids]))
    return Found(ids=tuple(ids), older=older, also=plan.also, marked=plan.marked)


async def find_ids(
    session: AsyncSession, incident_id: int, narrow: Narrow, *, staff_id: int, now: datetime, most: int
) -> list[int]:
    """Name the newest reports that fit, for a list that is sorted in its own way."""
    found = await find_reports(session, incident_id, narrow, staff_id=staff_id, now=now, most=most)
    return list(found.ids)


async def plan_for(session: AsyncSession, incident_id: int, narrow: Narrow, *, now: datetime) -> Plan:
    """Turn what was typed into the words that stand here, with how common they are."""
    terms = terms_of(narrow.q)
    signs = signs_for(narrow, now)
    asked = {word for term in terms for word in term.words} | {sign for group in signs for sign in group}
    rows = await session.execute(queries.KNOWN, {"incident_id": incident_id, "words": sorted(asked)})
    known = {row.word: row.n for row in rows}
    parts: list[str] = []
    counts: list[int] = []
    also: list[tuple[str, tuple[str, ...]]] = []
    marked: list[str] = []
    for term in terms:
        if term.refused:
            parts.append(f"!{_phrase(term.words)}")
            continue
        if len(term.words) > 1:
            parts.append(_phrase(term.words))
            counts.append(min(known.get(word, 0) for word in term.words))
            marked += term.words
            continue
        choice, near = await _choices(session, incident_id, term, known)
        parts.append(_any(choice))
        counts.append(sum(choice.values()))
        marked += choice
        also += [(term.words[0], near)] if near else []
    for group in signs:
        parts.append(_any(dict.fromkeys(group, 0)))
        counts.append(sum(known.get(sign, 0) for sign in group))
    query = " & ".join(parts)
    return Plan(
        query=query, most=min(counts, default=ENDLESS), also=tuple(also), marked=tuple(dict.fromkeys(marked))
    )


def signs_for(narrow: Narrow, now: datetime) -> list[list[str]]:
    """What narrows and is in the index too; the statement looks at the report itself afterwards."""
    signs = [
        [f"{name}:{value}"]
        for name, value in (
            ("kind", narrow.kind),
            ("category", narrow.category),
            ("state", narrow.state),
            ("verified", narrow.verified),
            ("language", plain(narrow.language)),
            ("placed", narrow.placed),
        )
        if value
    ]
    if narrow.urgency > 0:
        signs.append([f"urgency:{narrow.urgency}"])
    if narrow.area:
        signs.append([area_sign(narrow.area)])
    days = narrow.hours // 24 + 2
    if narrow.hours and days <= MOST_DAYS:
        signs.append([day_sign((now - timedelta(days=n)).date()) for n in range(days)])
    return signs


async def _choices(
    session: AsyncSession, incident_id: int, term: Term, known: Mapping[str, int]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """The words that one typed word may stand for, with how common each is, and which of them are guessed."""
    (word,) = term.words
    choice = {word: known.get(word, 0)}
    if term.begun and (len(word) > 1 or not word.isascii()):
        begun = {
            "incident_id": incident_id,
            "begin": word,
            "most": MOST_BEGINNINGS,
            "looked_at": BEGINNINGS_LOOKED_AT,
        }
        choice |= {
            row.word: row.n for row in await session.execute(queries.BEGINNING, begun) if ":" not in row.word
        }
    if sum(choice.values()) >= HARDLY or len(word) < SHORTEST_NEAR or not word.isalpha():
        return choice, ()
    await session.execute(queries.SAID)
    rows = await session.execute(queries.NEAR, {"incident_id": incident_id, "word": word, "most": MOST_NEAR})
    near = {row.word: row.n for row in rows if row.word not in choice}
    return choice | near, tuple(near)


async def _hits(looked: Looked, plan: Plan, *, before: int, after: int, most: int) -> list[int]:
    if not plan.query:
        return await _asked(looked, queries.NEWEST, before=before, most=most)
    if plan.most == 0:
        return []
    if plan.most <= FEW:
        words = f"{plan.query} & '{incident_sign(looked.incident_id)}'"
        return await _asked(looked, queries.FEW, words=words, before=before, most=most)
    return await _back(looked, plan, before=before, after=after, most=most)


async def _back(looked_in: Looked, plan: Plan, *, before: int, after: int, most: int) -> list[int]:
    """Go back from the newest: the last thousand as they lie there, the others by the index."""
    ends = (await looked_in.session.execute(queries.ENDS, {"incident_id": looked_in.incident_id})).one()
    oldest = max(ends.oldest, after + 1)
    before = min(before, ends.latest + 1)
    down_to = max(before - WALKED, oldest)
    walked = {"words": plan.query, "before": before, "down_to": down_to}
    ids = await _asked(looked_in, queries.WALK, **walked, most=most)
    looked, top = WALKED / STRETCH, (down_to - 1) >> SPAN
    while len(ids) < most and top >= oldest >> SPAN and down_to > oldest:
        wide = stretches(most - len(ids), found=len(ids), looked=looked)
        # so few are left to be found that all the rest at once is shorter than a list of its stretches
        bottom = oldest >> SPAN if wide > MOST_SPANS else max(oldest >> SPAN, top - wide + 1)
        words = f"{plan.query} & {_within(looked_in, bottom, top)}"
        ids += await _asked(looked_in, queries.FEW, words=words, before=down_to, most=most - len(ids))
        looked, top, down_to = looked + top - bottom + 1, bottom - 1, bottom << SPAN
    return ids


def stretches(lacking: int, *, found: int, looked: float) -> int:
    """How many stretches more are likely to hold what lacks, with some to spare."""
    likely = looked * lacking / found * 4 / 3 if found else math.inf
    return math.ceil(min(looked * GROWS, likely))


def _within(looked: Looked, bottom: int, top: int) -> str:
    """The signs of some stretches; of many the sign of the incident, for a list of hundreds is slow."""
    if top - bottom >= MOST_SPANS:
        return f"'{incident_sign(looked.incident_id)}'"
    return _any(dict.fromkeys((f"span:{looked.incident_id}:{n}" for n in range(bottom, top + 1)), 0))


async def _asked(looked: Looked, statement: TextClause, **more: object) -> list[int]:
    return list((await looked.session.execute(statement, {**looked.values, **more})).scalars())


def _any(words: Mapping[str, int]) -> str:
    return "(" + " | ".join(f"'{word}'" for word in words) + ")"


def _phrase(words: tuple[str, ...]) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"
