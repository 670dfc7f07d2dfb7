import gzip
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadGazetteer
from geo.gazetteer.files import Form, places_in
from geo.gazetteer.formats.table_of_names import guarded, unguarded
from geo.gazetteer.intake import Intake
from geo.place import Kind

HEAD = "name,lat,lon,names,kind,radius_m,importance\n"
MILL = "Mill,18.5,-72.3,Moulen|Moulin,quarter,900,0.4\n"


@pytest.fixture
def read(tmp_path):
    def read(content, **more):
        file = tmp_path / "names.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(places_in(file, Form.CSV, Intake(file=file.name, **more), source="test"))

    return read


def test_a_table_is_read_with_all_that_it_says(read):
    (mill,) = read(HEAD + MILL)
    assert (mill.name, mill.names, mill.kind) == ("Mill", ("Moulen", "Moulin"), Kind.QUARTER)
    assert (mill.radius_m, mill.importance, mill.source) == (900, 0.4, "test")


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_columns_may_stand_in_any_order_between_any_marks(read, mark):
    table = "\ufeffLongitude,Latitude,other,NAME\n-72.3,18.5,x,Mill\n"
    (mill,) = read(table.replace(",", mark))
    assert (mill.point.lat, mill.kind) == (18.5, Kind.LANDMARK)


def test_packed_tables_are_read(read, tmp_path):
    assert len(read(gzip.compress((HEAD + MILL).encode()))) == 1
    package = tmp_path / "names.zip"
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("readme.txt", "about " * 1_000)
        made.writestr("names.csv", HEAD + MILL)
    assert len(read(package.read_bytes())) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no column name, lat, lon"),
        ("name,lat\nMill,18\n", "line 1 has no column lon"),
        (HEAD + MILL + "Mill,NaN,-72\n", "line 3: lat NaN"),
        (HEAD + "Mill,95,-72\n", "line 2: lat 95"),
        (HEAD + "Mill,0,0\n", "line 2: 0, 0"),
        (HEAD + "Mill,eighteen,-72\n", "not two numbers"),
        (HEAD + ",18,-72\n", "no name"),
        (HEAD + "M" * 5_000 + ",18,-72\n", "5000 characters"),
        (HEAD + MILL + "Mill,18\n", "line 3: it has 2 columns"),
        (HEAD + "Mill,18,-72,,planet,,\n", "no kind «planet»; there are country"),
        (HEAD + "Mill,18,-72,,,-5,\n", "radius_m «-5»"),
        (HEAD + "Mill,18,-72,,,nan,\n", "radius_m «nan»"),
        (HEAD.encode() + b"Caf\xe9,18,-72,,,,\n", "line 2: byte 4 is not UTF-8"),
        (gzip.compress((HEAD + MILL).encode())[:-9], "broken"),
        (b"PK\x03\x04 and then nothing", "broken"),
        (HEAD, "no place that is wanted"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(read, content, told):
    with pytest.raises(BadGazetteer, match=told):
        read(content)


def test_twenty_wrong_rows_are_enough(read):
    with pytest.raises(BadGazetteer, match="20 rows") as refused:
        read(HEAD + "Mill,95,-72\n" * 1_000)
    assert str(refused.value).count("lat 95") == 20


def test_wrong_rows_are_left_out_when_somebody_says_so(read):
    assert len(read(HEAD + "Mill,95,-72\n" * 1_000 + MILL, skip_bad=True)) == 1


@given(st.text())
def test_a_guarded_cell_is_read_back_as_it_was(cell):
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in (*"=+-@",)
