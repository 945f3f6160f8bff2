"""Delivery to a webhook: in order within a chat, again and again until it is taken."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp

from tests.botapi.updates import Update
from tests.botapi.world import Webhook, World

Json = dict[str, Any]
# Executes a call that came as the answer of the webhook.
Reply = Callable[[str, Json], Awaitable[object]]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE = 60.0


class Delivery:
    """Posts waiting updates while a webhook is set; `pause` is the first wait, in seconds."""

    def __init__(self, world: World, reply: Reply, pause: float, patience: float) -> None:
        self._world = world
        self._reply = reply
        self._pause = pause
        self._timeout = aiohttp.ClientTimeout(total=patience)
        self._lanes: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        with self._world.bell.heard_as_event() as changed:
            async with aiohttp.ClientSession(timeout=self._timeout) as http:
                try:
                    while True:
                        changed.clear()
                        self._open_lanes(http)
                        await changed.wait()
                finally:
                    await self._close_lanes()

    def _open_lanes(self, http: aiohttp.ClientSession) -> None:
        self._lanes = {lane: task for lane, task in self._lanes.items() if not task.done()}
        with self._world.bell.reading():
            hook, queue = self._world.webhook, self._world.updates
            if not hook.url:
                return
            queue.take_echoes()
            waiting = dict.fromkeys(update.lane for update in queue.pending)
        for lane in waiting:
            if lane not in self._lanes and len(self._lanes) < hook.max_connections:
                self._lanes[lane] = asyncio.create_task(self._serve(http, hook, lane))

    async def _close_lanes(self) -> None:
        for task in self._lanes.values():
            task.cancel()
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    async def _serve(self, http: aiohttp.ClientSession, hook: Webhook, lane: int) -> None:
        """Deliver the updates of one chat, one after another."""
        pause = self._pause
        while (update := self._first(hook, lane)) is not None:
            failure = await self._post(http, hook, update)
            if not failure:
                pause = self._pause
                continue
            self._note(hook, failure)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        # Another chat may have waited for this connection.
        asyncio.get_running_loop().call_soon(self._world.bell.ring)

    def _first(self, hook: Webhook, lane: int) -> Update | None:
        with self._world.bell.reading():
            if self._world.webhook is not hook:
                return None
            self._world.updates.drop_stale()
            pending = self._world.updates.pending
            return next((update for update in pending if update.lane == lane), None)

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, update: Update) -> str:
        """Return what went wrong; an empty text when the update was taken."""
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with http.post(hook.url, json=update.body, headers=headers) as answer:
                if not answer.ok:
                    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
                with self._world.changing():
                    self._world.updates.confirm(update)
                await self._obey(await answer.read(), answer.content_type)
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"{type(error).__name__}: {error}"
        return ""

    async def _obey(self, body: bytes, content_type: str) -> None:
        """Carry out a call that the bot gave as its answer; faults in it are nobody's concern."""
        if content_type != "application/json":
            return
        with suppress(ValueError, KeyError, AttributeError):
            call = json.loads(body)
            await self._reply(call.pop("method"), call)

    def _note(self, hook: Webhook, failure: str) -> None:
        with self._world.changing():
            hook.last_error, hook.last_error_at = failure, self._world.clock()
