"""The HTTP side: reads requests, applies faults and pace, answers as api.telegram.org does."""

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram.methods import GetUpdates
from aiohttp import web

from tests.botapi import refusals, rules
from tests.botapi.delivery import Delivery
from tests.botapi.faults import Fault, Plan, Plans
from tests.botapi.methods import PLAYED
from tests.botapi.pace import Pace, Unhurried
from tests.botapi.players import Crowd, Place, Player
from tests.botapi.polling import Polling
from tests.botapi.refusals import Refusal
from tests.botapi.rules import Upload
from tests.botapi.world import Clock, World, utc_now

Json = dict[str, Any]

DEFAULT_TOKEN = "777000111:AAE-a-token-that-opens-nothing-at-all"
LARGEST_BODY = 64 * 1024 * 1024
SENDING = ("send", "copy", "edit")


@dataclass(frozen=True)
class Call:
    """One accepted call: what was asked, the ids of the messages it made, when.

    `answered` is False when the answer was withheld: the bot cannot know that it was accepted.
    """

    method: str
    params: Json
    chat_id: int | None
    message_ids: tuple[int, ...]
    at: datetime
    answered: bool


@dataclass(frozen=True)
class Refused:
    """One call that was refused, with the code and text that were the answer.

    `planned` tells a fault that the test asked for from a mistake of the bot.
    """

    method: str
    params: Json
    code: int
    description: str
    at: datetime
    planned: bool


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
        self.pace = pace or Unhurried()
        self.calls: list[Call] = []
        self.refused: list[Refused] = []
        self.url = ""
        self._port = port
        self._plans = Plans()
        self._polling = Polling(self.world)
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
        """Cut what still hangs, and end the thread."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()

    @property
    def mistakes(self) -> list[Refused]:
        """The refused calls that no test planned."""
        return [refused for refused in self.refused if not refused.planned]

    @property
    def polls(self) -> int:
        """How many times getUpdates was called."""
        return self._polling.polls

    def fails(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat: "Place | Player | int | None" = None,
        nth: int = 1,
        times: int | None = 1,
    ) -> Plan:
        """Plan a fault for calls of this method to this chat: from the nth on, so many times."""
        chat_id = chat if isinstance(chat, int) or chat is None else chat.id
        with self.world.changing():
            return self._plans.add(Plan(fault, method, chat_id, nth, times))

    def heals(self, plan: Plan) -> None:
        """Cancel a planned fault."""
        with self.world.changing():
            self._plans.cancel(plan)

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
        app.router.add_route("*", "/{rest:.*}", self._nothing)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._ready.set()
        delivery = asyncio.create_task(self._delivery.run())
        await self._closing.wait()
        delivery.cancel()
        await asyncio.gather(delivery, return_exceptions=True)
        await runner.cleanup()

    async def _nothing(self, _: web.Request) -> web.Response:
        return _refuse(refusals.not_found())

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _refuse(refusals.unauthorized())
        stored = self.world.files.at(request.match_info["path"])
        if stored is None:
            return _refuse(refusals.not_found())
        return web.Response(body=stored.data, content_type="application/octet-stream")

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
            given, uploads = await _read(request)
            fault, result = await self._take(request.match_info["method"], given, uploads)
        except Refusal as refusal:
            return _refuse(refusal)
        return await self._answer(request, fault, result)

    def _check_token(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise refusals.not_found()
        if token != self.token:
            raise refusals.unauthorized()

    async def _take(self, name: str, given: Json, uploads: dict[str, Upload]) -> tuple[Fault, Any]:
        """Judge and carry out a call; return what goes wrong after it, and its result."""
        params = dict(given)
        try:
            method = rules.method_named(name)
            name = method.__api_method__
            params = rules.decode(method, given, uploads)
            ask = rules.judge(method, params)
            if isinstance(ask, GetUpdates):
                return await self._poll(ask)
            params = _typed(ask, params)
            return self._carry_out(name, ask, params)
        except Refusal as refusal:
            self._note_refusal(name, params, refusal)
            raise

    async def _poll(self, ask: GetUpdates) -> tuple[Fault, Any]:
        fault = self._plans.due("getUpdates", None)
        if fault.refusal:
            raise fault.refusal
        return fault, await self._polling.get_updates(ask) if fault.accepted else None

    def _carry_out(self, name: str, ask: rules.Method, params: Json) -> tuple[Fault, Any]:
        chat_id = _chat_id(params)
        with self.world.changing():
            fault = self._plans.due(name, chat_id)
            if not fault.accepted:
                if fault.refusal:
                    raise fault.refusal
                return fault, None
            self._check_pace(name, chat_id)
            result = _play(self.world, name, ask)
            self._note_call(name, params, chat_id, fault, result)
        if fault.refusal:
            raise fault.refusal
        return fault, result

    def _check_pace(self, name: str, chat_id: int | None) -> None:
        if chat_id is None or not name.startswith(SENDING):
            return
        seconds = self.pace.wait(chat_id, name, self.world.clock())
        if seconds:
            raise refusals.too_many_requests(seconds)

    def _note_call(
        self, name: str, params: Json, chat_id: int | None, fault: Fault, result: Any
    ) -> None:
        answered = not (fault.refusal or fault.silence)
        ids = _message_ids(result)
        call = Call(name, params, chat_id, ids, self.world.clock(), answered)
        self.calls.append(call)

    def _note_refusal(self, name: str, params: Json, refusal: Refusal) -> None:
        with self.world.changing():
            at, planned = self.world.clock(), self._plans.has(refusal)
            self.refused.append(
                Refused(name, params, refusal.code, refusal.description, at, planned)
            )

    async def _answer(self, request: web.Request, fault: Fault, result: Any) -> web.StreamResponse:
        if fault.delay:
            await self._pause(fault.delay)
        if fault.silence == "hang":
            await self._closing.wait()
        if fault.silence and request.transport is not None:
            request.transport.abort()
        return web.json_response({"ok": True, "result": result})

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)

    async def _obey(self, method: str, params: Json) -> None:
        with suppress(Refusal):
            await self._take(method, params, {})


def _play(world: World, name: str, ask: rules.Method) -> Any:
    if name not in PLAYED:
        raise refusals.not_found(f"this server does not play {name}")
    return PLAYED[name](world, ask)


async def _read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Return the fields of a request (query, JSON or form) and the files that came along."""
    fields: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        fields |= _json_object(await request.read())
        return fields, uploads
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            data = value.file.read()
            value.file.close()
            uploads[name] = Upload(data, value.filename, value.content_type)
        else:
            fields[name] = value
    return fields, uploads


def _json_object(body: bytes) -> Json:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise refusals.bad_request("can't parse request JSON object")
    return {name: value for name, value in found.items() if value is not None}


def _typed(ask: rules.Method, params: Json) -> Json:
    """Return the fields with numbers as numbers, also when they came as text in a form."""
    return {k: v if isinstance(v, dict | list) else getattr(ask, k) for k, v in params.items()}


def _chat_id(params: Json) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, ValueError, TypeError):
        return None


def _message_ids(result: Any) -> tuple[int, ...]:
    parts = result if isinstance(result, list) else [result]
    return tuple(p["message_id"] for p in parts if isinstance(p, dict) and "message_id" in p)


def _refuse(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)
