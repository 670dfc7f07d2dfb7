"""A map file is looked at before a browser is sent to it."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app.api.public.base_map import open_map_file
from geo.map_file import read_map_file
from geo.point import Area
from tests.pmtiles import pmtiles

AREA = Area(west=-64.2, south=15.2, east=-64.0, north=15.4)


def test_a_file_says_what_it_covers_and_how_deep(tmp_path: Path) -> None:
    path = tmp_path / "town.pmtiles"
    path.write_bytes(pmtiles(AREA, earth_to=6))
    found = read_map_file(path)
    assert (found.area, found.deepest) == (AREA, 6)


@pytest.mark.parametrize(
    ("place", "byte", "why"),
    [
        (0, 0, "no PMTiles file"),
        (7, 2, "of version 2"),
        (99, 2, "holds pictures"),
        (109, 0x7F, "what it covers"),
    ],
)
def test_a_file_that_no_browser_could_draw_is_told_with_the_reason(
    place: int, byte: int, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "town.pmtiles"
    written = bytearray(pmtiles(AREA, earth_to=6))
    written[place] = byte
    path.write_bytes(written)
    with pytest.raises(ValueError, match=why):
        read_map_file(path)


def test_a_broken_file_is_said_at_the_start_and_leaves_the_drawn_ground(tmp_path: Path) -> None:
    (tmp_path / "half.pmtiles").write_bytes(b"PMTiles")
    with capture_logs() as logs:
        assert open_map_file(str(tmp_path / "half.pmtiles")) is None
        assert open_map_file(str(tmp_path / "nothing.pmtiles")) is None
    assert [log["event"] for log in logs] == ["map_file.unfit"] * 2
    assert open_map_file("") is None
