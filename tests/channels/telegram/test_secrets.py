"""The token reaches no log, no exception and no receipt."""

import asyncio
import io
import json
import logging
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import structlog
from telegram.error import TelegramError

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.logs import WithoutToken, quieten_libraries
from bot.core.decision import Send
from tests.botapi import BotApiServer, faults

TOKEN = "12345:AAE-kanarie-die-niemand-mag-horen"
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """What all loggers together write from DEBUG on."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "fault",
    [
        faults.drop(accepted=False),
        faults.hang(),
        faults.server_error(),
        faults.bad_request("chat not found"),
    ],
)
async def test_a_fault_tells_the_token_to_nobody(
    telegram: BotApiServer, everything_logged: io.StringIO, fault: faults.Fault
) -> None:
    telegram.token = TOKEN
    telegram.fails(fault, method="getUpdates")
    async with TelegramChannel(TOKEN, telegram.url, connect=0.2, read=0.2) as channel:
        with pytest.raises(TelegramError) as caught:
            await channel.updates(None, wait=0, kinds=())

    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert SECRET not in told + everything_logged.getvalue()
    assert caught.value.__context__ is None


@pytest.mark.anyio
@pytest.mark.parametrize("url", ["http://telegram.invalid", "http://127.0.0.1:1", "geen adres"])
async def test_an_address_that_fails_tells_the_token_to_nobody(
    everything_logged: io.StringIO, url: str
) -> None:
    async with TelegramChannel(TOKEN, url) as channel:
        with pytest.raises(TelegramError) as caught:
            await channel.updates(None, wait=0, kinds=())

    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert SECRET not in told + everything_logged.getvalue()


@asynccontextmanager
async def echoing(status: str) -> AsyncIterator[str]:
    """A web server that is no Bot API, and shows the address of a request in its error page."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        page = await reader.readline()
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + page)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        yield f"http://{host}:{port}"


@pytest.mark.anyio
@pytest.mark.parametrize(
    "status", ["200 OK", "302 Found", "400 Bad Request", "404 Not Found", "502 Bad Gateway"]
)
async def test_an_error_page_that_repeats_the_address_is_not_passed_on(
    everything_logged: io.StringIO, status: str
) -> None:
    out = Send(chat="telegram:412", text="dag")
    async with echoing(status) as url, TelegramChannel(TOKEN, url) as channel:
        receipt = await channel.deliver(out, outbox=1, message=None, file=None)
        with pytest.raises(TelegramError) as caught:
            await channel.updates(None, wait=0, kinds=())

    told = "".join(traceback.format_exception(caught.value)) + repr(receipt)
    assert SECRET not in told + everything_logged.getvalue()


@pytest.mark.anyio
async def test_quietened_libraries_log_neither_token_nor_text(
    telegram: BotApiServer, everything_logged: io.StringIO
) -> None:
    quieten_libraries()
    telegram.token = TOKEN
    async with TelegramChannel(TOKEN, telegram.url) as channel:
        out = Send(chat="telegram:412", text="kanarietekst")
        await channel.deliver(out, outbox=1, message=None, file=None)

    assert "kanarie" not in everything_logged.getvalue()


def test_whatever_a_library_logs_the_token_is_taken_out() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutToken(TOKEN))
    logger = logging.Logger("een.bibliotheek")
    logger.addHandler(handler)

    logger.warning("GET https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise ValueError(f"/bot{TOKEN}/")
    except ValueError:
        logger.exception("mislukt")

    assert SECRET not in written.getvalue()
    assert "/bot***/getMe" in written.getvalue()
    assert "ValueError" in written.getvalue()


def test_whatever_we_log_the_token_is_taken_out() -> None:
    written = io.StringIO()
    log = structlog.wrap_logger(
        structlog.PrintLogger(written),
        processors=[WithoutToken(TOKEN), structlog.processors.JSONRenderer()],
    )

    log.error("mislukt", url=f"/bot{TOKEN}/", parts=["bot", SECRET], tries=3, retry=True)

    event = json.loads(written.getvalue())
    assert SECRET not in written.getvalue()
    assert (event["tries"], event["retry"]) == (3, True)
