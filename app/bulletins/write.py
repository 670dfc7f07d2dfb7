"""A fact that was checked is written in each language, read by everybody, told to who asked, and ended."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.bulletins import queries
from app.errors import BadForm, Conflict, NotFound
from app.history import Happening, record
from app.messaging.say import phrase, say
from app.models.desk import Bulletin
from app.models.incident import Incident

LONGEST = 300
LONGEST_SOURCE = 80
MOST = 20
MOST_LISTED = 100
TWICE = timedelta(minutes=2)  # so soon nobody writes the same again on purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One bulletin as anybody may read it. `until_at`: when it ends, or ended."""

    id: int
    texts: Mapping[str, str]
    source: str
    at: datetime
    until_at: datetime | None

    @classmethod
    def of(cls, row: RowMapping) -> "Fact":
        """Make one of a row."""
        return cls(
            id=row["id"], texts=row["texts"], source=row["source"], at=row["at"], until_at=row["ended_at"]
        )

    def words(self, language: str, languages: Sequence[str]) -> tuple[str, str]:
        """Give (language, words) in a language, or in the first of the incident's that there is."""
        wished = next((code for code in (language, *languages) if self.texts.get(code)), "")
        code = wished or next(iter(self.texts))
        return code, self.texts[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One bulletin as the desk lists it."""

    fact: Fact
    who: str
    answers: str  # the code of the rumour; empty for none
    over: bool


async def current_bulletins(session: AsyncSession, incident_id: int, *, now: datetime) -> tuple[Fact, ...]:
    """List what stands, the newest first: no more of it than strangers may read."""
    rows = await session.execute(queries.CURRENT, {"incident_id": incident_id, "now": now, "most": MOST})
    return tuple(Fact.of(row) for row in rows.mappings())


async def listed_bulletins(session: AsyncSession, incident_id: int, *, now: datetime) -> tuple[Written, ...]:
    """List all there were, the newest first, for the desk."""
    values = {"incident_id": incident_id, "most": MOST_LISTED}
    return tuple(
        Written(
            fact=Fact.of(row),
            who=row["who"],
            answers=row["answers"] or "",
            over=row["ended_at"] is not None and row["ended_at"] <= now,
        )
        for row in (await session.execute(queries.LISTED, values)).mappings()
    )


async def write_bulletin(
    session: AsyncSession,
    incident: Incident,
    *,
    texts: Mapping[str, str],
    source: str,
    who: str,
    now: datetime,
    until_at: datetime | None = None,
    report_id: int | None = None,
) -> int:
    """Publish a fact; raises `BadForm` without words, without a source, or in words nobody here reads.

    Pressed twice it is one: whoever was told of it once would hear it again from another.
    """
    assert incident.id is not None
    said = {code: text.strip() for code, text in texts.items() if text.strip()}
    _check(incident, said, source.strip(), until_at, now=now)
    known = await _just_written(session, incident.id, said, source.strip(), report_id, now=now)
    if known is not None:
        return known
    bulletin = Bulletin(
        incident_id=incident.id,
        texts=said,
        source=source.strip(),
        report_id=report_id,
        who=who,
        at=now,
        ended_at=until_at,
    )
    session.add(bulletin)
    await session.flush()
    assert bulletin.id is not None
    after = {"bulletin": bulletin.id, "source": bulletin.source, "languages": sorted(said)}
    happening = Happening(what="bulletin.written", who=who, report_id=report_id, after=after)
    record(session, incident.id, happening, now=now)
    return bulletin.id


async def _just_written(
    session: AsyncSession,
    incident_id: int,
    said: Mapping[str, str],
    source: str,
    report_id: int | None,
    *,
    now: datetime,
) -> int | None:
    """Find the same fact of a moment ago; two presses at once come one after the other."""
    await session.execute(queries.WRITING, {"incident_id": incident_id})
    values = {
        "incident_id": incident_id,
        "texts": json.dumps(said),
        "source": source,
        "report_id": report_id,
        "since": now - TWICE,
        "now": now,
    }
    found = (await session.execute(queries.JUST_WRITTEN, values)).scalar()
    return int(found) if found is not None else None


def _check(
    incident: Incident, said: Mapping[str, str], source: str, until_at: datetime | None, *, now: datetime
) -> None:
    if not said:
        raise BadForm("Write the bulletin in one language at least.")
    if strange := set(said) - set(incident.languages):
        raise BadForm(f"The pages of this incident do not speak {', '.join(sorted(strange))}.")
    if any(len(text) > LONGEST for text in said.values()):
        raise BadForm(f"A bulletin has at most {LONGEST} letters in each language.")
    if not source or len(source) > LONGEST_SOURCE:
        raise BadForm(f"Say who it is from, in at most {LONGEST_SOURCE} letters.")
    if until_at is not None and until_at <= now:
        raise BadForm("A bulletin ends later than now; leave the time empty when nobody knows.")


async def end_bulletin(
    session: AsyncSession, incident_id: int, bulletin_id: int, *, who: str, now: datetime
) -> None:
    """Take a fact off the pages; `Conflict` when it is over. To correct one: end it, and write anew."""
    fact, report_id = await _held(session, incident_id, bulletin_id)
    if fact.until_at is not None and fact.until_at <= now:
        raise Conflict("This bulletin has ended already.")
    await session.execute(queries.END, {"incident_id": incident_id, "id": bulletin_id, "now": now})
    happening = Happening(
        what="bulletin.ended", who=who, report_id=report_id, after={"bulletin": bulletin_id}
    )
    record(session, incident_id, happening, now=now)


async def tell_bulletin(
    session: AsyncSession,
    incident: Incident,
    bulletin_id: int,
    *,
    report_ids: Sequence[int],
    who: str,
    now: datetime,
) -> int:
    """Text a fact to those who told of it, each person once however often it is pressed; says to how many."""
    assert incident.id is not None
    fact, _ = await _held(session, incident.id, bulletin_id)
    values = {"incident_id": incident.id, "ids": list(report_ids), "id": bulletin_id}
    people = (await session.execute(queries.TO_TELL, values)).all()
    for row in people:
        _code, words = fact.words(row.language, incident.languages)
        told = phrase("bulletin", fact=words, source=fact.source)
        await say(
            session,
            incident,
            told,
            contact_id=row.contact_id,
            report_id=row.report_id,
            now=now,
            may_wait=True,
        )
        happening = Happening(
            what="bulletin.told", who=who, report_id=row.report_id, after={"bulletin": bulletin_id}
        )
        record(session, incident.id, happening, now=now)
    return len(people)


async def _held(session: AsyncSession, incident_id: int, bulletin_id: int) -> tuple[Fact, int | None]:
    values = {"incident_id": incident_id, "id": bulletin_id}
    row = (await session.execute(queries.HOLD, values)).mappings().first()
    if row is None:
        raise NotFound("There is no such bulletin here.")
    return Fact.of(row), row["report_id"]
