"""Photos and voice notes, seen and heard at the desk."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.access.powers import Power
from app.api.deps import HouseDep, SessionDep, VerifierDep, ViewerDep
from app.api.desk.frame import PRIVATE
from app.clock import now
from app.errors import NotAllowed
from app.media.keep import Kept, fetch_again, kept_media

router = APIRouter(include_in_schema=False)
RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
NAMES = {
    "image/jpeg": "photo.jpg",
    "audio/mpeg": "sound.mp3",
    "audio/ogg": "sound.ogg",
    "audio/mp4": "sound.m4a",
    "audio/amr": "sound.amr",
    "audio/wav": "sound.wav",
}


@router.get("/desk/{slug}/media/{token}")
async def show_media(
    token: str, request: Request, desk: ViewerDep, session: SessionDep, house: HouseDep
) -> Response:
    """One picture or sound, opened for this answer alone; no browser and no proxy keeps it."""
    if not desk.may(Power.VERIFY):
        raise NotAllowed
    data_key = house.keys.data_key(desk.incident.data_key_sealed)
    kept = await kept_media(session, desk.incident_id, token, data_key=data_key)
    name = NAMES.get(kept.content_type, "file")
    headers = {
        **PRIVATE,
        "Content-Disposition": f'inline; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
    }
    return part_of(kept, request.headers.get("range", ""), headers)


def part_of(kept: Kept, asked: str, headers: dict[str, str]) -> Response:
    """Answer with the whole, or with the one part that a player asks for to jump to."""
    whole = len(kept.content)
    found = RANGE.fullmatch(asked)
    if found is None or found.groups() == ("", ""):  # none, or several at once: the whole is a right answer
        return Response(kept.content, media_type=kept.content_type, headers=headers)
    first, last = found.groups()
    begin = int(first) if first else max(0, whole - int(last))
    end = min(int(last), whole - 1) if first and last else whole - 1
    if begin > end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{whole}"})
    headers = {**headers, "Content-Range": f"bytes {begin}-{end}/{whole}"}
    return Response(
        kept.content[begin : end + 1], status_code=206, media_type=kept.content_type, headers=headers
    )


@router.post("/desk/{slug}/media/{token}/again")
async def again(token: str, request: Request, desk: VerifierDep, session: SessionDep) -> Response:
    """Ask the gateway once more for one that it did not give."""
    await fetch_again(session, desk.incident_id, token, now=now())
    reference = str((await request.form()).get("report", ""))[:12]
    return RedirectResponse(f"/desk/{desk.incident.slug}?report={reference}", status_code=303)
