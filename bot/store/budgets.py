"""The ledger of the wijken: what was given, line by line, and a balance that the database guards.

What is left is loaded without a lock and checked again when it is written: one statement raises the
balance only while the budget allows it, and waits for whoever is raising the same one. So two
workers never give the same money, and nobody else waits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from bot.core.budget import Booking, Given
from bot.store.conflict import Conflict
from bot.store.tables import booking, dossier, purse
from bot.store.upsert import insert_into


def granted(connection: Connection, year: int) -> dict[str, int]:
    """What each wijk gave in this year, in whole euros; a wijk that gave nothing is not in it."""
    wanted = select(purse.c.wijk, purse.c.granted).where(purse.c.year == year)
    return {row.wijk: row.granted for row in connection.execute(wanted)}


def given(connection: Connection, year: int) -> list[Given]:
    """The contributions of this year, oldest first."""
    wanted = (
        select(booking.c.wijk, booking.c.euros, booking.c.at, dossier.c.code)
        .join(dossier, dossier.c.id == booking.c.dossier, isouter=True)
        .where(booking.c.year == year)
        .order_by(booking.c.id)
    )
    return [
        Given(wijk=row.wijk, code=row.code, euros=row.euros, at=row.at)
        for row in connection.execute(wanted)
    ]


def book(
    connection: Connection,
    bookings: Iterable[Booking],
    budgets: Mapping[str, int],
    now: datetime,
) -> None:
    """Write these, against the budget of each wijk. Raises Conflict when there is not enough left
    by now: look again and decide again."""
    written = list(bookings)
    totals: Counter[tuple[str, int]] = Counter()
    for one in written:
        totals[one.wijk, one.year] += one.euros
    # In one order, so that two workers never wait for each other.
    for (wijk, year), euros in sorted(totals.items()):
        _take(connection, wijk, year, euros, budgets[wijk])
    if written:
        connection.execute(insert(booking), [{**one.model_dump(), "at": now} for one in written])


def _take(connection: Connection, wijk: str, year: int, euros: int, budget: int) -> None:
    begun = insert_into(connection, purse).values(wijk=wijk, year=year, budget=budget, granted=0)
    connection.execute(begun.on_conflict_do_nothing())
    taken = connection.execute(
        update(purse)
        .where(purse.c.wijk == wijk, purse.c.year == year, purse.c.granted + euros <= budget)
        .values(granted=purse.c.granted + euros, budget=budget)
    )
    if taken.rowcount != 1:
        raise Conflict("purse")
