"""getUpdates: a long poll that yields to a newer one."""

import asyncio
from dataclasses import dataclass
from typing import Any

from aiogram.methods import GetUpdates
from telegram.constants import PollingLimit

from tests.botapi import refusals
from tests.botapi.refusals import conflict
from tests.botapi.world import World

Json = dict[str, Any]


@dataclass
class _Turn:
    over: bool = False


class Polling:
    """Serves one poller at a time: who comes later makes the earlier one stop with 409."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._turn = _Turn()
        self.polls = 0

    async def get_updates(self, ask: GetUpdates) -> list[Json]:
        """Return updates from the offset on, as soon as there are any."""
        self._turn.over = True
        turn = self._turn = _Turn()
        self.polls += 1
        with self._world.bell.heard_as_event() as changed:
            self._begin(ask)
            end = asyncio.get_running_loop().time() + (ask.timeout or 0)
            while not (found := self._look(ask, turn)):
                left = end - asyncio.get_running_loop().time()
                if left <= 0:
                    break
                changed.clear()
                await _wait(changed, left)
        return found

    def _begin(self, ask: GetUpdates) -> None:
        with self._world.changing():
            if not self._world.webhook.url:
                self._world.updates.allow(ask.allowed_updates)

    def _look(self, ask: GetUpdates, turn: _Turn) -> list[Json]:
        with self._world.bell.reading():
            if self._world.webhook.url:
                raise conflict(refusals.WEBHOOK_ACTIVE)
            if turn.over:
                raise conflict(refusals.OTHER_POLLER)
            limit = min(ask.limit or PollingLimit.MAX_LIMIT, PollingLimit.MAX_LIMIT)
            found = self._world.updates.fetch(ask.offset or 0, limit)
            return [update.body for update in found]


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
