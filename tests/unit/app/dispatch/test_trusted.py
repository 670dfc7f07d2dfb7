import pytest

from app.dispatch.trusted import may_know_place, trust_for
from app.models.volunteer import Trust
from tests.unit.app.dispatch.jobs import a_job


@pytest.mark.parametrize("trust", list(Trust))
def test_anybody_who_goes_may_know_where_water_is_needed(trust):
    assert may_know_place(a_job(trust=trust))


@pytest.mark.parametrize("category", ["medical", "childcare", "elderly", "security"])
def test_where_the_sick_the_old_and_children_are_only_the_vetted_know(category):
    jobs = {trust: a_job(trust=trust, category=category, categories=(category,)) for trust in Trust}
    assert [trust for trust, job in jobs.items() if may_know_place(job)] == [Trust.VETTED]


def test_trust_for_one_kind_of_need_stands_above_the_general():
    nurse = a_job(categories=("medical",), trust_by_kind={"medical": "vetted"})
    assert trust_for(nurse, "medical") is Trust.VETTED
    assert trust_for(nurse, "elderly") is Trust.KNOWN
    assert may_know_place(nurse)
    doubted = a_job(trust=Trust.VETTED, categories=("childcare",), trust_by_kind={"childcare": "known"})
    assert not may_know_place(doubted)


def test_one_sensitive_kind_among_others_is_enough():
    assert not may_know_place(a_job(categories=("water", "medical")))


def test_a_risky_place_is_for_the_vetted_whatever_is_needed_there():
    assert not may_know_place(a_job(risky=True))
    assert may_know_place(a_job(risky=True, trust=Trust.VETTED))


def test_a_kind_that_the_catalog_does_not_know_is_no_secret():
    assert may_know_place(a_job(categories=("gone",)))
