"""For the desk and other programs of coordinators: two cases are one need, or were two after all."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel

from app.api.deps import SessionDep, VerifierDep
from app.api.desk.press import find_case
from app.clock import now
from app.pipeline.merge import merge_cases, split_case
from app.reports.find import report_by_id
from app.reports.shapes import Case

router = APIRouter(prefix="/api/v1/incidents/{slug}/reports", tags=["desk"])


class MergedOut(BaseModel):
    """A case, and the one that stands for it."""

    reference: str
    state: str
    merged_into: str | None


@router.post("/{reference}/merge")
async def merge(
    reference: str, into: Annotated[str, Form(max_length=8)], desk: VerifierDep, session: SessionDep
) -> MergedOut:
    """Let the case `into` stand for this one; 409 says what is in the way."""
    other, standing = await find_case(session, desk, reference), await find_case(session, desk, into)
    await merge_cases(session, desk.incident, into=standing, other=other, who=desk.who, now=now())
    return _out(await report_by_id(session, desk.incident_id, other.id), standing)


@router.post("/{reference}/split")
async def split(reference: str, desk: VerifierDep, session: SessionDep) -> MergedOut:
    """Give a merged case its own life back; 409 when it is not merged."""
    other = await find_case(session, desk, reference)
    await split_case(session, desk.incident, other, who=desk.who, now=now())
    return _out(await report_by_id(session, desk.incident_id, other.id), None)


def _out(case: Case, into: Case | None) -> MergedOut:
    reference = into.reference if into is not None else None
    return MergedOut(reference=case.reference, state=case.state.value, merged_into=reference)
