"""A helper shows with a code, texted to their phone, that the number is theirs."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
