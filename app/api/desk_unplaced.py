"""What has no place yet, and the place it may have."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
