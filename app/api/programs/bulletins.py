"""For other programs: the bulletins that stand, to everybody; writing and ending them, to coordinators."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from app.api.deps import CoordinatorDep, IncidentDep, SessionDep
from app.api.desk.press import find_case
from app.bulletins.write import LONGEST, LONGEST_SOURCE, Fact, current_bulletins, end_bulletin
from app.clock import now
from app.pipeline.bulletin import NewBulletin, answer_rumour

router = APIRouter(prefix="/api/v1/incidents/{slug}/bulletins", tags=["public"])
Words = Annotated[str, Field(max_length=LONGEST)]


class BulletinOut(BaseModel):
    """One fact with its source. `until`: when it ends; null while nobody knows."""

    id: int
    texts: dict[str, str]
    source: str
    at: datetime
    until: datetime | None


class BulletinIn(BaseModel):
    """A fact to publish. `answers` is the code of a rumour; `tell`: text it to those who told of that."""

    texts: dict[str, Words]
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE)]
    until: AwareDatetime | None = None
    answers: Annotated[str, Field(max_length=8)] = ""
    tell: bool = False


class WrittenOut(BaseModel):
    """The bulletin that was written, and how many people it is texted to."""

    id: int
    told: int


class EndedOut(BaseModel):
    """The bulletin that ended."""

    id: int


@router.get("")
async def bulletins(incident: IncidentDep, session: SessionDep) -> list[BulletinOut]:
    """What stands now, the newest first, as the first page of the incident shows it."""
    assert incident.id is not None
    return [_out(one) for one in await current_bulletins(session, incident.id, now=now())]


@router.post("", status_code=201, tags=["desk"])
async def write(new: BulletinIn, desk: CoordinatorDep, session: SessionDep) -> WrittenOut:
    """Publish one; 400 says what to mend."""
    case = await find_case(session, desk, new.answers) if new.answers else None
    fact = NewBulletin(texts=new.texts, source=new.source, until_at=new.until, tell=new.tell)
    written, told = await answer_rumour(session, desk.incident, fact, case=case, who=desk.who, now=now())
    return WrittenOut(id=written, told=told)


@router.delete("/{bulletin_id}", tags=["desk"])
async def end(bulletin_id: int, desk: CoordinatorDep, session: SessionDep) -> EndedOut:
    """End one; 409 when it is over already."""
    await end_bulletin(session, desk.incident_id, bulletin_id, who=desk.who, now=now())
    return EndedOut(id=bulletin_id)


def _out(fact: Fact) -> BulletinOut:
    return BulletinOut(
        id=fact.id, texts=dict(fact.texts), source=fact.source, at=fact.at, until=fact.until_at
    )
