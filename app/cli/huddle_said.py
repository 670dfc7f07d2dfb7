"""What `konbit huddle` prints once a house is open."""

from app.api.desk.huddle_text import digest_text
from app.api.desk.views.huddle import digest_view, names_for
from app.api.words import translator
from app.cli.inside import inside
from app.clock import now
from app.house import House
from app.huddles.gather import digest_of
from app.huddles.keep import waiting_answers


async def said(house: House, slug: str, language: str) -> str:
    """The same text as the desk's, in at most forty lines."""
    async with inside(house, slug) as (session, incident, incident_id):
        digest = await digest_of(session, incident, now=now())
        answers = await waiting_answers(session, incident_id)
        names = await names_for(session, incident_id, digest, helpers=False)
    view = digest_view(digest, answers, names, language)
    return digest_text(view, incident, translator(language))
