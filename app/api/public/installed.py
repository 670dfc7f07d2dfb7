"""What lets a phone keep these pages: the manifest, the icon, the worker, and a page for no network."""

import json
from hashlib import sha256

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from app.api.deps import IncidentDep, RendererDep, SessionDep
from app.api.pages import language_of, page
from app.api.words import translator
from app.errors import NotFound
from web.icon import draw_icon
from web.language import direction
from web.render import STATIC, own

router = APIRouter(include_in_schema=False)
FORMS = ("report", "offer", "safe")
FILES = ("js/form.js", "js/outbox.js", "icons/favicon.svg")
SIZES = (192, 512)
PAPER, ACCENT = "#f7f5f0", "#0b5563"


@router.get("/i/{slug}/manifest.webmanifest")
async def manifest(request: Request, incident: IncidentDep, pages: RendererDep) -> Response:
    """Name this incident for the first screen of a phone, in the reader's language."""
    language = language_of(request, pages, incident)
    here = f"/i/{incident.slug}/"
    icons = [
        {"src": f"{here}icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in SIZES
        for purpose in ("any", "maskable")
    ]
    shortcuts = zip(FORMS, _form_names(language), strict=True)
    content = {
        "id": here,
        "name": f"Konbit · {incident.name}",
        "short_name": "Konbit",
        "lang": language,
        "dir": direction(language),
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": ACCENT,
        "icons": icons,
        "shortcuts": [{"name": name, "url": f"{here}{form}"} for form, name in shortcuts],
    }
    return JSONResponse(content, media_type="application/manifest+json")


def _form_names(language: str) -> tuple[str, str, str]:
    _ = translator(language)
    return _("I need help"), _("I can help"), _("I am safe")


@router.get("/i/{slug}/icon-{size}.png")
async def icon(size: int, incident: IncidentDep) -> Response:
    """Draw our mark as a picture; phones take no other kind for their first screen."""
    if size not in SIZES:
        raise NotFound
    week = {"Cache-Control": "public, max-age=604800"}
    return Response(draw_icon(size), media_type="image/png", headers=week)


@router.get("/i/{slug}/sw.js")
async def service_worker(incident: IncidentDep) -> Response:
    """Give the worker of one incident: a new one only when it, or a file that it keeps, has changed."""
    here = f"/i/{incident.slug}/"
    kept = {
        "SLUG": incident.slug,
        "PAGES": [f"{here}{name}" for name in (*FORMS, "away")],
        "FILES": [own(name) for name in FILES],
        "AWAY": f"{here}away",
    }
    code = (STATIC / "js" / "sw.js").read_text(encoding="utf-8")
    given = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in kept.items())
    version = sha256((given + code).encode()).hexdigest()[:12]
    body = f"{given}const VERSION = '{version}';\n{code}"
    return Response(body, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/i/{slug}/away")
async def away(request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep) -> Response:
    """Stand in for a page that was not kept, when a phone has no network."""
    return await page(request, session, pages, "away.html", incident=incident)
