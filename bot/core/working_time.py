"""Working days, office hours and quiet hours in the Netherlands. Moments are aware UTC datetimes;
days and clock times are local."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

Rule = Literal["kantoor", "termijnenwet"]
AMSTERDAM = "Europe/Amsterdam"
MONDAY_TO_FRIDAY = frozenset(range(5))
_SUNDAY = 6
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """When people work, and what counts as a working day.

    Two calendars of the Netherlands. "kantoor": the office is closed on public holidays, on Good
    Friday if `good_friday_off`, on 5 May only in lustrum years, and on its own `closing_days`.
    "termijnenwet": the days of art. 3 of the Algemene termijnenwet, for terms that a law sets:
    Good Friday and 5 May every year, no closing days.

    `opens` and `closes` are local clock times, `weekdays` counts from Monday 0.
    """

    zone: str = AMSTERDAM
    opens: time = time(9)
    closes: time = time(17)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    closing_days: frozenset[date] = frozenset()
    good_friday_off: bool = True
    rule: Rule = "kantoor"

    def by_law(self) -> "WorkingCalendar":
        """The calendar of the Algemene termijnenwet in the same zone."""
        return WorkingCalendar(self.zone, self.opens, self.closes, rule="termijnenwet")

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a public holiday of this calendar, or a closing day."""
        return day in _holidays(day.year, self.rule, self.good_friday_off) or (
            day in self.closing_days
        )

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.weekdays and not self.is_holiday(day)

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, which does not count itself.

        Counting back gives the last day from which `number` working days lead up to `day`: ten
        before a Saturday is the Friday two weeks earlier. Zero is the day itself.
        """
        if number < 0:
            return self._days_before(day, -number)
        for _ in range(number):
            day += _DAY
            while not self.is_working_day(day):
                day += _DAY
        return day

    def _days_before(self, day: date, number: int) -> date:
        while number or not self.is_working_day(day):
            number -= self.is_working_day(day)
            day -= _DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days come after `first`, up to and including `last`; negative when
        `last` comes before `first`."""
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(map(self.is_working_day, days))

    def next_working_moment(self, moment: datetime) -> datetime:
        """The first moment at or after `moment` (aware UTC) that lies within office hours on a
        working day. Raises ValueError for a naive moment."""
        local = self.to_local(moment)
        if self.is_working_day(local.date()) and self.opens <= local.time() < self.closes:
            return moment
        day = local.date()
        if not self.is_working_day(day) or local.time() >= self.closes:
            day = self.add_working_days(day, 1)
        return at_local(day, self.opens, self.zone)

    def quiet_until(
        self,
        moment: datetime,
        hours: tuple[time, time] = (time(9), time(20)),
        sundays: bool = False,
    ) -> datetime:
        """The first moment at or after `moment` (aware UTC) at which a resident may be disturbed:
        from the first of `hours` to before the second, not on a holiday, nor on Sunday unless
        `sundays`. Raises ValueError for a naive moment."""
        first, last = hours
        local = self.to_local(moment)
        if self._may_disturb(local.date(), sundays) and first <= local.time() < last:
            return moment
        day = local.date() + (_DAY if local.time() >= first else timedelta())
        while not self._may_disturb(day, sundays):
            day += _DAY
        return at_local(day, first, self.zone)

    def _may_disturb(self, day: date, sundays: bool) -> bool:
        return not self.is_holiday(day) and (sundays or day.weekday() != _SUNDAY)

    def to_local(self, moment: datetime) -> datetime:
        """The moment as the clock on the wall shows it. Raises ValueError for a naive moment."""
        return to_local(moment, self.zone)

    def local_day(self, moment: datetime) -> date:
        """The day that the moment falls on, on the wall. Raises ValueError for a naive moment."""
        return self.to_local(moment).date()

    def days_later(self, moment: datetime, days: int) -> datetime:
        """So many days later (negative: earlier) at the same time on the wall, also when the clocks
        change between. Raises ValueError for a naive moment."""
        local = self.to_local(moment)
        return self.at_local(local.date() + timedelta(days), local.time()) if days else moment

    def at_local(self, day: date, clock: time) -> datetime:
        """The local day and clock time in this zone, as an aware UTC moment."""
        return at_local(day, clock, self.zone)


def to_local(moment: datetime, zone: str = AMSTERDAM) -> datetime:
    """An aware moment in local time. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {moment!r}")
    return moment.astimezone(ZoneInfo(zone))


def at_local(day: date, clock: time, zone: str = AMSTERDAM) -> datetime:
    """The local day and clock time as an aware UTC moment.

    Between 02.00 and 03.00, an hour that comes twice or not at all when the clocks change, it is
    03.00 on any day.
    """
    safe = time(3) if time(2) <= clock < time(3) else clock
    return datetime.combine(day, safe, ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=256)
def _holidays(year: int, rule: Rule, good_friday_off: bool) -> Collection[date]:
    days = dict(holidays.country_holidays("NL", years=year, language="en_US"))
    if rule == "termijnenwet":
        return frozenset(days) | {date(year, 5, 5)}
    return frozenset(day for day in days if good_friday_off or days[day] != "Good Friday")
