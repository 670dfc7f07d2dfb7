"""Open questions: what a bare «wi» answers, and which one «YES 2» means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging import queries
from app.messaging.shapes import OpenPrompt
from app.models.message import Prompt, PromptKind
from ingest.shapes import Reply

PLACE_LASTS = timedelta(days=1)


# asked by the way, and answered by a word of their own (OK, REST): they make no other question unclear
BY_THE_WAY = frozenset({PromptKind.CHECK, PromptKind.REST})


@dataclass(frozen=True, slots=True)
class Choice:
    """Which question an answer belongs to: one, none, or more than one to choose from."""

    prompt: OpenPrompt | None
    rivals: tuple[OpenPrompt, ...] = ()
    missed: tuple[OpenPrompt, ...] = ()  # live ones, when the answer has a digit that none of them has


def choose_prompt(prompts: Sequence[OpenPrompt], kinds: Collection[PromptKind], reply: Reply) -> Choice:
    """Match an answer to an open question: a case or a digit names it, a bare word answers the one there is.

    - «YES 2» and «YES K7F3» answer the question with that digit or case, whatever else is open.
    - A bare word answers the only question it can answer. With two of them it answers none: «which one?»
    - «Are you all right?» and «do you want to rest?» never make two of one. Put after every other question
      they take the bare word, and the other one keeps waiting for its digit: who is asked how they are, and
      says «ok», has not promised to go anywhere. Put before, they step aside.
    - Questions that were overtaken are looked at only when no live one fits, the latest first.
    """
    fitting = [prompt for prompt in prompts if prompt.kind in kinds]
    meant = [prompt for prompt in fitting if _is_meant(prompt, reply)]
    live = [prompt for prompt in meant if prompt.live]
    if live and live[-1].kind in BY_THE_WAY:
        return Choice(live[-1])
    live = [prompt for prompt in live if prompt.kind not in BY_THE_WAY]
    if len(live) > 1:
        return Choice(None, tuple(live))
    if live:
        return Choice(live[0])
    unnamed = reply.reference is None and not meant
    missed = tuple(prompt for prompt in fitting if prompt.live) if unnamed else ()
    return Choice(meant[-1] if meant else None, missed=missed)


def _is_meant(prompt: OpenPrompt, reply: Reply) -> bool:
    if reply.reference and reply.reference != prompt.reference:
        return False
    if reply.digit is None:
        return not (reply.reference and prompt.kind in BY_THE_WAY)
    # «DONE K7F3 1»: a question without a digit is named well enough by its case
    return prompt.digit == reply.digit or (bool(reply.reference) and prompt.digit == 0)


def free_digit(prompts: Sequence[OpenPrompt]) -> int:
    """Give the smallest digit that no live question of this person uses."""
    used = {prompt.digit for prompt in prompts if prompt.live}
    return next(digit for digit in range(1, len(used) + 2) if digit not in used)


async def open_prompts(
    session: AsyncSession, incident_id: int, *, contact_id: int, now: datetime
) -> list[OpenPrompt]:
    """List the questions that are open with a person, oldest first."""
    rows = await session.execute(
        queries.OPEN_PROMPTS, {"incident_id": incident_id, "contact_id": contact_id, "now": now}
    )
    return [OpenPrompt(**dict(row) | {"kind": PromptKind(row["kind"])}) for row in rows.mappings()]


async def open_prompt(
    session: AsyncSession,
    incident_id: int,
    kind: PromptKind,
    *,
    contact_id: int,
    now: datetime,
    lasts: timedelta,
    report_id: int | None = None,
    dispatch_id: int | None = None,
    numbered: bool = False,
    digit: int = 0,
) -> int:
    """Open a question and return its digit (0 where none is needed to answer it)."""
    if numbered:
        digit = free_digit(await open_prompts(session, incident_id, contact_id=contact_id, now=now))
    session.add(
        Prompt(
            incident_id=incident_id,
            contact_id=contact_id,
            kind=kind,
            digit=digit,
            report_id=report_id,
            dispatch_id=dispatch_id,
            opened_at=now,
            expires_at=now + lasts,
        )
    )
    await session.flush()
    return digit


async def ask_where(
    session: AsyncSession, incident_id: int, *, contact_id: int, report_id: int, now: datetime
) -> None:
    """Leave «where is it?» open for the person's newest report: a better place may come in one word."""
    await close_kind(session, incident_id, PromptKind.PLACE, contact_id=contact_id, now=now)
    await open_prompt(
        session,
        incident_id,
        PromptKind.PLACE,
        contact_id=contact_id,
        now=now,
        lasts=PLACE_LASTS,
        report_id=report_id,
    )


async def close_prompt(session: AsyncSession, incident_id: int, prompt_id: int, *, now: datetime) -> None:
    """Close one question."""
    await session.execute(queries.CLOSE_PROMPT, {"incident_id": incident_id, "id": prompt_id, "now": now})


async def close_kind(
    session: AsyncSession, incident_id: int, kind: PromptKind, *, contact_id: int, now: datetime
) -> bool:
    """Close every question of one kind that is open with a person; says whether there was one."""
    values = {"incident_id": incident_id, "contact_id": contact_id, "kind": kind, "now": now}
    return (await session.execute(queries.CLOSE_KIND, values)).first() is not None


async def close_dispatch_prompts(
    session: AsyncSession, incident_id: int, dispatch_id: int, *, report_id: int, now: datetime
) -> None:
    """Close every question about one dispatch of a report."""
    await session.execute(
        queries.CLOSE_DISPATCH_PROMPTS,
        {"incident_id": incident_id, "report_id": report_id, "dispatch_id": dispatch_id, "now": now},
    )


async def close_report_prompts(
    session: AsyncSession, incident_id: int, report_id: int, *, now: datetime
) -> None:
    """Close every question about one report, with whomever it is open."""
    await session.execute(
        queries.CLOSE_REPORT_PROMPTS, {"incident_id": incident_id, "report_id": report_id, "now": now}
    )
