"""A coordinator and a helper's part in a case: asked, noted from the telephone, freed, told the place."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.api.moves import LONGEST_WHY, Move, move
from app.api.moves import reveal as reveal_number
from app.api.press import DispatchPressDep, PressDep
from app.clock import now

router = APIRouter(include_in_schema=False)
Code = Annotated[str, Form(max_length=8)]
Why = Annotated[str, Form(max_length=LONGEST_WHY)]


@router.post("/desk/{slug}/report/{reference}/ask")
async def ask(press: DispatchPressDep, helper: Code) -> Response:
    """Ask one suggested helper by text."""
    await move(press.session, press.desk, press.case, Move.ASK, helper=helper, now=now())
    return await press.shown()


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
