"""Who knows exactly where somebody is: one table for every role."""

import pytest

from app.api.desk.sight import Eyes, Sight, sight_of
from app.models.staff import Role
from app.triage.narrow import Narrow

EXACT, ROUGH = Sight.EXACT, Sight.ROUGH
# role: plain, plain after a reason, sensitive, sensitive after a reason
TABLE = {
    Role.VOLUNTEER: (ROUGH, ROUGH, ROUGH, ROUGH),
    Role.VIEWER: (ROUGH, ROUGH, ROUGH, ROUGH),
    Role.VERIFIER: (EXACT, EXACT, ROUGH, EXACT),
    Role.DISPATCHER: (EXACT, EXACT, EXACT, EXACT),
    Role.COORDINATOR: (EXACT, EXACT, EXACT, EXACT),
    Role.ADMINISTRATOR: (EXACT, EXACT, EXACT, EXACT),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_knows_places_as_well_as_its_work_needs(role):
    cases = ((False, False), (False, True), (True, False), (True, True))
    assert TABLE[role] == tuple(sight_of(role, sensitive=one, revealed=two) for one, two in cases)


def test_a_verifier_who_gave_a_reason_sees_that_case_and_no_other():
    eyes = Eyes(role=Role.VERIFIER, revealed=frozenset({7}))
    assert eyes.sight(7, ["medical"]) is EXACT
    assert eyes.sight(8, ["medical"]) is ROUGH
    assert eyes.sight(8, ["water"]) is EXACT


def test_a_small_outline_leads_no_viewer_to_a_door():
    narrow = Narrow(kind="need", poly="18.9001,-72.6001;18.9002,-72.6001;18.9002,-72.6003")
    seen = Eyes(role=Role.VIEWER).narrow(narrow)
    assert seen == Narrow(kind="need", box="-72.6200,18.9000,-72.6000,18.9200")
    assert Eyes(role=Role.COORDINATOR).narrow(narrow) == narrow
