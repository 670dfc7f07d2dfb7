"""Guessing is slowed, never locked out: each failure in a row makes the next try wait a little longer.

Failures are counted for the account that was tried and for the address that tried, each under a keyed hash.
An address may stand for a whole office, so it is slowed later, and forgets after a quarter of an hour.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.errors import TooSoon
from app.security import Keys

LONGEST_S = 60
FREE_FOR_ACCOUNT = 3  # mistakes of a tired hand
FREE_FOR_ADDRESS = 20  # and those of a whole office
ACCOUNT_FORGETS = timedelta(days=1)
ADDRESS_FORGETS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Guard:
    """Whom one try is counted for: the account, or what stands for it, and the address."""

    account: bytes
    address: bytes

    @property
    def keys(self) -> list[bytes]:
        """Both, to be looked up together."""
        return [self.account, self.address]


def guard_for(keys: Keys, account: str, *, address: str) -> Guard:
    """Make the keys of one try; `account` is an e-mail address, or a step and whose it is."""
    return Guard(keys.index(f"try:{account.strip().lower()}"), keys.index(f"try-from:{address}"))


def wait_after(failures: int, *, free: int = FREE_FOR_ACCOUNT) -> int:
    """How many seconds must pass after so many failures: 0, 0, 0, 1, 2, 4 … never over a minute."""
    over = failures - free
    return 0 if over < 0 else min(LONGEST_S, 1 << min(over, 10))


async def check_pace(session: AsyncSession, guard: Guard, *, now: datetime) -> None:
    """Raise `TooSoon` with the seconds to wait; else hold the account: tries come one by one."""
    lock = int.from_bytes(guard.account[:8], signed=True)
    if not (await session.execute(queries.TRY_ALONE, {"lock": lock})).scalar_one():
        raise TooSoon(1)
    rows = await session.execute(queries.TRIES, {"keys": guard.keys})
    waits = [_left(guard, bytes(row.key), row.failures, row.last_at, now) for row in rows]
    if longest := ceil(max(waits, default=0.0)):
        raise TooSoon(longest)


def _left(guard: Guard, key: bytes, failures: int, last_at: datetime, now: datetime) -> float:
    own = key == guard.account
    if now - last_at > (ACCOUNT_FORGETS if own else ADDRESS_FORGETS):
        return 0.0
    wait_s = wait_after(failures, free=FREE_FOR_ACCOUNT if own else FREE_FOR_ADDRESS)
    return max(0.0, wait_s - (now - last_at).total_seconds())


async def count_failure(session: AsyncSession, guard: Guard, *, now: datetime) -> None:
    """Remember one more failure in a row, and let go of old ones."""
    for key, forgets in ((guard.account, ACCOUNT_FORGETS), (guard.address, ADDRESS_FORGETS)):
        values = {"key": key, "now": now, "forgotten": now - forgets}
        await session.execute(queries.COUNT_FAILURE, values)
    await session.execute(queries.PRUNE_TRIES, {"forgotten": now - ACCOUNT_FORGETS})


async def forget_failures(session: AsyncSession, guard: Guard) -> None:
    """Begin anew for an account whose person came in; the address keeps its count."""
    await session.execute(queries.FORGET_TRIES, {"key": guard.account})


async def spend_once(session: AsyncSession, keys: Keys, token: str, *, now: datetime) -> bool:
    """Take something that counts once; False when it was taken before."""
    row = await session.execute(queries.SPEND, {"key": keys.index(f"spent:{token}"), "now": now})
    return row.first() is not None
