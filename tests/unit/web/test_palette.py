"""The colours of urgency, read from the style sheet: whoever sees colours otherwise tells them apart.

How eyes see that lack one kind of cone: Machado, Oliveira and Fernandes 2009, «A physiologically-based
model for simulation of color vision deficiency», the matrices of severity 1. How far two colours are
from each other: CIEDE2000 as Sharma, Wu and Dalal 2005 write it; their test pairs are tested here.
"""

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from web.render import STATIC

Three = tuple[float, float, float]
URGENCY = ("critical", "serious", "moderate", "low")
FAR_ENOUGH = 15.0
EYES: dict[str, tuple[Three, Three, Three]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)  # daylight, D65


def colours(sheet: str) -> dict[str, dict[str, str]]:
    """What each variable is by day and by night; what the night does not say stays as it is by day."""
    day, _, rest = sheet.partition("@media (prefers-color-scheme: dark)")
    found = [
        dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})\b", part))
        for part in (day, rest.partition("\n}")[0])
    ]
    return {"light": found[0], "dark": found[0] | found[1]}


PALETTE = colours((STATIC / "css" / "base.css").read_text(encoding="utf-8"))


def times(matrix: tuple[Three, Three, Three], value: Three) -> Three:
    one, two, three = (sum(a * b for a, b in zip(row, value, strict=True)) for row in matrix)
    return one, two, three


def linear(colour: str) -> Three:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    one, two, three = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return one, two, three


def lab(light: Three) -> Three:
    def curve(part: float) -> float:
        return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29

    seen = tuple(min(1.0, max(0.0, part)) for part in light)
    x, y, z = (curve(a / b) for a, b in zip(times(TO_XYZ, (seen[0], seen[1], seen[2])), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Three, other: Three) -> float:
    """CIEDE2000 of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    seventh = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(seventh / (seventh + 25**7))
    (c1, h1), (c2, h2) = (
        (hypot(a * stretch, b), degrees(atan2(b, a * stretch)) % 360) for a, b in ((a1, b1), (a2, b2))
    )
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    bend = (
        1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63))
    )  # fmt: skip
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * bend)
    twist = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it."""
    low, high = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_of_colours_is_the_published_one(one: Three, other: Three, far: float) -> None:
    assert difference(one, other) == pytest.approx(far, abs=1e-4)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", PALETTE)
def test_two_urgencies_never_look_alike(scheme: str, eyes: str) -> None:
    seen = {name: lab(times(EYES[eyes], linear(PALETTE[scheme][name]))) for name in URGENCY}
    near = {(a, b): difference(seen[a], seen[b]) for a, b in combinations(URGENCY, 2)}
    assert {pair: far for pair, far in near.items() if far < FAR_ENOUGH} == {}


@pytest.mark.parametrize("scheme", PALETTE)
def test_the_outline_of_every_shape_can_be_seen_on_the_page(scheme: str) -> None:
    known = PALETTE[scheme]
    for ground in ("paper", "sheet"):
        assert contrast(known["outline"], known[ground]) >= 3


def test_the_marks_on_the_map_can_be_seen_on_any_ground() -> None:
    script = (STATIC / "js" / "tiles.js").read_text(encoding="utf-8")
    drawn = dict(re.findall(r"(\w+): '(#[0-9a-f]{3,6})'", script.partition("};")[0]))
    # a dark outline inside of a white rim: one of both stands out wherever the mark lies
    assert contrast(drawn["outline"], drawn["paper"]) >= 3
    assert contrast(drawn["offer"], drawn["paper"]) >= 3
    assert contrast(drawn["ink"], drawn["paper"]) >= 4.5
