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


@dataclass(frozen=True, slots=True)
class Choice:
    """Which question an answer belongs to: one, none, or more than one to choose from."""

    prompt: OpenPrompt | None
    rivals: tuple[OpenPrompt, ...] = ()


def choose_prompt(prompts: Sequence[OpenPrompt], kinds: Collection[PromptKind], reply: Reply) -> Choice:
    """Match an answer to an open question by case and digit, or by being the only one.

    Questions that were overtaken are looked at only when no live one fits, the latest first.
    """
    fitting = [prompt for prompt in prompts if prompt.kind in kinds and _is_meant(prompt, reply)]
    live = tuple(prompt for prompt in fitting if prompt.live)
    if len(live) > 1:
        return Choice(None, live)
    if live:
        return Choice(live[0])
    return Choice(fitting[-1] if fitting else None)


def _is_meant(prompt: OpenPrompt, reply: Reply) -> bool:
    if reply.reference and reply.reference != prompt.reference:
        return False
    if reply.digit is None:
        return True
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
) -> int:
    """Open a question and return its digit (0 where none is needed to answer it)."""
    digit = 0
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
    await session.execute(
        queries.CLOSE_PLACE_PROMPTS, {"incident_id": incident_id, "contact_id": contact_id, "now": now}
    )
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
