"""The types that stand between arriving, reading and sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Scheme(StrEnum):
    """By which road a person is reached; one number may be reached by two."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One HTTP call as a gateway made it; header names are lower case, the body is untouched."""

    method: str
    url: str  # the configured public URL of this path, with its query; never made from the Host header
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What one incident knows of one gateway account; `values` hold its secrets by name."""

    channel: str
    number: str  # our own number or name on this gateway, E.164 for phones
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A photo or voice note that waits at the gateway."""

    url: str
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRequest:
    """How a gateway gives a photo or a voice note away.

    `origins` are where its answer may lead on to, without the secret: «https://media.example.com».
    """

    url: str
    auth: tuple[str, str] | None = field(default=None, repr=False)
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A position that the sender's phone attached. Degrees, not yet checked."""

    lat: str
    lon: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message as it arrived. `text` is clean: no NUL, no lone surrogate, NFC.

    `sender` is E.164 («+15095550142») where the channel knows numbers, else a stable name on that channel.
    `external_id` is the gateway's own id of the message: the same call twice has the same one.
    Who it is, where and what they say stay out of the repr, and so out of every log.
    """

    channel: str
    scheme: Scheme
    external_id: str
    sender: str = field(repr=False)
    recipient: str
    text: str = field(repr=False)
    pin: Pin | None = field(default=None, repr=False)
    media: tuple[Media, ...] = field(default=(), repr=False)
    flags: tuple[str, ...] = ()  # what was mended at the door: nul_removed bad_utf8 bidi_removed cut …
    profile_name: str = field(default="", repr=False)
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)  # a form's own


class Fate(StrEnum):
    """How far an outgoing message has come, in order; a later word never takes it back."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A gateway's word on a message that we sent."""

    external_id: str
    fate: Fate
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the gateway wants to hear back, over HTTP."""

    status: int
    content_type: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """One message to one person. `key` is ours and stable: the same message twice has the same one."""

    key: str
    scheme: Scheme
    recipient: str = field(repr=False)
    text: str = field(repr=False)
    status_url: str | None = None


class Intent(StrEnum):
    """What the sender wants."""

    NEED = "need"
    OFFER = "offer"
    SAFE = "safe"
    MISSING = "missing"
    INFO = "info"
    REPLY = "reply"
    STOP = "stop"
    HELP = "help"
    OTHER = "other"


class Urgency(IntEnum):
    """1 can wait, 4 life at risk."""

    CAN_WAIT = 1
    SOON = 2
    URGENT = 3
    LIFE_AT_RISK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One category the text speaks of, how sure we are (0 to 1), and where it says so."""

    name: str
    confidence: float
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge:
    """How urgent, and the reasons as catalog keys («children», «trapped»)."""

    level: Urgency
    reasons: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """So much of something: 20 litres of water."""

    item: str
    amount: float
    unit: str = ""
    confidence: float = 0.0
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The words of the text that seem to name a place; finding it is `geo.locate`'s work."""

    text: str
    span: tuple[int, int]
    confidence: float = 0.0


class Frail(StrEnum):
    """Who cannot wait, walk or look after themselves as others can."""

    INFANTS = "infants"
    PREGNANT = "pregnant"
    OLD = "old"
    ILL = "ill"  # sick or injured
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrailPeople:
    """Frail people that a text speaks of; `count` is None where it gives no number."""

    who: Frail
    count: int | None
    confidence: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """What an offer says of the person who makes it. `hours` are hours of the week; None where it says none.

    `vehicle` is empty where none is named, `trades` are keys of the catalog's `[skills]`.
    """

    vehicle: str = ""
    trades: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A short answer to something we asked: which command, which number, which case."""

    command: str  # yes no done cancel status unsafe safe stop start help on_way here duty off rest
    digit: int | None = None
    amount: float | None = None  # «YES 1 15» is about 15 of them; what counts nothing is left out
    reference: str | None = None  # K7F3
    exact: bool = True  # the whole text is the command; False: the command begins a longer text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one text says, field by field, each with its doubt. Spans count characters of `text`."""

    text: str
    language: str  # ISO 639-1, or «und»
    intent: Intent
    relevant: float
    language_confidence: float = 0.0
    intent_confidence: float = 0.0
    need_confidence: float = 0.0  # how likely it is that somebody needs something, asserted or not
    offer_confidence: float = 0.0  # how likely it offers, if it is one of the two: a need or an offer
    also: tuple[Intent, ...] = ()
    categories: tuple[Label, ...] = ()
    maybe: tuple[Label, ...] = ()
    urgency: Urge = Urge(level=Urgency.SOON)
    people: int | None = None
    people_span: tuple[int, int] | None = None
    people_confidence: float = 0.0
    frail: tuple[FrailPeople, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    place: PlaceWords | None = None
    giver: Giver | None = None  # of an offer alone
    reply: Reply | None = None
