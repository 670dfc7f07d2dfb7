import asyncio

from app.supervise import supervise

FOREVER_S = 3_600.0


async def test_who_waits_is_woken_by_whoever_has_something_for_them():
    """Understood at once, sent at once: an hour between two looks would be seen."""
    stop, woken, line = asyncio.Event(), asyncio.Event(), [2]

    async def writes() -> bool:
        await asyncio.sleep(0)
        if not line[0]:
            return False
        line[0] -= 1
        return True

    async def reads() -> bool:
        if line[0]:
            return False
        stop.set()
        return True

    async with asyncio.timeout(30):
        await asyncio.gather(
            supervise("reads", reads, idle_s=FOREVER_S, stop=stop, woken=woken),
            supervise("writes", writes, idle_s=FOREVER_S, stop=stop, wakes=(woken,)),
        )


async def test_what_comes_while_somebody_looks_is_looked_for_once_more():
    stop, woken, looks = asyncio.Event(), asyncio.Event(), []

    async def look() -> bool:
        looks.append(True)
        woken.set() if len(looks) == 1 else stop.set()
        return False

    async with asyncio.timeout(30):
        await supervise("look", look, idle_s=FOREVER_S, stop=stop, woken=woken)
    assert len(looks) == 2


async def test_a_loop_that_fails_goes_on():
    stop, tries = asyncio.Event(), []

    async def fails_once() -> bool:
        tries.append(True)
        if len(tries) == 1:
            raise RuntimeError("the database is away")
        stop.set()
        return True

    async with asyncio.timeout(30):
        await supervise("fails", fails_once, idle_s=0.01, stop=stop)
    assert len(tries) == 2
