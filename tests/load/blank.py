"""The yardstick of the desk: the same web process with one page more, which shows nothing to who may look."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.api.deps import ViewerDep
from app.main import create_app as konbit

PATH = "/desk/{slug}/blank"


def create_app() -> FastAPI:
    """Make Konbit with a blank page."""
    app = konbit()

    @app.get(PATH)
    async def blank(desk: ViewerDep) -> HTMLResponse:
        return HTMLResponse(f'<article id="blank">{desk.incident_id}</article>')

    return app
