"""How long a rest is."""

import pytest

from app.volunteers.rest import rest_hours


@pytest.mark.parametrize(("asked", "hours"), [(None, 12), (8, 8), (0, 12), (-3, 12), (500, 72), (72, 72)])
def test_a_rest_is_as_long_as_asked_for_within_three_days(asked, hours):
    assert rest_hours(asked) == hours
