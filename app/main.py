"""The web process, assembled in reading order."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from types import FrameType

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app.api import health, inbound, pages
from app.api.desk import routers as desk
from app.api.desk.live.once import Once
from app.api.desk.live.rooms import Rooms
from app.api.doors import Doors
from app.api.faults import install_faults
from app.api.guard import Guard
from app.api.programs import routers as programs
from app.api.public import routers as public
from app.api.public.base_map import open_map_file
from app.api.public.look import Known
from app.api.public.streams import Streams
from app.api.static import Static
from app.config import Settings
from app.house import open_house
from app.log import set_up_logs
from web.render import STATIC, make_renderer

DESCRIPTION = "People text what they need or can give; neighbours near them answer."


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application. Without settings they are read from the environment."""
    settings = settings or Settings()
    app = FastAPI(
        title="Konbit",
        description=DESCRIPTION,
        version="0.1.0",
        lifespan=_lifespan(settings),
        docs_url=None,  # the usual page fetches its scripts from elsewhere; ours is app.api.programs.docs
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.renderer = make_renderer()
    app.state.map_file = open_map_file(settings.map_file)
    app.state.doors = Doors()
    app.state.rooms = Rooms()
    app.state.streams = Streams()
    app.state.known = Known()
    app.state.once = Once()
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.add_middleware(Guard, tile_url=settings.tile_url)
    install_faults(app)
    for router in (
        health.router,
        inbound.router,
        pages.router,
        *public.ROUTERS,
        *desk.ROUTERS,
        *programs.ROUTERS,
    ):
        app.include_router(router)
    app.mount("/static", Static(directory=STATIC), name="static")
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        set_up_logs(settings.log_format)
        async with open_house(settings) as house:
            app.state.house = house
            # beside the first readers, who else would wait for it page by page
            warming = asyncio.create_task(asyncio.to_thread(app.state.renderer.warm))
            with _told_to_end(app.state.rooms.close), _told_to_end(app.state.streams.close):
                yield
            await warming

    return lifespan


@contextmanager
def _told_to_end(call: Callable[[], None]) -> Iterator[None]:
    """Call as soon as the process is told to end: the server itself says so only behind the last answer."""
    if threading.current_thread() is not threading.main_thread():
        yield  # a test's own server: nobody sends it signals
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def told(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(call)
        if callable(server := before[signal.Signals(number)]):
            server(number, frame)

    for number in before:
        signal.signal(number, told)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
