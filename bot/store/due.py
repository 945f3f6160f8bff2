"""Due rows: the reminders that dossiers owe."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update

from bot.core.due import Due
from bot.core.happenings import Incoming, Origin, Ticked
from bot.store import inbox, outages
from bot.store.tables import dossier, due, is_in
from bot.store.upsert import insert_into

Key = tuple[str, str, int]


def keep(connection: Connection, plans: Mapping[str, Iterable[Due]]) -> None:
    """Make the due rows of these dossiers equal to their plans. What came up already stays so."""
    stored: dict[Key, tuple[str, datetime]] = {
        (row.dossier, row.reminder, row.seq): (row.state, row.at)
        for row in connection.execute(select(due).where(due.c.dossier.in_(list(plans))))
    }
    planned: dict[Key, datetime] = {
        (ident, one.reminder, one.seq): one.at for ident, plan in plans.items() for one in plan
    }
    wanted = [(k, at) for k, at in planned.items() if _differs(stored.get(k), at)]
    # By the number of its row a reminder comes into the inbox once: one that comes up again is new.
    _remove(connection, [k for k, _ in wanted if k in stored and stored[k][0] == "dropped"])
    _plan(connection, wanted)
    unwanted = [k for k, (state, _) in stored.items() if state == "planned" if k not in planned]
    finish(connection, unwanted, "dropped", only="planned")


def _differs(stored: tuple[str, datetime] | None, at: datetime) -> bool:
    return stored is None or stored[0] == "dropped" or (stored[0] == "planned" and stored[1] != at)


def _plan(connection: Connection, wanted: list[tuple[Key, datetime]]) -> None:
    rows = [
        {"dossier": ident, "reminder": reminder, "seq": seq, "at": at, "state": "planned"}
        for (ident, reminder, seq), at in wanted
    ]
    if rows:
        statement = insert_into(connection, due)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["dossier", "reminder", "seq"],
                set_={"at": statement.excluded.at, "state": "planned"},
                where=due.c.state == "planned",
            ),
            rows,
        )


def finish(
    connection: Connection, keys: Iterable[Key], state: str = "done", *, only: str | None = None
) -> None:
    """These came up and were dealt with; `dropped` are those that may come up again, and those
    that nobody wants any more. With `only`, as far as they are still in that state: somebody else
    may have brought one up since it was looked at."""
    rows = _rows(keys)
    if rows:
        which = _is_it() if only is None else _is_it() & (due.c.state == only)
        connection.execute(update(due).where(which).values(state=state), rows)


def _remove(connection: Connection, keys: Iterable[Key]) -> None:
    rows = _rows(keys)
    if rows:
        connection.execute(delete(due).where(_is_it() & (due.c.state == "dropped")), rows)


def _rows(keys: Iterable[Key]) -> list[dict[str, str | int]]:
    return [{"d": ident, "r": reminder, "s": seq} for ident, reminder, seq in keys]


def _is_it() -> ColumnElement[bool]:
    return (
        (due.c.dossier == bindparam("d"))
        & (due.c.reminder == bindparam("r"))
        & (due.c.seq == bindparam("s"))
    )


def queue(connection: Connection, now: datetime, limit: int) -> int:
    """Put up to `limit` due rows in the inbox, each in its resident's lane. Gives how many."""
    came_up = (
        select(due.c.id, due.c.dossier, due.c.reminder, due.c.seq, due.c.at, dossier.c.resident)
        .join(dossier, dossier.c.id == due.c.dossier)
        .where(is_in("planned", due), due.c.at <= now)
        .order_by(due.c.at, due.c.id)
        .limit(limit)
        .with_for_update(of=due, skip_locked=True)
    )
    rows = connection.execute(came_up).all()
    outage = outages.last(connection) if rows else None
    if rows:
        connection.execute(
            update(due).where(due.c.id.in_([row.id for row in rows])).values(state="queued")
        )
    inbox.put(
        connection,
        [
            (
                f"r{row.id}",
                row.resident,
                Incoming(
                    origin=Origin(chat=row.resident, sender=row.resident, at=now),
                    happening=Ticked(
                        dossier=row.dossier,
                        reminder=row.reminder,
                        seq=row.seq,
                        late=outage is not None and outage.holds(row.at),
                    ),
                ),
            )
            for row in rows
        ],
        now,
    )
    return len(rows)


def first_missed(connection: Connection, now: datetime) -> datetime | None:
    """The moment of the first reminder that came up and that nobody looked at yet."""
    return _first_planned(connection, due.c.at <= now)


def next_moment(connection: Connection, now: datetime) -> datetime | None:
    """When the next reminder after `now` comes up."""
    return _first_planned(connection, due.c.at > now)


def _first_planned(connection: Connection, when: ColumnElement[bool]) -> datetime | None:
    first = select(func.min(due.c.at)).where(is_in("planned", due), when)
    moment: datetime | None = connection.scalar(first)
    return moment
