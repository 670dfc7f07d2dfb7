import json
from pathlib import Path

import pytest

from web import assets


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return assets.build()


def test_every_name_in_the_manifest_is_a_file_under_a_hashed_name(made):
    manifest = json.loads(made["manifest.json"])
    assert set(manifest.values()) == made.keys() - {"manifest.json"}
    assert manifest["leaflet.js"] != "leaflet.js"


def test_leaflets_style_sheet_points_to_pictures_that_are_there(made):
    manifest = json.loads(made["manifest.json"])
    style = made[manifest["leaflet.css"]].decode()
    assert manifest["images/marker-icon.png"] in style
    assert "url(images/" not in style
    # Leaflet cuts this very name off the path it finds
    assert manifest["images/marker-icon.png"].endswith("/marker-icon.png")


def test_no_script_asks_for_a_map_that_is_not_served(made):
    assert not [name for name, content in made.items() if b"sourceMappingURL" in content]


def test_every_icon_can_be_used_by_its_name(made):
    sprite = assets.sprite()
    assert all(f'<symbol id="{name}" viewBox="0 0 24 24"' in sprite for name in assets.ICONS)
    assert sprite.count("<symbol") == sprite.count("</symbol>") == len(assets.ICONS)


def test_the_land_is_topojson(made):
    manifest = json.loads(made["manifest.json"])
    assert json.loads(made[manifest["land-50m.json"]])["type"] == "Topology"


def test_placing_twice_changes_nothing_and_drops_what_is_old(made, tmp_path: Path):
    (tmp_path / "images.000000000000").mkdir()
    (tmp_path / "images.000000000000" / "old.png").write_bytes(b"")
    (tmp_path / "leaflet.000000000000.js").write_bytes(b"")
    assets.place(made, tmp_path)
    assets.place(made, tmp_path)
    assert assets.differences(made, tmp_path) == []
    assert not (tmp_path / "images.000000000000").exists()


def test_a_changed_a_missing_and_a_strange_file_are_each_named(made, tmp_path: Path):
    assets.place(made, tmp_path)
    script = json.loads(made["manifest.json"])["leaflet.js"]
    (tmp_path / script).write_bytes(b"alert(1)")
    (tmp_path / "manifest.json").unlink()
    (tmp_path / "strange.js").write_bytes(b"")
    assert assets.differences(made, tmp_path) == sorted([script, "manifest.json", "strange.js"])


def test_a_page_that_asks_for_an_unknown_file_is_told_what_there_is():
    assert assets.asset("leaflet.js").startswith("/static/vendor/leaflet.")
    with pytest.raises(assets.AssetMissing, match=r"no asset is called jquery\.js; it has .*leaflet\.js"):
        assets.asset("jquery.js")
