"""What becomes of a case at its newest event: it is gone, hidden, shown now, or when its time has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.follower.showing import Case, Hidden, Showing, hiding, showing
from app.reports.shown import case_key

ALL = 2**63 - 1  # the last position there can be


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One case, and what strangers may see of it since `at`."""

    case_key: bytes
    position: int  # of the event at which it was looked at
    at: datetime
    showing: Showing | None
    hidden: Hidden | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What one look changes: `show` and `hide` at once, `wait` later; nothing else waits for `settled`."""

    show: Mapping[bytes, Showing]
    hide: Sequence[bytes]
    wait: Sequence[Verdict]
    settled: Mapping[bytes, int]  # up to which position what waited is over


@dataclass(frozen=True, slots=True)
class Due:
    """What a case looked like at an event whose delay is over."""

    case_key: bytes
    position: int
    showing: Showing


def judge(
    cases: Sequence[Case], positions: Mapping[int, int], *, key: bytes, zone: tzinfo, now: datetime
) -> tuple[Verdict, ...]:
    """Say of each case what strangers may see of it; a clock that was ahead makes nobody wait longer."""
    return tuple(
        Verdict(
            case_key=case_key(key, case.link_token),
            position=positions[case.id],
            at=min(case.last_at or now, now),
            showing=showing(case, key=key, zone=zone),
            hidden=hiding(case, key=key),
        )
        for case in cases
    )


def decide(verdicts: Sequence[Verdict], due: Sequence[Due], *, until: datetime) -> Decided:
    """Sort what is seen now from what waits. `due` in the order of time; `until`: what came later waits.

    What may no longer be seen goes at once, and takes with it what waited. The newest word on a case wins.
    """
    show: dict[bytes, Showing] = {}
    settled: dict[bytes, int] = {}
    for one in sorted(due, key=lambda one: one.position):
        show[one.case_key] = one.showing
        settled[one.case_key] = one.position
    hide, wait = [], []
    for verdict in verdicts:
        if verdict.showing is None:
            hide.append(verdict.case_key)
            show.pop(verdict.case_key, None)
            settled[verdict.case_key] = ALL
        elif verdict.at <= until:
            show[verdict.case_key] = verdict.showing
            settled[verdict.case_key] = ALL
        else:
            wait.append(verdict)
    return Decided(show=show, hide=hide, wait=wait, settled=settled)
