"""Views that are kept: a search with a name, for one person or for all at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotAllowed, NotFound
from app.history import Happening, record
from app.search import queries
from app.triage.narrow import Narrow, narrow_from

MOST_VIEWS = 50  # of one person
MOST_SHOWN = 200
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How somebody hears of what is new in a view; `trouble`: why the last word did not go out."""

    id: int
    tell_by: str
    every_s: int
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """One kept view, as one person sees it."""

    id: int
    name: str
    query: str
    shared: bool
    mine: bool
    owner: str
    watches: tuple[Watch, ...] = ()


def narrow_of(query: str) -> Narrow:
    """Read what a view looks for; raises `BadForm`."""
    return narrow_from(dict(parse_qsl(query)))


async def views_of(session: AsyncSession, incident_id: int, staff_id: int) -> tuple[KeptView, ...]:
    """List a person's own views, then those that others share."""
    who = {"incident_id": incident_id, "staff_id": staff_id}
    watches: dict[int, list[Watch]] = {}
    for row in await session.execute(queries.WATCHES, who):
        one = Watch(id=row.id, tell_by=row.tell_by, every_s=row.every_s, trouble=row.trouble)
        watches.setdefault(row.view_id, []).append(one)
    rows = await session.execute(queries.VIEWS, who | {"most": MOST_SHOWN})
    return tuple(
        KeptView(
            id=row.id,
            name=row.name,
            query=row.query,
            shared=row.shared,
            mine=row.staff_id == staff_id,
            owner=row.owner,
            watches=tuple(watches.get(row.id, ())),
        )
        for row in rows
    )


async def view_by_id(session: AsyncSession, incident_id: int, view_id: int, *, staff_id: int) -> KeptView:
    """Hold one view that a person may see; raises `NotFound`."""
    which = {"incident_id": incident_id, "id": view_id, "staff_id": staff_id}
    row = (await session.execute(queries.VIEW, which)).first()
    if row is None:
        raise NotFound("This view is gone; choose another from the list.")
    mine = row.staff_id == staff_id
    return KeptView(id=row.id, name=row.name, query=row.query, shared=row.shared, mine=mine, owner="")


async def keep_view(
    session: AsyncSession,
    incident_id: int,
    *,
    staff_id: int,
    name: str,
    query: str,
    shared: bool,
    now: datetime,
) -> int:
    """Keep what is looked for under a name; raises `BadForm` with what to mend."""
    name, narrow = _named(name), narrow_of(query)
    if narrow.is_empty:
        raise BadForm("Look for something first, or set a filter: then it can be kept.")
    who = {"incident_id": incident_id, "staff_id": staff_id}
    if (await session.execute(queries.COUNT_VIEWS, who)).scalar_one() >= MOST_VIEWS:
        raise BadForm(f"You have {MOST_VIEWS} views; take one away first.")
    values = who | {"name": name, "query": narrow.query, "shared": shared, "now": now}
    view_id = int((await session.execute(queries.KEEP_VIEW, values)).scalar_one())
    _note(session, incident_id, "view.kept", staff_id, {"view": view_id, "name": name}, now=now)
    return view_id


async def rename_view(
    session: AsyncSession,
    incident_id: int,
    view_id: int,
    *,
    staff_id: int,
    name: str,
    shared: bool,
    may_coordinate: bool,
    now: datetime,
) -> None:
    """Give a view another name, or share it; one that is shared no more is heard of by its owner alone."""
    view = await _held(session, incident_id, view_id, staff_id=staff_id, may_coordinate=may_coordinate)
    if not view.mine and not shared:
        raise NotAllowed("Only whoever kept this view can take it back from the others.")
    which = {"incident_id": incident_id, "id": view_id}
    await session.execute(queries.RENAME_VIEW, which | {"name": _named(name), "shared": shared})
    if view.shared and not shared:
        others = {"incident_id": incident_id, "view_id": view_id, "staff_id": staff_id}
        await session.execute(queries.DROP_OTHERS_WATCHES, others)
    _note(session, incident_id, "view.changed", staff_id, {"view": view_id, "name": name}, now=now)


async def drop_view(
    session: AsyncSession,
    incident_id: int,
    view_id: int,
    *,
    staff_id: int,
    may_coordinate: bool,
    now: datetime,
) -> KeptView:
    """Take a view away, with all who hear of it; returns it, so that it can be put back."""
    view = await _held(session, incident_id, view_id, staff_id=staff_id, may_coordinate=may_coordinate)
    await session.execute(queries.DROP_WATCHES, {"incident_id": incident_id, "view_id": view_id})
    await session.execute(queries.DROP_VIEW, {"incident_id": incident_id, "id": view_id})
    _note(session, incident_id, "view.dropped", staff_id, {"view": view_id, "name": view.name}, now=now)
    return view


async def _held(
    session: AsyncSession, incident_id: int, view_id: int, *, staff_id: int, may_coordinate: bool
) -> KeptView:
    view = await view_by_id(session, incident_id, view_id, staff_id=staff_id)
    if not view.mine and not may_coordinate:
        raise NotAllowed("Only whoever kept this view, or a coordinator, can change it.")
    return view


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadForm(f"Give the view a name of up to {LONGEST_NAME} letters.")
    return name


def _note(
    session: AsyncSession,
    incident_id: int,
    what: str,
    staff_id: int,
    after: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    record(session, incident_id, Happening(what=what, who=f"staff:{staff_id}", after=after), now=now)
