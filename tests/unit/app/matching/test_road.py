"""Times by road from the operator's own server, and the straight line whenever it fails."""

import json
import math

import httpx
import pytest

from app.matching.road import Way, road_times
from app.models.volunteer import Vehicle
from geo.point import Point

URL = "http://valhalla:8002"
HERE = Point(lat=18.5, lon=-72.3)


def way(number: int, vehicle: Vehicle = Vehicle.CAR) -> Way:
    return Way(
        volunteer_id=number, start=Point(lat=18.4, lon=-72.0 - number / 10), vehicle=vehicle, distance_m=800
    )


class Server:
    """Answers with so many seconds for each start, and keeps what it was asked."""

    def __init__(self, answer: object = None, *, status: int = 200) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []
        self._answer, self._status = answer, status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        said = json.loads(request.content)
        self.asked.append((str(request.url), said))
        cells = [[{"time": 60 * (n + 1), "distance": 1.2}] for n in range(len(said["sources"]))]
        answer = {"sources_to_targets": cells} if self._answer is None else self._answer
        return httpx.Response(self._status, json=answer)


async def times(server, *ways):
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as http:
        return dict(await road_times(http, URL, ways, to=HERE))


async def test_each_comes_as_they_can_and_all_are_asked_together():
    server = Server()
    found = await times(server, way(1), way(2, Vehicle.NONE), way(3, Vehicle.TRUCK), way(4, Vehicle.BICYCLE))
    assert found == {1: 60, 3: 120, 2: 60, 4: 60}
    assert {url for url, _ in server.asked} == {f"{URL}/sources_to_targets"}
    by = {said["costing"]: said for _, said in server.asked}
    assert set(by) == {"auto", "pedestrian", "bicycle"}
    assert by["auto"]["sources"] == [{"lat": 18.4, "lon": -72.1}, {"lat": 18.4, "lon": -72.3}]
    assert by["auto"]["targets"] == [{"lat": 18.5, "lon": -72.3}]
    assert set(by["auto"]) == {
        "sources",
        "targets",
        "costing",
        "verbose",
    }  # not who they are


async def test_where_no_road_leads_the_way_has_no_end():
    assert await times(Server({"sources_to_targets": [[{"time": None}]]}), way(1)) == {1: math.inf}


async def test_a_boat_asks_for_no_road():
    server = Server()
    assert await times(server, way(1, Vehicle.BOAT)) == {1: 200}
    assert server.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"sources_to_targets": []},
        {"sources_to_targets": [[]]},
        {"sources_to_targets": [[{"time": "soon"}]]},
        {"sources_to_targets": [[{"time": -5}]]},
        {"sources_to_targets": {"durations": [[60]]}},
    ],
)
async def test_an_answer_that_makes_no_sense_leaves_the_straight_line(answer):
    assert await times(Server(answer), way(1), way(2, Vehicle.BOAT)) == {}


async def test_a_server_that_is_busy_down_or_slow_leaves_the_straight_line():
    def fails(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("too slow", request=request)

    assert await times(Server(status=503), way(1)) == {}
    assert await times(fails, way(1)) == {}


async def test_nobody_is_asked_about_nobody():
    server = Server()
    assert await times(server) == {}
    assert server.asked == []
