"""What a reader asked to see of the public map. The address is the view, so that it can be shared."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.models.public import EVER
from geo.point import Area

FIRST_DAY, LAST_DAY = date.fromordinal(EVER.toordinal() + 1), date.max  # any day, and never the sum of all
NUMBER = r"-?\d{1,4}(\.\d{1,20})?"
MOST_GRADE = 4
LAST_PAGE = 1_000  # deeper, each page is a longer walk; filters and the map lead there faster


def _given(value: object) -> object:
    """A field that a form leaves empty was not asked for."""
    return None if value == "" else value


Day = Annotated[date | None, BeforeValidator(_given)]


class Filters(BaseModel):
    """Which cases count: by kind, by what is needed, from an urgency on, of some days (both included)."""

    model_config = ConfigDict(populate_by_name=True, frozen=True)

    kind: Annotated[str, Field(pattern="^(need|offer)?$")] = ""
    category: Annotated[str, Field(pattern="^[a-z_]{0,24}$")] = ""
    urgency: Annotated[int, BeforeValidator(lambda value: value or 0), Field(ge=0, le=MOST_GRADE)] = 0
    from_: Annotated[Day, Field(alias="from")] = None
    to: Day = None

    @property
    def grades(self) -> tuple[int, int]:
        """The least and the most grade: an offer has 0, a need its urgency. For none, the least is above."""
        least = 1 if self.kind == "need" else 0
        return max(least, self.urgency), 0 if self.kind == "offer" else MOST_GRADE

    @property
    def by_day(self) -> bool:
        """Whether days were asked for."""
        return bool(self.from_ or self.to)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day; of two that were mixed up, the days between them."""
        first, last = max(FIRST_DAY, self.from_ or FIRST_DAY), self.to or LAST_DAY
        if self.from_ and self.to and self.to < self.from_:
            return max(FIRST_DAY, self.to), self.from_
        return first, max(FIRST_DAY, last)

    @property
    def words(self) -> dict[str, str]:
        """As they stand in an address, without what was not asked for."""
        said = self.model_dump(by_alias=True, mode="json", include=set(Filters.model_fields))
        return {name: str(value) for name, value in said.items() if value}


class View(Filters):
    """The same for the list: perhaps only what lies in a box, and which page of it."""

    box: Annotated[
        str,
        Field(
            pattern=f"^({NUMBER}(,{NUMBER}){{3}})?$",
            description="west,south,east,north in degrees: what lies inside, as the map's window",
        ),
    ] = ""
    page: Annotated[int, BeforeValidator(lambda value: value or 1), Field(ge=1, le=LAST_PAGE)] = 1

    @property
    def area(self) -> Area | None:
        """The box; none where the whole world is in sight."""
        if not self.box:
            return None
        west, south, east, north = (float(number) for number in self.box.split(","))
        if east - west >= 360:
            return None
        south, north = sorted((max(-90.0, min(90.0, south)), max(-90.0, min(90.0, north))))
        return Area(west=_wrapped(west), south=south, east=_wrapped(east), north=north)


def _wrapped(lon: float) -> float:
    """A map that was turned around the world more than once counts on."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


FiltersQuery = Annotated[Filters, Query()]
ViewQuery = Annotated[View, Query()]
