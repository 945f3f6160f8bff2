"""Running by itself: each room wakes the next, and trouble of the database is waited out."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.desk import Desk
from bot.post import Post
from bot.store.tables import outbox
from tests.store.engine import Build, Engine


async def until(engine: Engine, count: int) -> None:
    while len(engine.channel.carried) < count:
        await asyncio.sleep(0.01)


async def run_beside(engine: Engine, *steps: Any) -> None:
    rooms = [asyncio.create_task(room.run()) for room in (engine.desk, engine.post)]
    for step in steps:
        await step()
    await engine.post.close()
    for room in rooms:
        room.cancel()
        with suppress(asyncio.CancelledError):
            await room


def ring(desk: Desk, post: Post) -> None:
    desk.bell.ring()
    post.bell.ring()


def test_what_comes_in_goes_out_by_itself(build: Build) -> None:
    engine = build()
    engine.desk._notify = engine.post.bell.ring

    async def talk() -> None:
        for text in ("een", "twee"):
            await engine.database.run(engine.say, text)
            engine.desk.bell.ring()
        await until(engine, 2)

    asyncio.run(run_beside(engine, talk))

    assert engine.channel.texts == ["een", "twee"]
    assert {row.state for row in engine.rows(outbox)} == {"sent"}


def test_trouble_of_the_database_is_waited_out(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = build()
    engine.say("hallo")
    troubles = 4
    write = type(engine.database).write

    def troubled(database: Any) -> Any:
        nonlocal troubles
        if troubles:
            troubles -= 1
            raise OperationalError("", {}, Exception("disk I/O error"))
        return write(database)

    monkeypatch.setattr(type(engine.database), "write", troubled)

    async def keep_ringing() -> None:
        while not engine.channel.carried:
            ring(engine.desk, engine.post)
            await asyncio.sleep(0.01)

    asyncio.run(run_beside(engine, keep_ringing))

    assert engine.channel.texts == ["hallo"]
