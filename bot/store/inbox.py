"""The inbox: what came in, each once, in order within its lane. What can wait goes after what
people say, in its own lane too: who spoke just now may have made a reminder needless."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, select, update

from bot.core.happenings import CanWait, Incoming
from bot.store.columns import Unreadable
from bot.store.database import Database
from bot.store.tables import inbox, is_in
from bot.store.upsert import insert_into

Item = tuple[str, str, Incoming]

_ONE = inbox.alias()

log = structlog.get_logger()


@dataclass(frozen=True)
class Claimed:
    """A happening that this transaction holds."""

    id: int
    lane: str
    tries: int
    incoming: Incoming


def receive(database: Database, items: Iterable[Item], now: datetime) -> None:
    """Store (key, lane, incoming) in one commit; a key that was seen before changes nothing."""
    with database.write() as connection:
        put(connection, items, now)


def put(connection: Connection, items: Iterable[Item], now: datetime) -> None:
    rows = [
        {
            "key": key,
            "lane": lane,
            "can_wait": isinstance(incoming.happening, CanWait),
            "payload": incoming,
            "received_at": now,
        }
        for key, lane, incoming in items
    ]
    if rows:
        connection.execute(insert_into(connection, inbox).on_conflict_do_nothing(), rows)


def claim(
    connection: Connection, limit: int, now: datetime, only: int | None = None
) -> list[Claimed]:
    """The first waiting happening of up to `limit` lanes, held until the transaction ends.

    A lane whose first happening another worker holds gives nothing: its later ones are not first.
    With `only`, that happening alone, if it is still first. What cannot be read is parked.
    """
    one = _ONE
    # Looked up for each row in turn, and never joined: PostgreSQL cannot know how many wait now.
    first = (
        select(one.c.id)
        .where(one.c.lane == inbox.c.lane, is_in("waiting", one))
        .order_by(one.c.can_wait, one.c.id)
        .limit(1)
        .scalar_subquery()
    )
    wanted = (
        select(inbox.c.id, inbox.c.lane, inbox.c.tries, inbox.c.payload)
        .where(is_in("waiting", inbox), inbox.c.id == first)
        .order_by(inbox.c.can_wait, inbox.c.id)
        .limit(limit)
        .with_for_update(of=inbox, skip_locked=True)
    )
    if only is not None:
        wanted = wanted.where(inbox.c.id == only)
    rows = connection.execute(wanted).all()
    unreadable = [row.id for row in rows if isinstance(row.payload, Unreadable)]
    if not unreadable:
        return [Claimed(*row) for row in rows]
    log.error("inbox.unreadable", inbox=unreadable)
    finish(connection, unreadable, now, "parked")
    return claim(connection, limit, now, only)


def finish(connection: Connection, ids: Sequence[int], now: datetime, state: str = "done") -> None:
    """The happenings are handled, or parked."""
    if ids:
        connection.execute(
            update(inbox).where(inbox.c.id.in_(ids)).values(state=state, handled_at=now)
        )


def count_try(connection: Connection, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(update(inbox).where(inbox.c.id.in_(ids)).values(tries=inbox.c.tries + 1))


def empty(connection: Connection, lanes: Sequence[str]) -> None:
    """Forget what was said in these lanes and dealt with; the keys stay."""
    dealt_with = inbox.c.lane.in_(lanes) & (inbox.c.state != "waiting")
    connection.execute(update(inbox).where(dealt_with).values(payload=None))


def forget(connection: Connection, chats: Sequence[str]) -> None:
    """Empty all that was handled, and what these chats said; only the keys stay."""
    handled = (inbox.c.state == "done") & inbox.c.payload.is_not(None)
    connection.execute(update(inbox).where(handled).values(payload=None))
    theirs = inbox.c.lane.in_(chats) & (inbox.c.state != "waiting")
    connection.execute(update(inbox).where(theirs).values(payload=None, lane=""))
