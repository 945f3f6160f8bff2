"""A Telegram on loopback for each test, and our channel to it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channels.telegram.client import TelegramChannel
from tests.botapi import BotApiServer, Player


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def telegram() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
async def channel(telegram: BotApiServer, anyio_backend: str) -> AsyncIterator[TelegramChannel]:  # noqa: ARG001
    async with TelegramChannel(telegram.token, telegram.url, connect=1, read=1) as opened:
        yield opened


@pytest.fixture
def pieter(telegram: BotApiServer) -> Player:
    player = telegram.user("Pieter")
    player.starts()
    return player
