"""The queue of updates: numbered, kept until confirmed, dropped when too old."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]

KEPT_FOR = timedelta(hours=24)
CALLBACK_KEPT_FOR = timedelta(seconds=150)
# The Bot API takes an offset further ahead than this for one of another numbering.
FUTURE = 10
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Update:
    """One update as the bot gets it; within one `lane` (a chat) a webhook keeps the order."""

    id: int
    kind: str
    body: Json
    lane: int
    born: datetime

    def is_stale(self, now: datetime) -> bool:
        return now - self.born > (CALLBACK_KEPT_FOR if self.kind == "callback_query" else KEPT_FOR)


class UpdateQueue:
    """What waits for the bot; the caller holds the world's lock."""

    def __init__(self, clock: Callable[[], datetime], first_id: int = 700_000_001) -> None:
        self._clock = clock
        self.next_id = first_id
        self.pending: list[Update] = []
        self.log: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self._echoes: list[Update] = []

    def add(self, kind: str, payload: Json, lane: int) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if self._is_wanted(kind):
            self._push(kind, {kind: payload}, lane)

    def add_raw(self, fields: Json, lane: int = 0) -> int:
        """Queue an update of any shape; return its number."""
        return self._push("raw", fields, lane)

    def allow(self, kinds: list[str] | None) -> None:
        """Keep the bot's `allowed_updates`: None leaves it as it was, empty is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def fetch(self, offset: int, limit: int) -> list[Update]:
        """Confirm what lies before the offset and return what follows, oldest first."""
        self.drop_stale()
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset <= self.next_id + FUTURE:
            self.pending = [update for update in self.pending if update.id >= offset]
        echoes, self._echoes = self._echoes, []
        return (echoes + self.pending)[:limit]

    def confirm(self, update: Update) -> None:
        """Take one delivered update off the queue (a webhook answered 200)."""
        self.pending = [waiting for waiting in self.pending if waiting is not update]

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, whether or not it was confirmed."""
        again = next(update for update in self.log if update.id == update_id)
        self._echoes.append(again)

    def take_echoes(self) -> list[Update]:
        """Put repeated updates back in the line, for delivery by webhook."""
        echoes, self._echoes = self._echoes, []
        self.pending += echoes
        return echoes

    def restart_ids(self, first_id: int) -> None:
        """Go on numbering elsewhere, as Telegram does after a quiet week."""
        if self.pending:
            raise RuntimeError("Telegram renumbers only an empty queue; confirm the rest first")
        self.next_id = first_id

    def clear(self) -> None:
        self.pending = []

    def drop_stale(self) -> None:
        now = self._clock()
        self.pending = [update for update in self.pending if not update.is_stale(now)]

    def _is_wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def _push(self, kind: str, fields: Json, lane: int) -> int:
        body = {"update_id": self.next_id} | fields
        update = Update(self.next_id, kind, body, lane, self._clock())
        self.pending.append(update)
        self.log.append(update)
        self.next_id += 1
        return update.id
