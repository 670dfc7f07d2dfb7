"""What a person needs or gives, read from their words, and how much of it is promised."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words


class ReportKind(StrEnum):
    """What the sender wanted to say."""

    NEED = "need"
    OFFER = "offer"
    SAFE = "safe"
    MISSING = "missing"
    INFO = "info"
    OTHER = "other"


class ReportState(StrEnum):
    """Where the case stands, in the words of the desk."""

    NEW = "new"  # nobody has looked, nobody was asked
    OPEN = "open"  # seen by a person, or being matched
    ASKED = "asked"  # helpers were asked
    ACCEPTED = "accepted"  # a helper is on the way
    DONE = "done"  # the helper says so; the asker has not yet
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NOISE = "noise"


class Verified(StrEnum):
    """How well a report is known to be true: each step has a person who says how."""

    REPORTED = "reported"
    CALLED_BACK = "called_back"
    SEEN = "seen"
    TWO_SOURCES = "two_sources"


# what waits for a first look: an offer that has a place needs none
FIRST_LOOK = (
    "triaged_at is null and merged_into is null and state in ('new', 'open', 'asked', 'accepted', 'done') "
    "and (state in ('new', 'open') or urgency >= 4) "
    "and kind in ('need', 'offer', 'missing', 'info', 'other') and (kind <> 'offer' or point is null)"
)
# looked at, placed, and nobody is asked yet
TO_SEND = (
    "triaged_at is not null and merged_into is null and state = 'open' and kind = 'need' "
    "and point is not null"
)
UNPLACED = (
    "point is null and merged_into is null and state in ('new', 'open') "
    "and kind in ('need', 'offer', 'missing')"
)
# everything that is under way, and what nobody near could take on
AT_ALL = "merged_into is null and state in ('new', 'open', 'asked', 'accepted', 'done')"
UNMET = "unmet_at is not null and merged_into is null and state in ('new', 'open')"
# the same words, whatever their letters and signs are: `app.reports.queries.SAME_WORDS`
SAME_WORDS = r"(md5(lower(regexp_replace(text, '\W+', ' ', 'g')))::uuid)"
LIVE = (ReportState.NEW, ReportState.OPEN, ReportState.ASKED, ReportState.ACCEPTED, ReportState.DONE)


class Report(SQLModel, table=True):
    """One case. `reference` (K7F3) is valid only from the number it was given to."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("incident_id", "reference"),
        UniqueConstraint("incident_id", "link_token"),
        refers("contact", "contact_id"),
        refers("report", "merged_into"),
        one_of("kind", ReportKind),
        one_of("state", ReportState),
        one_of("verified", Verified),
        Index("ix_report_point", "incident_id", "point", postgresql_using="gist"),
        Index(
            "ix_report_morton",
            "incident_id",
            "morton",
            postgresql_include=["kind", "category", "urgency", "state"],
        ),
        Index("ix_report_match", "incident_id", "match_at", postgresql_where=text("match_at is not null")),
        Index("ix_report_live", "incident_id", "state", "created_at"),
        Index("ix_report_contact", "incident_id", "contact_id", "id"),
        # the lists of the desk: one urgency after the other, the longest waiting first
        Index("ix_report_look", "incident_id", "urgency", "created_at", postgresql_where=text(FIRST_LOOK)),
        Index("ix_report_send", "incident_id", "urgency", "created_at", postgresql_where=text(TO_SEND)),
        Index("ix_report_unplaced", "incident_id", "urgency", "created_at", postgresql_where=text(UNPLACED)),
        Index("ix_report_all", "incident_id", "urgency", "created_at", postgresql_where=text(AT_ALL)),
        Index("ix_report_unmet", "incident_id", "urgency", "created_at", postgresql_where=text(UNMET)),
        # forwarded texts are the same case, mostly
        Index("ix_report_words", "incident_id", text(SAME_WORDS)),
        Index(
            "ix_report_merged", "incident_id", "merged_into", postgresql_where=text("merged_into is not null")
        ),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    reference: str = Field(max_length=8)
    link_token: str
    contact_id: int = row_id()
    kind: ReportKind = Field(sa_type=words(ReportKind))
    state: ReportState = Field(default=ReportState.NEW, sa_type=words(ReportState))
    category: str = Field(default="other", max_length=24)  # the first of `categories`
    categories: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    urgency: int = 2
    people: int | None = None
    language: str = Field(default="und", max_length=8)
    text: str
    reading: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)  # spans, confidences, reasons
    place_text: str = ""
    place_name: str = ""
    place_source: str = ""
    place_trail: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    point: Any = Field(
        default=None, sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=True
    )
    radius_m: float | None = None
    place_asked: int = 0  # how often the sender was asked where this is
    morton: int | None = Field(default=None, sa_type=BigInteger)
    places_wanted: int = 1  # how many helpers this needs
    risky: bool = False  # a second coordinator must agree, and two go
    drive: bool = False  # collects supplies: its need lines are targets, pledged and delivered in parts
    unmet_at: datetime | None = instant(
        default=None, nullable=True
    )  # the asker heard that nobody could come yet
    match_at: datetime | None = instant(default=None, nullable=True)  # hop 3 looks at it from then on
    match_tries: int = 0
    merged_into: int | None = row_id(default=None, nullable=True)
    triaged_at: datetime | None = instant(default=None, nullable=True)  # a person has looked and decided
    snoozed_until: datetime | None = instant(default=None, nullable=True)  # shown again from then on
    verified: Verified = Field(default=Verified.REPORTED, sa_type=words(Verified))
    rumour: bool = False  # told by many, true or not: a bulletin answers it
    area: str = ""  # the quarter or town around its point, to count by
    created_at: datetime = instant()
    updated_at: datetime = instant()


class NeedLine(SQLModel, table=True):
    """One countable thing a report needs: 40 blankets."""

    __tablename__ = "need_line"
    __table_args__ = (
        refers("report", "report_id"),
        Index("ix_need_line_report", "incident_id", "report_id"),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    report_id: int = row_id()
    item: str
    amount: float  # what is needed in all
    unit: str = ""


class Pledge(SQLModel, table=True):
    """A part of a need line that one helper brings: 15 of the 40."""

    __tablename__ = "pledge"
    __table_args__ = (
        refers("need_line", "need_line_id"),
        refers("volunteer", "volunteer_id"),
        refers("dispatch", "dispatch_id"),
        refers("stock", "stock_id"),
        Index("ix_pledge_line", "incident_id", "need_line_id"),
        Index("ix_pledge_stock", "incident_id", "stock_id"),
        Index("ix_pledge_dispatch", "incident_id", "dispatch_id"),
        Index(
            "uq_pledge_job",
            "incident_id",
            "dispatch_id",
            "need_line_id",
            unique=True,
            postgresql_where=text("dispatch_id is not null and released_at is null"),
        ),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    need_line_id: int = row_id()
    volunteer_id: int = row_id()
    dispatch_id: int | None = row_id(
        default=None, nullable=True
    )  # the job it is brought with, if there is one
    stock_id: int | None = row_id(default=None, nullable=True)  # what it is taken from, if we know
    amount: float
    delivered: float = 0
    created_at: datetime = instant()
    released_at: datetime | None = instant(
        default=None, nullable=True
    )  # promised no more; what came stays counted
