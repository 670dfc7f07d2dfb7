"""Facts that were checked, written at the desk."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
