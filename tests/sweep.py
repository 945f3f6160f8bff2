"""`python -m tests.sweep`: what time costs when very many plans are open.

Two databases are filled, with 1,000 and with 1,000,000 open plans, each with its resident, a
message that was sent, something that came in, a reminder that was said and those to come. Then:

- a sweep that finds nothing due, in turns on the one and on the other;
- 10,000 reminders that come up at once in the large one, while the house runs as it always does and
  a resident says something every so often.

On SQLite and on PostgreSQL. A table, and as the last line the same figures as JSON. No judgement:
machines differ.
"""

import asyncio
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count, cycle
from pathlib import Path
from statistics import median
from typing import Any

import typer
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from bot.app.works import Works, build
from bot.core.channel import Receipt, Sent
from bot.core.decision import Outgoing, Send
from bot.core.dossier import Dossier, Person
from bot.core.due import Due, plan
from bot.core.happenings import Happening, Incoming, Origin, Said
from bot.core.model import Value
from bot.store import inbox
from bot.store.database import Database, open_database
from bot.store.tables import carried, dossier, due, outbox, pace, person
from bot.store.tables import inbox as came_in
from tests.play import Demo, Standing, real_knowledge
from tests.postgres import running_server

NOW = datetime(2027, 5, 11, 9, 0, tzinfo=UTC)
"""A Tuesday morning, so that what is due may be said."""

FIRST = 1_000_000
"""The number of the first plan: all numbers have as many digits."""

CHANNEL = "telegram"
EVERY = 0.1
"""Seconds between two messages of residents."""

PAIRS = 300
IDEA = "straatfeest met bbq in de Lindestraat, za 12 juni"


# --- plans to copy


@dataclass(frozen=True)
class Copied:
    """A plan and its resident, of which others are copies with a number of their own."""

    dossier: Dossier
    person: Person


def played(start: datetime, *, sent: bool) -> Copied:
    """A plan as a real dialogue leaves it: halfway the intake, or with a begeleider."""
    with Demo(start.isoformat()) as demo:
        demo.bewoner(IDEA)
        while sent and "Verstuur naar een begeleider" not in demo.labels():
            labels = demo.labels()
            demo.press("Weet ik nog niet" if "Weet ik nog niet" in labels else labels[0])
        if sent:
            demo.press("Verstuur naar een begeleider")
            owner = str(demo.last("begeleider")["who"]).lower()
            demo.begeleider(owner, press="Ik pak dit op")
        with demo.house.works.database.read() as connection:
            (found,) = connection.scalars(select(dossier.c.body)).all()
            resident = connection.scalars(
                select(person.c.body).where(person.c.chat == found.resident)
            ).one()
    return Copied(found, resident)


class Filling:
    """Writes rows for the plans `first` up to `last`, by the database itself."""

    def __init__(self, connection: Connection, first: int, last: int) -> None:
        self._connection = connection
        numbers = select(literal(first).label("n")).cte("numbers", recursive=True)
        self._numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < last))
        self._chat = self._numbered(f"{CHANNEL}:@")
        self._id = self._numbered("d@")

    def fill(self, copied: Copied) -> None:
        """Copies of this plan, with all that hangs on them."""
        names = ("version", "status", "owner", "move", "next_date", "topic", "points")
        code = copied.dossier.code and "SF-2027-@"
        changes = {"id": "d@", "resident": f"{CHANNEL}:@", "code": code}
        self._put(
            dossier,
            id=self._id,
            resident=self._chat,
            code=self._numbered(code) if code else None,
            body=self._body(copied.dossier, **changes),
            **{name: getattr(copied.dossier, name) for name in names},
        )
        self._put(
            person,
            chat=self._chat,
            version=1,
            body=self._body(copied.person, chat=f"{CHANNEL}:@", current="d@"),
        )
        for one in owed(copied.dossier):
            values = {"reminder": one.reminder, "seq": one.seq, "at": one.at}
            self._put(due, dossier=self._id, state="planned", **values)
        self._past(copied.dossier.touched_at)

    def _past(self, at: datetime) -> None:
        """What once came in, was reminded of, and was said."""
        chat, key = self._chat, self._numbered("s@")
        done = {"state": "done", "tries": 0, "received_at": at, "handled_at": at}
        self._put(came_in, key=key, lane=chat, **done)
        self._put(due, dossier=self._id, reminder="eerder", seq=1, at=at, state="done")
        send = {"kind": "send", "cls": "dialogue", "has_buttons": False, "wait_topic": False}
        sent = {"state": "sent", "tries": 1, "unsure": 0, "fence": 1, "external_id": 1}
        body = self._body(Send(chat=f"{CHANNEL}:@", text="Dag!"))
        values = {"chat": chat, "lane": chat, "dossier": self._id, "key": key, "body": body}
        self._put(outbox, **values, **send, **sent, not_before=at, sent_at=at)
        self._put(pace, chat=chat, spent_until=at, free_at=at)

    def _put(self, table: Table, **values: Any) -> None:
        columns = [
            value if isinstance(value, ColumnElement) else literal(value, table.c[name].type)
            for name, value in values.items()
        ]
        rows = select(*columns).select_from(self._numbers)
        self._connection.execute(insert(table).from_select(list(values), rows))

    def _body(self, value: Value, **changes: Any) -> ColumnElement[str]:
        changed = value.model_copy(update=changes)
        return self._numbered(changed.model_dump_json(exclude_none=True))

    def _numbered(self, template: str) -> ColumnElement[str]:
        return func.replace(literal(template, Text), "@", cast(self._numbers.c.n, Text))


