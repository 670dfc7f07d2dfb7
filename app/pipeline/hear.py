"""Where a message is about: from its words, its pin, the question it answers, and where its sender was."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.shapes import OpenPrompt
from app.models.message import PromptKind
from app.pipeline.evidence import attached_pin, typed_place
from app.pipeline.where import is_placed, lies_in, repeats_need
from app.reports.find import earlier_points, latest_report, report_by_id
from app.reports.shapes import Case
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from ingest.shapes import Intent

TELLS_NOTHING = (Intent.OTHER, Intent.REPLY, Intent.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message with its place; `flaw` says what was wrong with an attached position.

    `case` is the one whose place it may tell, `question` the open one about that.
    """

    situation: Situation
    located: Located | None
    place_text: str
    flaw: str = ""
    case: Case | None = None
    question: OpenPrompt | None = None

    @property
    def may_answer(self) -> bool:
        """Whether the words can be the answer to «where is it?», and nothing else."""
        return tells_place_alone(self.situation, self.case)


def tells_place_alone(situation: Situation, case: Case | None) -> bool:
    """Tell a message that brings no need or offer of its own."""
    reading = situation.reading
    if reading.intent in TELLS_NOTHING and not reading.categories:
        return True
    return case is not None and reading.place is not None and repeats_need(case, reading)


async def hear(session: AsyncSession, situation: Situation) -> Heard:
    """Find the place that the message speaks of."""
    incident, message, incident_id = situation.incident, situation.message, situation.incident_id
    pin, flaw = attached_pin(message.details)
    typed = typed_place(message.details)
    hint = situation.reading.place.text if situation.reading.place else ""
    who, now = situation.person, situation.now
    question, case = await _awaited(session, situation)
    evidence = Evidence(
        incident_id=incident_id,
        text=f"{typed}\n{message.text}" if typed else message.text,
        words=typed or hint,
        pin=pin,
        area=incident.area,
        earlier=() if who.fresh else await earlier_points(session, incident_id, contact_id=who.id, now=now),
    )
    located = None
    if case is not None and tells_place_alone(situation, case):
        located = await _inside(session, evidence, case)
    return Heard(
        situation=situation,
        located=located or await locate(session, evidence),
        place_text=typed or hint,
        flaw=flaw,
        case=case,
        question=question,
    )


async def _awaited(session: AsyncSession, situation: Situation) -> tuple[OpenPrompt | None, Case | None]:
    """Find the case whose place may come now: asked about, or the newest that still has no good one."""
    for prompt in reversed(situation.prompts):
        if prompt.kind is PromptKind.PLACE and prompt.report_id is not None:
            return prompt, await report_by_id(session, situation.incident_id, prompt.report_id)
    if situation.person.fresh:
        return None, None
    latest = await latest_report(
        session, situation.incident_id, contact_id=situation.person.id, now=situation.now
    )
    return None, latest if latest is not None and latest.place_asked and not is_placed(latest) else None


async def _inside(session: AsyncSession, evidence: Evidence, case: Case) -> Located | None:
    """Look for an answer in the wide place we asked about: the Rue Jasmin of Delmas, not any other."""
    if not (case.place_asked and case.place_name) or evidence.pin is not None or is_placed(case):
        return None
    found = await locate(session, replace(evidence, text=f"{evidence.text}, {case.place_name}"))
    return found if found is not None and lies_in(case, found) else None
