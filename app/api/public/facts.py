"""Facts that were checked, for everybody: a page, and the same for programs that follow it."""

from xml.etree import ElementTree

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.api.deps import HouseDep, IncidentDep, PublicSessionDep, RendererDep, SessionDep
from app.api.pages import current_facts, language_of, page
from app.bulletins.write import Fact
from app.models.incident import Incident

router = APIRouter(include_in_schema=False)
ATOM = "http://www.w3.org/2005/Atom"
LONGEST_TITLE = 60


@router.get("/i/{slug}/facts")
async def show_facts(
    request: Request,
    session: SessionDep,
    public: PublicSessionDep,
    incident: IncidentDep,
    pages: RendererDep,
) -> Response:
    """All that stand, the newest first, in the reader's language or in the first there is."""
    standing = await current_facts(public, incident, language_of(request, pages, incident))
    return await page(request, session, pages, "facts.html", incident=incident, standing=standing)


@router.get("/i/{slug}/facts.atom")
async def feed(
    request: Request, public: PublicSessionDep, incident: IncidentDep, pages: RendererDep, house: HouseDep
) -> Response:
    """The same as an Atom feed."""
    language = language_of(request, pages, incident)
    standing = await current_facts(public, incident, language)
    body = _atom(incident, standing, f"{house.settings.base_url}/i/{incident.slug}/facts", language)
    headers = {"Cache-Control": "public, max-age=60", "Vary": "Cookie, Accept-Language"}
    return Response(body, media_type="application/atom+xml", headers=headers)


def _atom(incident: Incident, standing: list[tuple[Fact, str, str]], address: str, language: str) -> bytes:
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    newest = max((fact.at for fact, _, _ in standing), default=incident.created_at)
    _put(feed, id=address, title=incident.name, updated=newest.isoformat())
    ElementTree.SubElement(feed, "link", href=address)
    for fact, code, words in standing:
        entry = ElementTree.SubElement(feed, "entry", {"xml:lang": code})
        here = f"{address}#fact-{fact.id}"
        title = words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE]}…"
        _put(entry, id=here, title=title, updated=fact.at.isoformat(), content=words)
        ElementTree.SubElement(entry, "link", href=here)
        _put(ElementTree.SubElement(entry, "author"), name=fact.source)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _put(parent: ElementTree.Element, **words: str) -> None:
    for name, value in words.items():
        ElementTree.SubElement(parent, name).text = value
