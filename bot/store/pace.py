"""How fast we may go: allowances per chat and per channel, kept over a restart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.store.tables import pace
from bot.store.upsert import insert_into


@dataclass(frozen=True)
class Allowance:
    """One message `every` so long, of which `burst` may go at once."""

    every: timedelta
    burst: int


@dataclass(frozen=True)
class Limits:
    """The allowances of a channel: for a person's chat, for a group, and over all of it."""

    chat: Allowance
    group: Allowance
    channel: Allowance


TELEGRAM = Limits(
    chat=Allowance(timedelta(seconds=1), burst=5),
    group=Allowance(timedelta(seconds=4), burst=5),
    channel=Allowance(timedelta(seconds=1 / 25), burst=5),
)
"""About 1 a second in a chat, at most 20 in any minute in a group, 30 in any second in all."""


class Ledger:
    """The pace of some chats, held until the transaction ends."""

    def __init__(self, connection: Connection, keys: Iterable[str], now: datetime) -> None:
        self._connection = connection
        self._now = now
        wanted = select(pace).where(pace.c.chat.in_(sorted(keys))).order_by(pace.c.chat)
        self._rows = {
            row.chat: (row.spent_until, row.free_at)
            for row in connection.execute(wanted.with_for_update())
        }
        self._changed: set[str] = set()

    def is_free(self, key: str) -> bool:
        return self._row(key)[1] <= self._now

    def spend(self, key: str, allowance: Allowance) -> None:
        """Count one message."""
        spent_until = max(self._row(key)[0], self._now) + allowance.every
        free_at = spent_until - (allowance.burst - 1) * allowance.every
        self._set(key, spent_until, free_at)

    def hold(self, key: str, until: datetime) -> None:
        """Nothing goes to this chat before `until`."""
        spent_until, free_at = self._row(key)
        self._set(key, spent_until, max(free_at, until))

    def save(self) -> None:
        rows = [
            {"chat": key, "spent_until": self._rows[key][0], "free_at": self._rows[key][1]}
            for key in sorted(self._changed)
        ]
        if rows:
            statement = insert_into(self._connection, pace)
            values = {name: statement.excluded[name] for name in ("spent_until", "free_at")}
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["chat"], set_=values), rows
            )

    def _row(self, key: str) -> tuple[datetime, datetime]:
        return self._rows.get(key, (self._now, self._now))

    def _set(self, key: str, spent_until: datetime, free_at: datetime) -> None:
        self._rows[key] = (spent_until, free_at)
        self._changed.add(key)
