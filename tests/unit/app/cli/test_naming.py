import asyncio
from pathlib import Path

import pytest

from app.cli.naming import heard_stop, source_name, usual_source
from app.errors import BadForm
from geo.gazetteer.files import Form


@pytest.mark.parametrize(
    ("form", "file", "source"),
    [
        (Form.OSM, "haiti-latest.osm.pbf", "osm"),
        (Form.GEONAMES, "HT.zip", "geonames"),
        (Form.CSV, "Our Shelters (2).csv.gz", "our-shelters-2"),
        (Form.GEOJSON, "太子港.geojson", "geojson"),
    ],
)
def test_a_file_has_a_source_of_its_own(form, file, source):
    assert source_name(usual_source(form, Path(file))) == source


@pytest.mark.parametrize("source", ["", "With Spaces", "a" * 25, "taught", "../osm"])
def test_a_source_that_cannot_be_kept_is_refused(source):
    with pytest.raises(BadForm):
        source_name(source)


async def test_ctrl_c_is_heard_while_a_file_is_read():
    async def work() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()  # as asyncio's own handler of Ctrl-C does
        heard_stop()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(work())
    heard_stop()
