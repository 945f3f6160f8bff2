"""What staff heard in the street, kept for a year."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from bot.core.decision import Signal
from bot.core.situation import Heard
from bot.store.tables import signal


def add(connection: Connection, signals: Iterable[Signal], day: date) -> None:
    """Keep these of that local day."""
    rows = [{"day": day, "wijk": s.wijk, "words": s.words, "member": s.member} for s in signals]
    if rows:
        connection.execute(insert(signal), rows)


def since(connection: Connection, first: date) -> tuple[Heard, ...]:
    """All of that day and later, oldest first."""
    wanted = select(signal).where(signal.c.day >= first).order_by(signal.c.day, signal.c.id)
    return tuple(
        Heard(day=row.day, signal=Signal(wijk=row.wijk, words=row.words, member=row.member))
        for row in connection.execute(wanted)
    )


def purge(connection: Connection, before: date) -> None:
    """Remove what was heard before that day."""
    connection.execute(delete(signal).where(signal.c.day < before))
