"""Everything that a batch of decisions changes, written in a few statements."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.core.decision import Decision
from bot.core.dossier import Dossier
from bot.core.due import Due
from bot.core.happenings import Pressed, Ticked
from bot.core.knowledge import Knowledge
from bot.desk.loading import Workspace
from bot.desk.paging import paged
from bot.store import (
    budgets,
    dossiers,
    due,
    files,
    gaps,
    inbox,
    invites,
    notes,
    openings,
    outbox,
    people,
    signals,
)
from bot.store.inbox import Claimed

Plan = Callable[[Dossier, Knowledge, datetime], Iterable[Due]]


@dataclass(frozen=True)
class Decided:
    """A happening and what was decided about it; `state` is what becomes of its inbox row."""

    claimed: Claimed
    decision: Decision
    state: str = "done"

    @property
    def forgotten(self) -> tuple[str, ...]:
        """The dossiers and chats of which nothing may remain."""
        return self.decision.forget_dossiers + self.decision.forget_people


def save(space: Workspace, batch: Sequence[Decided], plan: Plan) -> None:
    """Write all that these decisions change, in the transaction of `space`.

    Raises Conflict or IntegrityError when another worker changed the same things.
    """
    connection, now = space.connection, space.now
    _finish(connection, batch, now)
    if space.numbers_used:
        notes.use_numbers(connection, space.counter, space.first_number, space.numbers_used)
    outbox.stand_at(connection, dict(_pressed_messages(space, batch)))
    outbox.add(connection, list(_owed(batch)), now)
    _forget(connection, batch)
    gone = {name for one in batch for name in one.forgotten}
    kept = [d for d in space.changed_dossiers.values() if d.id not in gone]
    people.save(connection, [p for p in space.changed_people.values() if p.chat not in gone])
    dossiers.save(connection, kept)
    entries = [e for one in batch for e in one.decision.timeline if e.dossier not in gone]
    dossiers.write_lines(connection, entries, now)
    bookings = [one for decided in batch for one in decided.decision.bookings]
    budgets.book(connection, bookings, {p.wijk: p.budget for p in space.purses.values()}, now)
    _want_files(connection, batch, now)
    _keep_gaps(space, batch)
    _keep_signals(space, batch)
    ended = [d for d in kept if d.closed_at == now or d.id in space.left_team]
    _empty_closed(connection, ended)
    due.keep(connection, {d.id: list(plan(d, space.knowledge, now)) for d in kept})
    for hashed, chat in space.invites_used.items():
        invites.redeem(connection, hashed, chat, now)
    for hashed in space.openings_used:
        openings.redeem(connection, hashed)


def _keep_gaps(space: Workspace, batch: Sequence[Decided]) -> None:
    """What nobody could answer, with the day alone: nothing leads back to who asked."""
    missed = [gap for one in batch for gap in one.decision.gaps]
    if missed:
        day = space.today
        until = day + timedelta(days=space.knowledge.municipality.gap_days)
        gaps.add(space.connection, missed, day, until)


def _keep_signals(space: Workspace, batch: Sequence[Decided]) -> None:
    """What staff heard, and the codes that they gave away."""
    heard = [signal for one in batch for signal in one.decision.signals]
    signals.add(space.connection, heard, space.today)
    given = [code for one in batch for code in one.decision.openings]
    openings.add(space.connection, given, space.now)


def _finish(connection: Connection, batch: Sequence[Decided], now: datetime) -> None:
    for state in ("done", "parked"):
        ids = [one.claimed.id for one in batch if one.state == state]
        inbox.finish(connection, ids, now, state)
    for later in (False, True):
        state = "dropped" if later else "done"
        due.finish(connection, list(_ticked(batch, later=later)), state)


def _ticked(batch: Sequence[Decided], *, later: bool) -> Iterable[due.Key]:
    """The reminders that came up; those that do so `later` are planned anew with their dossier."""
    for one in batch:
        tick = one.claimed.incoming.happening
        if isinstance(tick, Ticked) and one.decision.comes_up_later is later:
            yield tick.dossier, tick.reminder, tick.seq


def _forget(connection: Connection, batch: Sequence[Decided]) -> None:
    for one in batch:
        if one.forgotten:
            ids, chats = one.decision.forget_dossiers, one.decision.forget_people
            dossiers.forget(connection, ids)
            people.forget(connection, chats)
            farewell = [owed.key for owed in _owed([one])]
            outbox.forget(connection, dossiers=ids, chats=chats, farewell=farewell)
            files.forget(connection, dossiers=ids, chats=chats)
            inbox.forget(connection, chats)


def _empty_closed(connection: Connection, closed: Sequence[Dossier]) -> None:
    """The number of a resident is erased when the team is done, also where it was told or shown."""
    if closed:
        outbox.empty_words(connection, [d.id for d in closed])
        inbox.empty(connection, [d.resident for d in closed])


def _want_files(connection: Connection, batch: Sequence[Decided], now: datetime) -> None:
    entries = (entry for one in batch for entry in one.decision.timeline)
    belongs = {entry.file.ref: entry.dossier for entry in entries if entry.file}
    wanted = [(f, one.claimed.incoming.origin.chat) for one in batch for f in one.decision.fetch]
    files.want(connection, wanted, belongs, now)


def _pressed_messages(space: Workspace, batch: Sequence[Decided]) -> Iterable[tuple[int, int]]:
    """Whoever presses a button shows which message they see: of an uncertain one nobody knew its
    number, and of one that came twice only that of the second."""
    for one in batch:
        incoming = one.claimed.incoming
        shown = space.shown(incoming) if isinstance(incoming.happening, Pressed) else None
        if shown is not None and incoming.origin.message is not None:
            yield shown.outbox, incoming.origin.message


def _owed(batch: Sequence[Decided]) -> Iterable[outbox.Owed]:
    for one in batch:
        pages = (page for out in one.decision.out for page in paged(out))
        for n, page in enumerate(pages):
            yield outbox.Owed(f"u{one.claimed.id}:{n}", page)
