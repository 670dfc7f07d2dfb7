"""Who is called next, and after how long."""

from app.models.safety import AlarmKind
from app.safety.shapes import Watcher
from app.safety.turns import SLOWEST_S, in_turn, wait_s

MONDAY_NIGHT = 2


def watcher(turn: int, *, hours: tuple[int, ...] | None = None, reachable: bool = True) -> Watcher:
    return Watcher(
        id=turn,
        staff_id=turn,
        contact_id=100 + turn,
        name=f"W{turn}",
        email=f"w{turn}@desk.example",
        language="en",
        turn=turn,
        hours=hours,
        reachable=reachable,
    )


def turns(*rota: Watcher, calls: dict[int, int] | None = None) -> list[int]:
    return [one.turn for one in in_turn(rota, calls or {}, hour=MONDAY_NIGHT)]


def test_the_smallest_turn_is_called_first() -> None:
    assert turns(watcher(3), watcher(1), watcher(2)) == [1, 2, 3]


def test_who_watches_now_is_called_before_who_sleeps_but_sleepers_are_woken_at_last() -> None:
    assert turns(watcher(1, hours=(50,)), watcher(2, hours=(MONDAY_NIGHT,))) == [2, 1]


def test_after_the_last_it_starts_again_from_the_first() -> None:
    rota = (watcher(1), watcher(2))
    assert turns(*rota, calls={101: 1})[0] == 2
    assert turns(*rota, calls={101: 1, 102: 1})[0] == 1


def test_a_number_that_asked_for_silence_is_passed_over() -> None:
    assert turns(watcher(1, reachable=False), watcher(2)) == [2]


def test_life_at_risk_waits_three_minutes_for_one_person_and_anything_else_five() -> None:
    assert wait_s(AlarmKind.CRITICAL, 2, rounds=0) == 180
    assert wait_s(AlarmKind.UNSAFE, 4, rounds=0) == 180
    assert wait_s(AlarmKind.UNSAFE, 2, rounds=0) == 300


def test_each_round_is_slower_but_nobody_ever_gives_up() -> None:
    waits = [wait_s(AlarmKind.CRITICAL, 4, rounds=rounds) for rounds in range(40)]
    assert waits == sorted(waits)
    assert waits[1] == 360
    assert waits[-1] == SLOWEST_S
