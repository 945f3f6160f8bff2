"""One happening, one decision, whole or not at all."""

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

log = structlog.get_logger()


def park_silently(
    _situation: Situation, _happening: Happening, _knowledge: Knowledge, _now: datetime
) -> Decision:
    """Park without telling anybody but the log."""
    return Decision()


class Desk:
    """Takes happenings from the inbox, lets the core decide, and writes what it decided.

    `now` gives aware UTC. `on_parked` decides what is said when a happening is given up after five
    tries. `notify` is called after each commit, from the thread that did the work. Several desks
    may work on one PostgreSQL: a claim is a lock of the transaction that also writes, so a worker
    that dies or freezes loses its claim and its writing together.
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
        notify: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._now = now
        self._decide = decide
        self._plan = plan
        self._on_parked = on_parked
        self._notify = notify
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

    def work(self, limit: int = 32) -> int:
        """Handle the first waiting happening of up to `limit` lanes; gives how many there were.

        Raises sqlalchemy.exc.OperationalError when the database itself fails: nothing has changed.
        """
        claimed: list[Claimed] = []
        try:
            self._together(limit, claimed)
        except OperationalError:
            raise
        except Exception as fault:
            log.warning("desk.batch", fault=type(fault).__name__, size=len(claimed))
            for one in claimed:
                self._alone(one)
        if claimed:
            self._notify()
        return len(claimed)

    def _together(self, limit: int, claimed: list[Claimed]) -> None:
        with self._database.write() as connection:
            claimed += inbox.claim(connection, limit, self._now())
            if not claimed:
                return
            space = load(connection, claimed, self._knowledge(), self._now())
            decided, failed = self._decide_all(space, claimed)
            if len(claimed) > 1 and any(one.forgotten for one in decided):
                raise Conflict("what is forgotten is written alone")
            save(space, decided, self._plan)
            inbox.count_try(connection, [one.id for one in failed])

    def _decide_all(
        self, space: Workspace, batch: Sequence[Claimed]
    ) -> tuple[list[Decided], list[Claimed]]:
        """The decisions, and the happenings about which none could be taken yet."""
        decided: list[Decided] = []
        failed: list[Claimed] = []
        for claimed in batch:
            try:
                decided.append(self._decide_one(space, claimed))
            except Exception as fault:
                log.error("desk.decide", inbox=claimed.id, fault=type(fault).__name__)
                failed.append(claimed)
        return decided, failed

    def _decide_one(self, space: Workspace, claimed: Claimed) -> Decided:
        decide = self._decide if claimed.tries < TRIES else self._last_resort(claimed)
        situation = space.situation(claimed)
        decision = decide(situation, claimed.incoming.happening, space.knowledge, space.now)
        space.take(claimed, decision)
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
        save(space, [self._decide_one(space, one)], self._plan)
