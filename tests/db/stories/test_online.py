"""Where nobody here knows the street, a geocoder on the network may: asked later, and for its words alone."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from app.chores.context import set_chore_house
from app.cli.locating import locate_texts
from app.errors import BadForm
from app.worker import Worker
from geo.gazetteer.load import load_places
from geo.place import Kind, Place
from geo.point import Point
from tests.atlas import NOMINATIM, PHOTON, Atlas, Drawn, serving
from tests.cast import Town
from tests.factories import make_incident
from tests.fakes import FakeTwilio
from tests.town import corner

NEED = "Need water for 4 on Rue du Moulin"
STREET = Drawn(name="Rue du Moulin", point=corner("Market"))
CONTACT = "desk@konbit.example"
Looks = Callable[..., AbstractAsyncContextManager[Atlas]]


class _Outside:
    """All that lies outside the house: the gateway, and the geocoders."""

    def __init__(self, atlas: Atlas, twilio: FakeTwilio) -> None:
        self.atlas, self.twilio = atlas, twilio

    def __call__(self, request: httpx.Request) -> httpx.Response:
        geocoder = request.url.host in ("nominatim.example", "photon.example")
        return self.atlas(request) if geocoder else self.twilio(request)


@pytest.fixture
def online(town: Town) -> Looks:
    """Let the operator set geocoders, as fast as the tests are."""

    @asynccontextmanager
    async def online(*places: Drawn, **urls: str) -> AsyncIterator[Atlas]:
        atlas = Atlas(*places)
        settings = town.house.settings.model_copy(
            update={
                "nominatim_url": NOMINATIM,
                "geocoder_contact": CONTACT,
                "geocoder_per_s": 1_000.0,
                **urls,
            }
        )
        async with httpx.AsyncClient(transport=httpx.MockTransport(_Outside(atlas, town.twilio))) as http:
            town.house = replace(town.house, settings=settings, http=http)
            town.worker = Worker(town.house)
            set_chore_house(town.house)
            yield atlas

    return online


async def _case(town: Town, name: str = "Amina"):
    return (await town.cases(name))[-1]


async def _jobs(town: Town) -> int:
    (row,) = await town.rows(
        "select count(*) as n from procrastinate.procrastinate_jobs where task_name = 'ask_geocoder'"
    )
    return int(row["n"])


async def test_a_street_that_nobody_here_knows_is_found_online_and_helpers_near_it_are_asked(town, online):
    async with online(STREET) as atlas:
        await town.volunteer("Bayu", at="Mill")
        await town.sms("Amina", NEED)
        assert await town.inbox("Bayu") == []
        assert atlas.calls == []
        (job,) = await town.rows("select lock, priority from procrastinate.procrastinate_jobs")
        assert (job["lock"], job["priority"]) == ("geocoder", -1)  # one at a time, and timers first
        await town.wait(minutes=1)
        case = await _case(town)
        assert (case["place_name"], case["place_source"], case["radius_m"]) == (
            "Rue du Moulin",
            "nominatim",
            400,
        )
        assert case["place_trail"][0].startswith("found online")
        assert len(await town.inbox("Bayu")) == 1
    (event,) = await town.rows("select who, why, after from event where what = 'report.placed'")
    assert event["who"] == "geocoder:nominatim"
    assert event["why"].startswith("found online")


async def test_the_place_words_leave_the_house_and_nothing_else_does(town, online):
    async with online(STREET) as atlas:
        words = "My mother Rosalie is bleeding, 5 people, call +1 509 555 0142, on Rue du Moulin"
        await town.sms("Amina", words)
        await town.wait(minutes=1)
    (request,) = atlas.calls
    assert dict(request.url.params) == {
        "q": "rue du moulin",
        "format": "jsonv2",
        "limit": "5",
        "viewbox": "-72.70000,18.80000,-72.40000,19.00000",
        "bounded": "1",
        "countrycodes": "ht",
        "accept-language": "ht,en",
        "email": CONTACT,
    }
    assert str(request.url).startswith(f"{NOMINATIM}/search?")
    assert request.headers["user-agent"] == f"Konbit (crisis mutual-aid map; {CONTACT})"
    assert request.content == b""
    sent = f"{request.url} {request.headers}".casefold()
    for secret in ("rosalie", "bleeding", "5095550142", "509 555", town.number("Amina").strip("+")):
        assert secret not in sent


async def test_the_second_text_with_these_words_is_placed_at_once(town, online):
    async with online(STREET) as atlas:
        await town.sms("Amina", NEED)
        await town.wait(minutes=1)
        await town.sms("Second", "Need food on RUE DU MOULIN")
        await town.settle()
        assert (await _case(town, "Second"))["place_name"] == "Rue du Moulin"
        assert len(atlas.calls) == 1
        assert await _jobs(town) == 0


async def test_without_a_geocoder_set_nothing_is_asked_and_no_job_waits(town):
    await town.sms("Amina", NEED)
    await town.settle()
    assert await _jobs(town) == 0
    assert (await _case(town))["point"] is None


async def test_a_place_that_is_known_here_is_not_asked(town, online):
    async with online(STREET):
        await town.sms("Amina", "Need water for 4 at the Bridge")
        await town.sms("Second", "Need water for 4")
        await town.settle()
        assert await _jobs(town) == 0


async def test_whose_home_it_is_does_not_leave_the_house(town, online):
    async with online() as atlas:
        await town.form("report", "Need water for 4", place="chez Rosalie, Rue du Moulin")
        await town.form("report", "Need water for 4", place="Rue des Fleurs")
        await town.wait(minutes=1)
    assert [call.url.params["q"] for call in atlas.calls] == ["rue des fleurs"]


async def test_a_drill_asks_nobody(town, online):
    async with online(STREET):
        await town.rows("update incident set drill = true returning id")
        await town.sms("Amina", NEED)
        await town.settle()
        assert await _jobs(town) == 0


async def test_what_the_service_does_not_know_is_asked_once_a_day(town, online):
    async with online() as atlas:
        await town.sms("Amina", NEED)
        await town.wait(minutes=1)
        assert (await _case(town))["point"] is None
        await town.sms("Second", NEED)
        await town.wait(minutes=1)
        assert len(atlas.calls) == 1
        await town.wait(minutes=25 * 60)
        await town.sms("Third", NEED)
        await town.wait(minutes=1)
        assert len(atlas.calls) == 2


async def test_a_place_outside_the_incident_is_refused(town, online):
    async with online(Drawn(name="Rue du Moulin", point=Point(lat=48.88, lon=2.33))):
        await town.sms("Amina", NEED)
        await town.wait(minutes=1)
        assert (await _case(town))["point"] is None


CITY = Place(name="Basseville", kind=Kind.CITY, point=corner("Mill"), radius_m=7_000, source="wide")


async def _city(town: Town) -> None:
    async with town.house.database.session() as session:
        assert town.incident.id is not None
        await load_places(session, town.incident.id, [CITY], source="wide")


async def test_in_a_wide_city_that_is_known_the_street_is_looked_for_inside_it(town, online):
    await _city(town)
    async with online(STREET) as atlas:
        await town.sms("Amina", "Need water for 4 on Rue du Moulin, Basseville")
        await town.settle()
        assert (await _case(town))["radius_m"] >= 7_000
        await town.wait(minutes=1)
        assert (await _case(town))["radius_m"] == 400
        await town.sms("Second", "Need food on Rue du Moulin, Basseville")
        await town.settle()
        assert (await _case(town, "Second"))["place_name"] == "Rue du Moulin"
        assert len(atlas.calls) == 1
    west, south, east, north = map(float, atlas.calls[0].url.params["viewbox"].split(","))
    assert -72.68 < west < east < -72.52
    assert 18.83 < south < north < 18.97


async def test_the_same_words_in_another_town_are_another_street(town, online):
    await _city(town)
    async with online(STREET) as atlas:
        await town.sms("Amina", "Need water for 4 on Rue du Moulin, Basseville")
        await town.wait(minutes=1)
        await town.sms("Second", "Need food on Rue du Moulin")
        await town.settle()
        assert (await _case(town, "Second"))["point"] is None
        await town.wait(minutes=1)
        assert (await _case(town, "Second"))["place_name"] == "Rue du Moulin"
        assert len(atlas.calls) == 2


async def test_a_street_of_that_name_in_another_city_is_not_taken(town, online):
    await _city(town)
    async with online(Drawn(name="Rue du Moulin", point=Point(lat=18.9, lon=-72.42))):
        await town.sms("Amina", "Need water for 4 on Rue du Moulin, Basseville")
        await town.wait(minutes=1)
        assert (await _case(town))["place_name"] == "Basseville"


async def test_a_busy_service_is_asked_again_later_and_then_the_place_is_found(town, online):
    async with online(STREET) as atlas:
        atlas.goes_wrong(httpx.Response(429, headers={"retry-after": "600"}), httpx.Response(503))
        await town.sms("Amina", NEED)
        await town.wait(minutes=1)
        await town.wait(minutes=1)
        assert len(atlas.calls) == 1  # it asked for ten minutes
        await town.wait(minutes=10)
        assert len(atlas.calls) == 2
        await town.wait(minutes=1)
        assert (await _case(town))["place_name"] == "Rue du Moulin"


BAD = {
    "a page": httpx.Response(200, text="<html>log in first</html>"),
    "no list": httpx.Response(200, json={"error": "no"}),
    "no number": httpx.Response(200, text='[{"lat": NaN, "lon": 1}]'),
    "no place on Earth": httpx.Response(200, json=[{"lat": "95", "lon": "1"}]),
    "a refusal": httpx.Response(403),
    "a redirect": httpx.Response(302, headers={"location": "https://elsewhere.example"}),
}


@pytest.mark.parametrize("why", BAD)
async def test_a_bad_answer_changes_nothing_and_the_next_question_is_asked(town, online, why):
    async with online(STREET) as atlas:
        atlas.goes_wrong(BAD[why])
        await town.sms("Amina", NEED)
        await town.wait(minutes=1)
        assert (await _case(town))["point"] is None
        assert await _jobs(town) == 0
        await town.sms("Second", NEED)
        await town.wait(minutes=1)
        assert (await _case(town, "Second"))["place_name"] == "Rue du Moulin"
        assert len(atlas.calls) == 2


async def test_where_one_service_knows_nothing_the_other_is_asked(town, online):
    async with online(STREET, photon_url=PHOTON) as atlas:
        atlas.goes_wrong(httpx.Response(200, json=[]))
        await town.sms("Amina", NEED)
        await town.wait(minutes=1)
        assert [call.url.host for call in atlas.calls] == ["nominatim.example", "photon.example"]
        assert (await _case(town))["place_source"] == "photon"


async def test_a_coordinators_pin_is_never_moved(town, online):
    async with online(STREET) as atlas:
        await town.sms("Amina", NEED)
        case = await town.case("Amina")
        desk = await town.desk()
        await desk.press(case, "place", lat="18.91", lon="-72.61", words="Rue du Moulin")
        await town.wait(minutes=1)
        assert atlas.calls == []
        assert (await _case(town))["place_source"] == "desk"


async def test_who_is_on_the_way_hears_the_place_that_was_found_online(town, online):
    await _city(town)
    async with online(STREET):
        await town.volunteer("Bayu", at="Mill")
        await town.sms("Amina", "Need water for 4 on Rue du Moulin, Basseville")
        case = await town.case("Amina")
        await town.inbox("Bayu")
        await town.sms("Bayu", "yes 1")
        await town.inbox("Bayu")
        await town.wait(minutes=1)
        (moved,) = await town.inbox("Bayu")
    assert moved.startswith(f"Case {case}: the place is now Rue du Moulin. Map: https://osm.org/?mlat=18.9")


async def test_a_better_place_that_came_while_we_asked_stays(town, online):
    async with online(STREET) as atlas:
        await town.sms("Amina", NEED)
        await town.settle()
        answer, asked, go = atlas.__call__, asyncio.Event(), asyncio.Event()

        async def slowly(request: httpx.Request) -> httpx.Response:
            asked.set()
            await go.wait()
            return answer(request)

        async with httpx.AsyncClient(transport=httpx.MockTransport(slowly)) as http:
            set_chore_house(replace(town.house, http=http))
            waiting = asyncio.create_task(town.wait(minutes=1))
            await asked.wait()
            set_chore_house(town.house)
            await town.sms("Amina", "School")
            while await town.worker.understand_some():
                continue
            go.set()
            await waiting
        assert (await _case(town))["place_name"] == "School"
    assert await town.rows("select 1 from event where who = 'geocoder:nominatim'") == []


async def test_a_relative_abroad_who_names_a_street_at_home_is_understood(town, online):
    async with online(STREET):
        await town.whatsapp("Amina", "Need water for 4 on Rue du Moulin", Latitude="45.5", Longitude="-73.57")
        await town.settle()
        assert (await _case(town))["place_name"] == ""
        await town.wait(minutes=1)
        assert (await _case(town))["place_name"] == "Rue du Moulin"


async def test_a_case_that_was_looked_at_meanwhile_is_still_placed(town, online):
    async with online(STREET):
        await town.sms("Amina", NEED)
        await (await town.desk()).press(await town.case("Amina"), "state", state="open")
        await town.wait(minutes=1)
        assert (await _case(town))["place_name"] == "Rue du Moulin"


async def test_a_case_that_was_closed_meanwhile_stays_as_it_is(town, online):
    async with online(STREET) as atlas:
        await town.sms("Amina", NEED)
        await (await town.desk()).press(await town.case("Amina"), "state", state="cancelled")
        await town.wait(minutes=1)
        assert (await _case(town))["point"] is None
        assert atlas.calls == []


async def test_a_helper_who_offers_is_placed_with_their_offer(town, online):
    async with online(STREET):
        await town.sms("Bayu", "I can bring water, I live on Rue du Moulin")
        await town.settle()
        await town.sms("Amina", "Need water for 4 at the Bridge")
        assert not any("Bridge" in words for words in await town.inbox("Bayu"))
        await town.wait(minutes=1)
        (helper,) = await town.rows("select place_name, point is null as lost from volunteer")
        assert (helper["place_name"], helper["lost"]) == ("Rue du Moulin", False)


async def test_somebody_at_the_command_line_asks_at_once(town, online, capsys):
    async with online(STREET) as atlas:
        texts = ["Need water for 4 on Rue du Moulin", "Need water at the Bridge", "Need water"]
        await locate_texts(town.house, "town", texts, online=True)
        assert len(atlas.calls) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["source"] for one in found] == ["nominatim", "town", None]
    assert found[0]["trail"] == [
        "found online: nominatim knows «rue du moulin» as the street «Rue du Moulin»"
    ]


async def test_over_a_real_socket_a_geocoder_of_our_own_is_asked(town, capsys):
    with serving(Atlas(STREET)) as address:
        settings = town.house.settings.model_copy(
            update={"nominatim_url": address, "geocoder_contact": CONTACT}
        )
        async with httpx.AsyncClient() as http:
            house = replace(town.house, settings=settings, http=http)
            await locate_texts(house, "town", ["Need water for 4 on Rue du Moulin"], online=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["lat"], found["lon"]) == (STREET.point.lat, STREET.point.lon)
    assert (found["radius_m"], found["source"]) == (400, "nominatim")


async def test_the_command_line_says_what_to_set(town):
    with pytest.raises(BadForm, match="KONBIT_NOMINATIM_URL"):
        await locate_texts(town.house, "town", ["Rue du Moulin"], online=True)


async def test_a_drill_asks_nobody_even_when_told_to(town, online):
    async with online(STREET) as atlas:
        async with town.house.database.session() as session:
            await make_incident(session, town.house.keys, slug="play", drill=True, our_number="+15095550191")
        with pytest.raises(BadForm, match="A drill asks nobody"):
            await locate_texts(town.house, "play", ["Rue du Moulin"], online=True)
        assert atlas.calls == []
