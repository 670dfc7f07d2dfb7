"""A person's own account: passkeys, codes, open sessions."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
