"""The tables, one or a tight pair a file; importing this package makes their metadata complete."""

from sqlmodel import SQLModel

from app.models.desk import Bulletin, Claim, Huddle, HuddleNote, SavedReply, SavedView, ViewWatch
from app.models.dispatch import Dispatch
from app.models.event import Event, Follow
from app.models.facility import Facility
from app.models.incident import Ground, Incident
from app.models.learning import Learning
from app.models.media import Media
from app.models.message import Message, Prompt
from app.models.person import Address, ChannelAccount, Contact, Suppression
from app.models.public import MapChange, MapCount, PublicCell, PublicReport
from app.models.report import NeedLine, Pledge, Report
from app.models.safety import Alarm, Approval, OnCall, Zone
from app.models.search import SearchDoc, SearchFollow, SearchWord
from app.models.spend import Spend
from app.models.staff import (
    AccessEvent,
    Membership,
    Passkey,
    PasswordLink,
    RecoveryCode,
    SignInTry,
    Staff,
    StaffSession,
)
from app.models.unpublished import HiddenReport, PublicDue
from app.models.volunteer import Able, HelperCode, HelperSession, Stock, Volunteer
from geo.gazetteer.table import GeocodedRow, PlaceKeyRow, PlaceRow, TaughtRow

__all__ = [
    "Able",
    "AccessEvent",
    "Address",
    "Alarm",
    "Approval",
    "Bulletin",
    "ChannelAccount",
    "Claim",
    "Contact",
    "Dispatch",
    "Event",
    "Facility",
    "Follow",
    "GeocodedRow",
    "Ground",
    "HelperCode",
    "HelperSession",
    "HiddenReport",
    "Huddle",
    "HuddleNote",
    "Incident",
    "Learning",
    "MapChange",
    "MapCount",
    "Media",
    "Membership",
    "Message",
    "NeedLine",
    "OnCall",
    "Passkey",
    "PasswordLink",
    "PlaceKeyRow",
    "PlaceRow",
    "Pledge",
    "Prompt",
    "PublicCell",
    "PublicDue",
    "PublicReport",
    "RecoveryCode",
    "Report",
    "SQLModel",
    "SavedReply",
    "SavedView",
    "SearchDoc",
    "SearchFollow",
    "SearchWord",
    "SignInTry",
    "Spend",
    "Staff",
    "StaffSession",
    "Stock",
    "Suppression",
    "TaughtRow",
    "ViewWatch",
    "Volunteer",
    "Zone",
]
