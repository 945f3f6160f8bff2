"""What nobody could answer, kept for the editor without anybody in it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from bot.core.decision import Gap
from bot.core.gaps import Missed
from bot.store.tables import gap


def add(connection: Connection, gaps: Iterable[Gap], day: date, until: date) -> None:
    """Keep these of that local day, up to and including the day `until`."""
    rows = [
        {"day": day, "until": until, "kind": g.kind, "words": g.words, "language": g.language}
        for g in gaps
    ]
    if rows:
        connection.execute(insert(gap), rows)


def since(connection: Connection, first: date | None = None) -> list[Missed]:
    """All that is kept from that day on, oldest first."""
    wanted = select(gap).order_by(gap.c.day, gap.c.id)
    if first is not None:
        wanted = wanted.where(gap.c.day >= first)
    return [
        Missed(row.day, Gap(kind=row.kind, words=row.words, language=row.language))
        for row in connection.execute(wanted)
    ]


def purge(connection: Connection, today: date) -> None:
    """Remove what has been kept long enough."""
    connection.execute(delete(gap).where(gap.c.until < today))
