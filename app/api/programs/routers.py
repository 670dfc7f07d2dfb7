"""Every router of the JSON API."""

from fastapi import APIRouter

from app.api.programs import (
    bulletins,
    dispatches,
    docs,
    facilities,
    merge,
    outcomes,
    public,
    reports,
    safety,
    search,
    supplies,
    volunteers,
)

ROUTERS: tuple[APIRouter, ...] = (
    public.router,
    safety.router,
    search.router,
    reports.router,
    merge.router,
    bulletins.router,
    facilities.router,
    outcomes.router,
    dispatches.router,
    volunteers.router,
    supplies.router,
    docs.router,
)
