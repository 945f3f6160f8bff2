"""`python -m tests.sweep`: what time costs when very many plans are open.

Two databases are filled, with few and with many open plans, each with its resident, something that
came in and something that was sent, a reminder that is done and two to come. Then:

- a sweep that finds nothing due, in turns on the one and on the other;
- in the large one many reminders come up at once, while the house runs as it always does and every
  so often a resident says something.

A table for SQLite and PostgreSQL, and as the last line the figures as JSON; times in milliseconds.
No judgement: machines differ, and whatever else runs on one is in the longest times.
"""

import asyncio
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count, islice
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
)

from bot.app import logs
from bot.app.works import Works, build
from bot.content.collecting import set_apart
from bot.core.channel import Receipt, Sent
from bot.core.decision import Outgoing, Send
from bot.core.dossier import Dossier, Person
from bot.core.due import Due, plan
from bot.core.happenings import Incoming, Origin, Said
from bot.core.model import Value
from bot.store import inbox
from bot.store.database import Database
from bot.store.tables import carried, dossier, due, is_in, outbox, pace, person
from bot.store.tables import inbox as came_in
from tests.eval.scores import percentile
from tests.play import Demo, Standing, real_knowledge
from tests.postgres import running_server
from tests.store.engine import opened

NOW = datetime(2027, 5, 11, 9, 0, tzinfo=UTC)
"""A Tuesday morning, so that what is due may be said."""

FIRST = 1_000_000
"""The number of the first plan: all numbers have as many digits."""

CHANNEL = "telegram"
EVERY = 0.5
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
        self._id = self._numbered("p@")

    def fill(self, copied: Copied) -> None:
        """Copies of this plan, with all that hangs on them."""
        names = ("version", "status", "owner", "move", "next_date", "topic", "points")
        code = copied.dossier.code and "SF-2027-@"
        changes = {"id": "p@", "resident": f"{CHANNEL}:@", "code": code}
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
            body=self._body(copied.person, chat=f"{CHANNEL}:@", current="p@"),
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
    """The next reminders of a plan, as they were planned when it was last touched."""
    planned = plan(one, real_knowledge(), one.touched_at)
    return sorted(planned, key=lambda due: due.at)[:2]


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
    recent, long_ago = NOW - timedelta(hours=2), NOW - timedelta(days=8)
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


@dataclass
class Measured:
    """What the storm was like. Times in ms, but for `seconds`; `writes` and `busy` are of each
    piece of work on the writer thread, by the clock and in time of the processor."""

    seconds: float = 0.0
    reminders: int = 0
    writes: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    decided: list[float] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)


