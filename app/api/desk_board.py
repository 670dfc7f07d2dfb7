"""The board of jobs under way."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