def owed(one: Dossier) -> list[Due]:
    """The reminders of a plan, as they were planned when it was last touched."""
    return list(plan(one, real_knowledge(), one.touched_at))


@dataclass(frozen=True)
class Plans:
    """What the databases are filled with: plans that owe nothing yet, and plans that do."""

    resting: tuple[Copied, Copied]
    due: tuple[Copied, Copied]

    @property
    def owed_now(self) -> int:
        """How many reminders two plans of `due` owe now."""
        return sum(one.at <= NOW for copied in self.due for one in owed(copied.dossier))


def play_plans() -> Plans:
    """Play the dialogues."""
    recent, long_ago = NOW - timedelta(hours=2), NOW - timedelta(days=15)
    before = NOW - timedelta(days=2, hours=1)
    return Plans(
        resting=(played(recent, sent=False), played(recent, sent=True)),
        due=(played(before, sent=False), played(long_ago, sent=True)),
    )


def fill(database: Database, plans: Sequence[Copied], first: int, number: int) -> None:
    """So many plans, from this number on: as many of each kind."""
    each = number // len(plans)
    for at, copied in enumerate(plans):
        start = first + at * each
        with database.write() as connection:
            Filling(connection, start, start + each - 1).fill(copied)


def finish_filling(database: Database) -> None:
    """What the bot itself would have kept meanwhile, and the database in its leisure."""
    rows = [
        {
            "chat": f"{CHANNEL}:{at}",
            "version": 1,
            "member": member,
            "body": Person(chat=f"{CHANNEL}:{at}", member=member),
        }
        for at, member in enumerate(real_knowledge().team)
    ]
    sums = (dossier.c.owner, func.count(), func.sum(dossier.c.points))
    counted = select(*sums).where(dossier.c.owner.is_not(None)).group_by(dossier.c.owner)
    with database.write() as connection:
        connection.execute(insert(person), rows)
        connection.execute(insert(carried).from_select(["member", "dossiers", "points"], counted))
    database.truncate_log()
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
            line.execute(text("VACUUM ANALYZE"))
            line.execute(text("CHECKPOINT"))


# --- the house, watched


class InProcess:
    """A channel where everything arrives at once. `heard` are the chats that got something."""

    name = CHANNEL

    def __init__(self) -> None:
        self.heard: dict[str, list[float]] = defaultdict(list)
        self.carried = 0

    async def deliver(
        self,
        out: Outgoing,
        *,
        outbox: int,
        message: int | None,  # noqa: ARG002
        file: Path | None,  # noqa: ARG002
    ) -> Receipt:
        await asyncio.sleep(0)
        self.carried += 1
        if getattr(out, "cls", "") != "reminder":
            self.heard[out.chat].append(time.perf_counter())
        return Sent(message=outbox)

    async def fetch(self, ref: str, to: Path) -> Receipt:
        raise NotImplementedError


