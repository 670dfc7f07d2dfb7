"""What coordinators agree on before somebody is sent, and which cases are one need."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.api.desk.moves import LONGEST_WHY
from app.api.desk.press import CoordinatePressDep, DispatchPressDep, NextOf, PressDep, find_case
from app.api.desk.shapes import DoneView
from app.clock import now
from app.models.safety import ApprovalKind
from app.pipeline.merge import merge_cases, split_case
from app.safety.approve import approve, withdraw_approval
from app.safety.risk import mark_risky

router = APIRouter(include_in_schema=False)
Kind = Annotated[ApprovalKind, Form()]


@router.post("/desk/{slug}/report/{reference}/agree")
async def agree(press: CoordinatePressDep, kind: Kind) -> Response:
    """Say that the questions were gone through, or that a risk may be taken."""
    desk = press.desk
    staff_id = desk.person.staff_id
    await approve(press.session, desk.incident_id, press.case.id, kind, staff_id=staff_id, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/disagree")
async def disagree(press: CoordinatePressDep, kind: Kind) -> Response:
    """Take one's own word back; who was asked stays asked."""
    desk = press.desk
    staff_id = desk.person.staff_id
    await withdraw_approval(
        press.session, desk.incident_id, press.case.id, kind, staff_id=staff_id, now=now()
    )
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/risky")
async def risky(
    press: DispatchPressDep,
    risky: Annotated[bool, Form()],
    why: Annotated[str, Form(max_length=LONGEST_WHY)] = "",
) -> Response:
    """Mark a case as risky, so that nobody goes alone or on one word; or take the mark away."""
    desk = press.desk
    await mark_risky(
        press.session, desk.incident_id, press.case.id, risky, who=desk.who, why=why.strip(), now=now()
    )
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/merge")
async def merge(
    press: PressDep, into: Annotated[str, Form(max_length=8)], next_of: NextOf = None
) -> Response:
    """Let another case stand for this one too; with `next_of` the answer is the next of that list."""
    desk, batch, case = press.desk, token_hex(6), press.case
    standing = await find_case(press.session, desk, into.strip())
    await merge_cases(
        press.session, desk.incident, into=standing, other=case, who=desk.who, now=now(), batch=batch
    )
    if next_of is None:
        return await press.shown()
    name = standing.reference
    done = DoneView(verdict="merge", references=(case.reference,), batch=batch, name=name)
    return await press.next_shown(next_of, done)


@router.post("/desk/{slug}/report/{reference}/split")
async def split(press: PressDep) -> Response:
    """Give a merged case its own life back."""
    await split_case(press.session, press.desk.incident, press.case, who=press.desk.who, now=now())
    return await press.shown()
