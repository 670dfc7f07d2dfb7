"""Charts as numbers: what is drawn stays inside, and says what was counted."""

import pytest

from web import charts


@pytest.mark.parametrize("values", [[], [0], [1], [3, 7, 28], [240, 12], [100_000]])
def test_the_scale_reaches_the_highest_bar_in_a_few_round_lines(values):
    scale = charts.scale_for(values)
    assert scale.most >= max(values, default=0)
    assert 2 <= len(scale.ticks) <= 5
    assert all(0 <= bar.y <= charts.HEIGHT for bar in charts.bars(values, scale))


@pytest.mark.parametrize("longest_s", [5, 59, 700, 9_000, 400_000, 9_000_000])
def test_a_scale_of_time_has_few_lines_at_times_that_people_say(longest_s):
    scale = charts.scale_of_time([longest_s])
    assert scale.most >= longest_s
    assert 2 <= len(scale.ticks) <= 6


def test_a_step_with_nothing_has_no_bar_and_the_highest_fills_the_scale():
    (one,) = charts.bars([0, 10], charts.scale_for([0, 10]))
    assert one.x > charts.WIDTH / 2
    assert one.y + one.height == charts.HEIGHT


def test_a_line_breaks_where_nothing_was_measured_and_a_lone_point_is_a_dot():
    scale = charts.scale_for([4])
    assert charts.line([1, 2, None, 3], scale).count("M") == 2
    assert len(charts.dots([1, 2, None, 3], scale)) == 1


def test_the_marks_of_a_row_stay_on_its_line():
    assert [charts.share(value, 50) for value in (None, 25, 80)] == [0, 50, 100]
