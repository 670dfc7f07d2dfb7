"""A geocoder that is none: it answers httpx as Nominatim and Photon would, for places of our own."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from geo.point import Point

NOMINATIM, PHOTON = "https://nominatim.example", "https://photon.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One place of the atlas."""

    name: str
    point: Point
    addresstype: str = "road"
    reach_deg: float = 0.001


class Atlas:
    """`calls` lists every request that came; `goes_wrong` lets the next ones fail."""

    def __init__(self, *places: Drawn) -> None:
        self.places = {place.name.casefold(): place for place in places}
        self.calls: list[httpx.Request] = []
        self._mishaps: deque[httpx.Response] = deque()

    def goes_wrong(self, *mishaps: httpx.Response) -> None:
        """Give these answers first, one after the other."""
        self._mishaps.extend(mishaps)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.calls.append(request)
        if self._mishaps:
            return self._mishaps.popleft()
        place = self.places.get(request.url.params["q"])
        found = [place] if place else []
        if request.url.host == "photon.example":
            return httpx.Response(200, json=photon_answer(*found))
        return httpx.Response(200, json=nominatim_answer(*found))


def nominatim_answer(*places: Drawn) -> list[dict[str, object]]:
    """What `/search?format=jsonv2` gives: numbers as text, the box as south, north, west, east."""
    return [
        {
            "place_id": n,
            "lat": str(place.point.lat),
            "lon": str(place.point.lon),
            "category": "highway",
            "type": "residential",
            "place_rank": 26,
            "addresstype": place.addresstype,
            "name": place.name,
            "display_name": f"{place.name}, Town",
            "boundingbox": [
                str(place.point.lat - place.reach_deg),
                str(place.point.lat + place.reach_deg),
                str(place.point.lon - place.reach_deg),
                str(place.point.lon + place.reach_deg),
            ],
        }
        for n, place in enumerate(places)
    ]


def photon_answer(*places: Drawn) -> dict[str, object]:
    """What `/api` gives: GeoJSON, the extent as west, north, east, south."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.point.lon, place.point.lat]},
            "properties": {
                "name": place.name,
                "osm_key": "highway",
                "osm_value": "residential",
                "type": "street",
                "extent": [
                    place.point.lon - place.reach_deg,
                    place.point.lat + place.reach_deg,
                    place.point.lon + place.reach_deg,
                    place.point.lat - place.reach_deg,
                ],
            },
        }
        for place in places
    ]
    return {"type": "FeatureCollection", "features": features}


@contextmanager
def serving(atlas: Atlas) -> Iterator[str]:
    """Answer over a real socket of this machine, as long as the block lasts; gives the address."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = f"http://{self.headers['host']}{self.path}"
            answer = atlas(httpx.Request("GET", url, headers=dict(self.headers)))
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002  the library's own word
            """Says nothing: a test's server is not looked at."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