class Since:
    """A clock that runs from `NOW` on."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=time.perf_counter() - self._start)


@contextmanager
def timed_jobs(
    database: Database, jobs: dict[str, list[float]], after: Callable[[str], None]
) -> Iterator[None]:
    """Write down how long each piece of work had the writer thread, in ms: whatever else wants to
    read or write waits for that."""
    run = database.run

    async def watched(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            done = work(*args, **kwargs)
            jobs[name].append((time.perf_counter() - start) * 1000)
            after(name)
            return done

        name = getattr(work, "__qualname__", "other")
        return await run(timed, *args, **kwargs)

    database.run = watched  # type: ignore[method-assign]
    yield
    database.run = run  # type: ignore[method-assign]


def works_on(database: Database, channel: InProcess, folder: Path) -> Works:
    """The house on this database."""
    live = Standing(real_knowledge())
    return build(database, live, {channel.name: channel}, Since(), data=folder)


def empty_sweeps(small: Works, large: Works) -> dict[str, tuple[float, float]]:
    """The median of a sweep, and of a sweep with all that it wakes, in both."""

    async def sweep(works: Works) -> None:
        assert not await works.database.run(works.clock.tick)

    async def everything(works: Works) -> None:
        await sweep(works)
        await works.settle()
        await works.database.run(works.post._seconds_to_next)
        await works.database.run(works.clock.next_moment)

    found = {}
    with asyncio.Runner() as runner:
        for name, work in (("sweep", sweep), ("round", everything)):
            times: dict[int, list[float]] = {0: [], 1: []}
            for pair in range(PAIRS):
                for which in (0, 1) if pair % 2 else (1, 0):
                    start = time.perf_counter()
                    runner.run(work((small, large)[which]))
                    times[which].append((time.perf_counter() - start) * 1000)
            found[name] = (median(times[0]), median(times[1]))
    return found


class Storm:
    """Many reminders come up at once, and residents speak meanwhile, each of them once."""

    def __init__(
        self, works: Works, channel: InProcess, speakers: Iterator[tuple[str, str]]
    ) -> None:
        self._works = works
        self._channel = channel
        self._speakers = speakers
        self._spoke: dict[str, float] = {}
        self._undecided: dict[str, float] = {}
        self.figures = StormFigures()

    async def rage(self) -> None:
        """Until all of them are dealt with."""
        works, start = self._works, time.perf_counter()
        with timed_jobs(works.database, self.figures.jobs, self._look):
            rooms = [works.desk.run(), works.fetcher.run(), works.post.run(), self._speak()]
            tasks = [asyncio.create_task(room) for room in rooms]
            await works.sweep()
            while await asyncio.to_thread(self._left):
                await asyncio.sleep(0.5)
            self.figures.seconds = time.perf_counter() - start
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        heard = (
            (self._spoke[chat], at)
            for chat, at in self._channel.heard.items()
            if chat in self._spoke
        )
        self.figures.arrived = [(at[0] - spoke) * 1000 for spoke, at in heard]

    async def _speak(self) -> None:
        for chat, words in self._speakers:
            origin = Origin(chat=chat, sender=chat, at=NOW)
            item = (f"says:{chat}", chat, Incoming(origin=origin, happening=Said(text=words)))
            start = self._spoke[chat] = self._undecided[item[0]] = time.perf_counter()
            await self._works.database.run(inbox.receive, self._works.database, [item], NOW)
            self.figures.stored.append((time.perf_counter() - start) * 1000)
            self._works.desk.bell.ring()
            await asyncio.sleep(max(0.0, start + EVERY - time.perf_counter()))

    def _look(self, name: str) -> None:
        """Which of them have their answer in the outbox, now that the desk is done."""
        if name != "Desk.work" or not self._undecided:
            return
        now, wanted = time.perf_counter(), came_in.c.key.in_(list(self._undecided))
        with self._works.database.read() as connection:
            done = connection.scalars(
                select(came_in.c.key).where(wanted, came_in.c.state != "waiting")
            )
            for key in done:
                self.figures.decided.append((now - self._undecided.pop(key)) * 1000)

    def _left(self) -> int:
        """How many reminders are still to be dealt with."""
        undone = (due.c.at <= NOW) & due.c.state.in_(["planned", "queued"])
        with self._works.database.read() as connection:
            return connection.scalar(select(func.count()).where(undone)) or 0


@dataclass
class StormFigures:
    """Times in ms, but for `seconds`."""

    seconds: float = 0.0
    jobs: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    stored: list[float] = field(default_factory=list)
    decided: list[float] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)
