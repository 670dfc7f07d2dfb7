"""A small extract, written by hand: a road in two stretches, a crossing, a commune, a hall, a clinic."""

import pytest

from geo.errors import BadGazetteer
from geo.gazetteer.files import Form, places_in
from geo.gazetteer.intake import Intake
from geo.place import Kind

EXTRACT = """<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
 <node id="1" lat="18.500" lon="-72.300"/>
 <node id="2" lat="18.500" lon="-72.295"/>
 <node id="3" lat="18.500" lon="-72.290"/>
 <node id="4" lat="18.505" lon="-72.295"/>
 <node id="5" lat="18.495" lon="-72.295"/>
 <node id="6" lat="18.51" lon="-72.31">
  <tag k="place" v="town"/>
  <tag k="name" v="Milltown"/>
  <tag k="name:fr" v="Moulinville"/>
  <tag k="population" v="20000"/></node>
 <node id="7" lat="18.502" lon="-72.302">
  <tag k="addr:housenumber" v="272"/>
  <tag k="addr:street" v="Mill Road"/>
  <tag k="amenity" v="clinic"/>
  <tag k="name" v="Clinic Alpha"/></node>
 <node id="8" lat="18.503" lon="-72.302"><tag k="amenity" v="school"/></node>
 <node id="11" lat="18.52" lon="-72.32"/>
 <node id="12" lat="18.52" lon="-72.30"/>
 <node id="13" lat="18.54" lon="-72.30"/>
 <node id="14" lat="18.54" lon="-72.32"/>
 <way id="1"><nd ref="1"/>
  <nd ref="2"/>
  <tag k="highway" v="residential"/>
  <tag k="name" v="Mill Road"/></way>
 <way id="2"><nd ref="2"/>
  <nd ref="3"/>
  <tag k="highway" v="residential"/>
  <tag k="name" v="Mill Road"/></way>
 <way id="3"><nd ref="4"/>
  <nd ref="2"/>
  <nd ref="5"/>
  <tag k="highway" v="primary"/>
  <tag k="name" v="Bridge Street"/></way>
 <way id="4"><nd ref="11"/><nd ref="12"/><nd ref="13"/><nd ref="14"/><nd ref="11"/></way>
 <way id="5"><nd ref="11"/>
  <nd ref="12"/>
  <nd ref="13"/>
  <nd ref="14"/>
  <nd ref="11"/>
  <tag k="building" v="yes"/>
  <tag k="name" v="Market Hall"/></way>
 <relation id="9"><member type="way" ref="4" role="outer"/>
  <tag k="type" v="boundary"/>
  <tag k="boundary" v="administrative"/>
  <tag k="admin_level" v="8"/>
  <tag k="name" v="School Commune"/></relation>
</osm>
"""


@pytest.fixture
def read(tmp_path):
    def read(content, **more):
        file = tmp_path / "town.osm"
        file.write_text(content)
        return list(places_in(file, Form.OSM, Intake(file=file.name, **more), source="osm"))

    return read


def test_every_sort_of_named_thing_is_a_place(read):
    assert {(place.name, place.kind) for place in read(EXTRACT)} == {
        ("Milltown", Kind.TOWN),
        ("Clinic Alpha", Kind.LANDMARK),
        ("272 Mill Road", Kind.ADDRESS),
        ("School Commune", Kind.DISTRICT),
        ("Market Hall", Kind.LANDMARK),
        ("Mill Road", Kind.STREET),
        ("Bridge Street", Kind.STREET),
        ("Mill Road / Bridge Street", Kind.CROSSING),
    }


def test_names_reach_and_shape_come_from_the_map(read):
    places = {place.name: place for place in read(EXTRACT)}
    assert places["Milltown"].names == ("Moulinville",)
    assert places["272 Mill Road"].names == ("Mill Road 272",)
    assert 1_000 < places["School Commune"].radius_m < 1_500
    assert places["School Commune"].shape["type"] == "Polygon"
    assert places["Mill Road"].shape == {"type": "LineString", "coordinates": [[-72.3, 18.5], [-72.29, 18.5]]}


@pytest.mark.parametrize("content", [EXTRACT[: len(EXTRACT) // 2], "", "no map at all"])
def test_a_broken_extract_is_refused(read, content):
    with pytest.raises(BadGazetteer, match=r"town\.osm is broken"):
        read(content)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadGazetteer, match="no file"):
        list(places_in(tmp_path / "none.pbf", Form.OSM, Intake(file="none.pbf"), source="osm"))


def test_a_street_that_leaves_the_extract_is_kept_as_far_as_it_is_known(read):
    cut = EXTRACT.replace('<node id="3" lat="18.500" lon="-72.290"/>', "")
    places = {place.name: place for place in read(cut)}
    assert places["Mill Road"].shape == {
        "type": "LineString",
        "coordinates": [[-72.3, 18.5], [-72.295, 18.5]],
    }
