"""What the tests of the gazetteer share."""

import pytest

from tests.unit.geo.gazetteer.memory import PLACES, Answer, answering


@pytest.fixture
def answer() -> Answer:
    """Answer the keys of a question from these places."""
    return answering(PLACES)
