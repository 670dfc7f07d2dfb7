"""A map file of the operator's own under the reports, read in ranges: nobody else's tile server is needed."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from app.api.deps import IncidentDep
from app.errors import NotFound
from app.log import log
from geo.map_file import MapFile, read_map_file

router = APIRouter(include_in_schema=False)
DAY_S = 86_400


def open_map_file(path: str) -> MapFile | None:
    """The file that maps are drawn from, or none: then the ground that we draw stays in sight."""
    if not path:
        return None
    try:
        return read_map_file(Path(path))
    except (OSError, ValueError) as error:
        log.warning("map_file.unfit", path=path, reason=str(error))
        return None


@router.get("/i/{slug}/base.pmtiles")
async def base_map(request: Request, incident: IncidentDep) -> Response:
    """The operator's map file, or the part of it that the browser asks for."""
    found: MapFile | None = request.app.state.map_file
    if found is None or not found.path.is_file():
        raise NotFound("Nobody has put a map file here.")
    # packed anew, a range would no longer be the file's own bytes
    headers = {"Content-Encoding": "identity", "Cache-Control": f"public, max-age={DAY_S}"}
    return FileResponse(found.path, media_type="application/vnd.pmtiles", headers=headers)
