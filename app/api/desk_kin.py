"""Which cases may be one need, and how well a report is known to be true."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
