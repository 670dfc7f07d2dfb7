"""What changed is named by tiles: few are named one by one, of many the larger around them."""

from app.api.public.changes import gather
from app.models.public import CHANGE_LEVEL
from geo.tiles import tile_cell


def test_a_changed_square_is_named_once():
    cell = tile_cell(CHANGE_LEVEL, 1221, 1827)
    assert gather([cell, cell]) == ("12/1221/1827",)


def test_of_too_many_the_larger_tiles_are_named():
    cells = [tile_cell(CHANGE_LEVEL, x, y) for x in range(1200, 1216) for y in range(1800, 1816)]
    named = gather(cells, most=16)
    assert len(named) == 16
    assert {key.split("/")[0] for key in named} == {"10"}


def test_nothing_changed_is_no_news():
    assert gather([]) == ()
