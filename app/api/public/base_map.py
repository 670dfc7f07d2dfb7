"""A map file of the operator's own under the reports, read in ranges."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
