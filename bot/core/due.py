"""Due rows: which reminders a dossier owes, computed from its facts. The desk keeps the table equal
to this after every decision, and asks it again when a row comes up.

Content says who, after how long, with which words; what a condition means stands here, by name.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta

from bot.core.dossier import Dossier
from bot.core.knowledge import After, Knowledge, Reminder
from bot.core.model import Value
from bot.core.plan import Plan
from bot.core.verdict import judge

MORNING = time(9, 0)
Anchor = Callable[[Dossier, Knowledge, datetime], datetime | None]


class Due(Value):
    """A reminder that will come up at `at` (aware UTC) unless something moves first. (`reminder`,
    `seq`) is unique within a dossier, so planning twice changes nothing; `seq` follows from the
    moment that it counts from, so a new moment gives a new reminder."""

    reminder: str
    seq: int
    at: datetime


def plan(dossier: Dossier, knowledge: Knowledge, now: datetime) -> Iterable[Due]:
    """The reminders that this dossier owes from now on, in no particular order."""
    for reminder in knowledge.reminders.values():
        anchor = CONDITIONS[reminder.condition](dossier, knowledge, now)
        if anchor is not None:
            yield _due(reminder, dossier, anchor, knowledge)


def _due(reminder: Reminder, dossier: Dossier, anchor: datetime, knowledge: Knowledge) -> Due:
    at = _in_hours(reminder, _counted(reminder, anchor, knowledge), knowledge)
    if reminder.to != "bewoner":
        return Due(reminder=reminder.id, seq=int(anchor.timestamp()), at=at)
    floor = _not_before(reminder, dossier)
    if floor is not None and floor > at:
        at = _in_hours(reminder, floor, knowledge)
        anchor = floor
    return Due(reminder=reminder.id, seq=int(anchor.timestamp()), at=at)


def _counted(reminder: Reminder, anchor: datetime, knowledge: Knowledge) -> datetime:
    if reminder.before is not None:
        return _shifted(anchor, reminder.before, -1, knowledge)
    return _shifted(anchor, reminder.after or After(), 1, knowledge)


def _shifted(anchor: datetime, span: After, sign: int, knowledge: Knowledge) -> datetime:
    """Days later the same hour; working days later in the morning."""
    if span.working_days is None:
        return anchor + sign * timedelta(days=span.days or 0)
    calendar = knowledge.calendar
    day = calendar.add_working_days(calendar.local_day(anchor), sign * span.working_days)
    return calendar.at_local(day, MORNING)


def _in_hours(reminder: Reminder, at: datetime, knowledge: Knowledge) -> datetime:
    """Moved into the hours of whoever gets it, never dropped."""
    if reminder.to == "bewoner":
        return quiet_until(at, knowledge)
    return at if reminder.to == "niemand" else knowledge.calendar.next_working_moment(at)


def quiet_until(moment: datetime, knowledge: Knowledge) -> datetime:
    """The first moment at which a resident may be disturbed, by the municipality's own hours."""
    hours = (knowledge.municipality.quiet_before, knowledge.municipality.quiet_after)
    return knowledge.calendar.quiet_until(moment, hours)


def _not_before(reminder: Reminder, dossier: Dossier) -> datetime | None:
    """A pause, or *later*: before then no reminder to the resident, deadlines excepted."""
    return dossier.snoozed_until if reminder.counts_as_unasked else None


# --- the conditions: each gives the moment that the reminder counts from, or None


def _unfinished_intake(dossier: Dossier, _: Knowledge, __: datetime) -> datetime | None:
    return dossier.touched_at if dossier.status == "concept" else None


def _not_picked_up(dossier: Dossier, _: Knowledge, __: datetime) -> datetime | None:
    unclaimed = dossier.with_staff and dossier.claimed_at is None
    return dossier.sent_at if unclaimed else None


def _not_spoken(dossier: Dossier, _: Knowledge, __: datetime) -> datetime | None:
    """Counted from sending, not from pick-up: the resident waits since then."""
    waits = dossier.with_staff and dossier.spoken_at is None
    return dossier.sent_at if waits else None


def _not_spoken_by_owner(dossier: Dossier, knowledge: Knowledge, now: datetime) -> datetime | None:
    return _not_spoken(dossier, knowledge, now) if dossier.claimed_at else None


def _no_news(dossier: Dossier, _: Knowledge, __: datetime) -> datetime | None:
    return dossier.news_at if dossier.with_staff else None


def _no_news_by_owner(dossier: Dossier, knowledge: Knowledge, now: datetime) -> datetime | None:
    return _no_news(dossier, knowledge, now) if dossier.claimed_at else None


def _term_is_near(dossier: Dossier, knowledge: Knowledge, now: datetime) -> datetime | None:
    """The first term of a plan that was sent or goes on alone, until the resident says *klaar*.
    A plan that begins within the last days was told its term just now."""
    if dossier.done or not (dossier.with_staff or dossier.status == "zelf-verder"):
        return None
    calendar = knowledge.calendar
    task = judge(Plan(dossier, knowledge), calendar.local_day(now)).first_deadline
    return calendar.at_local(task.by, MORNING) if task and task.by else None


CONDITIONS: Mapping[str, Anchor] = {
    "intake-niet-af": _unfinished_intake,
    "niet-opgepakt": _not_picked_up,
    "niet-gesproken": _not_spoken,
    "niet-gesproken-door-begeleider": _not_spoken_by_owner,
    "geen-nieuws": _no_news,
    "geen-nieuws-van-begeleider": _no_news_by_owner,
    "termijn-nadert": _term_is_near,
}
