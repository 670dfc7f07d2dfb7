"""One disaster, exercise or neighbourhood: everything else belongs to one of these."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Identity, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import incident_key, instant, one_of, words
from geo.point import Area


class Automation(StrEnum):
    """How much Konbit may do by itself; people decide unless they said otherwise."""

    SUGGEST = "suggest"
    LOW_RISK = "low_risk"
    FULL = "full"


class Incident(SQLModel, table=True):
    """Its area is a box of degrees; `data_key_sealed` locks its numbers and raw messages."""

    __tablename__ = "incident"
    __table_args__ = (one_of("automation", Automation),)

    id: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    slug: str = Field(unique=True, max_length=40)
    name: str
    country: str = Field(max_length=2)
    languages: list[str] = Field(sa_type=ARRAY(Text))
    time_zone: str = "UTC"
    emergency_number: str = ""
    west: float
    south: float
    east: float
    north: float
    automation: Automation = Field(default=Automation.SUGGEST, sa_type=words(Automation))
    drill: bool = False
    generation: int = 1  # counts a drill's resets
    publish_delay_s: int = 0
    auto_urgency: int = 2  # with LOW_RISK: needs up to this urgency are asked for without a person
    offer_wait_s: int = 900
    check_in_s: int = 3_600  # between two «are you all right?» of a helper on a job
    confirm_h: int = 48  # silence for so long after «did the help arrive?» closes a case
    quiet_from: int = 0  # hours of the day in the incident's time zone; the same twice: no quiet hours
    quiet_to: int = 0
    texts_per_day: int = 5_000  # parts of texts as carriers charge them; 0: no limit. Life at risk passes
    countries: list[str] = Field(
        default_factory=list, sa_type=ARRAY(Text)
    )  # to whose numbers we text; none: all
    weights: dict[str, float] = Field(default_factory=dict, sa_type=JSONB)
    data_key_sealed: bytes
    created_at: datetime = instant()
    closed_at: datetime | None = instant(default=None, nullable=True)

    @property
    def area(self) -> Area:
        """Where it is: names outside lose against names inside."""
        return Area(west=self.west, south=self.south, east=self.east, north=self.north)


class Ground(SQLModel, table=True):
    """What lies under an incident's streets: land, water and parks as GeoJSON features."""

    __tablename__ = "ground"

    incident_id: int = incident_key()
    features: list[dict[str, object]] = Field(sa_type=JSONB)
