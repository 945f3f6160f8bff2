"""The webhook: only Telegram is let in, and 200 comes after storing."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
import uvicorn

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.receive import poll
from bot.channels.telegram.startup import use_polling, use_webhook
from bot.channels.telegram.webhook import BODY_LIMIT, SECRET_HEADER, webhook_app
from tests.botapi import BotApiServer, Player
from tests.channels.telegram.inbox import Inbox, now
from tests.channels.telegram.updates import update

pytestmark = pytest.mark.anyio

SECRET = "een-geheim-van-Telegram"


@asynccontextmanager
async def listening(inbox: Inbox, patience: float = 10) -> AsyncIterator[str]:
    """Serve the webhook on loopback; gives its address."""
    app = webhook_app(inbox.store, SECRET, now=now, path="/telegram", patience=patience)
    config = uvicorn.Config(app, port=0, ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/telegram"
    finally:
        server.should_exit = True
        await task


async def post(url: str, body: bytes, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as http,
        http.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status


HELLO = json.dumps(update(text="hoi")).encode()


async def test_an_update_is_stored_and_then_taken() -> None:
    inbox = Inbox()
    async with listening(inbox) as url:
        assert await post(url, HELLO) == 200

    assert inbox.texts == ["hoi"]


@pytest.mark.parametrize("secret", [None, "", "een-ander-geheim", SECRET[:-1], SECRET + "x"])
async def test_who_does_not_know_the_secret_is_refused(secret: str | None) -> None:
    inbox = Inbox()
    async with listening(inbox) as url:
        assert await post(url, HELLO, secret) == 403

    assert inbox.offered == 0


async def test_what_could_not_be_stored_is_not_taken() -> None:
    inbox = Inbox(failures=1)
    async with listening(inbox) as url:
        assert await post(url, HELLO) == 503
        assert await post(url, HELLO) == 200

    assert inbox.texts == ["hoi"]


async def test_a_body_beyond_a_megabyte_is_refused() -> None:
    inbox = Inbox()
    async with listening(inbox) as url:
        assert await post(url, b" " * (BODY_LIMIT + 1)) == 413
        assert await post(url, HELLO) == 200


@pytest.mark.parametrize("body", [b"", b"geen json", b"[1]", b"3"])
async def test_a_body_that_is_no_update_is_refused(body: bytes) -> None:
    async with listening(Inbox()) as url:
        assert await post(url, body) == 400


async def test_an_update_of_an_unknown_shape_is_taken_or_it_would_come_back_for_ever() -> None:
    inbox = Inbox()
    async with listening(inbox) as url:
        assert await post(url, b'{"update_id": 1, "brand_new": {}}') == 200

    assert inbox.offered == 0


async def test_who_dawdles_over_the_body_is_sent_away() -> None:
    async def dawdling() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with (
        listening(Inbox(), patience=0.05) as url,
        aiohttp.ClientSession() as http,
        http.post(url, data=dawdling(), headers={SECRET_HEADER: SECRET}) as answer,
    ):
        assert answer.status == 408


async def test_telegram_delivers_until_it_is_stored(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox(failures=2)
    async with listening(inbox) as url:
        await use_webhook(channel, url, SECRET)
        pieter.says("een straatfeest")
        await asyncio.to_thread(telegram.waits_until_confirmed)

    assert inbox.texts == ["/start", "een straatfeest"]


async def test_back_to_polling_keeps_what_waits(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    inbox = Inbox()
    await use_webhook(channel, "http://127.0.0.1:9/telegram", SECRET)
    pieter.says("een straatfeest")

    await use_polling(channel)
    task = asyncio.create_task(poll(channel, inbox.store, now=now, wait=1))
    await asyncio.to_thread(telegram.waits_until_confirmed)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert inbox.texts == ["/start", "een straatfeest"]
