"""Charts as numbers: where a line goes, how high a bar stands. Templates draw them as SVG.

Time runs from left to right in every language; the page around it may run the other way.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 140  # in units of the drawing; it is as wide as its place
GAP = 0.22  # of a bar's width, so that bars stay apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One upright bar."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A value of the scale and the height at which its thin line runs."""

    value: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From nothing to a round number that is at least as much as anything drawn."""

    most: float
    ticks: tuple[Tick, ...]

    def y(self, value: float) -> float:
        """How far below the upper edge a value stands."""
        return round(HEIGHT * (1 - min(value, self.most) / self.most), 1)


def scale_for(values: Sequence[float], *, whole: bool = True) -> Scale:
    """Choose a round top and two or three lines; `whole` for things that are counted."""
    top = max(values, default=0.0)
    step = _round_step(max(top, 1.0 if whole else 1e-9) / 2.5)
    if whole:
        step = max(1.0, step)
    most = step * max(1, math.ceil(top / step))
    count = round(most / step)
    ticks = (Tick(value=step * n, y=round(HEIGHT * (1 - n / count), 1)) for n in range(count + 1))
    return Scale(most=most, ticks=tuple(ticks))


def scale_of_time(values: Sequence[float]) -> Scale:
    """A scale of seconds whose lines stand at whole minutes, hours or days."""
    top = max(values, default=60.0)
    step = next((one for one in _TIMES if top / one <= 3.5), _TIMES[-1] * math.ceil(top / _TIMES[-1] / 3.5))
    count = max(1, math.ceil(top / step))
    ticks = (Tick(value=step * n, y=round(HEIGHT * (1 - n / count), 1)) for n in range(count + 1))
    return Scale(most=float(step * count), ticks=tuple(ticks))


def bars(values: Sequence[float], scale: Scale) -> tuple[Bar, ...]:
    """One bar a step; a step of nothing has none, so that the ground line stays quiet."""
    if not values:
        return ()
    slot = WIDTH / len(values)
    return tuple(
        Bar(
            x=round(n * slot + slot * GAP / 2, 1),
            y=scale.y(value),
            width=round(slot * (1 - GAP), 1),
            height=round(HEIGHT - scale.y(value), 1),
        )
        for n, value in enumerate(values)
        if value > 0
    )


def line(values: Sequence[float | None], scale: Scale, *, edges: bool = False) -> str:
    """The path of a line through the middle of each step; it breaks where nothing was measured.

    With `edges` the values stand between steps: the first at the left edge, the last at the right.
    """
    path, pen = [], "M"
    for n, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        path.append(f"{pen}{_x(n, len(values), edges=edges)} {scale.y(value)}")
        pen = "L"
    return " ".join(path)


def dots(values: Sequence[float | None], scale: Scale) -> tuple[tuple[float, float], ...]:
    """The points of a line that have no neighbour, which a path would not show."""
    alone = []
    for n, value in enumerate(values):
        before = values[n - 1] if n else None
        after = values[n + 1] if n + 1 < len(values) else None
        if value is not None and before is None and after is None:
            alone.append((_x(n, len(values), edges=False), scale.y(value)))
    return tuple(alone)


def area(values: Sequence[float], scale: Scale) -> str:
    """The same line with what lies below it, for values that stand between steps."""
    if not values:
        return ""
    return f"{line(values, scale, edges=True)} L{WIDTH} {HEIGHT} L0 {HEIGHT} Z"


def share(value: float | None, most: float) -> float:
    """How far along a row a mark stands, in hundredths."""
    if value is None or most <= 0:
        return 0.0
    return round(100 * min(value, most) / most, 1)


def _x(n: int, count: int, *, edges: bool) -> float:
    if edges:
        return round(WIDTH * n / max(1, count - 1), 1)
    return round(WIDTH * (n + 0.5) / count, 1)


def _round_step(about: float) -> float:
    power = 10.0 ** math.floor(math.log10(about))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= about * 0.999)


MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
_TIMES = (
    *(10, 20, 30),
    *(n * MINUTE_S for n in (1, 2, 5, 10, 20, 30)),
    *(n * HOUR_S for n in (1, 2, 4, 6, 12)),
    *(n * DAY_S for n in (1, 2, 5, 10, 20, 50)),
)
