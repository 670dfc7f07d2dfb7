"""The lists of the desk, and who has what in hand."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
