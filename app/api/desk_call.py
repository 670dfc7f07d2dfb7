"""Taking calls: a report or a helper typed in as fast as it is spoken."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
