"""What a year came to, for whoever reads: a table, and what went wrong in some detail."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, select

from bot.store.tables import timeline
from tests.year.course import Year
from tests.year.measuring import Figures, Silence, is_unasked, kind_of

WORST = 5
SHOWN = 20
AROUND = timedelta(days=1)


def table(figures: Figures, year: Year) -> Table:
    """The whole year in a table."""
    told = Table(title=f"{year.plan.days} days from {year.plan.first}", title_justify="left")
    told.add_column("what")
    told.add_column("", justify="right")
    rows: list[tuple[str, object]] = [
        ("dossiers", figures.dossiers),
        ("  sent to the team", figures.sent),
        ("sends that arrived", sum(figures.by_kind.values())),
        ("workers killed and started again", len(year.kills)),
        ("lost", len(figures.lost)),
        ("doubled", len(figures.doubled)),
        ("longest silence, in working days", figures.longest),
        ("  silences of more than ten", sum(one.days > 10 for one in figures.silences)),
        ("most unasked messages to one member on a day", _most(figures.unasked_a_day)),
        ("  of all messages", _most(figures.all_a_day)),
        ("most pings to one member in a week", _most(figures.pings_a_week)),
        ("  of all messages by the clock but digests", _most(figures.clock_a_week)),
    ]
    for name, value in rows:
        told.add_row(name, str(value))
    for section, counted in (("arrived", figures.by_kind), ("answer", figures.receipts)):
        told.add_section()
        for kind, number in sorted(counted.items(), key=lambda one: -one[1]):
            told.add_row(f"{section}: {kind}", str(number))
    return told


def _most(counted: object) -> int:
    assert isinstance(counted, dict)
    return max(counted.values(), default=0)


def faults(figures: Figures, year: Year) -> Iterator[str]:
    """Each thing that was lost or came twice, the worst silences, and the worst day."""
    for word in ("lost", "doubled"):
        told: list[str] = getattr(figures, word)
        yield from (f"{word}: {one[:300]}" for one in told[:SHOWN])
        if len(told) > SHOWN:
            yield f"{word}: and {len(told) - SHOWN} more"
    worst = sorted(figures.silences, key=lambda one: -one.days)[:WORST]
    with year.database.read() as connection:
        for silence in worst:
            yield from _told(silence, year, connection)
    if figures.unasked_a_day:
        (chat, day), number = max(figures.unasked_a_day.items(), key=lambda one: one[1])
        yield f"worst day: {number} unasked messages to {chat} on {day}"
        yield from _unasked(year, chat, lambda one: one == day)
    if figures.clock_a_week:
        (chat, week), number = max(figures.clock_a_week.items(), key=lambda one: one[1])
        yield f"worst week: {number} messages by the clock to {chat} in week {week[1]} of {week[0]}"
        yield from _unasked(year, chat, lambda one: one.isocalendar()[:2] == week)


def _told(silence: Silence, year: Year, connection: Connection) -> Iterator[str]:
    one = year.watch.followed[silence.dossier]
    resident = year.people[one.resident]
    yield ""
    yield (
        f"silence of {silence.days} working days: {one.code} ({silence.dossier}, {one.status}, of "
        f"{one.owner}) to a {getattr(resident, 'temperament', '')} resident, from {silence.since} "
        f"to {silence.until or 'the end'}"
    )
    wanted = select(timeline).where(timeline.c.dossier == silence.dossier).order_by(timeline.c.id)
    last = (silence.until or year.plan.last) + AROUND
    for line in connection.execute(wanted):
        day = year.knowledge.calendar.local_day(line.at)
        if silence.since - AROUND <= day <= last:
            mark = "" if line.visible else " (internal)"
            yield f"  {line.at:%m-%d %H:%M} {line.who}: {line.what} {line.text[:60]}{mark}"
    for record in year.records:
        day = year.knowledge.calendar.local_day(record.at)
        is_about = record.dossier == silence.dossier or record.chat == one.resident
        if is_about and record.kind == "send" and silence.since <= day <= last:
            mark = "" if record.accepted else ", NOT accepted"
            yield (
                f"  {record.at:%m-%d %H:%M} → {record.chat} {record.cls} ({record.receipt}{mark}): "
                f"{record.text[:70]!r}"
            )


def _unasked(year: Year, chat: str, is_then: Callable[[date], bool]) -> Iterator[str]:
    local = year.knowledge.calendar.local_day
    told = (
        f"  {record.at:%m-%d %H:%M} {kind_of(year, record)}: {record.text[:80]!r}"
        for record in year.records
        if record.chat == chat and record.accepted and record.kind == "send"
        if is_then(local(record.at)) and is_unasked(year, record)
    )
    yield from islice(told, SHOWN)


def show(figures: Figures, year: Year) -> None:
    console = Console(width=120, highlight=False)
    for line in faults(figures, year):
        console.print(line, markup=False, soft_wrap=True)
    console.print(table(figures, year))
