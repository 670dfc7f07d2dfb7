import pytest

from app.access.tries import FREE_FOR_ADDRESS, wait_after


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (8, 32), (9, 60), (10, 60), (1_000_000, 60)],
)
def test_each_mistake_too_many_makes_the_next_try_wait_longer_and_never_more_than_a_minute(failures, seconds):
    assert wait_after(failures) == seconds


def test_an_office_behind_one_address_is_slowed_later():
    assert wait_after(FREE_FOR_ADDRESS - 1, free=FREE_FOR_ADDRESS) == 0
    assert wait_after(FREE_FOR_ADDRESS, free=FREE_FOR_ADDRESS) == 1
