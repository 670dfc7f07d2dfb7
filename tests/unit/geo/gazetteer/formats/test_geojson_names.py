import gzip
import json

import pytest

from geo.errors import BadGazetteer
from geo.gazetteer.files import Form, places_in
from geo.gazetteer.formats import features
from geo.gazetteer.intake import Intake
from geo.place import Kind


def _feature(name, geometry, **more):
    return {"type": "Feature", "properties": {"name": name, **more}, "geometry": geometry}


POINT = {"type": "Point", "coordinates": [-72.3, 18.5]}
SQUARE = {"type": "Polygon", "coordinates": [[[-72.4, 18.5], [-72.3, 18.5], [-72.3, 18.6], [-72.4, 18.5]]]}
CLINIC = _feature("Clinic Alpha", POINT, **{"name:fr": "Clinique Alpha", "amenity": "clinic"})
QUARTER = _feature("Mill Quarter", SQUARE, place="suburb")


@pytest.fixture
def read(tmp_path):
    def read(content, **more):
        file = tmp_path / "names.geojson"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        intake = Intake(file=file.name, **more)
        return list(places_in(file, Form.GEOJSON, intake, source="test"))

    return read


def _collection(*found):
    return {"type": "FeatureCollection", "crs": {"name": "any"}, "features": list(found)}


def test_points_and_outlines_are_places_with_all_their_names(read):
    clinic, quarter = read(_collection(CLINIC, QUARTER))
    assert (clinic.kind, clinic.names) == (Kind.LANDMARK, ("Clinique Alpha",))
    assert quarter.kind is Kind.QUARTER
    assert quarter.radius_m > 3_000
    assert quarter.shape["type"] == "Polygon"


def test_a_feature_a_line_and_a_packed_file_are_read_too(read):
    lines = b"\n".join(json.dumps(one).encode() for one in (CLINIC, QUARTER)) + b"\n"
    assert [place.name for place in read(lines)] == ["Clinic Alpha", "Mill Quarter"]
    assert len(read(gzip.compress(json.dumps(_collection(CLINIC)).encode()))) == 1


def test_a_feature_longer_than_a_bite_is_read_whole(read, monkeypatch):
    monkeypatch.setattr(features, "BITE", 100)
    assert [place.name for place in read(_collection(CLINIC, QUARTER))] == ["Clinic Alpha", "Mill Quarter"]


def test_whoever_loads_may_say_what_kind_everything_is(read):
    assert read(_collection(QUARTER), kind=Kind.DISTRICT)[0].kind is Kind.DISTRICT


def test_nameless_features_are_passed_over(read):
    nameless = {"type": "Feature", "properties": {}, "geometry": POINT}
    assert len(read(_collection(nameless, CLINIC))) == 1


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(read, keep):
    whole = json.dumps(_collection(*[CLINIC] * 50)).encode()
    with pytest.raises(BadGazetteer, match=r"names\.geojson"):
        read(whole[: int(len(whole) * keep)])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not GeoJSON"),
        (b"<osm/>", "not GeoJSON"),
        (b"[1, 2]", "not GeoJSON"),
        (b"\xff\xfe{", "not UTF-8"),
        (gzip.compress(b"{}")[:-9], "broken"),
        (_collection(_feature("Nowhere", {"type": "Point", "coordinates": [0, 0]})), "feature 1: 0, 0"),
        (_collection(CLINIC, _feature("Mars", {"type": "Point", "coordinates": [1, 95]})), "feature 2: "),
        (_collection(_feature("x" * 5_000, POINT)), "5000 characters"),
        (_collection(_feature("Mill", POINT, kind="planet")), "no kind «planet»"),
        (_collection("Mill"), "feature 1: it is not a GeoJSON feature"),
    ],
)
def test_what_is_wrong_is_said_with_its_feature(read, content, told):
    with pytest.raises(BadGazetteer, match=told):
        read(content)
