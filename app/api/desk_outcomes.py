"""How well it goes, in pictures."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
