"""A job with everything in it that a test does not care about."""

from dataclasses import replace
from datetime import UTC, datetime

from app.dispatch.shapes import Job
from app.models.dispatch import DispatchState
from app.models.report import ReportState
from app.models.volunteer import Trust

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BAYUS = Job(
    id=1,
    report_id=1,
    volunteer_id=1,
    state=DispatchState.ACCEPTED,
    since_at=NOON,
    distance_m=300,
    expires_at=None,
    check_in_at=None,
    missed=0,
    helper_contact_id=2,
    helper_name="Bayu",
    trust=Trust.KNOWN,
    buddy_contact_id=None,
    reference="K7F3",
    asker_contact_id=1,
    report_state=ReportState.ACCEPTED,
    category="water",
    categories=("water",),
    urgency=2,
    risky=False,
    people=4,
    places_wanted=1,
    place_name="Bridge",
    radius_m=50,
    point=None,
)


def a_job(**facts: object) -> Job:
    """Bayu's job at the Bridge, with some facts otherwise."""
    return replace(BAYUS, **facts)  # type: ignore[arg-type]
