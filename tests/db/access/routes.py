"""Every address of the desk, as the program itself lists them, and a call of each with nothing in it."""

import re
from collections.abc import Iterator, Sequence

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute, APIRouter
from starlette.routing import BaseRoute

from app.config import Settings
from app.main import create_app
from tests.cast import Desk

DESK = re.compile(r"/desk/\{slug\}(/.*)?|/api/v1/incidents/\{slug\}/.*")
# what stands for the parts of an address: nothing of it exists
PARTS = {"{reference}": "ZZZZ", "{token}": "nobody", "{what}": "ask"}


def desk_routes() -> list[tuple[str, str]]:
    """Method and address of everything that belongs to the desk of an incident."""
    app = create_app(Settings(_env_file=None))
    assert isinstance(app, FastAPI)
    routes = _routes(app.routes)
    return sorted(
        (method, route.path)
        for route in routes
        if DESK.fullmatch(route.path)
        for method in route.methods or ()
    )


def public_routes() -> list[str]:
    """Every address outside the desk that answers anybody's GET, if only with a refusal."""
    app = create_app(Settings(_env_file=None))
    routes = _routes(app.routes)
    return sorted(
        {route.path for route in routes if "GET" in (route.methods or ()) and "/desk/" not in route.path}
    )


def _routes(routes: Sequence[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(inner := getattr(route, "original_router", None), APIRouter):
            yield from _routes(inner.routes)


async def call(desk: Desk, method: str, path: str, *, signed_in: bool = True) -> httpx.Response:
    """Call an address with the secret of this person's forms and nothing else."""
    address = path.replace("{slug}", desk.slug)
    for part, value in PARTS.items():
        address = address.replace(part, value)
    address = re.sub(r"\{\w+\}", "999999", address)
    headers = {"x-csrf-token": desk.csrf}
    if signed_in:
        headers["cookie"] = f"konbit_session={desk.email}"
    return await desk.http.request(method, address, headers=headers, data=_form(desk, method))


def _form(desk: Desk, method: str) -> dict[str, str] | None:
    return None if method == "GET" else {"csrf": desk.csrf}
