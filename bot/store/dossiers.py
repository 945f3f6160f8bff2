"""Dossiers and their timelines."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from bot.core.decision import Entry, Source
from bot.core.dossier import OPEN, WITH_STAFF, Dossier
from bot.core.situation import Line
from bot.store.columns import Unreadable
from bot.store.conflict import Conflict
from bot.store.tables import carried, dossier, is_any_of, timeline
from bot.store.upsert import insert_into

COPIES = ("code", "resident", "status", "owner", "move", "next_date", "topic", "points")


class Weight(NamedTuple):
    """What a dossier asks, and of whom."""

    owner: str | None
    status: str
    points: int


def load(
    connection: Connection,
    *,
    ids: Iterable[str] = (),
    codes: Iterable[str] = (),
    topics: Iterable[int] = (),
    residents: Iterable[str] = (),
    owners: Iterable[str] = (),
) -> list[Dossier]:
    """Dossiers by any of these; of an owner only the open ones. Raises Unreadable."""
    named = (
        (dossier.c.id, ids),
        (dossier.c.code, codes),
        (dossier.c.topic, topics),
        (dossier.c.resident, residents),
        (dossier.c.owner, owners),
    )
    # One query by one index each: beside an empty list PostgreSQL would read the whole table.
    listed = [(column, values) for column, given in named if (values := list(given))]
    is_open = dossier.c.status.in_(sorted(OPEN))
    wanted = [
        column.in_(values) & is_open if column is dossier.c.owner else column.in_(values)
        for column, values in listed
    ]
    if not wanted:
        return []
    by_id = select(dossier.c.body).where(or_(*wanted)).order_by(dossier.c.id)
    found = connection.scalars(by_id).all()
    for body in found:
        if isinstance(body, Unreadable):
            raise body
    return list(found)


def with_staff(connection: Connection) -> list[Dossier]:
    """Every open dossier that is with the team."""
    return _readable(connection, dossier.c.status.in_(sorted(WITH_STAFF)))


def sent(connection: Connection, newest: int) -> list[Dossier]:
    """The dossiers that were sent to the team, open and closed: so many of the newest, by their
    code."""
    return _readable(connection, dossier.c.code.is_not(None), newest)


def named(connection: Connection, ids: Iterable[str]) -> list[Dossier]:
    """The dossiers with these ids, as far as they are still there."""
    return _readable(connection, dossier.c.id.in_(list(ids)))


def _readable(
    connection: Connection, wanted: ColumnElement[bool], newest: int | None = None
) -> list[Dossier]:
    """Dossiers to look at beside those that are changed, the newest code first. One that cannot be
    read is left out: it is nobody else's fault."""
    newest_first = select(dossier.c.body).where(wanted).order_by(dossier.c.code.desc())
    found = connection.scalars(newest_first.limit(newest)).all()
    return [body for body in found if not isinstance(body, Unreadable)]


def loads(connection: Connection) -> dict[str, tuple[int, int]]:
    """How many dossiers each team member carries now, and how many points those weigh."""
    return {row.member: (row.dossiers, row.points) for row in connection.execute(select(carried))}


def save(connection: Connection, dossiers: Collection[Dossier]) -> None:
    """Write new states; `version` is the one that was loaded, 0 for a new dossier.

    Raises Conflict when somebody else wrote in between, IntegrityError when an id or code is taken.
    """
    new: list[dict[str, object]] = []
    known: list[dict[str, object]] = []
    for one in sorted(dossiers, key=lambda d: d.id):
        stored = one.model_copy(update={"version": one.version + 1})
        copies = {name: getattr(stored, name) for name in COPIES}
        row = {"version": stored.version, "body": stored, **copies}
        if one.version:
            known.append({**row, "was_id": one.id, "was_version": one.version})
        else:
            new.append({**row, "id": one.id})
    before = _weights(connection, [row["was_id"] for row in known])
    if new:
        connection.execute(insert(dossier), new)
    if known:
        _update(connection, known)
    _carry(connection, before, [Weight(d.owner, d.status, d.points) for d in dossiers])


def _update(connection: Connection, rows: list[dict[str, object]]) -> None:
    statement = (
        update(dossier)
        .where(dossier.c.id == bindparam("was_id"), dossier.c.version == bindparam("was_version"))
        .values({name: bindparam(name) for name in ("version", "body", *COPIES)})
    )
    if connection.execute(statement, rows).rowcount != len(rows):
        raise Conflict("dossier")


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Remove dossiers with their timelines and due rows."""
    before = _weights(connection, ids)
    connection.execute(delete(dossier).where(dossier.c.id.in_(ids)))
    _carry(connection, before, [])


def _weights(connection: Connection, ids: Sequence[object]) -> list[Weight]:
    columns = [dossier.c[name] for name in Weight._fields]
    wanted = select(*columns).where(dossier.c.id.in_(ids))
    return [Weight(*row) for row in connection.execute(wanted)] if ids else []


def _carry(connection: Connection, before: Iterable[Weight], after: Iterable[Weight]) -> None:
    """Count what members carry less, and more. In one order, so that no two workers wait for each
    other."""
    number: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for sign, weights in ((-1, before), (1, after)):
        for one in weights:
            if one.owner is not None and one.status in WITH_STAFF:
                number[one.owner] += sign
                points[one.owner] += sign * one.points
    rows = [
        {"member": member, "dossiers": number[member], "points": points[member]}
        for member in sorted(number)
        if number[member] or points[member]
    ]
    if rows:
        statement = insert_into(connection, carried)
        more = {name: carried.c[name] + statement.excluded[name] for name in ("dossiers", "points")}
        connection.execute(
            statement.on_conflict_do_update(index_elements=["member"], set_=more), rows
        )


def write_lines(connection: Connection, entries: Iterable[Entry], now: datetime) -> None:
    rows = [
        {
            **entry.model_dump(include={"dossier", "who", "what", "text", "visible"}),
            "at": now,
            "chat": entry.message and entry.message.chat,
            "message": entry.message and entry.message.message,
            "file": entry.file,
        }
        for entry in entries
    ]
    if rows:
        connection.execute(insert(timeline), rows)


def lines(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Line, ...]]:
    """The timelines of these dossiers, oldest line first."""
    found: dict[str, list[Line]] = {ident: [] for ident in ids}
    wanted = select(timeline).where(timeline.c.dossier.in_(ids)).order_by(timeline.c.id)
    for row in connection.execute(wanted):
        found[row.dossier].append(
            Line(
                at=row.at,
                who=row.who,
                what=row.what,
                text=row.text,
                visible=row.visible,
                file=row.file,
            )
        )
    return {ident: tuple(read) for ident, read in found.items()}


def said(connection: Connection, messages: Sequence[Source]) -> dict[Source, Entry]:
    """What these messages last said on a timeline, by message; the newest words win."""
    wanted = (
        select(timeline)
        .where(is_any_of(messages, timeline.c.chat, timeline.c.message))
        .order_by(timeline.c.text != "", timeline.c.id)
    )
    return {
        Source(chat=row.chat, message=row.message): Entry(
            dossier=row.dossier, who=row.who, what=row.what, text=row.text, visible=row.visible
        )
        for row in connection.execute(wanted)
    }
