"""What time brings about: due reminders come in, old rows go out, and a heartbeat says we live."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core import digests
from bot.core.knowledge import Knowledge
from bot.store import digests as came_up
from bot.store import due, files, gaps, housekeeping, notes, openings, sending, signals
from bot.store.database import Database

AT_ONCE = 50
"""So many rows are moved in one transaction: few milliseconds, in which nobody else can write."""

PAYLOADS_KEPT = timedelta(days=1)
KEYS_KEPT = timedelta(days=14)
TEXTS_KEPT = timedelta(days=30)
SIGNALS_KEPT = timedelta(days=365)

Job = Callable[[], Awaitable[object]]


class Clock:
    """Moves what is due into the inbox, where the desk decides whether it still makes sense.

    `now` gives aware UTC; `data` is the folder with fetched files; `knowledge` gives the content in
    force; `notify` is called when something came up. Its methods do database work: from a loop,
    call them through `Database.run`.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        *,
        data: Path,
        knowledge: Callable[[], Knowledge],
        notify: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._now = now
        self._data = data
        self._knowledge = knowledge
        self._notify = notify

    def tick(self) -> int:
        """Put everything that is due in the inbox, each once; gives how many."""
        queued = 0
        while some := self.sweep():
            queued += some
        return queued

    def sweep(self) -> int:
        """Put the first of what is due in the inbox, as many as are written at once; gives how
        many. What others have to write can go between this one and the next."""
        with self._database.write() as connection:
            queued = came_up.queue(connection, self._knowledge(), self._now())
            queued += due.queue(connection, self._now(), AT_ONCE)
        if queued:
            self._notify()
        return queued

    def next_moment(self) -> datetime | None:
        """The earliest moment after now at which something comes up or may be sent."""
        now = self._now()
        with self._database.read() as connection:
            moments = [
                due.next_moment(connection, now),
                sending.next_moment(connection, now),
                digests.next_moment(self._knowledge(), now),
            ]
        return min((moment for moment in moments if moment is not None), default=None)

    def beat(self, detail: str = "") -> None:
        """Say that the program lives (`aanspreekpunt health` reads it)."""
        with self._database.write() as connection:
            notes.beat(connection, "run", self._now(), detail)

    def tidy(self) -> None:
        """Remove what need not be kept: handled payloads, old keys, sent texts, erased files, and
        gaps, signals and codes that have been kept long enough."""
        now = self._now()
        with self._database.write() as connection:
            housekeeping.empty_payloads(connection, now - PAYLOADS_KEPT)
            housekeeping.purge_keys(connection, now - KEYS_KEPT)
            housekeeping.empty_texts(connection, now - TEXTS_KEPT)
            gaps.purge(connection, now.date())
            signals.purge(connection, now.date() - SIGNALS_KEPT)
            openings.purge(connection, now)
            erased = files.forgotten(connection)
        for _, path in erased:
            if path is not None:
                (self._data / path).unlink(missing_ok=True)
        with self._database.write() as connection:
            files.remove(connection, [ref for ref, _ in erased])
        self._database.truncate_log()


def schedule(jobs: Mapping[Job, timedelta]) -> AsyncIOScheduler:
    """A scheduler that runs each job every so long. It remembers nothing: what is due stands in
    the tables. Start it inside a running loop, and shut it down there."""
    scheduler: Any = AsyncIOScheduler()
    for job, every in jobs.items():
        scheduler.add_job(
            job,
            "interval",
            seconds=every.total_seconds(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
