"""What the templates are given: every page's facts, ready to be shown, and nothing else.

A number, an exact place or another person's words are in a public view never; the desk's own shapes carry
them, because a signed-in coordinator reads them: `desk_shapes`.
Times are aware UTC; templates say them in words.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.api.desk.views.doubt import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """The incident that a page belongs to."""

    slug: str
    name: str
    drill: bool
    emergency_number: str
    languages: tuple[str, ...]
    text_number: str  # the number people text, empty when none is connected
    west: float
    south: float
    east: float
    north: float
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryView:
    """One category as a button or a badge shows it."""

    name: str
    label: str
    icon: str  # id in the icon sprite
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """The public form, with what was typed and what was wrong with it."""

    kind: str  # need | offer | safe
    key: str  # makes a doubled post harmless
    categories: tuple[CategoryView, ...]
    values: dict[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()  # ticked by a helper
    speaks: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)  # field → one sentence that says what to do


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaView:
    """A photo or a voice note in a thread; `why` says in words why it is not there."""

    token: str
    what: str  # photo sound
    state: str  # waiting kept refused failed
    size_kb: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of a conversation."""

    ours: bool
    text: str
    at: datetime
    state: str  # received understood set_aside waiting sending sent delivered failed held …
    channel: str = ""
    helper: str | None = None  # who wrote it, where that is not the person whose case it is
    passed_on: tuple[str, ...] = ()  # to whom we gave these words
    media: tuple[MediaView, ...] = ()
    written_by: str = ""  # the coordinator whose words these are


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """The asker's own page behind the unguessable link."""

    token: str
    reference: str  # empty while the message is still being read
    kind: str
    state: str  # received new open asked accepted done closed cancelled noise
    category: CategoryView | None
    people: int | None
    frail: tuple[str, ...]  # «2 babies»
    amounts: tuple[str, ...]  # «20 litres of water»
    place: str
    helper: str  # the name the helper chose, empty while nobody is coming
    lines: tuple[LineView, ...]
    may_confirm: bool
    may_cancel: bool
    may_reopen: bool = False  # «not helped after all»
    asks_place: bool = False
    key: str = ""  # makes a reply that is sent twice one message
    typed: str = ""  # a reply that could not be taken, with one sentence that says what to do
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRowView:
    """One row of the list beside the public map: no words, no number, a moved place, a day and no hour."""

    kind: str
    category: CategoryView
    urgency: int
    state: str
    area: str  # the name of the quarter, never closer
    day: date  # on which it came, in the incident's own time
    lat: float
    lon: float
    radius_m: int  # nobody can tell the place better than this


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownView:
    """Which part of the list a page shows: «1–100 of 12,345»."""

    first: int  # counted from one; 0 where nothing is shown
    last: int
    total: int
    about: bool  # the total is a rough one
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SquareView:
    """A square in which at least so many people have needs that are never shown one by one."""

    at_least: int
    area: str  # the name of the town nearest to its middle, perhaps empty
    across_km: int
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsView:
    """How much is open and how much was done, for the public map's head and the desk's."""

    needs_open: int
    needs_helped: int
    helpers_on_duty: int
    unplaced: int = 0
    set_aside: int = 0
    not_sent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """One thing that a piece of the original text was read as."""

    what: str  # amount category frail people place
    label: str
    doubt: Doubt = Doubt.UNTOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanView:
    """A piece of the original text and all that it was read as; plain without a mark."""

    text: str
    marks: tuple[MarkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One thing that was read, in words, and how sure that is."""

    words: str
    doubt: Doubt = Doubt.UNTOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """What a message was read as, line by line."""

    doubt: Doubt  # of the whole
    checked: bool  # a coordinator has looked at it since
    kind: FactView  # its words are the name of a kind: need offer …
    also: tuple[str, ...]  # kinds too
    categories: tuple[FactView, ...]
    maybe: tuple[FactView, ...]
    people: tuple[FactView, ...]  # all of them, then the frail among them
    amounts: tuple[FactView, ...]
    urgency: int  # 0: nobody noted it
    urgency_doubt: Doubt
    reasons: tuple[str, ...]
    place: FactView | None  # the words that were taken for a place
    language: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneView:
    """The phone simulator: the invented numbers, and one phone's conversation."""

    number: str
    name: str
    lines: tuple[LineView, ...]
    cast: tuple[tuple[str, str], ...]  # number, name
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PinView:
    """What one pin taught, with how many pins say the same."""

    n: int
    words: str
    lat: float
    lon: float
    radius_m: int
    name: str  # in these words the one that most is known of
    agree: int  # pins that say the same of it
    who: str
    at: datetime
    case: str  # the code of the report it was set on, else empty


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoView:
    """Something that was taken back or mended, and can be again."""

    n: int
    words: str
    forgotten: bool
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesView:
    """The desk's page of what pins have taught."""

    pins: tuple[PinView, ...]
    total: int
    name: str  # what was looked for
    older: int  # go on before this one, 0 at the end
    undo: tuple[UndoView, ...]
    just_done: bool  # the newest of `undo` was pressed a moment ago
    may_act: bool
