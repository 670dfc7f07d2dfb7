"""Writing back to people, with sentences that are kept."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
