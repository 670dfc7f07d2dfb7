"""What programs are told of needs and jobs at the desk, and what they may say back."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from app.api.desk.actions import MOST_PLACES
from app.api.desk.moves import LONGEST_WHY
from app.models.safety import ApprovalKind

Code = Annotated[str, Field(max_length=8, description="a helper's code")]
Why = Annotated[str, Field(max_length=LONGEST_WHY)]


class JobOut(BaseModel):
    """One helper's part in a case. `due_at`: of the answer, or of the next sign of life; `late`: past it."""

    helper: str
    name: str
    state: str
    since_at: datetime
    due_at: datetime | None
    late: bool
    missed: int
    wave: int
    distance_m: int | None
    score: float
    reasons: list[str]
    over_cap: bool
    waits_for_place: bool


class AgreedOut(BaseModel):
    """One coordinator's word."""

    name: str
    at: datetime


class CareOut(BaseModel):
    """What must be looked at before a helper may be asked. `lacking`: coordinators who have yet to agree."""

    questions: list[str]
    checked_by: list[AgreedOut]
    risky: bool
    why_risky: str
    agreed_by: list[AgreedOut]
    lacking: int


class NeedOut(BaseModel):
    """One case with who is suggested, asked or goes. `cursor` of the last, given as `before`: older ones."""

    cursor: int
    reference: str
    state: str
    categories: list[str]
    urgency: int
    people: int | None
    text: str
    language: str
    place: str
    lat: float | None
    lon: float | None
    radius_m: int | None
    created_at: datetime
    places_wanted: int
    care: CareOut
    helpers: list[JobOut]
    merged_into: str | None
    stands_for: list[str]


class DispatchOut(BaseModel):
    """One job under way, and its case."""

    reference: str
    category: str
    urgency: int
    place: str
    job: JobOut


class HelperIn(BaseModel):
    """Whom it is about."""

    helper: Code


class FreeIn(HelperIn):
    """Whom to free, and why."""

    why: Why = ""


class TellIn(HelperIn):
    """Who may know the exact place, and why."""

    why: Why


class ApproveIn(BaseModel):
    """To what a coordinator agrees: that the questions were gone through, or that a risk may be taken."""

    kind: ApprovalKind


class RiskyIn(BaseModel):
    """Whether nobody goes alone, or on one coordinator's word."""

    risky: bool
    why: Why = ""


class PlacesIn(BaseModel):
    """How many helpers a case needs."""

    n: Annotated[int, Field(ge=1, le=MOST_PLACES)]


class RevealIn(BaseModel):
    """Whose number, and why; without a helper it is the number of the person who asked."""

    helper: Code = ""
    why: Why


class NumberOut(BaseModel):
    """A number: who looked at it, and why, is kept."""

    number: str
