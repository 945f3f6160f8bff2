"""What a year came to: what was lost, what came twice, how long residents heard nothing, and how
much the team got."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.store.tables import due, inbox, outbox
from tests.year.channel import Record
from tests.year.course import Year
from tests.year.people import Colleague
from tests.year.watching import Followed

MOST_DAYS = 10
"""Working days that a resident may wait for an honest word."""
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Silence:
    """From the word of `since` to the next one, on `until` (None: none came)."""

    dossier: str
    days: int
    since: date
    until: date | None


@dataclass
class Figures:
    """All that is told of a year. `lost` and `doubled` have a line for each."""

    dossiers: int = 0
    sent: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    unasked_a_day: Counter[tuple[str, date]] = field(default_factory=Counter)
    all_a_day: Counter[tuple[str, date]] = field(default_factory=Counter)
    pings_a_week: Counter[tuple[str, tuple[int, int]]] = field(default_factory=Counter)
    clock_a_week: Counter[tuple[str, tuple[int, int]]] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    receipts: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    @property
    def longest(self) -> int:
        return max((one.days for one in self.silences), default=0)

    def told(self) -> dict[str, Any]:
        """What a program reads."""
        return {
            "dossiers": self.dossiers,
            "lost": len(self.lost),
            "doubled": len(self.doubled),
            "longest_silence_working_days": self.longest,
            "most_messages_a_day": max(self.unasked_a_day.values(), default=0),
            "most_of_all_messages_a_day": max(self.all_a_day.values(), default=0),
            "most_pings_a_week": max(self.pings_a_week.values(), default=0),
        }


def measure(year: Year) -> Figures:
    """Everything, from what the channel accepted and what stands in the database."""
    figures = Figures()
    arrived = [record for record in year.records if record.accepted]
    figures.dossiers = len({r.dossier for r in arrived if r.dossier is not None})
    figures.sent = len(year.watch.followed)
    figures.doubled = list(_doubled(year, arrived))
    figures.silences = list(_silences(year, arrived))
    with year.database.read() as connection:
        figures.lost = list(_lost(year, arrived, connection))
        figures.states.update(connection.scalars(select(outbox.c.state)))
    _count_messages(year, arrived, figures)
    figures.receipts.update(record.receipt for record in year.records)
    return figures


# --- lost


def _lost(year: Year, arrived: Sequence[Record], connection: Connection) -> Iterator[str]:
    yield from (f"{key} was confirmed and not stored" for key in year.watch.never_stored)
    for row in connection.execute(select(inbox).where(inbox.c.state != "done")):
        yield f"{row.state} in the inbox since {row.received_at}: {row.key} {row.payload}"
    carried = {record.row for record in arrived}
    wanted = select(
        outbox.c.id, outbox.c.key, outbox.c.chat, outbox.c.state, outbox.c.why, outbox.c.not_before
    )
    for row in connection.execute(wanted):
        told = f"{row.key} to {row.chat} of {row.not_before}"
        if row.state in ("waiting", "sending") and row.not_before <= year.ended:
            yield f"{row.state} in the outbox: {told}"
        elif row.state in ("failed", "dropped") and not row.why:
            yield f"{row.state} without a reason: {told}"
        elif row.state == "sent" and row.id not in carried:
            yield f"sent, and never accepted: {told}"
    for row in connection.execute(select(due).where(due.c.state.in_(("planned", "queued")))):
        told = f"{row.reminder} of {row.dossier}, due at {row.at}"
        if row.state == "queued" or row.at < year.ended - AN_HOUR:
            yield f"{row.state} and never handled: {told}"


# --- doubled


def _doubled(year: Year, arrived: Sequence[Record]) -> Iterator[str]:
    by_row: dict[int, list[Record]] = defaultdict(list)
    for record in arrived:
        if record.kind == "send":
            by_row[record.row].append(record)
    for row, records in by_row.items():
        if len(records) > 1 and not _may_be_double(records, year.crew.killed):
            told = ", ".join(f"{r.at} ({r.receipt} in life {r.life})" for r in records)
            yield f"outbox {row} to {records[0].chat}, {records[0].cls}: {told}"
    yield from _doubled_dues(year, by_row)


def _may_be_double(records: Sequence[Record], killed: Mapping[int, datetime]) -> bool:
    """Twice at most, after a doubt, and never a reminder. A process that was killed may not have
    written what it heard at that moment."""
    first, *more = records
    was_in_doubt = first.receipt == "unsure" or killed.get(first.life) == first.at
    return first.cls != "reminder" and len(more) == 1 and was_in_doubt


def _doubled_dues(year: Year, by_row: dict[int, list[Record]]) -> Iterator[str]:
    """A due row that led to messages in one chat out of more than one happening."""
    sources: dict[tuple[object, str], set[str]] = defaultdict(set)
    for row in by_row:
        owed = year.watch.rows.get(row)
        if owed is not None and owed.happening.startswith("r"):
            due_row: object = year.watch.dues.get(int(owed.happening[1:]), owed.happening)
            sources[due_row, owed.chat].add(owed.key.partition(":")[0])
    for (due_row, chat), keys in sources.items():
        if len(keys) > 1:
            yield f"{due_row} to {chat}, by {', '.join(sorted(keys))}"


# --- silence


def _silences(year: Year, arrived: Sequence[Record]) -> Iterator[Silence]:
    heard: dict[str, list[Record]] = defaultdict(list)
    for record in arrived:
        if record.kind == "send" and record.dossier in year.watch.followed:
            heard[record.dossier].append(record)
    for ident, one in year.watch.followed.items():
        yield from _silences_of(one, heard[ident], year)


def _silences_of(one: Followed, heard: Sequence[Record], year: Year) -> Iterator[Silence]:
    local = year.knowledge.calendar.local_day
    begin = local(one.sent_at)
    told = sorted({local(r.at) for r in heard if r.chat == one.resident})
    days = [begin, *(day for day in told if day > begin)]
    waiting = one.waiting - year.outage
    for since, until in zip(days, [*days[1:], None], strict=True):
        last = until or year.plan.last
        number = sum(since < day <= last for day in waiting)
        if number:
            yield Silence(one.ident, number, since, until)


# --- messages


def _count_messages(year: Year, arrived: Sequence[Record], figures: Figures) -> None:
    local = year.knowledge.calendar.local_day
    team = {chat for chat, one in year.people.items() if isinstance(one, Colleague)}
    for record in arrived:
        if record.kind != "send":
            continue
        side = "team" if record.chat in team else "bewoner"
        figures.by_kind[f"{side}: {kind_of(year, record)}"] += 1
        if record.chat in team:
            day = local(record.at)
            figures.all_a_day[record.chat, day] += 1
            week = (record.chat, day.isocalendar()[:2])
            figures.unasked_a_day[record.chat, day] += is_unasked(year, record)
            if is_unasked(year, record) and not is_digest(year, record):
                figures.clock_a_week[week] += 1
                figures.pings_a_week[week] += is_ping(year, record)


def kind_of(year: Year, record: Record) -> str:
    """A digest or a reminder by its name in the content; else what may happen to it in doubt."""
    owed = year.watch.rows.get(record.row)
    if owed is not None and is_digest(year, record):
        return f"overzicht {owed.happening[1:].partition(':')[0]}"
    if owed is not None and owed.happening.startswith("r"):
        found = year.watch.dues.get(int(owed.happening[1:]))
        name = found[1] if found else "reminder"
        return name if record.cls == "reminder" else f"{name} ({record.cls})"
    return record.cls


def is_unasked(year: Year, record: Record) -> bool:
    """Whether time brought it about, and nobody who did something."""
    owed = year.watch.rows.get(record.row)
    return record.cls == "reminder" or (owed is not None and owed.happening.startswith(("r", "g")))


def is_ping(year: Year, record: Record) -> bool:
    """Whether it is a reminder that nobody asked for: not the question after a call that they
    announced themselves."""
    owed = year.watch.rows.get(record.row)
    if record.cls != "reminder" or owed is None or not owed.happening.startswith("r"):
        return False
    found = year.watch.dues.get(int(owed.happening[1:]))
    reminder = year.knowledge.reminders.get(found[1]) if found else None
    return reminder is None or reminder.counts_as_unasked


def is_digest(year: Year, record: Record) -> bool:
    """Whether it tells of many plans at once, at a moment of its own."""
    owed = year.watch.rows.get(record.row)
    return owed is not None and owed.happening.startswith("g")
