"""Amina asks for water and hears of a tap near her, beside the help that we look for; never instead."""

import pytest

from app.clock import now
from app.facilities.begin import open_facility
from app.facilities.change import change_facility, end_facility
from app.facilities.shapes import Changes, NewPlace
from app.hours import WEEK_H, hour_of_week
from app.models.facility import FacilityKind
from app.models.safety import ZoneKind
from app.safety.zones import draw_zone
from geo.geojson import circle_geometry
from tests.town import corner

ASKS = "Need water for 4 at the Mill"
TAP = "Also open to everybody: Blue tap, Market street, 300 m away."


@pytest.fixture
def opens(town):
    """A coordinator opens a place at a corner; gives its code."""

    async def opens(name="Blue tap", *, at="Bridge", kind=FacilityKind.WATER, **more):
        said = NewPlace(
            kind=kind,
            name=name,
            point=corner(at),
            source="Water office",
            **{"notes": {}, "place": "Market street"} | more,
        )
        async with town.house.database.session() as session:
            return await open_facility(session, town.incident, said, who="staff:1", now=now())

    return opens


async def named(town, words=ASKS, *, who="Amina") -> list[str]:
    """What somebody hears of an open place when they ask."""
    await town.sms(who, words)
    heard = "\n".join(await town.inbox(who))
    return [f"Also open{one}".split("\n")[0] for one in heard.split("Also open")[1:]]


async def test_the_nearest_is_named_with_how_far_it_is_and_the_case_goes_on(town, opens):
    await opens("Red tap", at="Market")
    await opens()
    await town.volunteer("Bayu", at="School")
    await town.sms("Amina", ASKS)
    (receipt, *rest) = await town.inbox("Amina")
    assert receipt.startswith("We have it.")
    assert TAP in "\n".join([receipt, *rest])
    assert [state for _, state in await town.jobs_of(await town.case("Amina"))] == ["asked"]
    (event,) = await town.rows("select after from event where what = 'facility.named'")
    assert (event["after"]["called"], event["after"]["distance_m"]) == ("Blue tap", pytest.approx(300, abs=3))


async def test_it_is_said_once_for_a_case_and_not_with_its_status(town, opens):
    await opens()
    assert await named(town) == [TAP]
    assert await named(town, "STATUS") == []
    assert await named(town, "we are at the School") == []


async def test_who_tells_the_place_later_hears_it_then(town, opens):
    await opens()
    assert await named(town, "Need water for 4") == []
    assert await named(town, "at the Mill") == [TAP]


async def test_one_that_is_full_closed_unchecked_ended_or_of_another_kind_is_not_named(town, opens):
    await opens("Full", full=True)
    await opens("Empty", free=0)
    hour = hour_of_week(now(), town.incident.time_zone)
    await opens("Closed", hours=tuple(sorted((hour + step) % WEEK_H for step in (-3, -2, 5))))
    await opens("Kitchen", kind=FacilityKind.FOOD)
    await opens("Far", at="Quarry")
    ended = await opens("Ended")
    await opens("Long ago")
    async with town.house.database.session() as session:
        await end_facility(session, town.incident.id, ended, who="staff:1", now=now())
    await town.rows(
        "update facility set checked_at = now() - interval '25 hours' where name = 'Long ago' returning id"
    )
    assert await named(town) == []


async def test_one_that_opens_soon_is_named_with_its_hours(town, opens):
    hour = hour_of_week(now(), town.incident.time_zone)
    opens_at = (hour + 2) % WEEK_H
    await opens(hours=(opens_at,))
    (line,) = await named(town)
    hours = f"{opens_at % 24}-{opens_at % 24 + 1} h"
    assert line == f"Also open to everybody, {hours}: Blue tap, Market street, 300 m away."


@pytest.mark.parametrize(
    "words",
    [
        "URGENT! Need water, my baby is dying at the Mill",
        "We are trapped under the house at the Mill, we need water",
    ],
)
async def test_who_is_in_danger_is_not_sent_anywhere(town, opens, words):
    await opens()
    assert await named(town, words) == []
    assert len(await town.cases("Amina")) == 1


async def test_nobody_is_sent_through_a_place_where_nobody_should_be(town, opens):
    await opens(at="Market")
    await opens("Red tap", at="School")
    async with town.house.database.session() as session:
        flood = circle_geometry(corner("Bridge"), radius_m=50)
        await draw_zone(
            session, town.incident, kind=ZoneKind.HAZARD, name="Flood", area=flood, who="staff:1", now=now()
        )
    (line,) = await named(town)
    assert "Red tap" in line


async def test_a_receipt_that_has_no_room_leaves_it_to_a_second_text(town, opens):
    await opens(
        "The tap behind the second market hall and the blue church of the fishermen",
        place="in the yard of the old water office, " * 3,
    )
    await town.sms("Amina", ASKS)
    first, second = await town.inbox("Amina")
    assert first.startswith("We have it.")
    assert second.startswith("Also open to everybody")


async def test_what_changes_at_the_door_is_heard_by_the_next(town, opens):
    code = await opens()
    async with town.house.database.session() as session:
        await change_facility(session, town.incident, code, Changes(full=True), who="staff:1", now=now())
    assert await named(town) == []
