"""What a helper's own page shows: their jobs, what is needed near, what they offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.api.views import CategoryView, LineView
from app.models.volunteer import Vehicle


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """One job as its helper sees it; the exact place only where they may know it."""

    token: str
    state: str  # asked | proposed | accepted | on_way | there
    reference: str  # empty before they have the job
    what: str
    icon: str
    urgency: int
    place: str
    map_link: str
    beside: str
    exact: bool
    distance_m: float | None
    check_at: datetime | None
    checking: bool  # we asked whether they are all right, and wait
    expires_at: datetime | None
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """One need near, as strangers see it, with a token that is good for this helper alone."""

    token: str
    category: CategoryView
    urgency: int
    area: str
    distance_m: float | None
    day: date
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """A page of needs near, with the filters it was made by."""

    rows: tuple[NeedView, ...]
    category: str
    within_km: int
    urgency: int
    page: int
    more: bool
    box: str  # west,south,east,north for the map
    placed: bool
    filtered: bool
    squares: tuple[tuple[int, float], ...] = ()  # for the vetted: how many people at least, how far


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """Whether somebody can be asked now."""

    on_duty: bool
    rest_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of one day in the grid of the week."""

    value: str
    day: str
    part: str
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """The form of what they offer, with what was typed and one sentence for each fault."""

    skills: tuple[str, ...]
    speaks: tuple[str, ...]
    vehicle: Vehicle | str
    reach_m: str
    load_cap: str
    daily_cap: str
    place: str
    grid: tuple[tuple[str, tuple[PartView, ...]], ...]
    parts: tuple[str, ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperPageView:
    """The whole page."""

    name: str
    jobs: tuple[JobView, ...]
    asked: tuple[JobView, ...]
    offered: tuple[JobView, ...]
    near: NearView
    duty: DutyView
    offer: OfferView
    said: str  # what the last press led to, in words
    alarming: bool
    writing: str  # words that could not be sent
