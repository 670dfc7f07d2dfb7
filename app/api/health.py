"""Is it alive, is it ready, how is it doing: for the machines that watch it."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from app.api.deps import HouseDep
from app.clock import now
from app.house import House
from app.messaging.claim import waiting_everywhere
from app.metrics import QUEUE, QUEUE_AGE_S, WEB

router = APIRouter(tags=["health"])
LAG_S = 60.0  # a person who waits longer for an answer is being ignored


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"alive": "yes"}


@router.get("/readyz")
async def ready(house: HouseDep) -> Response:
    """The database takes messages and the worker keeps up; 503 says which of them does not."""
    try:
        waiting, oldest_s = await _queue(house)
    except (SQLAlchemyError, OSError) as away:
        return JSONResponse({"database": "away", "why": type(away).__name__}, status_code=503)
    lags = oldest_s > LAG_S
    facts = {
        "database": "ok",
        "queue": "behind" if lags else "ok",
        "waiting": waiting,
        "oldest_s": round(oldest_s, 1),
    }
    return JSONResponse(facts, status_code=503 if lags else 200)


@router.get("/metrics")
async def metrics(house: HouseDep) -> Response:
    """Counters for Prometheus; nothing in them names a person."""
    try:
        waiting, oldest_s = await _queue(house)
    except (SQLAlchemyError, OSError):
        waiting, oldest_s = float("nan"), float("nan")  # unknown, and said so
    QUEUE.set(waiting)
    QUEUE_AGE_S.set(oldest_s)
    return Response(generate_latest(WEB), media_type=CONTENT_TYPE_LATEST)


async def _queue(house: House) -> tuple[float, float]:
    async with house.database.session() as session:
        return await waiting_everywhere(session, now=now())
