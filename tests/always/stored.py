"""The walk through the database: the real desk, post, fetcher and clock on SQLite or PostgreSQL,
with chats in which everything keeps standing, as on Telegram."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.app.works import build
from bot.core.budget import Booking, Purse, purses_of
from bot.core.channel import Receipt, Sent
from bot.core.decision import Edit, Entry, Outgoing, Send
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Happening, Incoming, Origin, Undelivered
from bot.core.situation import Shown
from bot.store import budgets, notes, people
from bot.store.database import Database
from bot.store.inbox import receive
from bot.store.tables import booking, dossier, inbox, outbox, person, timeline
from tests.always.cast import MEMBERS, PHONES, town
from tests.always.rules import NEVER
from tests.always.seen import Broken, Deed, Seen
from tests.core.paper import GROUP, Stood, chat_of, local
from tests.play import Standing
from tests.store.engine import opened

ERASED = "an erased number stands nowhere in the database"
FIRST = 100_000
"""Our messages are numbered from here, those of people from 1."""


class Chats:
    """A channel in which everything arrives, and stands as it was last edited."""

    name = "terminal"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.stood: dict[int, Stood] = {}
        self.rows: dict[int, int] = {}
        self.carried: list[Outgoing] = []
        self.edited: set[int] = set()

    async def deliver(
        self, out: Outgoing, *, outbox: int, message: int | None, file: Path | None
    ) -> Receipt:
        del file
        self.carried.append(out)
        if isinstance(out, Send):
            self.stood[outbox] = Stood.sent(out, outbox, self._now(), out.topic)
            self.rows[outbox] = outbox
        elif isinstance(out, Edit) and message is not None:
            root = message - FIRST
            self.stood[root] = self.stood[root].edited(out)
            self.rows[root] = outbox
            self.edited.add(root)
        return Sent(message=FIRST + outbox, topic=outbox if out.kind == "make-topic" else None)

    async def fetch(self, ref: str, to: Path) -> Receipt:
        to.write_bytes(ref.encode())
        return Sent()


class Stored:
    """A desk with a database."""

    def __init__(self, database: Database, data: Path, *, group: bool) -> None:
        self.knowledge = town()
        self.group = GROUP if group else None
        self.now = local("2027-05-11 20:14").astimezone(UTC)
        self.on_seen: Callable[[Seen, datetime], None] = lambda *_: None
        self._database = database
        self._chats = Chats(lambda: self.now)
        self._works = build(
            database,
            Standing(self.knowledge),
            {self._chats.name: self._chats},
            lambda: self.now,
            data=data,
        )
        self._runner = asyncio.Runner()
        self._received = 0
        self._lines = 0
        self.looked: Counter[str] = Counter()
        with database.write() as connection:
            people.save(connection, [Person(chat=chat_of(m), member=m) for m in MEMBERS])
            if self.group:
                notes.put_note(connection, notes.GROUP, self.group)
        self.dossiers: dict[str, Dossier] = {}
        self.people: dict[str, Person] = {}
        self.purses: tuple[Purse, ...] = ()
        self.ledger: list[tuple[datetime, Booking]] = []
        self._look()

    def close(self) -> None:
        self._runner.close()

    @property
    def today(self) -> date:
        return self.knowledge.calendar.local_day(self.now)

    @property
    def stood(self) -> dict[int, Stood]:
        return self._chats.stood

    def all_standing(self) -> Mapping[int, Stood]:
        return self._chats.stood

    def row_of(self, outbox: int) -> int:
        return self._chats.rows[outbox]

    # --- what happens

    def do(self, deed: Deed) -> None:
        self._receive(
            deed.happening,
            Origin(
                chat=deed.chat,
                sender=deed.sender,
                side="private" if deed.chat == deed.sender else "group",
                topic=deed.topic,
                message=FIRST + deed.pressed.shown.outbox if deed.pressed else deed.message,
                reply_to=FIRST + deed.reply_to.outbox if deed.reply_to else None,
                at=self.now,
            ),
        )
        self._settle(deed)

    def failed_to_arrive(self, shown: Shown, undelivered: Undelivered) -> None:
        self._receive(undelivered, Origin(chat=shown.chat, sender=shown.chat, at=self.now))
        self._settle()

    def goes_by(self, hours: float) -> None:
        end = self.now + timedelta(hours=hours)
        while True:
            moment = self._works.clock.next_moment()
            self.now = min(moment, end) if moment is not None else end
            self._works.clock.tick()
            self._settle()
            if self.now >= end:
                return

    def _receive(self, happening: Happening, origin: Origin) -> None:
        self._received += 1
        incoming = Incoming(origin=origin, happening=happening)
        receive(self._database, [(f"w{self._received}", origin.chat, incoming)], self.now)

    def _settle(self, deed: Deed | None = None) -> None:
        """All that follows from what somebody did, or from what the world brought."""
        before, stood = self.dossiers, dict(self._chats.stood)
        self._chats.carried, self._chats.edited = [], set()
        self._runner.run(self._works.settle())
        entries = self._look()
        seen = Seen(
            deed=deed,
            before=before,
            after=self.dossiers,
            out=self._chats.carried,
            entries=entries,
            standing=[s for n, s in self._chats.stood.items() if stood.get(n) is not s],
            edited=frozenset(self._chats.edited & set(stood)),
        )
        self.on_seen(seen, self.now)

    # --- what became of it

    def _look(self) -> list[Entry]:
        """Read everything anew; gives the new lines."""
        with self._database.read() as connection:
            failed = connection.execute(
                select(inbox.c.id, inbox.c.tries).where((inbox.c.state == "parked") | inbox.c.tries)
            ).all()
            if failed:
                raise Broken(NEVER, f"the desk could not handle {failed}")
            bodies = connection.scalars(select(dossier.c.body)).all()
            known = connection.scalars(select(person.c.body)).all()
            wanted = select(timeline).where(timeline.c.id > self._lines).order_by(timeline.c.id)
            lines = connection.execute(wanted).all()
            sent = connection.scalars(select(outbox.c.body)).all()
            granted = budgets.granted(connection, self.today.year)
            booked = connection.execute(select(booking).order_by(booking.c.id)).all()
        self.dossiers = {one.id: one for one in sorted(bodies, key=lambda d: d.began_at)}
        self.people = {one.chat: one for one in known}
        self.purses = tuple(
            purses_of(self.knowledge.wijken.values(), self.today.year, granted).values()
        )
        # The line outlives a plan that was erased, and then refers to none.
        self.ledger = [
            (row.at, Booking(**{**columns, "dossier": columns["dossier"] or ""}))
            for row in booked
            if (columns := {name: getattr(row, name) for name in Booking.model_fields})
        ]
        self._lines = max((row.id for row in lines), default=self._lines)
        self.looked[ERASED] += 1
        self._look_for_erased("\n".join(getattr(one, "text", "") for one in sent))
        return [
            Entry(dossier=r.dossier, who=r.who, what=r.what, text=r.text, visible=r.visible)
            for r in lines
        ]

    def _look_for_erased(self, sent: str) -> None:
        for resident, phone in PHONES.items():
            theirs = [d for d in self.dossiers.values() if d.resident == resident]
            if phone in sent and not any(d.phone or d.with_staff for d in theirs):
                raise Broken(ERASED, f"of {resident}")


@contextmanager
def stored(url: str, data: Path, *, group: bool) -> Iterator[Stored]:
    """A desk on the empty database at `url`, for as long as the block lasts."""
    with opened(url) as database:
        desk = Stored(database, data, group=group)
        try:
            yield desk
        finally:
            desk.close()
