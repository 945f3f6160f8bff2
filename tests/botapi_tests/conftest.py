"""A server, somebody else's client (python-telegram-bot), and requests by hand."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot

from tests.botapi import BotApiServer, Player

Ask = Callable[..., dict[str, Any]]


class Watch:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = datetime(2027, 6, 12, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def telegram(watch: Watch) -> Iterator[BotApiServer]:
    with BotApiServer(clock=watch, webhook_pause=0.01) as server:
        yield server


@pytest.fixture
def pieter(telegram: BotApiServer) -> Player:
    player = telegram.user("Pieter")
    player.starts()
    return player


@pytest.fixture
async def bot(
    telegram: BotApiServer,
    anyio_backend: str,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    base, files = f"{telegram.url}/bot", f"{telegram.url}/file/bot"
    async with Bot(telegram.token, base_url=base, base_file_url=files) as client:
        yield client


@pytest.fixture
def ask(telegram: BotApiServer) -> Iterator[Ask]:
    """Post a call as JSON and return the body of the answer, whatever its status."""
    with httpx.Client(timeout=20) as http:

        def post(method: str, **params: Any) -> dict[str, Any]:
            url = f"{telegram.url}/bot{telegram.token}/{method}"
            body: dict[str, Any] = http.post(url, json=params).json()
            return body

        yield post
