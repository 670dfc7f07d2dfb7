"""The tables, one or a tight pair a file; importing this package makes their metadata complete."""

from sqlmodel import SQLModel

from app.models.dispatch import Dispatch
from app.models.event import Event, Follow
from app.models.incident import Ground, Incident
from app.models.learning import Learning
from app.models.message import Message, Prompt
from app.models.person import Address, ChannelAccount, Contact, Suppression
from app.models.public import MapCount, PublicReport
from app.models.report import NeedLine, Pledge, Report
from app.models.safety import Alarm, Approval, OnCall, Zone
from app.models.spend import Spend
from app.models.staff import Membership, PasswordLink, Staff, StaffSession
from app.models.volunteer import Able, Stock, Volunteer
from geo.gazetteer.table import GeocodedRow, PlaceKeyRow, PlaceRow, TaughtRow

__all__ = [
    "Able",
    "Address",
    "Alarm",
    "Approval",
    "ChannelAccount",
    "Contact",
    "Dispatch",
    "Event",
    "Follow",
    "GeocodedRow",
    "Ground",
    "Incident",
    "Learning",
    "MapCount",
    "Membership",
    "Message",
    "NeedLine",
    "OnCall",
    "PasswordLink",
    "PlaceKeyRow",
    "PlaceRow",
    "Pledge",
    "Prompt",
    "PublicReport",
    "Report",
    "SQLModel",
    "Spend",
    "Staff",
    "StaffSession",
    "Stock",
    "Suppression",
    "TaughtRow",
    "Volunteer",
    "Zone",
]
