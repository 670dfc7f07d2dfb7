"""From what strangers see of a case back to the case, for a helper who says «I can do this».

The public row carries a keyed hash of the case and no number of it. Who holds the key hashes the few open
cases around the displaced dot, and one of them fits.
"""

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.reports import queries
from geo.point import Point
from geo.spatial import ewkt

RINGS_M = (2_500.0, 9_000.0)  # most dots lie in the first; none was ever moved beyond the second


def case_key(key: bytes, link_token: str) -> bytes:
    """The public row's own key: the follower finds it again, and nobody without `key` the case."""
    return hmac.digest(key, f"case\x1f{link_token}".encode(), hashlib.sha256)


async def case_behind(
    session: AsyncSession, incident_id: int, shown_as: bytes, *, key: bytes, category: str, near: Point
) -> int | None:
    """Find the open need that a public row shows; None where it is over, or became part of another one."""
    for ring_m in RINGS_M:
        values = {"incident_id": incident_id, "point": ewkt(near), "within_m": ring_m, "category": category}
        rows = (await session.execute(queries.OPEN_AROUND, values)).all()
        if found := _fitting([(row.id, row.link_token) for row in rows], shown_as, key):
            return found
    return None


def _fitting(cases: Sequence[tuple[int, str]], shown_as: bytes, key: bytes) -> int | None:
    return next((number for number, token in cases if case_key(key, token) == shown_as), None)
