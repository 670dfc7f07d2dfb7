"""Views that are kept, and who hears of what is new in them."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
