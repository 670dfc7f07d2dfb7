"""The map alone, for other sites to show inside their own pages."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
