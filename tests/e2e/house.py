"""A bot that runs as a process of its own, against a Bot API server, with its team connected."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from bot.core.digests import moments, next_moment
from bot.store import digests, due, invites, sending
from bot.store.database import Database, open_database
from bot.store.tables import due as due_table
from bot.store.tables import file, inbox, outbox, pace
from tests.botapi import BotApiServer
from tests.botapi.players import Player
from tests.launch import Bot, FileClock, Nursery
from tests.play import real_knowledge

ZONE = ZoneInfo("Europe/Amsterdam")
HANG_GUARD = 60.0
LOOKS = 0.02
"""Seconds between two looks at whether the bot is done."""


class RunningHouse:
    """What a test does with such a bot: play the people (`telegram`), push the clock, end it."""

    def __init__(self, nursery: Nursery, telegram: BotApiServer, clock: FileClock, folder: Path):
        self._nursery = nursery
        self.telegram = telegram
        self.clock = clock
        self.folder = folder
        self.url = f"sqlite:///{folder / 'aanspreekpunt.sqlite'}"
        self.env: dict[str, str] = {
            "AANSPREEKPUNT_TOKEN": telegram.token,
            "AANSPREEKPUNT_API_URL": telegram.url,
            "AANSPREEKPUNT_DATABASE_URL": self.url,
            "AANSPREEKPUNT_DATA": str(folder / "data"),
        }
        self.bot: Bot | None = None
        self._database: Database | None = None

    @property
    def database(self) -> Database:
        """The bot's own database, to look into."""
        if self._database is None:
            self._database = open_database(self.url, alone=False)
            self._database.migrate()
        return self._database

    def start(self, **env: str) -> None:
        """Start the bot, with more settings if need be, and wait until it receives."""
        self.env |= env
        polls = self.telegram.polls
        self.bot = self._nursery.start(
            self.env, log=self.folder / "log", clock=self.folder / "clock"
        )
        if self.env.get("AANSPREEKPUNT_MODE") == "webhook":
            self.until(lambda: bool(self.telegram.world.webhook.url), "the webhook")
        else:
            self.until(lambda: self.telegram.polls > polls, "the first poll")

    def stop(self) -> int:
        """SIGTERM, and its exit status."""
        assert self.bot
        return self.bot.stop()

    def kill(self) -> int:
        assert self.bot
        return self.bot.kill()

    def close(self) -> None:
        if self.bot is not None:
            self.bot.kill()
        if self._database is not None:
            self._database.close()

    def log(self) -> str:
        """All that the bot logged."""
        return (self.folder / "log").read_text()

    def connect(self, *members: str) -> dict[str, Player]:
        """Let these members (all when none is named) open their one-time link; players by id."""
        team = real_knowledge().team
        players = {ident: self.telegram.user(team[ident].name) for ident in members or team}
        for ident, player in players.items():
            with self.database.write() as connection:
                token = invites.make(connection, ident, self.clock())
            player.opens(f"https://t.me/{self.telegram.world.bot.username}?start={token}")
        self.settles()
        return players

    # --- time

    def settles(self) -> None:
        """Wait until all that can be done at this moment is done. What only waits for the allowed
        pace goes too: the clock moves on by those few seconds."""
        while True:
            self.until(self._is_at_rest, "the bot to be done")
            free = self._free_at()
            if free is None:
                return
            self.clock.set(free)

    def advance(self, until: datetime) -> None:
        """Let time go by until then (aware), stopping at every moment at which something is due."""
        self.settles()
        while (moment := self._next_due()) is not None and moment < until:
            self._come_to(moment)
        self._come_to(until)

    def passes(self, **span: float) -> None:
        """Let time go by: `days=2`, `minutes=5`."""
        self.advance(self.clock() + timedelta(**span))

    def _come_to(self, moment: datetime) -> None:
        if moment > self.clock():
            self.clock.set(moment)
        self.settles()

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until this holds. The time limit only guards against hanging."""
        give_up = time.monotonic() + HANG_GUARD
        while not holds():
            if time.monotonic() > give_up:
                raise AssertionError(
                    f"waited in vain for {what}; the log ends:\n{self.log()[-3000:]}"
                )
            time.sleep(LOOKS)

    # --- looking into the database

    def _is_at_rest(self) -> bool:
        if self.telegram.world.updates.pending:
            return False
        with self.database.read() as connection:
            return not any(self._work(connection))

    def _work(self, connection: Connection) -> Iterator[int]:
        now = self.clock()
        yield _count(connection, inbox.c.state == "waiting")
        yield _count(connection, due_table.c.state == "planned", due_table.c.at <= now)
        looked = digests.looked(connection)
        yield looked is None or any(moments(real_knowledge(), looked, now))
        yield _count(connection, outbox.c.state == "sending")
        yield _count(connection, file.c.state.in_(["wanted", "fetching"]), file.c.not_before <= now)
        held = select(pace.c.chat).where(pace.c.free_at > now)
        if _count(connection, pace.c.chat == "telegram", pace.c.free_at > now):
            return
        yield _count(
            connection,
            outbox.c.state == "waiting",
            outbox.c.not_before <= now,
            outbox.c.chat.not_in(held),
        )

    def _free_at(self) -> datetime | None:
        """When the pace lets the next message through, if any waits for that."""
        now = self.clock()
        with self.database.read() as connection:
            owed = _count(connection, outbox.c.state == "waiting", outbox.c.not_before <= now)
            return sending.next_moment(connection, now) if owed else None

    def _next_due(self) -> datetime | None:
        now = self.clock()
        with self.database.read() as connection:
            moments = [
                due.next_moment(connection, now),
                sending.next_moment(connection, now),
                next_moment(real_knowledge(), now),
            ]
        return min((moment for moment in moments if moment is not None), default=None)


def _count(connection: Connection, *conditions: object) -> int:
    wanted: Sequence[object] = conditions
    return connection.scalar(select(func.count()).where(*wanted)) or 0  # type: ignore[arg-type]


@contextmanager
def running_house(
    nursery: Nursery, folder: Path, now: str = "2027-05-11T20:14", *, start: bool = True, **env: str
) -> Iterator[RunningHouse]:
    """A bot in `folder`, at `now` (local), running unless `start` is False."""
    moment = datetime.fromisoformat(now).replace(tzinfo=ZONE)
    clock = FileClock(folder / "clock", moment)
    with BotApiServer(clock=clock) as telegram:
        house = RunningHouse(nursery, telegram, clock, folder)
        try:
            if start:
                house.start(**env)
            yield house
        finally:
            house.close()
