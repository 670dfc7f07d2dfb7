"""What lets a phone keep these pages: the manifest and the service worker."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
