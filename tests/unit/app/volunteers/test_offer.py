"""What follows from what a helper says, and what a coordinator types, without a database."""

import pytest

from app.errors import BadForm
from app.models.volunteer import Trust, Vehicle
from app.volunteers.change import facts, offer_of, set_back
from app.volunteers.check import known_trades, read_offer
from app.volunteers.find import Helper
from app.volunteers.pair import check_buddy
from app.volunteers.skills import ANSWERS, reach_for, skills_for
from app.volunteers.stock import MOST, Goods, counted
from app.volunteers.trust import checked_trust
from ingest.catalog import load_catalog


def helper(**more: object) -> Helper:
    """Bayu, a water carrier with a car."""
    known: dict[str, object] = {
        "id": 1,
        "contact_id": 1,
        "reference": "B4YU",
        "name": "Bayu",
        "words": "",
        "skills": ("water",),
        "trades": ("carry",),
        "vehicle": Vehicle.CAR,
        "languages": ("en",),
        "trust": Trust.KNOWN,
        "trust_by_kind": {"medical": "vetted"},
        "reach_m": 10_000,
        "on_duty": True,
        "hours": (1, 2),
        "rest_until": None,
        "load_cap": 2,
        "daily_cap": 4,
        "team": "",
        "buddy_id": None,
        "place_name": "Mill",
        "point": None,
    }
    return Helper(**{**known, **more})  # type: ignore[arg-type]


def test_every_trade_answers_a_kind_of_need_that_there_is():
    assert set(ANSWERS) == set(known_trades())
    assert set(ANSWERS.values()) <= set(load_catalog().categories)


def test_a_cook_with_a_car_is_asked_for_food_and_rides():
    assert skills_for(("other",), trades=("cook",), vehicle=Vehicle.CAR) == ("food", "transport")


def test_other_stands_only_where_nothing_else_does():
    assert skills_for(()) == ("other",)
    assert skills_for(("other", "water")) == ("water",)


@pytest.mark.parametrize(
    ("vehicle", "reach_m"),
    [("none", 5_000), ("bicycle", 5_000), ("motorbike", 10_000), ("car", 10_000), ("truck", 20_000)],
)
def test_what_they_ride_says_how_far_they_come(vehicle, reach_m):
    assert reach_for(Vehicle(vehicle)) == reach_m


def test_the_same_goods_of_one_text_are_added_and_absurd_ones_left_out():
    offered = [
        Goods(item="shelter", amount=15),
        Goods(item="shelter", amount=25),
        Goods(item="water", amount=-3, unit="litre"),
        Goods(item="food", amount=1e12),
        Goods(item="fuel", amount=float("nan")),
    ]
    assert counted(offered) == (Goods(item="shelter", amount=40),)
    assert counted([Goods(item="water", amount=MOST), Goods(item="water", amount=5)])[0].amount == MOST


def test_trust_for_a_kind_stands_above_the_general_trust():
    assert helper().trust_for("medical") is Trust.VETTED
    assert helper().trust_for("water") is Trust.KNOWN


@pytest.mark.parametrize(("general", "kinds"), [("adored", {}), ("known", {"magic": "known"}), ("", {})])
def test_trust_that_does_not_exist_is_refused_with_what_to_write(general, kinds):
    with pytest.raises(BadForm, match="write"):
        checked_trust(general, kinds)


def test_nobody_is_their_own_buddy_and_no_newcomer_is_one():
    with pytest.raises(BadForm):
        check_buddy(helper(), helper())
    with pytest.raises(BadForm):
        check_buddy(helper(), helper(id=2, trust=Trust.NEW))
    check_buddy(helper(trust=Trust.NEW), helper(id=2))


def test_setting_back_restores_what_changed_and_leaves_the_rest():
    before = {"helper": "B4YU", "skills": ["food"], "hours": None, "vehicle": "none", "load_cap": 1}
    offer = set_back(helper(team="Harbour"), before)
    assert (offer.skills, offer.hours, offer.vehicle, offer.load_cap) == (("food",), None, Vehicle.NONE, 1)
    assert (offer.team, offer.daily_cap) == ("Harbour", 4)


def test_what_is_typed_as_it_stands_changes_nothing():
    offer = offer_of(helper())
    lists = {"skills": offer.skills, "trades": offer.trades, "languages": offer.languages}
    typed = {
        "vehicle": "car",
        "reach_m": "10000",
        "hours": "mon 1-3",
        "load_cap": "2",
        "daily_cap": "4",
        "team": "",
    }
    meant, faults = read_offer(lists, typed)
    assert not faults
    assert facts(meant) == facts(offer)
