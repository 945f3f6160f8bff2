"""One-time codes by which a resident begins with words that staff heard. Only the hash is kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from bot.core.decision import Opening
from bot.store.conflict import Conflict
from bot.store.tables import opening

VALID = timedelta(days=14)


def add(connection: Connection, openings: Iterable[Opening], now: datetime) -> None:
    """Keep these, valid for two weeks."""
    rows = [{"hash": o.hash, "words": o.words, "expires_at": now + VALID} for o in openings]
    if rows:
        connection.execute(insert(opening), rows)


def valid(connection: Connection, hashes: Iterable[str], now: datetime) -> dict[str, str]:
    """The words behind these codes that still stand, by hash."""
    stands = opening.c.expires_at > now
    wanted = select(opening).where(opening.c.hash.in_(list(hashes)), stands)
    return {row.hash: row.words for row in connection.execute(wanted)}


def redeem(connection: Connection, hashed: str) -> None:
    """The code is used, and its words are with the plan now. Raises Conflict when somebody else
    was first."""
    if connection.execute(delete(opening).where(opening.c.hash == hashed)).rowcount != 1:
        raise Conflict("opening")


def purge(connection: Connection, now: datetime) -> None:
    """Remove what nobody used in time."""
    connection.execute(delete(opening).where(opening.c.expires_at <= now))
