"""Polling: no update is confirmed before it is stored, and nothing stops the rest."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.parse import KINDS, Item
from bot.channels.telegram.receive import LONGEST_PAUSE, Store, after, pause, poll
from bot.core.channel import Stopped
from tests.botapi import BotApiServer, Player, faults, refusals
from tests.botapi.faults import Fault
from tests.channels.telegram.inbox import Inbox, now

pytestmark = pytest.mark.anyio

HANG_GUARD = 60.0


class Pauses:
    """Stands in for sleeping: remembers how long, and only lets others run."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        await asyncio.sleep(0)


@asynccontextmanager
async def polling(
    channel: TelegramChannel, store: Store, sleep: Pauses | None = None
) -> AsyncIterator[asyncio.Task[Stopped]]:
    task = asyncio.create_task(poll(channel, store, now=now, sleep=sleep or Pauses(), wait=5))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def all_confirmed(telegram: BotApiServer) -> None:
    async with asyncio.timeout(HANG_GUARD):
        while telegram.world.updates.pending:
            await asyncio.sleep(0.002)


async def test_what_is_said_is_stored_and_then_confirmed(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox()
    pieter.says("een straatfeest")

    async with polling(channel, inbox.store):
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "een straatfeest"]
    assert telegram.world.updates.allowed == frozenset(KINDS)


async def test_while_storing_fails_nothing_is_confirmed(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox(failures=3)
    waiting_at_failure: list[int] = []

    async def store(items: Sequence[Item]) -> None:
        waiting_at_failure.append(len(telegram.world.updates.pending))
        await inbox.store(items)

    pieter.says("een straatfeest")
    async with polling(channel, store):
        await all_confirmed(telegram)

    assert waiting_at_failure == [2, 2, 2, 2]
    assert inbox.texts == ["/start", "een straatfeest"]


async def test_a_poller_killed_while_storing_loses_nothing(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    storing = asyncio.Event()

    async def never_ready(_: Sequence[Item]) -> None:
        storing.set()
        await asyncio.Event().wait()

    pieter.says("een straatfeest")
    async with polling(channel, never_ready):
        await storing.wait()

    inbox = Inbox()
    async with polling(channel, inbox.store):
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "een straatfeest"]


async def test_an_update_delivered_twice_has_the_same_key(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox()
    async with polling(channel, inbox.store):
        await all_confirmed(telegram)
        telegram.repeats(telegram.world.updates.log[0].id)
        pieter.says("nog iets")
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "nog iets"]


async def test_an_update_of_an_unknown_shape_does_not_stop_the_rest(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox()
    telegram.injects(message={"message_id": "geen getal"})
    telegram.injects(brand_new={"thing": 1})
    pieter.says("een straatfeest")

    async with polling(channel, inbox.store):
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "een straatfeest"]


async def test_numbers_that_start_again_lower_are_not_missed(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox()
    async with polling(channel, inbox.store):
        await all_confirmed(telegram)
        telegram.renumbers(5)
        pieter.says("na een stille week")
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "na een stille week"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(refusals.conflict(refusals.OTHER_POLLER)),
        faults.server_error(502),
        faults.drop(accepted=False),
        faults.bad_request("iets nieuws"),
    ],
)
async def test_polling_goes_on_after_any_fault_with_longer_pauses(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player, fault: Fault
) -> None:
    inbox, pauses = Inbox(), Pauses()
    telegram.fails(fault, method="getUpdates", times=3)
    pieter.says("een straatfeest")

    async with polling(channel, inbox.store, pauses):
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "een straatfeest"]
    assert len(pauses.taken) == 3
    assert 0 < pauses.taken[0] <= 2 < pauses.taken[2] <= 8


async def test_telegram_says_itself_how_long_to_wait(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    pauses = Pauses()
    telegram.fails(faults.too_many_requests(17), method="getUpdates")
    pieter.says("een straatfeest")

    async with polling(channel, Inbox().store, pauses):
        await all_confirmed(telegram)

    assert pauses.taken == [17]


async def test_a_refused_token_ends_the_polling(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    telegram.fails(faults.unauthorized(), method="getUpdates", times=None)

    stopped = await poll(channel, Inbox().store, now=now, sleep=Pauses())

    assert stopped == Stopped(why="Unauthorized")


async def test_two_pollers_take_turns_and_lose_nothing(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox()
    async with (
        TelegramChannel(telegram.token, telegram.url) as second,
        polling(channel, inbox.store),
        polling(second, inbox.store),
    ):
        pieter.says("een straatfeest")
        await all_confirmed(telegram)

    assert inbox.texts == ["/start", "een straatfeest"]


@given(st.integers(1, 10_000))
def test_pauses_grow_but_never_beyond_a_minute(failures: int) -> None:
    assert 0 < pause(failures) <= min(2.0 ** min(failures, 10), LONGEST_PAUSE)


def test_after_an_empty_batch_there_is_no_offset() -> None:
    assert after([]) is None
    assert after([{"update_id": 7}, {"update_id": 9}]) == 10
