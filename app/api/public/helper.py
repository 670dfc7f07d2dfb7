"""A helper's own page: what is needed near, what they said yes to, their hours and their rest."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
