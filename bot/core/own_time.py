"""When a member of the team works: their own days and hours, less holidays and leave.

Days are local, moments aware UTC. Days and hours come from content (`dagen`, `tijden`, `verlof`);
the calendar says when the office is closed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.core.knowledge import HOURS, WEEKDAYS, Member
from bot.core.standing_in import leave_on
from bot.core.working_time import WorkingCalendar

LOOKED_AHEAD = 366
"""So many days after today a moment is looked for."""

_DAY = timedelta(days=1)
_NIGHT = time(2), time(3)


class Span(NamedTuple):
    """Local hours on one day; at `ends` they are over."""

    starts: time
    ends: time


def span_of(hours: str) -> Span | None:
    """Hours as an editor writes them ("09:00-12:30"); None when that is not what is written."""
    if not re.match(HOURS, hours):
        return None
    starts, ends = hours.split("-")
    return Span(time.fromisoformat(starts), time.fromisoformat(ends))


def spans_on(member: Member, day: date, calendar: WorkingCalendar) -> tuple[Span, ...]:
    """The hours of this member on this local day, in order: none on a day that they do not work."""
    if not works_on(member, day, calendar):
        return ()
    own = member.times.get(WEEKDAYS[day.weekday()], ())
    spans = sorted(span for span in map(span_of, own) if span is not None)
    return tuple(spans) or (Span(calendar.opens, calendar.closes),)


def works_on(member: Member, day: date, calendar: WorkingCalendar) -> bool:
    """Whether this local day is one of their own days, no holiday or closing day, and not in their
    leave. Own days go before the office's Monday to Friday: who works on Saturdays, does."""
    is_own = WEEKDAYS[day.weekday()] in member.days
    return is_own and not calendar.is_holiday(day) and leave_on(member, day) is None


def next_moment(member: Member, moment: datetime, calendar: WorkingCalendar) -> datetime | None:
    """The first moment at or after `moment` (aware UTC) within this member's own hours, never from
    02.00 to 03.00 on the clock; None when there is none within a year. Raises ValueError for a
    naive moment."""
    today = calendar.local_day(moment)
    for day in (today + n * _DAY for n in range(LOOKED_AHEAD + 1)):
        for span in spans_on(member, day, calendar):
            first = after_the_night(max(moment, calendar.at_local(day, span.starts)), calendar)
            if first < calendar.at_local(day, span.ends):
                return first.astimezone(UTC)
    return None


def is_at_work(member: Member, moment: datetime, calendar: WorkingCalendar) -> bool:
    """Whether this moment (aware) lies in their own hours. Raises ValueError for a naive one."""
    local = calendar.to_local(moment)
    spans = spans_on(member, local.date(), calendar)
    return any(span.starts <= local.time() < span.ends for span in spans)


def after_the_night(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """This moment (aware), or 03.00 when it is between 02.00 and 03.00 on the clock: an hour that
    comes twice or not at all when the clocks change."""
    local = calendar.to_local(moment)
    starts, ends = _NIGHT
    return calendar.at_local(local.date(), ends) if starts <= local.time() < ends else moment


def own_days(member: Member, first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    """The local days from `first` up to and including `last` on which this member works."""
    days = (first + n * _DAY for n in range((last - first).days + 1))
    return [day for day in days if works_on(member, day, calendar)]


def last_own_day(member: Member, by: date, after: date, calendar: WorkingCalendar) -> date | None:
    """The last local day at or before `by` and after `after` on which this member works; None when
    there is no such day."""
    return next(reversed(own_days(member, after + _DAY, by, calendar)), None)
