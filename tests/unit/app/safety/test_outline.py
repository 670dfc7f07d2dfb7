"""What may be drawn as a zone."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadForm
from app.safety.outline import MOST_POINTS, read_outline
from geo.geojson import circle_geometry
from tests.town import AREA, MILL

SQUARE = [[-72.61, 18.89], [-72.59, 18.89], [-72.59, 18.91], [-72.61, 18.91], [-72.61, 18.89]]


def polygon(ring: list[list[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_square_around_the_mill_is_taken_as_it_is() -> None:
    outline = read_outline(polygon(SQUARE), AREA)
    assert not outline.mended
    assert json.loads(outline.geojson)["type"] == "Polygon"


def test_a_feature_and_a_collection_as_map_programs_save_them_are_read() -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": polygon(SQUARE)}
    two = [[lon + 0.05, lat] for lon, lat in SQUARE]
    collection = {
        "type": "FeatureCollection",
        "features": [feature, {"type": "Feature", "geometry": polygon(two)}],
    }
    assert read_outline(feature, AREA) == read_outline(polygon(SQUARE), AREA)
    assert json.loads(read_outline(collection, AREA).geojson)["type"] == "MultiPolygon"


def test_lines_that_cross_are_set_right_and_it_is_said() -> None:
    a, b, c, d, _ = SQUARE
    outline = read_outline(polygon([a, c, b, d, a]), AREA)
    assert outline.mended
    assert json.loads(outline.geojson)["type"] == "MultiPolygon"


def test_a_circle_is_drawn_around_a_point() -> None:
    assert not read_outline(circle_geometry(MILL, radius_m=400), AREA).mended


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        (polygon(SQUARE[:-1]), "not closed"),
        (polygon([SQUARE[0], SQUARE[1], SQUARE[0]]), "no area"),
        (polygon([SQUARE[0]] * 4), "no area"),
        (polygon([[lat, lon] for lon, lat in SQUARE]), "longitude"),
        (polygon([[lon, lat + 20] for lon, lat in SQUARE]), "outside the incident"),
        (polygon([[lon, lat + 200] for lon, lat in SQUARE]), "not on Earth"),
        (polygon([[-73, 18], [-72, 18], [-72, 20], [-73, 20], [-73, 18]]), "whole incident"),
        (polygon([[-170, 18], [170, 18], [170, 20], [-170, 20], [-170, 18]]), "half around"),
        ({"type": "Point", "coordinates": [-72.6, 18.9]}, "Polygon"),
        ({"type": "FeatureCollection", "features": []}, "Polygon"),
        ({"type": "FeatureCollection", "features": [7]}, "Polygon"),
        ({"type": "Feature", "geometry": None}, "Polygon"),
        ({"type": "Polygon", "coordinates": []}, "Polygon"),
        ({"type": "Polygon", "coordinates": "somewhere"}, "Polygon"),
        ({"type": "Polygon"}, "Polygon"),
        ({"type": "Polygon", "coordinates": [[["a", 1], [2, 3]]]}, "Polygon"),
        ({}, "Polygon"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_mend(drawn: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadForm, match=sentence):
        read_outline(drawn, AREA)


def test_numbers_that_are_none_are_no_place() -> None:
    with pytest.raises(BadForm):
        read_outline(polygon([[float("nan"), 18.89], *SQUARE[1:4], [float("nan"), 18.89]]), AREA)


def test_a_coastline_is_too_much() -> None:
    teeth = [[-72.6 + n * 1e-6, 18.9 + (n % 2) * 1e-4] for n in range(MOST_POINTS)]
    with pytest.raises(BadForm, match="more simply"):
        read_outline(polygon([*teeth, [-72.5, 18.95], teeth[0]]), AREA)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(st.sampled_from(["Polygon", "MultiPolygon", "Feature", "FeatureCollection"]), JSON, JSON)
def test_whatever_is_sent_is_an_area_or_a_sentence(kind: str, inner: object, other: object) -> None:
    drawn = {"type": kind, "coordinates": inner, "geometry": other, "features": inner}
    with suppress(BadForm):
        assert read_outline(drawn, AREA).geojson
