"""A bell that is rung is heard, whenever and from wherever it was rung."""

import asyncio
import threading

from bot.store.bell import Bell


async def hears(bell: Bell) -> bool:
    try:
        await asyncio.wait_for(bell.heard(), timeout=0.05)
    except TimeoutError:
        return False
    return True


def test_a_ring_before_anybody_listens_is_heard() -> None:
    bell = Bell()
    bell.ring()

    assert asyncio.run(hears(bell))


def test_several_rings_are_heard_as_one() -> None:
    async def listen() -> list[bool]:
        bell = Bell()
        bell.ring()
        bell.ring()
        return [await hears(bell), await hears(bell)]

    assert asyncio.run(listen()) == [True, False]


def test_a_ring_from_another_thread_wakes_who_listens() -> None:
    async def listen() -> None:
        bell = Bell()
        listener = asyncio.create_task(bell.heard())
        await asyncio.sleep(0)
        threading.Thread(target=bell.ring).start()
        await listener

    asyncio.run(listen())


def test_a_ring_between_two_loops_is_not_lost() -> None:
    bell = Bell()
    bell.ring()
    asyncio.run(bell.heard())
    bell.ring()

    assert asyncio.run(hears(bell))
