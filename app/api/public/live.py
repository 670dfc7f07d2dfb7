"""Which tiles of the public map have changed: a stream, and the same to be asked for."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.api.deps import HouseDep
from app.api.public.changes import changes_since
from app.api.public.look import KnownDep
from app.api.public.streams import Streams

router = APIRouter(tags=["map"])
After = Annotated[int | None, Query(ge=0, lt=2**63)]
# no proxy may keep a stream, nor hold it back until it ends
FLOWS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/i/{slug}/live", include_in_schema=False)
async def live(request: Request, incident_id: KnownDep, house: HouseDep, after: After = None) -> Response:
    """Tell, at most once a second, which tiles changed behind change `after`."""
    streams = request.app.state.streams
    assert isinstance(streams, Streams)
    streams.check_room()
    told = streams.listen(house.database, incident_id, after=_heard(request, after))
    return StreamingResponse(told, media_type="text/event-stream", headers=FLOWS)


@router.get("/i/{slug}/changes.json")
async def changes(incident_id: KnownDep, house: HouseDep, after: After = None) -> Response:
    """Name the tiles that changed behind change `after`; without it, only the number to begin with.

    «0/0/0» is the whole world: too much has changed since to list it.
    """
    found = await changes_since(house.database, incident_id, after)
    body = {"after": found.after, "tiles": list(found.tiles)}
    return JSONResponse(body, headers={"Cache-Control": "public, max-age=1"})


def _heard(request: Request, after: int | None) -> int | None:
    """What a browser heard last that comes back by itself."""
    last = request.headers.get("last-event-id", "")
    return int(last) if last.isdecimal() and len(last) < 19 else after