@contextmanager
def timed_writes(
    database: Database, measured: Measured, after: Callable[[str], None]
) -> Iterator[None]:
    """Write down how long each piece of work has the writer thread: all else waits for that."""
    run = database.run

    async def watched(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def timed() -> Any:
            start, busy = time.perf_counter(), time.thread_time()
            done = work(*args, **kwargs)
            measured.writes.append((time.perf_counter() - start) * 1000)
            measured.busy.append((time.thread_time() - busy) * 1000)
            after(getattr(work, "__qualname__", ""))
            return done

        return await run(timed)

    database.run = watched  # type: ignore[method-assign]
    yield
    database.run = run  # type: ignore[method-assign]


def works_on(database: Database, channel: InProcess, folder: Path) -> Works:
    """The house on this database."""
    live = Standing(real_knowledge())
    return build(database, live, {channel.name: channel}, Since(), data=folder)


def empty_sweeps(small: Works, large: Works) -> tuple[float, float]:
    """The median time of a sweep that finds nothing, in both: what is due, and what is next."""

    def sweep(works: Works) -> float:
        start = time.perf_counter()
        if works.clock.sweep():
            raise RuntimeError("something is due")
        works.clock.next_moment()
        return (time.perf_counter() - start) * 1000

    pairs = [(sweep(small), sweep(large)) for _ in range(PAIRS)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


@dataclass(frozen=True)
class Figures:
    """What was measured on one kind of database: a sweep that finds nothing, and a storm."""

    few: float
    many: float
    storm: Measured


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
        self.measured = Measured()

    async def before(self) -> None:
        """Two speak on a quiet day: whatever is done only the first time was done before."""
        for chat, words in islice(self._speakers, 2):
            await self._says(chat, words)
            await self._works.settle()

    async def rage(self) -> None:
        """Until all of them are dealt with."""
        works, start = self._works, time.perf_counter()
        with timed_writes(works.database, self.measured, self._look):
            rooms = [works.desk.run(), works.fetcher.run(), works.post.run(), self._speak()]
            tasks = [asyncio.create_task(room) for room in rooms]
            self.measured.reminders = await works.sweep()
            while await asyncio.to_thread(self._left):
                await asyncio.sleep(0.5)
            self.measured.seconds = time.perf_counter() - start
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        heard = (
            (self._spoke[chat], at)
            for chat, at in self._channel.heard.items()
            if chat in self._spoke
        )
        self.measured.arrived = [(at[0] - spoke) * 1000 for spoke, at in heard]

    async def _speak(self) -> None:
        for chat, words in self._speakers:
            start = self._spoke[chat] = self._undecided[f"says:{chat}"] = time.perf_counter()
            await self._says(chat, words)
            self.measured.stored.append((time.perf_counter() - start) * 1000)
            self._works.desk.bell.ring()
            await asyncio.sleep(max(0.0, start + EVERY - time.perf_counter()))

    async def _says(self, chat: str, words: str) -> None:
        origin = Origin(chat=chat, sender=chat, at=NOW)
        item = (f"says:{chat}", chat, Incoming(origin=origin, happening=Said(text=words)))
        await self._works.database.run(inbox.receive, self._works.database, [item], NOW)

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
                self.measured.decided.append((now - self._undecided.pop(key)) * 1000)

    def _left(self) -> int:
        """How many reminders are still to be dealt with."""
        waits = is_in("waiting", came_in) & came_in.c.can_wait
        with self._works.database.read() as connection:
            return connection.scalar(select(func.count()).where(waits)) or 0


def speakers(due_from: int) -> Iterator[tuple[str, str]]:
    """Somebody new, somebody whose plan rests and somebody whose reminder waits, in turns."""
    for number in count():
        yield f"{CHANNEL}:{9 * FIRST + number}", IDEA
        yield f"{CHANNEL}:{FIRST + number}", "hoe staat het ermee?"
        yield f"{CHANNEL}:{due_from + number}", "het is in de Lindestraat"


# --- all of it


def measure(urls: Sequence[str], plans: Plans, few: int, many: int, due_now: int) -> Figures:
    """Fill the databases at both addresses, and measure."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        small, large = (stack.enter_context(opened(url)) for url in urls)
        channel = InProcess()
        works = [works_on(one, channel, folder) for one in (small, large)]
        fill(small, plans.resting, FIRST, few)
        fill(large, plans.resting, FIRST, many)
        finish_filling(small)
        finish_filling(large)
        set_apart()
        empty = empty_sweeps(*works)
        fill(large, plans.due, FIRST + many, 2 * due_now // plans.owed_now)
        storm = Storm(works[1], channel, speakers(FIRST + many))
        asyncio.run(storm.before())
        asyncio.run(storm.rage())
        return Figures(*empty, storm.measured)


def rows(figures: Figures) -> Iterator[tuple[str, str]]:
    """What the table says of one kind of database."""
    storm = figures.storm
    yield "a sweep with few plans, median", f"{figures.few:.2f}"
    yield "a sweep with many plans, median", f"{figures.many:.2f}"
    yield "ratio", f"{figures.many / figures.few:.2f}"
    yield "reminders that came up at once", f"{storm.reminders:,}"
    yield "all of them dealt with in, seconds", f"{storm.seconds:.0f}"
    yield "messages that came in meanwhile", f"{len(storm.decided)}"
    for what, times in (
        ("a write", storm.writes),
        ("a write, in time of the processor", storm.busy),
        ("until a message was stored", storm.stored),
        ("until its answer was in the outbox", storm.decided),
        ("until its answer was at the channel", storm.arrived),
    ):
        spread = (percentile(times, 50), percentile(times, 99), max(times, default=0.0))
        yield f"{what}, p50 / p99 / longest", " / ".join(f"{one:.1f}" for one in spread)


def as_json(figures: Figures) -> dict[str, float]:
    """The figures that were asked for."""
    storm = figures.storm
    return {
        "ratio": round(figures.many / figures.few, 2),
        "longest_write": round(max(storm.writes), 1),
        "longest_write_of_processor": round(max(storm.busy), 1),
        "longest_wait_to_stored": round(max(storm.stored, default=0.0), 1),
        "longest_wait_to_decided": round(max(storm.decided, default=0.0), 1),
        "median_write": round(median(storm.writes), 1),
        "median_wait_to_decided": round(median(storm.decided or [0.0]), 1),
    }


def main(
    few: int = 1_000, many: int = 1_000_000, due_now: int = 10_000, database: str = "both"
) -> None:
    """Measure with so many open plans and reminders; `database`: sqlite, postgresql or both."""
    logs.configure("ERROR")
    plans = play_plans()
    found: dict[str, Figures] = {}
    if database in ("sqlite", "both"):
        with tempfile.TemporaryDirectory() as folder:
            urls = [f"sqlite:///{folder}/{name}.sqlite" for name in ("few", "many")]
            found["sqlite"] = measure(urls, plans, few, many, due_now)
    if database in ("postgresql", "both"):
        with running_server() as server, server.database() as one, server.database() as other:
            found["postgresql"] = measure([one, other], plans, few, many, due_now)
    print(f"few: {few:,} open plans; many: {many:,}; due at once: {due_now:,}. Times in ms.\n")
    print("| | " + " | ".join(found) + " |\n|---|" + "---:|" * len(found))
    for lines in zip(*map(rows, found.values()), strict=True):
        print(f"| {lines[0][0]} | " + " | ".join(value for _, value in lines) + " |")
    print(json.dumps({name: as_json(figures) for name, figures in found.items()}))


if __name__ == "__main__":
    typer.run(main)
