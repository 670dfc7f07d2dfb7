"""Hop 3 as a whole: who is suggested, who is asked, what roads say, and when nobody is left."""

import json
from dataclasses import replace

import httpx

from app.models.incident import Automation
from app.worker import Worker

NEED = "Need water for 4 at the Bridge"
URL = "http://valhalla:8002"


class Valhalla:
    """The operator's server: the first place it is told of needs an hour, every other one a minute."""

    def __init__(self, status: int = 200) -> None:
        self.asked = 0
        self._status = status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        sources = json.loads(request.content)["sources"]
        cells = [[{"time": 60 if n else 3_600, "distance": 1}] for n in range(len(sources))]
        return httpx.Response(self._status, json={"sources_to_targets": cells})


async def with_roads(town, server: Valhalla) -> Worker:
    """A worker whose operator has a Valhalla."""
    settings = town.house.settings.model_copy(update={"valhalla_url": URL})
    http = httpx.AsyncClient(transport=httpx.MockTransport(server))
    return Worker(replace(town.house, settings=settings, http=http))


async def suggested(town) -> list[str]:
    rows = await town.jobs_of(await town.case("Amina"))
    return [name for name, _ in rows]


async def test_whom_the_road_takes_round_the_bay_is_asked_after_whom_it_leads_straight(town):
    server = Valhalla()
    town.worker = await with_roads(town, server)
    await town.automation(Automation.SUGGEST)
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Harbour")
    await town.sms("Amina", NEED)
    assert await suggested(town) == ["Chen", "Bayu"]
    assert server.asked >= 1
    rows = await town.rows("select reasons from dispatch order by id")
    assert [row["reasons"][1] for row in rows] == ["road:1", "road:60"]
    await town.worker.house.http.aclose()


async def test_when_the_road_server_fails_the_straight_line_counts_and_nobody_waits(town):
    town.worker = await with_roads(town, Valhalla(status=500))
    await town.automation(Automation.SUGGEST)
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Harbour")
    await town.sms("Amina", NEED)
    assert await suggested(town) == ["Bayu", "Chen"]
    await town.worker.house.http.aclose()


async def test_a_drill_asks_no_server_about_invented_people(town):
    server = Valhalla()
    town.worker = await with_roads(town, server)
    await town.rows("update incident set drill = true returning id")
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    assert await suggested(town) == ["Bayu"]
    assert server.asked == 0
    await town.worker.house.http.aclose()


async def test_a_need_that_everybody_declined_goes_back_to_the_queue_once(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.inbox("Bayu")
    await town.sms("Bayu", "no")
    await town.settle()
    (case,) = await town.cases("Amina")
    assert (case["state"], case["unmet_at"] is None) == ("open", False)
    await town.rows("update report set match_at = now() returning id")
    await town.settle()
    rows = await town.rows("select after from event where what = 'report.unmet'")
    assert [row["after"]["declined"] for row in rows] == [1]


async def test_a_need_for_which_nobody_was_ever_asked_is_not_called_unmet(town):
    await town.sms("Amina", NEED)
    await town.settle()
    assert await town.rows("select id from event where what = 'report.unmet'") == []


async def test_nobody_is_asked_by_the_machine_for_a_need_in_a_hazard_zone(town):
    await town.rows(
        """
        insert into zone (incident_id, kind, name, area, who, since_at)
        select r.id, 'hazard', '', st_buffer(st_makepoint(0, 0)::geography, 1), 'staff:1', now()
        from incident r returning id
        """
    )
    await town.volunteer("Bayu", at="Harbour")
    await town.sms("Amina", NEED)
    await town.settle()
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "asked")]
    await town.rows("update zone set area = (select st_buffer(point, 50) from report limit 1) returning id")
    await town.sms("Second", NEED)
    await town.settle()
    assert await town.jobs_of(await town.case("Second")) == [("Bayu", "proposed")]


async def test_more_are_asked_at_once_for_what_is_more_urgent(town):
    for name, at in (("Bayu", "Mill"), ("Chen", "Harbour"), ("Third", "Market")):
        await town.volunteer(name, at=at)
    await town.sms("Amina", NEED)
    await town.settle()
    states = [state for _, state in await town.jobs_of(await town.case("Amina"))]
    assert sorted(states) == ["asked", "asked", "proposed"]


async def test_a_wrong_weight_in_the_database_stops_no_match(town):
    await town.rows("""update incident set weights = '{"near": -2, "beauty": "much"}' returning id""")
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    assert await suggested(town) == ["Bayu"]
