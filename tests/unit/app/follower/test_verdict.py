from datetime import UTC, date, datetime, timedelta

from app.follower.showing import Showing
from app.follower.verdict import ALL, Due, Verdict, decide
from geo.point import Point

NOON = datetime(2030, 1, 12, 12, tzinfo=UTC)
KEY = b"K7F3"


def seen(state: str = "open") -> Showing:
    """Amina's need, as strangers may see it."""
    return Showing(
        kind="need",
        category="water",
        urgency=2,
        state=state,
        point=Point(lat=18.9, lon=-72.6),
        radius_m=300,
        day=date(2030, 1, 12),
    )


def verdict(showing: Showing | None, *, at: datetime = NOON, position: int = 9) -> Verdict:
    """What became of it at an event."""
    return Verdict(case_key=KEY, position=position, at=at, showing=showing, hidden=None)


def test_what_happened_within_the_delay_waits():
    decided = decide([verdict(seen())], [], until=NOON - timedelta(hours=1))
    assert (decided.show, decided.hide, len(decided.wait)) == ({}, [], 1)


def test_strangers_see_what_was_so_then_and_not_what_is_so_now():
    then = Due(KEY, 3, seen("open"))
    decided = decide([verdict(seen("helped"))], [then], until=NOON - timedelta(hours=1))
    assert decided.show == {KEY: seen("open")}
    assert decided.settled == {KEY: 3}
    assert [one.showing for one in decided.wait] == [seen("helped")]


def test_of_what_comes_due_together_the_newest_counts():
    due = [Due(KEY, 5, seen("coming")), Due(KEY, 3, seen("open"))]
    assert decide([], due, until=NOON).show == {KEY: seen("coming")}


def test_what_may_no_longer_be_seen_goes_at_once_and_takes_along_what_waited():
    decided = decide([verdict(None)], [Due(KEY, 3, seen())], until=NOON - timedelta(days=1))
    assert (decided.show, decided.hide, decided.wait) == ({}, [KEY], [])
    assert decided.settled == {KEY: ALL}


def test_without_a_delay_the_case_itself_outdoes_what_waited():
    decided = decide([verdict(seen("coming"))], [Due(KEY, 3, seen())], until=NOON)
    assert decided.show == {KEY: seen("coming")}
    assert decided.settled == {KEY: ALL}
