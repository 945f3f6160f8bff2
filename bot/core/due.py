"""Due rows: which reminders a dossier owes, computed from its facts. The desk keeps the table equal
to this after every decision, and asks it again when a row comes up.

Content says who, after how long, with which words; what a condition means stands here, by name.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from bot.core.agreements import of_others, of_resident
from bot.core.dossier import PICKED_UP, Dossier
from bot.core.knowledge import After, Knowledge, Reminder
from bot.core.model import Value
from bot.core.plan import Plan
from bot.core.verdict import Task, judge

MORNING = time(9, 0)
NEARER_THAN_USUAL = 6
"""A promise within so many working days was told by a button; the usual one is guarded anyway."""

Anchor = Callable[[Dossier, Knowledge, datetime], Iterable[datetime | None]]


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
        for anchor in CONDITIONS[reminder.condition](dossier, knowledge, now):
            if anchor is not None and not _told_already(reminder, dossier, anchor, knowledge):
                yield _due(reminder, dossier, anchor, knowledge)


def _told_already(
    reminder: Reminder, dossier: Dossier, anchor: datetime, knowledge: Knowledge
) -> bool:
    """A plan that begins within the last days was told its term just now."""
    told = dossier.sent_at or dossier.touched_at
    return reminder.before is not None and _counted(reminder, anchor, knowledge) <= told


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
    """A pause, *later*, or a message this week: before then no reminder to the resident, deadlines
    excepted."""
    floors = [dossier.snoozed_until, dossier.held_back_until]
    moments = [floor for floor in floors if floor is not None]
    return max(moments, default=None) if reminder.counts_as_unasked else None


# --- the conditions: each gives the moments that the reminder counts from, if any


def unfinished_since(dossier: Dossier) -> datetime:
    """When an intake was last worked on; a pause counts as work, for then it is kept longer."""
    return max(dossier.touched_at, dossier.snoozed_until or dossier.touched_at)


def open_terms(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> dict[date, tuple[Task, ...]]:
    """The terms of a plan that was sent or goes on alone, as far as they are ahead and not done."""
    if not (dossier.with_staff or dossier.status == "zelf-verder"):
        return {}
    verdict = judge(Plan(dossier, knowledge, knowledge.calendar.local_day(now)))
    return verdict.terms(dossier.done_until)


def term_moment(day: date, knowledge: Knowledge) -> datetime:
    """The moment from which a reminder of this term is counted back."""
    return knowledge.calendar.at_local(day, MORNING)


def _unfinished_intake(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.status == "concept":
        yield unfinished_since(dossier)


def _not_picked_up(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.with_staff and dossier.claimed_at is None:
        yield dossier.waits_since


def _not_spoken(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """Counted from sending, not from pick-up: the resident waits since then."""
    if dossier.with_staff and dossier.spoken_at is None:
        yield dossier.sent_at


def _not_spoken_by_owner(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """Who said when to call or to come is asked afterwards instead."""
    has_moment = dossier.call is not None or dossier.visit is not None
    return _not_spoken(dossier, knowledge, now) if dossier.claimed_at and not has_moment else ()


def _no_news(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """While a plan rests nobody waits; that ends on the day that was told."""
    if dossier.with_staff:
        yield dossier.next_date if dossier.status == "rustend" else dossier.news_at


def _no_news_by_owner(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """What lies on the beslistafel has a day of its own."""
    asks = dossier.claimed_at is not None and dossier.status != "beslistafel"
    return _no_news(dossier, knowledge, now) if asks else ()


def _team_is_silent(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """No news, and it is not the resident who is to answer."""
    return _no_news(dossier, knowledge, now) if dossier.move != "bewoner" else ()


def _promised_day(dossier: Dossier, knowledge: Knowledge, _: datetime) -> Iterable[datetime | None]:
    """The day that a button of the begeleider promised with "nog geen nieuws"."""
    return _told_day(dossier, knowledge, _) if dossier.no_news_said else ()


def _told_day(dossier: Dossier, knowledge: Knowledge, _: datetime) -> Iterable[datetime | None]:
    """The day that any tap promised: a call, an answer of a colleague, a decision, news."""
    told = dossier.no_news_said or dossier.waiting_for or dossier.call or dossier.visit
    if not dossier.claimed_at or not told or not dossier.news_at or dossier.next_date is None:
        return
    calendar = knowledge.calendar
    days = (calendar.local_day(moment) for moment in (dossier.news_at, dossier.next_date))
    if calendar.working_days_between(*days) <= NEARER_THAN_USUAL:
        yield dossier.next_date


def _called(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """The end of the part of the day in which the owner said to call or to come."""
    for slot in (dossier.call, dossier.visit):
        if dossier.status in PICKED_UP and slot is not None:
            yield slot.end


def _colleague_was_asked(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """The day by which a colleague would answer, until they did."""
    if dossier.status in PICKED_UP:
        for asked in dossier.asked:
            if asked.answered_at is None:
                yield term_moment(asked.until, knowledge)


def _transfer_was_asked(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.status in PICKED_UP and dossier.offered_to is not None:
        yield dossier.offered_at


def _decision_day(dossier: Dossier, knowledge: Knowledge, _: datetime) -> Iterable[datetime | None]:
    if dossier.status == "beslistafel" and dossier.knot is not None:
        yield term_moment(dossier.knot.by, knowledge)


def _rest_is_over(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.status == "rustend":
        yield dossier.next_date


def _term_is_near(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """Each term that is ahead, until the resident says *klaar*."""
    for day in open_terms(dossier, knowledge, now):
        yield term_moment(day, knowledge)


def _own_agreement_is_near(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """Each day by which the resident does something; not what was agreed the day before only."""
    if not (dossier.with_staff or dossier.status == "zelf-verder"):
        return
    calendar = knowledge.calendar
    told = {
        one.by
        for one in of_resident(dossier)
        if calendar.local_day(one.made_at) < calendar.add_working_days(one.by, -1)
    }
    for day in sorted(told):
        yield term_moment(day, knowledge)


def _agreement_has_passed(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """Each day by which a colleague, or somebody else than the resident, would do something."""
    if dossier.status in PICKED_UP:
        for day in sorted({one.by for one in of_others(dossier)}):
            yield term_moment(day, knowledge)


CONDITIONS: Mapping[str, Anchor] = {
    "intake-niet-af": _unfinished_intake,
    "niet-opgepakt": _not_picked_up,
    "niet-gesproken": _not_spoken,
    "niet-gesproken-door-begeleider": _not_spoken_by_owner,
    "geen-nieuws": _no_news,
    "geen-nieuws-van-begeleider": _no_news_by_owner,
    "team-zwijgt": _team_is_silent,
    "beloofde-dag": _promised_day,
    "toegezegde-dag": _told_day,
    "belmoment": _called,
    "collega-gevraagd": _colleague_was_asked,
    "overdracht-gevraagd": _transfer_was_asked,
    "beslisdag": _decision_day,
    "rust-voorbij": _rest_is_over,
    "termijn-nadert": _term_is_near,
    "afspraak-nadert": _own_agreement_is_near,
    "afspraak-voorbij": _agreement_has_passed,
}
