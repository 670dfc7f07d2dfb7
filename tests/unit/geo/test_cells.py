import pytest

from geo.cells import Cell, ge0_cell, geohash_cell, osm_cell, plus_cell, spacing


def middle(cell: Cell) -> tuple[float, float]:
    return cell.centre.lat, cell.centre.lon


@pytest.mark.parametrize(
    ("letters", "lat", "lon"),
    [  # encoded by the reference implementation
        ("77C9GMQ7MC", 18.5391875, -72.3364375),
        ("77C9GMQ7", 18.53875, -72.33625),
        ("6GCRPR78", -1.28625, 36.81625),
        ("77C9", 18.5, -72.5),
        ("77", 20.0, -70.0),
        ("22222222", -89.99875, -179.99875),
    ],
)
def test_a_plus_codes_box_has_its_middle_where_the_standard_says(letters, lat, lon):
    assert middle(plus_cell(letters)) == pytest.approx((lat, lon), abs=1e-9)


def test_each_letter_more_makes_the_box_smaller():
    sizes = [plus_cell("77C9GMQ7MCWX"[:length]).radius_m for length in (2, 4, 6, 8, 10, 11, 12)]
    assert sizes == sorted(sizes, reverse=True)
    assert 9 < sizes[4] < 11


def test_a_shortened_code_comes_again_with_every_spacing():
    full, short = plus_cell("77C9GMQ7MC"), plus_cell("GMQ7MC", missing=4)
    assert spacing(4) == 1
    assert (full.south - short.south) % 1 == pytest.approx(0, abs=1e-9)
    assert (full.west - short.west) % 1 == pytest.approx(0, abs=1e-9)
    assert short.height == pytest.approx(full.height)


def test_a_geohash_box():
    assert middle(geohash_cell("ezs42")) == pytest.approx((42.605, -5.603), abs=1e-3)
    assert middle(geohash_cell("u4pruydqqvj")) == pytest.approx((57.64911, 10.40744), abs=1e-5)


def test_the_boxes_of_short_links():
    assert middle(ge0_cell("4srhdHVVt")) == pytest.approx((64.5234, 12.1234), abs=1e-4)
    assert middle(osm_cell("0D_QEtY0")) == pytest.approx((50.11111, 10.55555), abs=1e-4)
