"""Places in a file that others keep: a good row becomes a place, a wrong one says its line."""

import json

import pytest

from app.errors import BadForm
from app.facilities.read_file import read_rows
from app.models.facility import FacilityKind

HEAD = "kind,name,lat,lon,place,hours,capacity,free,full,note\n"


def rows(written: str):
    return read_rows(written, language="ht", source="City list")


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_table_is_read_whichever_way_its_columns_are_parted(comma):
    written = (HEAD + "Shelter,School,18.9,-72.6,Rue 3,mon-fri 8-18,40,12,no,Bring a blanket\n").replace(
        ",", comma
    )
    (row,) = rows("\ufeff" + written)
    assert row.said is not None
    assert (row.said.kind, row.said.name, row.said.free) == (FacilityKind.SHELTER, "School", 12)
    assert (row.said.source, row.said.notes) == ("City list", {"ht": "Bring a blanket"})
    assert row.said.hours is not None
    assert len(row.said.hours) == 50


def test_a_wrong_row_says_its_line_and_leaves_the_others_alone():
    found = rows(
        HEAD
        + "water,Tap,18.9,-72.6\ncastle,Tap,18.9,-72.6\nwater,Tap,north,-72.6\nwater,Tap,18.9,-72.6,,late\n"
    )
    assert [(row.line, bool(row.fault)) for row in found] == [(2, False), (3, True), (4, True), (5, True)]
    assert "shelter, water" in found[1].fault


def test_geojson_points_are_read_and_other_shapes_are_faults():
    point = {"type": "Point", "coordinates": [-72.6, 18.9]}
    known = {"kind": "clinic", "name": "Clinic", "free": None, "source": "Doctors"}
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    features = [
        {"type": "Feature", "geometry": point, "properties": known},
        {"type": "Feature", "geometry": line, "properties": known},
        {"type": "Feature", "geometry": None, "properties": None},
    ]
    first, *wrong = rows(json.dumps({"type": "FeatureCollection", "features": features}))
    assert first.said is not None
    assert (first.said.point.lat, first.said.point.lon, first.said.source) == (18.9, -72.6, "Doctors")
    assert [bool(row.fault) for row in wrong] == [True, True]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a,b\n1,2\n",
        'kind,"name,lat,lon\nwater,Tap',
        HEAD,
        "{",
        "{}",
        '{"type": "FeatureCollection"}',
        "[1]",
    ],
)
def test_what_is_no_list_of_places_is_refused_as_a_whole(written):
    with pytest.raises(BadForm):
        rows(written)
