"""One happening, one decision, whole or not at all."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.core.decision import Decision
from bot.core.happenings import Happening
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.desk.loading import Workspace, load
from bot.desk.saving import Decided, Plan, save
from bot.store import inbox
from bot.store.bell import Bell
from bot.store.conflict import Conflict
from bot.store.database import Database
from bot.store.inbox import Claimed

Decide = Callable[[Situation, Happening, Knowledge, datetime], Decision]
TRIES = 5
AT_ONCE = 32
TO_BEGIN_WITH = 4
LONG_ENOUGH = 0.005
"""Seconds of loading and deciding after which a batch is written, which takes about as long again:
whoever speaks meanwhile waits for that."""


log = structlog.get_logger()


def park_silently(
    _situation: Situation, _happening: Happening, _knowledge: Knowledge, _now: datetime
) -> Decision:
    """Park without telling anybody but the log."""
    return Decision()


class Desk:
    """Takes happenings from the inbox, lets the core decide, and writes what it decided.

    `now` gives aware UTC. `on_parked` decides what is said when a happening is given up after five
    tries. A batch is of `at_once` happenings at most, and is written when loading and deciding took
    `long_enough` seconds. `notify` is called after each batch, from the thread that did the work.
    Several desks may work on one PostgreSQL: a claim is a lock of the transaction that also writes,
    so a worker that dies or freezes loses its claim and its writing together.
    """

    def __init__(
        self,
        database: Database,
        knowledge: Callable[[], Knowledge],
        now: Callable[[], datetime],
        decide: Decide,
        plan: Plan,
        *,
        on_parked: Decide = park_silently,
        at_once: int = AT_ONCE,
        long_enough: float = LONG_ENOUGH,
        notify: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._now = now
        self._decide = decide
        self._plan = plan
        self._on_parked = on_parked
        self._notify = notify
        self._at_once = at_once
        self._fits = min(at_once, TO_BEGIN_WITH)
        self._long_enough = long_enough
        self.bell = Bell()

    async def run(self) -> None:
        """Work whenever the bell rings, until cancelled. Trouble of the database is waited out:
        what was not committed is still in the inbox at the next ring."""
        while True:
            try:
                while await self._database.run(self.work):
                    pass
            except OperationalError as trouble:
                log.error("desk.database", trouble=type(trouble.orig).__name__)
            await self.bell.heard()

    def work(self) -> int:
        """Handle the first waiting happening of some lanes, as many as are soon done; gives how
        many were claimed.

        Raises sqlalchemy.exc.OperationalError when the database itself fails: nothing has changed.
        """
        claimed: list[Claimed] = []
        try:
            self._together(claimed)
        except OperationalError:
            raise
        except Conflict:
            # All of it still waits: less at once meets somebody else less often.
            log.info("desk.conflict", size=len(claimed))
            self._fits = max(1, len(claimed) // 2)
        except Exception as fault:
            log.warning("desk.batch", fault=type(fault).__name__, size=len(claimed))
            for one in claimed:
                self._alone(one)
        if claimed:
            self._notify()
        return len(claimed)

    def _together(self, claimed: list[Claimed]) -> None:
        with self._database.write() as connection:
            claimed += inbox.claim(connection, self._fits, self._now())
            if not claimed:
                return
            end = time.monotonic() + self._long_enough
            space = load(connection, claimed, self._knowledge(), self._now())
            decided, failed = self._decide_all(space, claimed, end)
            save(space, decided, self._plan)
            inbox.count_try(connection, [one.id for one in failed])
            self._fit(len(decided) + len(failed), len(claimed))

    def _fit(self, looked_at: int, claimed: int) -> None:
        """Claim next time what fitted this time, or, when all of it did, twice as many: what is
        loaded and then left is loaded for nothing."""
        self._fits = min(self._at_once, looked_at if looked_at < claimed else 2 * looked_at)

    def _decide_all(
        self, space: Workspace, batch: Sequence[Claimed], end: float
    ) -> tuple[list[Decided], list[Claimed]]:
        """The decisions, and the happenings about which none could be taken yet. At least one is
        looked at. It stops at `end`, and around one by which something is forgotten, which is
        written alone; what is left is claimed again, before what comes after it."""
        decided: list[Decided] = []
        failed: list[Claimed] = []
        for claimed in batch:
            if decided and (decided[-1].forgotten or time.monotonic() > end):
                break
            try:
                one = self._decide_one(space, claimed)
                if decided and one.forgotten:
                    break
                space.take(claimed, one.decision)
                decided.append(one)
            except Exception as fault:
                log.error("desk.decide", inbox=claimed.id, fault=type(fault).__name__)
                failed.append(claimed)
        return decided, failed

    def _decide_one(self, space: Workspace, claimed: Claimed) -> Decided:
        decide = self._decide if claimed.tries < TRIES else self._last_resort(claimed)
        situation = space.situation(claimed)
        decision = decide(situation, claimed.incoming.happening, space.knowledge, space.now)
        return Decided(claimed, decision, "done" if claimed.tries < TRIES else "parked")

    def _last_resort(self, claimed: Claimed) -> Decide:
        """Park and say so; if even that failed, park."""
        return self._on_parked if claimed.tries == TRIES else park_silently

    def _alone(self, claimed: Claimed) -> None:
        """Handle one happening in a transaction of its own."""
        try:
            with self._database.write() as connection:
                for one in inbox.claim(connection, 1, self._now(), only=claimed.id):
                    self._handle(connection, one)
        except Conflict:
            log.info("desk.conflict", inbox=claimed.id)
        except OperationalError:
            raise
        except Exception as fault:
            log.error("desk.alone", inbox=claimed.id, fault=type(fault).__name__)
            with self._database.write() as connection:
                inbox.count_try(connection, [claimed.id])

    def _handle(self, connection: Connection, one: Claimed) -> None:
        now = self._now()
        if one.tries > TRIES:
            # Even saying so failed: what it would load may be what cannot be read.
            inbox.finish(connection, [one.id], now, "parked")
            return
        space = load(connection, [one], self._knowledge(), now)
        decided = self._decide_one(space, one)
        space.take(one, decided.decision)
        save(space, [decided], self._plan)
