"""Which cases are one need and which are not, how well a report is known to be true, and who it is about."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.api.desk.press import PressDep, find_case
from app.api.desk.shapes import DoneView
from app.clock import now
from app.errors import BadForm, Conflict
from app.models.report import Verified
from app.pipeline.climb import climb
from app.reports.describe import Details, describe_report
from app.reports.find import lock_report
from app.reports.twins import set_apart
from app.reports.verify import LONGEST_HOW, mark_rumour, step_before, verify_report, vouch
from ingest.catalog import load_catalog

router = APIRouter(include_in_schema=False)
MOST_PEOPLE = 100_000
How = Annotated[str, Form(max_length=LONGEST_HOW)]
STEPS = {step.value: step for step in Verified}


@router.post("/desk/{slug}/report/{reference}/apart")
async def apart(press: PressDep, twin: Annotated[str, Form(max_length=8)]) -> Response:
    """Say that two cases are not one need: neither is shown beside the other again."""
    other = await find_case(press.session, press.desk, twin.strip())
    await set_apart(press.session, press.desk.incident_id, press.case, other, who=press.desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/together")
async def together(press: PressDep, twin: Annotated[str, Form(max_length=8)]) -> Response:
    """Take «not the same» back."""
    other = await find_case(press.session, press.desk, twin.strip())
    who = press.desk.who
    await set_apart(press.session, press.desk.incident_id, press.case, other, who=who, now=now(), apart=False)
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/verify")
async def verify(press: PressDep, step: Annotated[str, Form(max_length=20)] = "", how: How = "") -> Response:
    """Take the next step of the ladder at once, or the one that was chosen; how may be said afterwards.

    So the case stays in hand; and it is real, for somebody knows more of it.
    """
    desk, batch, said = press.desk, token_hex(6), how.strip()
    if step and step not in STEPS:
        raise BadForm("Choose a step from the list: reported, called back, seen, two sources.")
    chosen = STEPS[step] if step else None
    case = await climb(
        press.session,
        desk.incident,
        press.case.id,
        step=chosen,
        who=desk.who,
        now=now(),
        how=said,
        batch=batch,
    )
    return await press.shown(done=DoneView(verdict="verify", references=(case.reference,), batch=batch))


@router.post("/desk/{slug}/report/{reference}/unverify")
async def step_back(press: PressDep, how: How = "") -> Response:
    """Go one step back: what was thought known is not."""
    desk = press.desk
    case = await lock_report(press.session, desk.incident_id, press.case.id)
    then = step_before(case.verified)
    if then is None:
        raise Conflict(f"Case {case.reference} is on the first step already.")
    await verify_report(press.session, desk.incident_id, case, then, who=desk.who, now=now(), why=how.strip())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/vouch")
async def say_how(press: PressDep, how: How) -> Response:
    """Say how the step is known on which a report stands: whom, when, which source."""
    desk, said = press.desk, how.strip()
    if not said:
        raise BadForm("Write with whom you spoke, and when, or who else says so.")
    await vouch(press.session, desk.incident_id, press.case, said, who=desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/rumour")
async def rumour(press: PressDep, rumour: Annotated[bool, Form()], why: How = "") -> Response:
    """Mark what many tell and nobody knows to be true, or take the mark away."""
    desk = press.desk
    case = await lock_report(press.session, desk.incident_id, press.case.id)
    await mark_rumour(press.session, desk.incident_id, case, rumour, who=desk.who, now=now(), why=why.strip())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/describe")
async def describe(
    press: PressDep,
    language: Annotated[str, Form(max_length=8)],
    people: Annotated[str, Form(max_length=8)] = "",
    name: Annotated[str, Form(max_length=80)] = "",
    place_text: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Correct how many they are, what they speak, who they are, and how they call the place."""
    many = people.strip()
    if many and not (many.isdecimal() and 0 < int(many) <= MOST_PEOPLE):
        raise BadForm("Write the number of people in digits, like 4, or leave it empty.")
    if language not in {press.case.language, *load_catalog().languages}:
        raise BadForm("Choose a language from the list.")
    details = Details(
        people=int(many) if many else None,
        language=language,
        name=name.strip(),
        place_text=place_text.strip(),
    )
    desk = press.desk
    await describe_report(press.session, desk.incident_id, press.case, details, who=desk.who, now=now())
    return await press.shown()
