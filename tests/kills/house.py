"""The bot under test: started anew whenever it dies, while the people and their chats live on."""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, exists, func, select
from sqlalchemy.engine import Engine

from bot.store.tables import file, inbox, outbox
from tests.botapi import BotApiServer
from tests.kills.points import DEADLY, JOURNAL
from tests.launch import FileClock, Nursery

START = datetime.fromisoformat("2027-05-11T20:14+02:00")
MOMENT = timedelta(seconds=10)
"""What anything takes that a person does; so much also keeps a chat within its pace."""
WHILE = timedelta(minutes=2)
"""What goes by while nothing happens: longer than a lease, or the wait before a second relay."""
QUIET = 1.0
"""Real seconds without anything new after which nothing seems to happen."""
PATIENCE = 40
"""How often such a while may go by before we call it a hang. It guards, it measures nothing."""
STARTS = 6


class Unfinished(Exception):
    """The dialogue did not come to its end; why."""


@dataclass
class House:
    """One bot on a database and a Telegram of its own.

    `deadly` names the boundaries to die at, one for each start; after those it is started without
    any hook. `deaths` are the boundaries where it died.
    """

    nursery: Nursery
    telegram: BotApiServer
    clock: FileClock
    url: str
    folder: Path
    deadly: Sequence[str]
    journal: bool = False
    deaths: list[str] = field(default_factory=list)

    def __enter__(self) -> "House":
        self.engine: Engine = create_engine(self.url)
        self.samira, self.fatima = self.telegram.user("Samira"), self.telegram.user("Fatima")
        self.team = self.telegram.group(
            "Begeleiders", self.fatima, forum=True, can_manage_topics=True
        )
        self._broken: str | None = None
        self._is_stopping = threading.Event()
        self._pid: int | None = None
        self._lock = threading.Lock()
        self._clock_lock = threading.Lock()
        self._keeper = threading.Thread(target=self._keep_alive)
        self._keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end(signal.SIGKILL)
        self.engine.dispose()

    def stop(self) -> None:
        """Let the bot end as at a deploy. Raises Unfinished when it will not."""
        self._end(signal.SIGTERM)
        if self._broken:
            raise Unfinished(self._broken)

    def takes_a_moment(self) -> None:
        self.goes_on(MOMENT)

    def goes_on(self, time: timedelta) -> None:
        """Time goes by for everybody."""
        with self._clock_lock:
            self.clock.set(self.clock() + time)

    def waits_until(self, happened: Callable[[float], bool], what: str) -> None:
        """Let time go by until this happened (it may block so many seconds to see it). Raises
        Unfinished when the bot broke, or when it never happens."""
        for _ in range(PATIENCE):
            if happened(QUIET):
                return
            if self._broken:
                raise Unfinished(self._broken)
            self.lets_a_while_go_by()
        raise Unfinished(f"waited in vain for {what}")

    def lets_a_while_go_by(self) -> None:
        """Not while Telegram holds something for the bot: that would grow old and be dropped."""
        if not self.telegram.world.updates.pending:
            self.goes_on(WHILE)

    def is_at_rest(self) -> bool:
        """Everything that came in is handled, everything owed is sent, every file is here."""
        # One statement, so one moment: what leaves the outbox may come back in the inbox.
        unfinished = select(
            exists().where(inbox.c.state == "waiting")
            | exists().where(outbox.c.state.in_(("waiting", "sending")))
            | exists().where(file.c.state.in_(("wanted", "fetching")))
        )
        with self.engine.connect() as connection:
            return not connection.scalar(unfinished)

    def gave_up(self, kind: str) -> bool:
        """Whether the post does not know if some message of this class arrived, and leaves it."""
        wanted = select(func.count()).where(outbox.c.cls == kind, outbox.c.state == "uncertain")
        with self.engine.connect() as connection:
            return bool(connection.scalar(wanted))

    def points_reached(self) -> list[str]:
        """The boundaries that the first start reached, in order."""
        return self._journal(0).read_text().splitlines()

    def _keep_alive(self) -> None:
        try:
            self._live()
        except Exception as fault:
            self._broken = repr(fault)

    def _live(self) -> None:
        for number in range(STARTS):
            status = self._live_once(number)
            if self._is_stopping.is_set():
                if status not in (0, -signal.SIGTERM, -signal.SIGKILL):
                    self._broken = f"ended with status {status}"
                return
            if status != -signal.SIGKILL:
                self._broken = f"fell over with status {status}: {self._log().read_text()[-2000:]}"
                return
            self.deaths.append(self._journal(number).read_text().split("\n")[-2])
            self.lets_a_while_go_by()
        self._broken = f"died {STARTS} times"

    def _live_once(self, number: int) -> int:
        with self._lock:
            if self._is_stopping.is_set():
                return 0
            bot = self.nursery.start(
                self._settings(number), log=self._log(), clock=self.folder / "clock"
            )
            self._pid = bot.pid
        status = self.nursery.ask(wait=bot.pid)
        self._pid = None
        return status

    def _end(self, number: signal.Signals) -> None:
        with self._lock:
            self._is_stopping.set()
            if self._pid is not None:
                os.kill(self._pid, number)
        self._keeper.join()

    def _settings(self, number: int) -> dict[str, str]:
        settings = {
            "AANSPREEKPUNT_TOKEN": self.telegram.token,
            "AANSPREEKPUNT_API_URL": self.telegram.url,
            "AANSPREEKPUNT_DATABASE_URL": self.url,
            "AANSPREEKPUNT_DATA": str(self.folder / "data"),
            "AANSPREEKPUNT_STAFF_CHAT": str(self.team.id),
        }
        if number < len(self.deadly):
            settings |= {JOURNAL: str(self._journal(number)), DEADLY: self.deadly[number]}
        elif self.journal:
            settings[JOURNAL] = str(self._journal(number))
        return settings

    def _log(self) -> Path:
        return self.folder / "log"

    def _journal(self, number: int) -> Path:
        return self.folder / f"journal-{number}"
