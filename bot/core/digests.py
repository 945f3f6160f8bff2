"""When digests come up. Nothing is planned: what came up between two moments follows from the
content, so a change of it counts at once."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.core.knowledge import WEEKDAYS, Digest, Knowledge, Member
from bot.core.own_time import LOOKED_AHEAD, own_days, spans_on
from bot.core.standing_in import leave_on
from bot.core.working_time import WorkingCalendar

_DAY = timedelta(days=1)


class CameUp(NamedTuple):
    """A digest for a member, both by their ids, and the moment at which it came up (aware UTC)."""

    digest: str
    member: str
    at: datetime


def moments(knowledge: Knowledge, since: datetime, until: datetime) -> Iterator[CameUp]:
    """What comes up after `since`, up to and including `until` (both aware UTC), in order of the
    local days. Raises ValueError for a naive moment."""
    day, last = map(knowledge.calendar.local_day, (since, until))
    while day <= last:
        yield from (one for one in on_day(knowledge, day) if since < one.at <= until)
        day += _DAY


def owns(knowledge: Knowledge, at: datetime) -> Iterator[CameUp]:
    """Everybody's own digest at this moment (aware UTC), for whoever is not on leave then."""
    day = knowledge.calendar.local_day(at)
    for digest in knowledge.digests.values():
        for member in knowledge.team.values():
            gets_it = digest.kind == "eigen" and member.role in digest.to
            if gets_it and leave_on(member, day) is None:
                yield CameUp(digest.id, member.id, at)


def next_moment(knowledge: Knowledge, after: datetime) -> datetime | None:
    """The first moment after this one (aware UTC) at which a digest comes up for anybody; None when
    none does within a year. Raises ValueError for a naive moment."""
    today = knowledge.calendar.local_day(after)
    for day in (today + n * _DAY for n in range(LOOKED_AHEAD + 1)):
        later = [one.at for one in on_day(knowledge, day) if one.at > after]
        if later:
            return min(later)
    return None


def on_day(knowledge: Knowledge, day: date) -> Iterator[CameUp]:
    """What comes up on this local day; nothing for whoever is on leave then."""
    for digest in knowledge.digests.values():
        for member in knowledge.team.values():
            at = _at(digest, member, day, knowledge.calendar)
            if at is not None:
                yield CameUp(digest.id, member.id, at)


def _at(digest: Digest, member: Member, day: date, calendar: WorkingCalendar) -> datetime | None:
    if member.role not in digest.to:
        return None
    match digest.when.every:
        case "week":
            return _of_the_week(digest, member, day, calendar)
        case "maand" if own_days(member, day.replace(day=1), day - _DAY, calendar):
            return None
    spans = spans_on(member, day, calendar)
    return calendar.at_local(day, spans[0].starts) if spans else None


def _of_the_week(
    digest: Digest, member: Member, day: date, calendar: WorkingCalendar
) -> datetime | None:
    """The day and time that the whole team has, whoever works then or not."""
    rhythm = digest.when
    if rhythm.day is None or rhythm.clock is None or leave_on(member, day) is not None:
        return None
    meant = day - timedelta(days=(day.weekday() - WEEKDAYS.index(rhythm.day)) % len(WEEKDAYS))
    moved = calendar.add_working_days(meant, 1) if calendar.is_holiday(meant) else meant
    return calendar.at_local(day, rhythm.clock) if moved == day else None
