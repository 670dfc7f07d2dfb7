"""What every file of names goes through: is it on Earth, is it in the area, and what was wrong in which row.

Rows that are wrong are gathered, up to twenty, so that one look at the list mends the file. They are not
loaded around in silence: either the whole file is refused, or somebody has asked to skip them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from geo.errors import BadCoordinates, BadGazetteer
from geo.place import Kind
from geo.point import Area, Point, distance_m

MOST_TOLD = 20
LONGEST_NAME = 200  # characters; nobody texts more, and an index holds no more
MOST_NAMES = 300
MARGIN = 0.1  # of the area's size, on each side
LEAST_MARGIN = 0.1  # degrees: 11 km, the next town over
TICK = 1_000  # rows between two words on how far it is
METRES_PER_DEGREE = 111_195.0
NOWHERE = Point(lat=0.0, lon=0.0)  # what programs write where nobody knew
FORMULA = "=+-@\t\r"  # a spreadsheet would run a cell that begins so

AROUND = frozenset({Kind.COUNTRY, Kind.REGION})  # whose point may lie far off an area that they contain


@dataclass(slots=True)
class Intake:
    """One reading of one file. `area` is where places are wanted; None is the whole world."""

    file: str
    area: Area | None = None
    kind: Kind | None = None  # said by the person who loads, against what the file says
    skip_bad: bool = False
    told: Callable[[int], None] = lambda _: None  # rows read so far
    read: int = 0
    outside: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    ground: Area | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.ground = None if self.area is None else grown(self.area)

    def count(self) -> None:
        """Note one more row that was read."""
        self.read += 1
        if self.read % TICK == 0:
            self.told(self.read)

    def refuse(self, where: str, why: object) -> None:
        """Note a wrong row; raises `BadGazetteer` when twenty are known and none may be skipped."""
        self.refused += 1
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append(f"{where}: {why}")
        if self.refused >= MOST_TOLD and not self.skip_bad:
            self.check()

    def check(self) -> None:
        """Raise `BadGazetteer` with every wrong row that is known, unless they may be skipped."""
        if not self.refused or self.skip_bad:
            return
        more = " and there may be more" if self.refused >= MOST_TOLD else ""
        listed = "\n".join(f"  {line}" for line in self.wrong)
        raise BadGazetteer(
            f"{self.file} has {self.refused} rows that cannot be read{more}; nothing was changed:\n{listed}\n"
            f"Mend them, or load the rest with --skip-bad."
        )

    def wants(self, point: Point, *, kind: Kind, radius_m: float = 0.0) -> bool:
        """Say whether a place is in the area or around it; one that is not is counted."""
        if self.ground is None or self.ground.holds(point):
            return True
        if kind in AROUND and away_from_m(self.ground, point) <= radius_m:
            return True
        self.outside += 1
        return False


def grown(area: Area) -> Area:
    """Widen an area by a margin: people beyond the line text too."""
    width = area.east - area.west + (360 if area.west > area.east else 0)
    beside = max(LEAST_MARGIN, width * MARGIN)
    above = max(LEAST_MARGIN, (area.north - area.south) * MARGIN)
    whole = width + 2 * beside >= 360
    return Area(
        west=-180.0 if whole else _turned(area.west - beside),
        east=180.0 if whole else _turned(area.east + beside),
        south=max(-90.0, area.south - above),
        north=min(90.0, area.north + above),
    )


def away_from_m(area: Area, point: Point) -> float:
    """Metres from a point to the nearest of an area, about."""
    if area.holds(point):
        return 0.0
    lat = min(max(point.lat, area.south), area.north)
    if area.holds(Point(lat=lat, lon=point.lon)):
        return abs(lat - point.lat) * METRES_PER_DEGREE
    corners = (Point(lat=lat, lon=area.west), Point(lat=lat, lon=area.east))
    return min(distance_m(point, corner) for corner in corners)


def point_at(lat: object, lon: object) -> Point:
    """Read a latitude and a longitude; raises `BadCoordinates` with what is wrong."""
    try:
        point = Point(lat=float(str(lat)), lon=float(str(lon)))
    except ValueError as error:
        raise BadCoordinates(f"lat «{_short(lat)}», lon «{_short(lon)}» are not two numbers") from error
    except BadCoordinates as error:
        raise BadCoordinates(f"lat {_short(lat)}, lon {_short(lon)} is no place on Earth") from error
    if point == NOWHERE:
        raise BadCoordinates("0, 0 is in the sea off Africa: programs write it where nobody knew the place")
    return point


def name_from(given: object) -> str:
    """Read the name of a place; raises `BadGazetteer` when nobody could text it."""
    name = " ".join(str(given or "").replace("\0", " ").split())
    if not name:
        raise BadGazetteer("it has no name")
    if len(name) > LONGEST_NAME:
        raise BadGazetteer(
            f"its name has {len(name)} characters, {LONGEST_NAME} is the most: «{_short(name)}»"
        )
    return name


def names_from(given: Iterable[object], *, name: str) -> tuple[str, ...]:
    """Read the other names, each once; what is too long to be one is dropped."""
    found: dict[str, None] = {}
    for other in given:
        clean = " ".join(str(other or "").replace("\0", " ").split())
        if clean and clean != name and len(clean) <= LONGEST_NAME:
            found[clean] = None
    return tuple(found)[:MOST_NAMES]


def number_from(given: object, *, what: str, most: float) -> float:
    """Read a number from 0 to `most`; nothing is 0. Raises `BadGazetteer`."""
    if given is None or given == "":
        return 0.0
    try:
        number = float(str(given))
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise BadGazetteer(f"{what} «{_short(given)}» is not a number from 0 to {most:g}")
    return number


def kind_from(given: object) -> Kind:
    """Read a kind by its name; raises `BadGazetteer` with those there are."""
    try:
        return Kind(str(given).strip().lower())
    except ValueError as error:
        known = ", ".join(kind.value for kind in Kind if kind is not Kind.WRITTEN)
        raise BadGazetteer(f"there is no kind «{_short(given)}»; there are {known}") from error


def _turned(lon: float) -> float:
    return lon - 360 if lon > 180 else lon + 360 if lon < -180 else lon


def _short(value: object) -> str:
    written = str(value)
    return written if len(written) <= 40 else f"{written[:40]}…"
