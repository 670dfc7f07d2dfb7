"""Photos and voice notes, seen and heard at the desk."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
