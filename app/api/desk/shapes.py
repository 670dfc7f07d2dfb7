"""What the desk is given: the list, the report in hand, the board. Only the signed in see any of it."""

from dataclasses import dataclass
from datetime import datetime

from app.api.desk.views.care import NO_CARE, NO_KIN, CareView, KinView
from app.api.desk.views.job import HelperView
from app.api.desk.views.kin import NO_FAMILY, FamilyView
from app.api.desk.views.supply import GoodsLineView
from app.api.desk.views.watch import WatchView
from app.api.views import CategoryView, CountsView, LineView, ReadingView, SpanView


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRowView:
    """One row of the desk's triage list."""

    reference: str
    kind: str
    category: CategoryView
    urgency: int
    people: int | None
    place: str  # empty: unplaced, or a bare point
    radius_m: int | None
    state: str
    at: datetime
    words: str
    language: str
    score: float
    why: str  # the score explained
    lat: float | None = None
    lon: float | None = None
    wide: bool = False  # placed, and not well enough to go there
    rough: bool = False  # the place is known better than it is shown to this person
    holder: str = ""  # who has it in hand
    mine: bool = False  # that is who looks
    verified: str = "reported"
    rumour: bool = False
    asleep_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One event of a report's history."""

    at: datetime
    who: str
    what: str
    why: str
    undo: str = ""  # the code that takes it back; empty where it cannot be, or not by who looks
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedView:
    """A number that was shown to somebody who said why; `name` is empty for the person who asked."""

    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailView:
    """One report as the desk sees it."""

    row: QueueRowView
    spans: tuple[SpanView, ...]
    reading: ReadingView
    place_source: str
    place_trail: tuple[str, ...]
    helpers: tuple[HelperView, ...]
    lines: tuple[LineView, ...]
    steps: tuple[StepView, ...]
    sender: str  # masked: +509 ••• 42
    places_wanted: int
    categories: tuple[CategoryView, ...]  # all there are, to correct the reading with
    chosen: tuple[str, ...]  # those that the report has now
    taught: str = ""  # the words that mean this place now, because it was pinned
    care: CareView = NO_CARE
    kin: KinView = NO_KIN
    tried: str = ""  # how asking went, once nobody near could come
    revealed: RevealedView | None = None  # in the answer to the press that asked for it, and never again
    family: FamilyView = NO_FAMILY  # its likely twins, the cases it stands for, how well it is known
    lines_of_goods: tuple[GoodsLineView, ...] = ()  # what is needed, thing by thing, and who brings it


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneView:
    """What a verdict did, and how it is taken back. `refused`: what could not be done, each with why.

    `name`: whom it was about, as the helper who was asked or the case that stands for both.
    """

    verdict: str  # of app.pipeline.decide, or ask merge verify
    references: tuple[str, ...]
    batch: str
    name: str = ""
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def many(self) -> int:
        """How many were settled."""
        return len(self.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleView:
    """A message that a person must look at: set aside, or not sent."""

    token: str
    text: str
    reason: str
    at: datetime
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """The whole desk: the queue, the report in hand, the board, and what went wrong."""

    counts: CountsView
    rows: tuple[QueueRowView, ...]
    detail: DetailView | None
    troubles: tuple[TroubleView, ...]
    watch: WatchView
    position: int  # the last event seen: live updates go on from here
