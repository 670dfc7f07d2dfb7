from datetime import timedelta

from app.dispatch.check_in import interval


def test_where_it_is_risky_we_ask_twice_as_often():
    assert interval(3_600, risky=False) == timedelta(hours=1)
    assert interval(3_600, risky=True) == timedelta(minutes=30)
