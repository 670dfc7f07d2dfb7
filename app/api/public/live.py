"""Which tiles of the public map have changed: a stream, and the same to be asked for."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
