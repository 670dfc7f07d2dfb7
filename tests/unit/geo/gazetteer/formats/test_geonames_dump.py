import zipfile

import pytest

from geo.errors import BadGazetteer
from geo.gazetteer.files import Form, places_in
from geo.gazetteer.intake import Intake
from geo.place import Kind
from geo.point import Area

AREA = Area(west=-73, south=18, east=-72, north=19)


def _line(number, name, lat, lon, code, *, others="", people=0, group="P"):
    head = (str(number), name, name, others, str(lat), str(lon), group, code, "XX", "", "", "", "", "")
    return "\t".join((*head, str(people), "", "", "", "2020-01-01")) + "\n"


LINES = (
    _line(1, "Millville", 18.5, -72.5, "PPL", others="Moulenvil,MLV,milvyl", people=200_000)
    + _line(2, "Mill Department", 18.9, -72.9, "ADM1", group="A")
    + _line(3, "Old Mill", 18.5, -72.5, "PPLQ")
    + _line(4, "Mill Hospital", 18.51, -72.51, "HSP", group="S")
    + _line(5, "Far Town", 45, 9, "PPL")
)
ALTERNATES = "11\t1\tht\tMoulenvil\n12\t1\tlink\thttps://example.org\n13\t1\tiata\tMLV\n14\t5\ten\tFarther\n"


@pytest.fixture
def read(tmp_path):
    def read(content, alternates=None):
        file, beside = tmp_path / "XX.txt", tmp_path / "alternateNamesV2.txt"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        beside.write_text(alternates or "")
        intake = Intake(file=file.name, area=AREA)
        more = beside if alternates is not None else None
        found = places_in(file, Form.GEONAMES, intake, source="geonames", alternates=more)
        return {place.name: place for place in found}

    return read


def test_features_are_places_of_their_kind_and_what_is_gone_is_left_out(read):
    places = read(LINES)
    assert {name: place.kind for name, place in places.items()} == {
        "Millville": Kind.CITY,
        "Mill Department": Kind.REGION,
        "Mill Hospital": Kind.LANDMARK,
    }
    assert places["Millville"].radius_m > 3_000
    assert places["Millville"].names == ("Moulenvil",)


def test_the_file_of_alternate_names_knows_better(read):
    assert read(LINES, ALTERNATES)["Millville"].names == ("Moulenvil",)


def test_the_zip_as_it_comes_is_read(read, tmp_path):
    package = tmp_path / "made.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("readme.txt", "about")
        made.writestr("XX.txt", LINES)
    assert len(read(package.read_bytes())) == 3
    with pytest.raises(BadGazetteer, match="broken"):
        read(package.read_bytes()[:-40])


def test_a_file_cut_in_half_names_the_line(read):
    with pytest.raises(BadGazetteer, match=r"line 5: it has \d+ columns"):
        read(LINES[:-30])


def test_a_broken_line_of_the_alternates_is_told_by_its_file(read):
    with pytest.raises(BadGazetteer, match=r"alternateNamesV2\.txt, line 1"):
        read(LINES, "11\t1\n")
