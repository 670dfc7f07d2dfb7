"""How much was texted, so that nobody can run up a bill with us."""

from datetime import date

from sqlmodel import Field, SQLModel

from app.models.columns import incident_key


class Spend(SQLModel, table=True):
    """The parts of texts that gateways took on one UTC day."""

    __tablename__ = "spend"

    incident_id: int = incident_key()
    day: date = Field(primary_key=True)
    segments: int = 0
