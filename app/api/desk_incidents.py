"""The incidents of a person, and new ones."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
