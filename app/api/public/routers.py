"""Every router of the public pages."""

from fastapi import APIRouter

from app.api.public import (
    base_map,
    case,
    embed,
    facilities,
    facts,
    forms,
    helper,
    helper_sign_in,
    installed,
    live,
    map_feed,
    phone,
)

ROUTERS: tuple[APIRouter, ...] = (
    forms.router,
    case.router,
    map_feed.router,
    live.router,
    embed.router,
    facilities.router,
    facts.router,
    helper_sign_in.router,
    helper.router,
    base_map.router,
    installed.router,
    phone.router,
)
