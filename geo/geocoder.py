"""What every geocoder must be able to do, the evidence it works from, and the shelf on which they stand."""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from geo.place import Located
from geo.point import Area, Point

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a message offers about its place."""

    incident_id: int
    text: str  # the whole message
    words: str = ""  # the reader's hint of place words, may be empty
    pin: Point | None = None  # what the phone attached
    area: Area | None = None  # where the incident is: names outside lose against names inside
    earlier: tuple[Point, ...] = ()  # where this sender's last reports were, newest first
    heard: Located | None = None  # the wide place that a source before this one has found


class Geocoder(ABC):
    """One source of places. A new one is one file in `geo/geocoders/` with one subclass."""

    name: ClassVar[str]
    rank: ClassVar[int]  # the order in which they are asked, until one is sure enough

    _shelf: ClassVar[dict[str, type["Geocoder"]]] = {}

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "name" in cls.__dict__:
            Geocoder._shelf[cls.name] = cls

    @abstractmethod
    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Say where the message is about, or None when this source does not know."""


@cache
def shelf() -> tuple[Geocoder, ...]:
    """Find every geocoder by looking into its folder, in the order of `rank`."""
    package = importlib.import_module("geo.geocoders")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"geo.geocoders.{module.name}")
    return tuple(sorted((kind() for kind in Geocoder._shelf.values()), key=lambda geocoder: geocoder.rank))
