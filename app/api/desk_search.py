"""Looking for reports and messages by words."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
