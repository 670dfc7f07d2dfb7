"""Places that are open to everybody, as coordinators know them."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
