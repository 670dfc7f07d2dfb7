"""For programs of the desk: looking for reports by words, and the views that are kept."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from app.access.powers import Power
from app.api.deps import SessionDep, ViewerActsDep, ViewerDep
from app.api.desk.sight import eyes_of
from app.clock import now
from app.search.find import ENDLESS, find_reports
from app.search.hits import hits_of
from app.search.views import LONGEST_NAME, drop_view, keep_view, rename_view, view_by_id, views_of
from app.triage.narrow import narrow_from

router = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])
ViewId = Annotated[int, Path(ge=1, lt=2**63)]


class HitOut(BaseModel):
    """One report that was found; `words` is the piece of its text in which the words stand."""

    reference: str
    kind: str
    category: str
    urgency: int
    state: str
    created_at: datetime
    words: str


class FoundOut(BaseModel):
    """One page, the newest first. `older` goes into `before` of the next call; 0 at the end."""

    hits: list[HitOut]
    older: int
    also: Annotated[dict[str, list[str]], Field(description="A word that stands nowhere, and near ones.")]


class ViewIn(BaseModel):
    """A view to keep: `query` as an address says it, `category=water&q=mill`."""

    name: Annotated[str, Field(max_length=LONGEST_NAME)]
    query: Annotated[str, Field(max_length=4_000)]
    shared: bool = False


class NameIn(BaseModel):
    """Another name, and who sees it."""

    name: Annotated[str, Field(max_length=LONGEST_NAME)]
    shared: bool = False


class ViewOut(BaseModel):
    """One kept view."""

    id: int
    name: str
    query: str
    shared: bool
    mine: bool


@router.get("/search")
async def search(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    q: Annotated[str, Query(max_length=200, description="Words, «a phrase», -not.")] = "",
    before: Annotated[int, Query(ge=0, lt=ENDLESS)] = 0,
) -> FoundOut:
    """Find reports by words; the desk's filters narrow as they do in its address."""
    at = now()
    narrow = narrow_from({**request.query_params, "q": q})
    eyes = await eyes_of(session, desk, now=at)
    seen = eyes.narrow(narrow)
    found = await find_reports(
        session, desk.incident_id, seen, staff_id=desk.person.staff_id, now=at, before=before
    )
    hits = await hits_of(
        session,
        desk.incident_id,
        found,
        open_words=desk.may(Power.VERIFY),
        knows_place=eyes.knows_place,
    )
    return FoundOut(
        hits=[
            HitOut(
                reference=hit.reference,
                kind=hit.kind,
                category=hit.category,
                urgency=hit.urgency,
                state=hit.state,
                created_at=hit.at,
                words="".join(bit.text for bit in hit.said or hit.words),
            )
            for hit in hits
        ],
        older=found.older,
        also={word: list(near) for word, near in found.also},
    )


@router.get("/views")
async def views(desk: ViewerDep, session: SessionDep) -> list[ViewOut]:
    """List my views and the shared ones."""
    found = await views_of(session, desk.incident_id, desk.person.staff_id)
    return [
        ViewOut(id=one.id, name=one.name, query=one.query, shared=one.shared, mine=one.mine) for one in found
    ]


@router.post("/views", status_code=201)
async def keep(given: ViewIn, desk: ViewerActsDep, session: SessionDep) -> ViewOut:
    """Keep a view."""
    staff_id = desk.person.staff_id
    view_id = await keep_view(session, desk.incident_id, staff_id=staff_id, **given.model_dump(), now=now())
    kept = await view_by_id(session, desk.incident_id, view_id, staff_id=staff_id)
    return ViewOut(id=kept.id, name=kept.name, query=kept.query, shared=kept.shared, mine=kept.mine)


@router.put("/views/{view_id}", status_code=204)
async def rename(view_id: ViewId, given: NameIn, desk: ViewerActsDep, session: SessionDep) -> Response:
    """Give a view another name, share it or take it back."""
    await rename_view(
        session,
        desk.incident_id,
        view_id,
        staff_id=desk.person.staff_id,
        **given.model_dump(),
        may_coordinate=desk.may(Power.COORDINATE),
        now=now(),
    )
    return Response(status_code=204)


@router.delete("/views/{view_id}", status_code=204)
async def drop(view_id: ViewId, desk: ViewerActsDep, session: SessionDep) -> Response:
    """Take a view away, with all who hear of it."""
    await drop_view(
        session,
        desk.incident_id,
        view_id,
        staff_id=desk.person.staff_id,
        may_coordinate=desk.may(Power.COORDINATE),
        now=now(),
    )
    return Response(status_code=204)
