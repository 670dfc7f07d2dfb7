"""Places that are open now: the list, and the layer of the map."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
