"""Working days, office hours and quiet hours. The year is mostly 2027: Whit Monday is 17 May."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.working_time import WorkingCalendar, at_local, to_local

OFFICE = WorkingCalendar()
BY_LAW = OFFICE.by_law()
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2036, 12, 31))
moments = st.builds(datetime.combine, days, st.times(timezones=st.just(UTC)))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def test_whit_monday_does_not_count_as_a_working_day() -> None:
    assert OFFICE.add_working_days(date(2027, 5, 11), 5) == date(2027, 5, 19)


def test_ten_working_days_before_a_saturday_is_the_friday_two_weeks_earlier() -> None:
    assert OFFICE.add_working_days(date(2027, 6, 12), -10) == date(2027, 5, 28)


def test_the_working_days_that_are_left_are_counted() -> None:
    assert OFFICE.working_days_between(date(2027, 5, 12), date(2027, 5, 28)) == 11


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "New Year's Day"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 4, 27), "King's Day"),
        (date(2027, 5, 6), "Ascension Day"),
        (date(2027, 5, 17), "Whit Monday"),
        (date(2028, 12, 25), "Christmas Day"),
        (date(2028, 12, 26), "Boxing Day"),
    ],
)
def test_the_office_and_the_law_both_know_the_public_holidays(day: date, name: str) -> None:
    assert not OFFICE.is_working_day(day), name
    assert not BY_LAW.is_working_day(day), name


def test_the_office_works_on_5_may_except_in_lustrum_years() -> None:
    assert OFFICE.is_working_day(date(2027, 5, 5))
    assert not OFFICE.is_working_day(date(2025, 5, 5))


def test_a_term_by_law_never_ends_on_5_may() -> None:
    assert not BY_LAW.is_working_day(date(2027, 5, 5))


def test_good_friday_is_a_setting_of_the_office_and_fixed_by_law() -> None:
    open_office = WorkingCalendar(good_friday_off=False)
    good_friday = date(2027, 3, 26)
    assert not OFFICE.is_working_day(good_friday)
    assert open_office.is_working_day(good_friday)
    assert not open_office.by_law().is_working_day(good_friday)


def test_a_closing_day_of_the_office_does_not_stop_a_term_by_law() -> None:
    office = WorkingCalendar(closing_days=frozenset({date(2027, 5, 7)}))
    assert not office.is_working_day(date(2027, 5, 7))
    assert office.by_law().is_working_day(date(2027, 5, 7))


@given(days, st.integers(min_value=1, max_value=40))
def test_counting_on_and_counting_between_agree(day: date, number: int) -> None:
    assert OFFICE.working_days_between(day, OFFICE.add_working_days(day, number)) == number
    assert OFFICE.working_days_between(OFFICE.add_working_days(day, -number), day) == number


@given(days, st.integers(min_value=-40, max_value=40).filter(bool))
def test_counting_ends_on_a_working_day(day: date, number: int) -> None:
    assert OFFICE.is_working_day(OFFICE.add_working_days(day, number))


@given(days, days)
def test_counting_between_turned_round_is_negative(first: date, last: date) -> None:
    first, last = min(first, first + (last - first) / 50), max(first, first + (last - first) / 50)
    assert OFFICE.working_days_between(last, first) == -OFFICE.working_days_between(first, last)


def test_no_working_days_further_is_the_day_itself() -> None:
    assert OFFICE.add_working_days(date(2027, 5, 15), 0) == date(2027, 5, 15)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-05-11T10:00", "2027-05-11T10:00"),
        ("2027-05-11T08:59", "2027-05-11T09:00"),
        ("2027-05-11T17:00", "2027-05-12T09:00"),
        ("2027-05-14T18:00", "2027-05-18T09:00"),
        ("2027-05-16T12:00", "2027-05-18T09:00"),
    ],
)
def test_staff_hear_within_office_hours(moment: str, expected: str) -> None:
    assert OFFICE.next_working_moment(local(moment)) == local(expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-05-11T19:59", "2027-05-11T19:59"),
        ("2027-05-11T20:00", "2027-05-12T09:00"),
        ("2027-05-12T03:00", "2027-05-12T09:00"),
        ("2027-05-15T10:00", "2027-05-15T10:00"),
        ("2027-05-15T21:00", "2027-05-18T09:00"),
        ("2027-05-16T10:00", "2027-05-18T09:00"),
    ],
)
def test_residents_are_left_alone_at_night_on_sundays_and_on_holidays(
    moment: str, expected: str
) -> None:
    assert OFFICE.quiet_until(local(moment)) == local(expected)


def test_sundays_and_hours_are_settings() -> None:
    sunday = local("2027-05-09T08:00")
    assert OFFICE.quiet_until(sunday, (time(8), time(22)), sundays=True) == sunday


@given(moments)
def test_waiting_never_goes_back_and_settles_at_once(moment: datetime) -> None:
    for wait in (OFFICE.quiet_until, OFFICE.next_working_moment):
        later = wait(moment)
        assert later >= moment
        assert wait(later) == later


def test_nine_o_clock_is_nine_o_clock_on_every_day_of_eleven_years() -> None:
    day = date(2026, 1, 1)
    while day.year < 2037:
        for clock in (time(0), time(9), time(20), time(23, 59)):
            back = to_local(at_local(day, clock))
            assert (back.date(), back.time()) == (day, clock)
        day += timedelta(days=1)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2027, 6, 12)])
@pytest.mark.parametrize("clock", [time(2), time(2, 30), time(2, 59), time(3)])
def test_nothing_is_planned_in_the_hour_that_the_clocks_change(day: date, clock: time) -> None:
    assert to_local(at_local(day, clock)).time() == time(3)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime.fromisoformat("2027-05-11T10:00")
    for wait in (OFFICE.quiet_until, OFFICE.next_working_moment, OFFICE.to_local):
        with pytest.raises(ValueError, match="zone"):
            wait(naive)
