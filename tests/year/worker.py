"""One process of the house: it does what a step of the year asks, until it is told to stop."""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import structlog
from sqlalchemy.exc import OperationalError

from bot.app.works import Works, build
from bot.content.live import Live
from bot.core.knowledge import Knowledge
from bot.post import post
from bot.store import inbox
from bot.store.conflict import Conflict
from bot.store.database import open_database
from bot.store.inbox import Item
from tests.year.channel import NAME, Ledger, YearChannel
from tests.year.content import knowledge_for

PATIENT = 1.0
"""Seconds that a batch of the desk may take: while time stands still nobody waits for it."""

MOST_TROUBLE = 50
"""So often in a row the database may fail before a worker gives up."""


@dataclass(frozen=True)
class Setup:
    """What all lives of all workers have in common. `plans_a_year` is how busy it is; `first` is
    the first day of the year."""

    url: str
    folder: Path
    plans_a_year: int
    seed: int
    first: date


@dataclass(frozen=True)
class Step:
    """Time has come to `now` (aware UTC), these came in, and these block us; `tidy` is for the
    night. So many of a hundred sends go wrong."""

    now: datetime
    items: Sequence[Item]
    blocked: frozenset[str]
    faults: float
    tidy: bool = False


@dataclass(frozen=True)
class Done:
    """All that could be done at that moment is done. `busy` in seconds of this processor."""

    trouble: int
    busy: float


class Standing(Live):
    """Content that nobody changes."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(Path(), None, knowledge)

    def look(self, *, at_once: bool = False) -> None:  # noqa: ARG002
        return None


class _Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def run(setup: Setup, life: int, line: Connection) -> None:
    """Live until the line is closed or says None."""
    _speak_into(setup.folder / "worker.log")
    # A channel without a wait has nothing to pace, and all receipts are there at once.
    post.IN_FLIGHT, post.GATHER = post.LEASED, 0
    clock = _Clock()
    ledger = Ledger(ledger_of(setup.folder, life))
    channel = YearChannel(ledger, clock, life, setup.seed)
    live = Standing(knowledge_for(setup.plans_a_year, setup.seed, setup.first))
    database = open_database(setup.url)
    works = build(database, live, {NAME: channel}, clock, data=setup.folder / "data")
    works.desk._long_enough = PATIENT
    with asyncio.Runner() as runner, suppress(EOFError):
        while (step := line.recv()) is not None:
            clock.now = step.now
            channel.faults, channel.blocked = step.faults, step.blocked
            line.send(runner.run(_do(works, step)))
    database.close()


def ledger_of(folder: Path, life: int) -> Path:
    return folder / f"ledger-{life}"


async def _do(works: Works, step: Step) -> Done:
    began, trouble = time.process_time(), 0
    while True:
        try:
            await _do_once(works, step)
            break
        except (OperationalError, Conflict) as fault:
            # As the rooms do when they run by themselves: what was not committed is still there.
            print(repr(fault), file=sys.stderr, flush=True)
            trouble += 1
            if trouble > MOST_TROUBLE:
                raise
    return Done(trouble, time.process_time() - began)


async def _do_once(works: Works, step: Step) -> None:
    run = works.database.run
    if step.items:
        await run(inbox.receive, works.database, step.items, step.now)
    await run(works.clock.tick)
    await works.settle()
    while await run(works.clock.tick):  # what was said may have made something due at once
        await works.settle()
    if step.tidy:
        await run(works.clock.beat)
        await run(works.clock.tidy)


def _speak_into(log: Path) -> None:
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(told, number)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
