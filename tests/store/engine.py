"""A small house to test the engine: fake decisions, a channel that records, a clock by hand."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import count
from math import inf
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Table, select

from bot.clock import Clock
from bot.core.channel import Receipt, Sent
from bot.core.decision import Decision, Outgoing, Send
from bot.core.dossier import Dossier
from bot.core.due import Due
from bot.core.happenings import Happening, Incoming, Origin, Said
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.core.working_time import WorkingCalendar
from bot.desk import Decide, Desk, Plan
from bot.post import Fetcher, Post
from bot.store.database import Database, open_database
from bot.store.inbox import receive
from bot.store.pace import Limits

START = datetime(2027, 5, 11, 18, 14, tzinfo=UTC)
KNOWLEDGE = cast(
    Knowledge,
    SimpleNamespace(
        team={name: SimpleNamespace(leave=()) for name in ("fatima", "marco")},
        wijken={},
        digests={},
        municipality=SimpleNamespace(zone="Europe/Amsterdam", gap_days=365),
        calendar=WorkingCalendar(zone="Europe/Amsterdam", opens=time(9), closes=time(17)),
    ),
)


_numbers = count(1)


class RecordingChannel:
    """A channel that writes down what it is given; `answers` says what becomes of each message,
    in order, and everything arrives once they have run out."""

    def __init__(self, name: str = "test") -> None:
        self.name = name
        self.carried: list[Outgoing] = []
        self.calls: list[dict[str, Any]] = []
        self.answers: list[Receipt] = []
        self.files: dict[str, bytes] = {}

    async def deliver(
        self, out: Outgoing, *, outbox: int, message: int | None, file: Path | None
    ) -> Receipt:
        await asyncio.sleep(0)
        self.carried.append(out)
        self.calls.append({"outbox": outbox, "message": message, "file": file})
        if self.answers:
            return self.answers.pop(0)
        return Sent(message=1000 + outbox, topic=77 if out.kind == "make-topic" else None)

    async def fetch(self, ref: str, to: Path) -> Receipt:
        await asyncio.sleep(0)
        if self.answers:
            return self.answers.pop(0)
        to.write_bytes(self.files[ref])
        return Sent()

    @property
    def texts(self) -> list[str]:
        return [out.text for out in self.carried if hasattr(out, "text")]


def no_plan(_dossier: Dossier, _knowledge: Knowledge, _now: datetime) -> Iterable[Due]:
    return ()


def echo(situation: Situation, happening: Happening, _: Knowledge, __: datetime) -> Decision:
    """Say back what was said."""
    text = getattr(happening, "text", happening.kind)
    return Decision(out=(Send(chat=situation.origin.chat, text=text),))


class Engine:
    """Everything between a happening and a channel, with a clock that stands still."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        decide: Decide = echo,
        plan: Plan = no_plan,
        *,
        on_parked: Decide = echo,
        limits: Limits | None = None,
        at_once: int = 32,
        long_enough: float = inf,
    ) -> None:
        self.database = database
        self.folder = folder
        self.now = START
        self.channel = RecordingChannel()
        channels = {self.channel.name: self.channel}
        self.desk = Desk(
            database,
            lambda: KNOWLEDGE,
            self._time,
            decide,
            plan,
            on_parked=on_parked,
            at_once=at_once,
            long_enough=long_enough,
        )
        self.post = Post(
            database,
            channels,
            self._time,
            data=folder,
            mark_again=lambda text: f"(mogelijk dubbel) {text}",
            limits={} if limits is None else {self.channel.name: limits},
        )
        self.fetcher = Fetcher(database, channels, self._time, data=folder)
        self.clock = Clock(database, self._time, data=folder, knowledge=lambda: KNOWLEDGE)

    def _time(self) -> datetime:
        return self.now

    def later(self, **parts: float) -> None:
        self.now += timedelta(**parts)

    def happen(self, happening: Happening, *, chat: str = "test:1", **origin: Any) -> str:
        """Put a happening in the inbox; gives its key."""
        key = f"u{next(_numbers)}"
        where = Origin(**{"chat": chat, "sender": chat, "at": self.now, **origin})
        receive(self.database, [(key, chat, Incoming(origin=where, happening=happening))], self.now)
        return key

    def say(self, text: str, *, chat: str = "test:1", **origin: Any) -> str:
        return self.happen(Said(text=text), chat=chat, **origin)

    def work(self) -> None:
        while self.desk.work():
            pass

    def deliver(self) -> None:
        asyncio.run(self.post.deliver_all())

    def settle(self) -> None:
        """Work and deliver until nothing is left to do now."""
        while True:
            self.work()
            asyncio.run(self._carry())
            if not self.desk.work():
                return

    async def _carry(self) -> None:
        await self.fetcher.fetch_all()
        await self.post.deliver_all()

    def rows(self, table: Table) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key)))


@contextmanager
def opened(url: str, *, migrate: bool = True, **options: Any) -> Iterator[Database]:
    """A database for as long as the block lasts."""
    database = open_database(url, **options)
    if migrate:
        database.migrate()
    try:
        yield database
    finally:
        database.close()


Build = Callable[..., Engine]
