"""The map in a file that is carried: folium writes what Leaflet draws, and brings nothing else along.

Of folium's own pages we take the element and the script alone: its styles, its viewport and the addresses of
thirteen files on other people's servers stay out.
"""

from collections.abc import Mapping, Sequence

import folium
from branca.element import Figure
from folium.map import Layer
from folium.template import Template

from web.render import catalogue
from web.snapshot_facts import Mark, Shape, Snapshot, Spot, Square

Geometry = Mapping[str, object]

# what lies under the marks, from the bottom up
GROUND: dict[str, dict[str, object]] = {
    "land": {"fillColor": "#f3efe4", "fillOpacity": 1, "color": "#8a8f8c", "weight": 1},
    "park": {"fillColor": "#d9e4cf", "fillOpacity": 1, "weight": 0},
    "river": {"fillColor": "#c3d6dd", "fillOpacity": 1, "color": "#8fb0bc", "weight": 0.5},
    "quarter": {"fill": False, "color": "#a39880", "weight": 1, "dashArray": "4 4"},
    "street": {"fill": False, "color": "#cfc6b4", "weight": 2},
}
DEEPEST = 16  # nearer than this there is nothing to see: places are moved by more than the screen is wide


class Carried(folium.Map):
    """A folium map that brings no file of its own: the page around it has all that is needed."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  folium looks for a list here
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class Drawn(Layer):
    """GeoJSON whose features one of our own functions draws, and another tells of in a bubble."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = konbit.{{ this.by }}({{ this.features|tojson }});
        {% endmacro %}
    """)

    def __init__(self, by: str, features: Sequence[object], name: str) -> None:
        super().__init__(name=name, overlay=True, control=True, show=True)
        self._name, self._id = "Drawn", by
        self.by = by
        self.features = {"type": "FeatureCollection", "features": list(features)}


def draw(facts: Snapshot, language: str) -> tuple[str, str]:
    """Let folium write the map: its element, and what makes it."""
    _ = catalogue(language).gettext
    east = facts.east + (360 if facts.west > facts.east else 0)
    middle = ((facts.south + facts.north) / 2, (facts.west + east) / 2)
    drawn = Carried(
        middle, tiles=None, prefer_canvas=True, control_scale=True, attribution_control=False, zoom_snap=0.5
    )
    drawn._id = "here"
    layers = (
        ("squares", _("Private needs"), [_square(n, one) for n, one in enumerate(facts.squares)]),
        ("marks", _("Needs and offers"), [_mark(n, one) for n, one in enumerate(facts.marks)]),
        ("spots", _("Places open now"), [_spot(n, one) for n, one in enumerate(facts.spots)]),
        ("names", _("Names of places"), [_point(lat, lon, {"name": name}) for lat, lon, name in facts.names]),
    )
    turn = _east_of_the_line if facts.west > facts.east else _as_it_is
    for layer, style in GROUND.items():
        _add_ground(drawn, [turn(one["geometry"]) for one in facts.ground if _layer_of(one) == layer], style)
    for by, name, features in layers:
        if features:
            Drawn(by, [_shape(one["properties"], turn(one["geometry"])) for one in features], name).add_to(
                drawn
            )
    folium.LayerControl(collapsed=True).add_to(drawn)
    drawn.fit_bounds([(facts.south, facts.west), (facts.north, east)], max_zoom=DEEPEST)
    drawn.options["max_zoom"] = DEEPEST
    page = drawn.get_root()
    assert isinstance(page, Figure)
    page.render()
    return page.html.render(), page.script.render()


def _add_ground(drawn: folium.Map, geometries: Sequence[Geometry], style: Mapping[str, object]) -> None:
    if not geometries:
        return
    shapes = [_shape({}, one) for one in geometries]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": shapes},
        style_function=lambda _feature: dict(style),
        control=False,
        interactive=False,
    ).add_to(drawn)


def _as_it_is(geometry: Geometry) -> Geometry:
    return geometry


def _east_of_the_line(geometry: Geometry) -> Geometry:
    """Where the area crosses the antimeridian, go on counting to the east: 181 beside 180, not -179."""
    return {**geometry, "coordinates": _turned(geometry["coordinates"])}


def _turned(coordinates: object) -> object:
    assert isinstance(coordinates, list | tuple)
    if coordinates and isinstance(coordinates[0], int | float):
        lon, lat = coordinates
        return [lon + 360 if lon < 0 else lon, lat]
    return [_turned(part) for part in coordinates]


def _layer_of(feature: Shape) -> str:
    return str(feature["properties"]["layer"])


def _mark(n: int, mark: Mark) -> Shape:
    grade = 0 if mark.kind == "offer" else mark.urgency
    return _point(mark.lat, mark.lon, {"row": f"m{n}", "grade": grade, "radius": round(mark.radius_m)})


def _spot(n: int, spot: Spot) -> Shape:
    return _point(spot.lat, spot.lon, {"row": f"p{n}", "state": spot.state})


def _square(n: int, square: Square) -> Shape:
    west, south, east, north = square.west, square.south, square.east, square.north
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {"row": f"s{n}", "label": f"\u2265 {square.at_least}"}
    return _shape(properties, {"type": "Polygon", "coordinates": [ring]})


def _point(lat: float, lon: float, properties: Mapping[str, object]) -> Shape:
    return _shape(properties, {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]})


def _shape(properties: Mapping[str, object], geometry: Geometry) -> Shape:
    return {"type": "Feature", "properties": properties, "geometry": geometry}
