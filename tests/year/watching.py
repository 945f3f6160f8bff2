"""What stands in the database, looked at each evening, before the night tidies it up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, select

from bot.core.dossier import WITH_STAFF, Dossier
from bot.core.knowledge import Knowledge
from bot.store.database import Database
from bot.store.tables import dossier, due, inbox, outbox
from tests.year.people import World


@dataclass
class Followed:
    """A plan that was sent; `waiting` are the local days on whose evening its resident waited."""

    ident: str
    resident: str
    sent_at: datetime
    code: str = ""
    owner: str | None = None
    status: str = ""
    waiting: set[date] = field(default_factory=set)


@dataclass(frozen=True)
class Owed:
    """An outbox row: which happening (by its key in the inbox) it comes from, and what it is."""

    key: str
    happening: str
    chat: str
    cls: str


class Watch:
    """All that was ever seen."""

    def __init__(self, database: Database, knowledge: Knowledge, world: World) -> None:
        self._database = database
        self._knowledge = knowledge
        self._world = world
        self._known: dict[str, Dossier] = {}
        self._last_inbox = self._last_outbox = self._last_due = 0
        self._checked = 0
        self._keys: set[str] = set()
        self.followed: dict[str, Followed] = {}
        self.inbox: dict[int, str] = {}
        self.rows: dict[int, Owed] = {}
        self.dues: dict[int, tuple[str, str, int]] = {}
        self.never_stored: list[str] = []
        self.open = 0

    def look(self, now: datetime, day: date, confirmed: Sequence[str]) -> None:
        """See what is new. `confirmed` are the keys of all that was ever confirmed."""
        with self._database.read() as connection:
            self._look_at_inbox(connection, confirmed)
            self._look_at_rows(connection)
            self._look_at_dossiers(connection, now, day)

    def _look_at_inbox(self, connection: Connection, confirmed: Sequence[str]) -> None:
        wanted = select(inbox.c.id, inbox.c.key).where(inbox.c.id > self._last_inbox)
        new = {row.id: row.key for row in connection.execute(wanted.order_by(inbox.c.id))}
        self.inbox |= new
        self._last_inbox = max(new, default=self._last_inbox)
        self._keys.update(new.values())
        self.never_stored += [key for key in confirmed[self._checked :] if key not in self._keys]
        self._checked = len(confirmed)

    def _look_at_rows(self, connection: Connection) -> None:
        wanted = select(outbox.c.id, outbox.c.key, outbox.c.chat, outbox.c.cls)
        for row in connection.execute(wanted.where(outbox.c.id > self._last_outbox)):
            self.rows[row.id] = Owed(row.key, self._source(row.key), row.chat, row.cls)
        self._last_outbox = max(self.rows, default=0)
        planned = select(due.c.id, due.c.dossier, due.c.reminder, due.c.seq)
        for row in connection.execute(planned.where(due.c.id > self._last_due)):
            self.dues[row.id] = (row.dossier, row.reminder, row.seq)
        self._last_due = max(self.dues, default=0)

    def _source(self, key: str) -> str:
        number = key.removeprefix("u").partition(":")[0]
        return self.inbox.get(int(number), "") if number.isdigit() else ""

    def _look_at_dossiers(self, connection: Connection, now: datetime, day: date) -> None:
        is_open = dossier.c.status.in_(sorted(WITH_STAFF))
        wanted = select(dossier.c.id, dossier.c.version).where(is_open)
        versions = {row.id: row.version for row in connection.execute(wanted)}
        known = self._known
        stale = [d for d, v in versions.items() if d not in known or known[d].version != v]
        for start in range(0, len(stale), 500):
            part = dossier.c.id.in_(stale[start : start + 500])
            for body in connection.scalars(select(dossier.c.body).where(part)):
                self._known[body.id] = body
        self.open = len(versions)
        for ident in versions:
            self._follow(self._known[ident], now, day)

    def _follow(self, found: Dossier, now: datetime, day: date) -> None:
        one = self.followed.get(found.id)
        if one is None:
            one = Followed(found.id, found.resident, found.sent_at or now)
            self.followed[found.id] = one
        one.code, one.owner, one.status = found.code or "", found.owner, found.status
        if self._is_waiting(found, now) and self._knowledge.calendar.is_working_day(day):
            one.waiting.add(day)

    def _is_waiting(self, found: Dossier, now: datetime) -> bool:
        is_paused = found.status == "rustend" or (found.snoozed_until or now) > now
        wants_none = found.resident in self._world.opted_out | self._world.blocked
        return not is_paused and not wants_none
