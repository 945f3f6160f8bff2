"""Small things to remember: notes, counters and heartbeats."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.store.conflict import Conflict
from bot.store.tables import counter, heartbeat, note
from bot.store.upsert import insert_into

GROUP = "group"
"""The chat of the staff group, such as "telegram:-1001234567890"."""


def get_note(connection: Connection, key: str) -> str | None:
    return connection.scalar(select(note.c.value).where(note.c.key == key))


def put_note(connection: Connection, key: str, value: str) -> None:
    statement = insert_into(connection, note).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def drop_note(connection: Connection, key: str) -> None:
    connection.execute(delete(note).where(note.c.key == key))


def next_number(connection: Connection, name: str, *, hold: bool = False) -> int:
    """The number that the counter would give, from 1; nothing is used up. With `hold` another
    worker that wants to hold it waits until this transaction ends: who is likely to use it is then
    not told afterwards that somebody else did."""
    wanted = select(counter.c.value).where(counter.c.name == name)
    value = connection.scalar(wanted.with_for_update() if hold else wanted)
    return (value or 0) + 1


def use_numbers(connection: Connection, name: str, first: int, count: int) -> None:
    """Use `count` numbers from `first`. Raises Conflict when somebody else used them."""
    last = first + count - 1
    begin = insert_into(connection, counter).values(name=name, value=last)
    go_on = begin.on_conflict_do_update(
        index_elements=["name"], set_={"value": last}, where=counter.c.value == first - 1
    )
    if connection.scalar(go_on.returning(counter.c.value)) is None:
        raise Conflict(name)


def beat(connection: Connection, name: str, now: datetime, detail: str = "") -> None:
    """Say that `name` is alive, and how it is doing."""
    statement = insert_into(connection, heartbeat).values(name=name, at=now, detail=detail)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"at": now, "detail": detail})
    )


def last_beat(connection: Connection, name: str) -> tuple[datetime, str] | None:
    """When `name` was last alive, and how it was doing then."""
    row = connection.execute(
        select(heartbeat.c.at, heartbeat.c.detail).where(heartbeat.c.name == name)
    ).first()
    return None if row is None else (row.at, row.detail)
