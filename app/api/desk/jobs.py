"""A coordinator and a helper's part in a case: asked, noted from the telephone, freed, told the place."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.api.desk.moves import LONGEST_WHY, Move, move
from app.api.desk.moves import reveal as reveal_number
from app.api.desk.press import DispatchPressDep, NextOf, PressDep
from app.api.desk.shapes import DoneView
from app.clock import now
from app.volunteers.find import volunteer_by_reference

router = APIRouter(include_in_schema=False)
Code = Annotated[str, Form(max_length=8)]
Why = Annotated[str, Form(max_length=LONGEST_WHY)]


@router.post("/desk/{slug}/report/{reference}/ask")
async def ask(press: DispatchPressDep, helper: Code, next_of: NextOf = None) -> Response:
    """Ask one suggested helper by text; with `next_of` the answer is the next of that list."""
    batch, case = token_hex(6), press.case
    await move(press.session, press.desk, case, Move.ASK, helper=helper, now=now(), batch=batch)
    if next_of is None:
        return await press.shown()
    asked = await volunteer_by_reference(press.session, press.desk.incident_id, helper.strip().upper())
    name = asked.name if asked else ""
    done = DoneView(verdict="ask", references=(case.reference,), batch=batch, name=name)
    return await press.next_shown(next_of, done)


@router.post("/desk/{slug}/report/{reference}/job/{what}")
async def step(press: DispatchPressDep, what: Move, helper: Code, why: Why = "") -> Response:
    """Take one helper a step on, or free them."""
    await move(press.session, press.desk, press.case, what, helper=helper, why=why, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/reveal")
async def reveal(press: PressDep, why: Why = "", helper: Code = "") -> Response:
    """Show a number once to somebody who says why: a helper's of this case, or the number of who asked."""
    found = await reveal_number(
        press.session, press.house.keys, press.desk, press.case, helper=helper, why=why, now=now()
    )
    return await press.shown(found)
