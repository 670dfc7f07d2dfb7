"""The JSON API told on one page, from its own description; no script and no file from elsewhere."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from app.api.deps import RendererDep, SessionDep
from app.api.pages import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call: its method and path, what it does, what it takes and what comes back."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, bool], ...]  # name, kind, needed
    answers: tuple[tuple[str, str], ...]  # status, meaning


@router.get("/api/docs")
async def show_docs(request: Request, session: SessionDep, pages: RendererDep) -> Response:
    """Every call that other programs may make."""
    described = request.app.openapi()
    found = [
        _operation(method, path, told)
        for path, methods in sorted(described["paths"].items())
        for method, told in methods.items()
    ]
    return await page(request, session, pages, "api.html", operations=found)


def _operation(method: str, path: str, told: dict[str, Any]) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        description=told.get("description", ""),
        parameters=tuple(
            (one["name"], one.get("schema", {}).get("type", ""), one.get("required", False))
            for one in told.get("parameters", ())
        ),
        answers=tuple((status, answer["description"]) for status, answer in told["responses"].items()),
    )
