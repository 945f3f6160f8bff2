"""The HTTP side: reads requests, applies faults and pace, answers as api.telegram.org does."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from aiohttp import web

from tests.botapi import refusals
from tests.botapi.crowd import Crowd
from tests.botapi.delivery import Delivery
from tests.botapi.exchange import Exchange
from tests.botapi.faults import Fault, Plan
from tests.botapi.ledger import Call, Refused
from tests.botapi.pace import Pace, Unhurried
from tests.botapi.places import Place
from tests.botapi.players import Player
from tests.botapi.refusals import Refusal
from tests.botapi.requests import read
from tests.botapi.stage import Stage
from tests.botapi.world import Clock, World, utc_now

Json = dict[str, Any]

DEFAULT_TOKEN = "777000111:AAE-a-token-that-opens-nothing-at-all"
LARGEST_BODY = 64 * 1024 * 1024


class BotApiServer(Crowd):
    """A Bot API server on loopback in a thread of its own; use it as a context manager.

    `clock` gives aware UTC times for messages and for what grows old. `pace` limits sending.
    `webhook_pause` and `webhook_patience` are seconds: before the first retry, for an answer.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = DEFAULT_TOKEN,
        clock: Clock = utc_now,
        pace: Pace | None = None,
        webhook_pause: float = 0.05,
        webhook_patience: float = 60.0,
    ) -> None:
        super().__init__(World(clock))
        self.token = token
        self.url = ""
        self._port = port
        self._exchange = Exchange(self.world, pace or Unhurried())
        self._delivery = Delivery(self.world, self._obey, webhook_pause, webhook_patience)
        self._thread = threading.Thread(target=self._run, name="botapi", daemon=True)
        self._ready = threading.Event()
        self._failure: BaseException | None = None

    def __enter__(self) -> "BotApiServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start serving; `url` is known when this returns."""
        self._thread.start()
        self._ready.wait()
        if self._failure:
            raise self._failure

    def stop(self) -> None:
        """Cut what still hangs, and end the thread; raise what went wrong inside it."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()
        if failure := self._failure or self._exchange.bug:
            raise failure

    @property
    def calls(self) -> list[Call]:
        """Every accepted call in order, also those whose answer was withheld."""
        return self._exchange.calls

    @property
    def refused(self) -> list[Refused]:
        """Every refused call in order."""
        return self._exchange.refused

    @property
    def mistakes(self) -> list[Refused]:
        """The calls refused with 400 or 404 for which no test planned that."""
        return [call for call in self.refused if call.code in {400, 404} and not call.planned]

    @property
    def polls(self) -> int:
        """How many times getUpdates was called."""
        return self._exchange.polling.polls

    @property
    def pace(self) -> Pace:
        """How fast the bot may send."""
        return self._exchange.pace

    @pace.setter
    def pace(self, pace: Pace) -> None:
        self._exchange.pace = pace

    def fails(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat: Place | Player | int | None = None,
        nth: int = 1,
        times: int | None = 1,
    ) -> Plan:
        """Plan a fault for calls of this method to this chat: from the nth on, so many times.

        Without a method it meets all but "getUpdates" and "file" (fetching), which want naming.
        """
        chat_id = chat if isinstance(chat, int) or chat is None else chat.id
        with self.world.changing():
            return self._exchange.plans.add(Plan(fault, method, chat_id, nth, times))

    def heals(self, plan: Plan) -> None:
        """Cancel a planned fault."""
        with self.world.changing():
            self._exchange.plans.cancel(plan)

    @contextmanager
    def failing(self, fault: Fault, **which: Any) -> Iterator[Plan]:
        """Let all calls that `which` names (as for `fails`) go wrong within the block."""
        plan = self.fails(fault, times=None, **which)
        try:
            yield plan
        finally:
            self.heals(plan)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:
            self._failure = failure
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_routes(Stage(self).routes())
        app.router.add_route("*", "/{rest:.*}", self._nothing)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._ready.set()
        try:
            await self._deliver_until_closing()
        finally:
            await runner.cleanup()

    async def _deliver_until_closing(self) -> None:
        delivery = asyncio.create_task(self._delivery.run())
        closing = asyncio.create_task(self._closing.wait())
        await asyncio.wait({delivery, closing}, return_when=asyncio.FIRST_COMPLETED)
        self._closing.set()
        delivery.cancel()
        with suppress(asyncio.CancelledError):
            await delivery

    async def _nothing(self, _: web.Request) -> web.Response:
        return _refuse(refusals.not_found())

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _refuse(refusals.unauthorized())
        fault = self._exchange.plans.due("file", None)
        stored = self.world.files.at(request.match_info["path"])
        if fault.refusal or stored is None:
            return _refuse(fault.refusal or refusals.not_found())
        await self._misbehave(request, fault)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    async def _call(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request.match_info["token"])
            given, uploads = await read(request)
            fault, result = await self._exchange.take(request.match_info["method"], given, uploads)
        except Refusal as refusal:
            return _refuse(refusal)
        await self._misbehave(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise refusals.not_found()
        if token != self.token:
            raise refusals.unauthorized()

    async def _misbehave(self, request: web.Request, fault: Fault) -> None:
        """Let the fault come before the answer: late, never, or on a connection that is cut."""
        if fault.delay:
            await self._pause(fault.delay)
        if fault.silence == "hang":
            await self._closing.wait()
        if fault.silence and request.transport is not None:
            request.transport.abort()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)

    async def _obey(self, method: str, params: Json) -> None:
        with suppress(Refusal):
            await self._exchange.take(method, params, {})


def _refuse(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)
