"""Who has carried too much, seen from their jobs of the past day."""

from datetime import UTC, datetime, timedelta

from app.huddles.tired import Worked, busy_s, tired_helpers

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def job(
    who: str = "H2K7", *, begin: int, end: int, state: str = "done", cap: int = 2, rest: bool = False
) -> Worked:
    return Worked(
        reference=who,
        load_cap=cap,
        daily_cap=4,
        going=state == "going",
        counts=state in ("going", "asked"),
        from_at=NOON + begin * HOUR,
        to_at=NOON + end * HOUR,
        rest_due=rest,
    )


def test_jobs_that_overlap_count_their_hours_once():
    spans = [(NOON, NOON + 3 * HOUR), (NOON + HOUR, NOON + 2 * HOUR), (NOON + 5 * HOUR, NOON + 6 * HOUR)]
    assert busy_s(spans) == 4 * 3_600


def test_a_helper_who_was_at_it_for_more_than_ten_hours_is_named_with_the_hours():
    (bayu,) = tired_helpers([job(begin=-11, end=-3), job(begin=-3, end=0, state="going")])
    assert (bayu.why, bayu.busy_s) == ("long", 11 * 3_600)


def test_ten_hours_that_were_only_asked_about_tire_nobody():
    assert tired_helpers([job(begin=-12, end=0, state="asked")]) == []


def test_more_jobs_at_once_than_a_helper_wanted_are_named():
    jobs = [job(begin=-1, end=0, state="going") for _ in range(3)]
    (bayu,) = tired_helpers(jobs)
    assert (bayu.why, bayu.jobs, bayu.cap) == ("cap", 3, 2)


def test_who_was_offered_a_rest_is_named_after_who_is_longer_at_it():
    rested = job("C4WV", begin=-2, end=-1, rest=True)
    long = job("H2K7", begin=-12, end=-1)
    assert [one.reference for one in tired_helpers([rested, long])] == ["H2K7", "C4WV"]
