"""Who did what, from the first event on."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
