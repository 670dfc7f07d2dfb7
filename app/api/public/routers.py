"""Every router of the public pages."""

from fastapi import APIRouter

from app.api.public import case, forms, map_feed, phone

ROUTERS: tuple[APIRouter, ...] = (
    forms.router,
    case.router,
    map_feed.router,
    phone.router,
)
