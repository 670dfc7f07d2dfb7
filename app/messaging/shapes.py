"""The types between the message table and the hops."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.models.message import PromptKind
from ingest.shapes import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What hop 1 did: the way to the case page, and whether the message was new."""

    link_token: str
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One incoming message that this worker holds until its lease ends."""

    incident_id: int
    id: int
    channel: str
    scheme: Scheme
    text: str
    lane: bytes
    our_number: str
    peer_sealed: bytes
    details: Mapping[str, object]
    link_token: str
    attempts: int
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message on its way out that this worker holds until its lease ends."""

    incident_id: int
    id: int
    channel: str
    scheme: Scheme
    external_id: str
    our_number: str
    peer_sealed: bytes
    text: str
    attempts: int
    unclear: bool  # an earlier try may have gone out: look before sending
    since_at: datetime
    vital: bool = False
    segments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPrompt:
    """One question that is open with a person."""

    id: int
    kind: PromptKind
    digit: int
    report_id: int | None
    dispatch_id: int | None
    reference: str  # of the report, empty when there is none
    opened_at: datetime | None = None  # what was written before is no answer
    live: bool = True  # False: it was overtaken (silence, somebody else); an answer still gets a kind word


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The contact behind a message, and whether their number asked for silence."""

    id: int
    name: str
    language: str
    silent: bool
    fresh: bool
