"""When a member of the team works. The year is 2027: Ascension Day is 6 May, Whit Monday 17 May."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.knowledge import WEEKDAYS, Member
from bot.core.own_time import last_own_day, next_moment, own_days, spans_on, works_on
from bot.core.working_time import WorkingCalendar
from tests.core.paper import local

OFFICE = WorkingCalendar(opens=time(8, 30), closing_days=frozenset({date(2027, 5, 7)}))


def member(**fields: object) -> Member:
    base = {"id": "f", "naam": "Fatima", "functie": "x", "uren_per_week": 4}
    return Member.model_validate({**base, "dagen": ["donderdag"], **fields})


FATIMA = member(tijden={"donderdag": ["13:30-15:00", "09:00-12:00"]})
DAILY = member(dagen=["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"])
AWAY = member(verlof=[{"van": "2027-05-11", "tot_en_met": "2027-05-20"}])
SATURDAYS = member(dagen=["zaterdag"])
GONE = member(verlof=[{"van": "2027-01-01", "tot_en_met": "2029-12-31"}])
AT_NIGHT = member(tijden={"donderdag": ["01:00-02:30", "02:00-04:00"]})
SUNDAY_NIGHT = member(dagen=["zondag"], tijden={"zondag": ["02:15-02:45", "01:30-03:30"]})


@pytest.mark.parametrize(
    ("who", "day", "works"),
    [
        (FATIMA, "2027-05-13", True),
        (FATIMA, "2027-05-12", False),
        (FATIMA, "2027-05-06", False),  # Ascension Day
        (DAILY, "2027-05-07", False),  # closing day
        (DAILY, "2027-05-17", False),  # Whit Monday
        (DAILY, "2027-05-18", True),
        (DAILY, "2027-05-15", False),
        (AWAY, "2027-05-13", False),
        (AWAY, "2027-05-20", False),
        (AWAY, "2027-05-27", True),
        (SATURDAYS, "2027-05-15", True),
        (SATURDAYS, "2027-12-25", False),
    ],
)
def test_a_member_works_on_own_days_that_are_no_holiday_and_no_leave(
    who: Member, day: str, works: bool
) -> None:
    assert works_on(who, date.fromisoformat(day), OFFICE) is works


@pytest.mark.parametrize(
    ("who", "moment", "expected"),
    [
        (FATIMA, "2027-05-11 20:14", "2027-05-13 09:00"),
        (FATIMA, "2027-05-13 08:59", "2027-05-13 09:00"),
        (FATIMA, "2027-05-13 09:00", "2027-05-13 09:00"),
        (FATIMA, "2027-05-13 11:59", "2027-05-13 11:59"),
        (FATIMA, "2027-05-13 12:00", "2027-05-13 13:30"),
        (FATIMA, "2027-05-13 14:10", "2027-05-13 14:10"),
        (FATIMA, "2027-05-13 15:00", "2027-05-20 09:00"),
        (FATIMA, "2027-04-29 15:00", "2027-05-13 09:00"),  # over Ascension Day
        (DAILY, "2027-05-14 17:00", "2027-05-18 08:30"),
        (DAILY, "2027-05-05 18:00", "2027-05-10 08:30"),
        (AWAY, "2027-05-10 12:00", "2027-05-27 08:30"),
        (AT_NIGHT, "2027-05-13 00:30", "2027-05-13 01:00"),
        (AT_NIGHT, "2027-05-13 02:10", "2027-05-13 03:00"),
        (SUNDAY_NIGHT, "2026-03-29 01:45", "2026-03-29 01:45"),
        (SUNDAY_NIGHT, "2027-10-31 03:10", "2027-10-31 03:10"),
    ],
)
def test_a_member_is_reached_within_their_own_hours(
    who: Member, moment: str, expected: str
) -> None:
    assert next_moment(who, local(moment), OFFICE) == local(expected)


@pytest.mark.parametrize("moment", ["2027-10-31T00:15", "2027-10-31T01:15"])
def test_an_hour_that_comes_twice_is_waited_for_to_end(moment: str) -> None:
    """02.15 local, the first time and the second."""
    asked = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert next_moment(SUNDAY_NIGHT, asked, OFFICE) == local("2027-10-31 03:00")


def test_a_member_who_is_away_for_years_has_no_moment() -> None:
    assert next_moment(GONE, local("2027-05-11 10:00"), OFFICE) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_moment(FATIMA, datetime.fromisoformat("2027-05-11T10:00"), OFFICE)


@pytest.mark.parametrize(
    ("who", "by", "after", "expected"),
    [
        (FATIMA, "2027-05-19", "2027-05-11", "2027-05-13"),
        (FATIMA, "2027-05-20", "2027-05-11", "2027-05-20"),
        (FATIMA, "2027-05-19", "2027-05-13", None),
        (FATIMA, "2027-05-12", "2027-05-01", None),  # Ascension Day is their only Thursday
        (AWAY, "2027-05-20", "2027-05-11", None),
        (FATIMA, "2027-05-11", "2027-05-11", None),
        (FATIMA, "2027-05-01", "2027-05-11", None),
    ],
)
def test_the_last_own_day_before_a_term_is_after_the_day_it_began(
    who: Member, by: str, after: str, expected: str | None
) -> None:
    found = last_own_day(who, date.fromisoformat(by), date.fromisoformat(after), OFFICE)
    assert found == (expected and date.fromisoformat(expected))


def test_own_days_are_counted_from_the_first_up_to_and_including_the_last() -> None:
    found = own_days(FATIMA, date(2027, 5, 6), date(2027, 5, 20), OFFICE)
    assert found == [date(2027, 5, 13), date(2027, 5, 20)]


def test_a_day_without_hours_of_its_own_has_those_of_the_office() -> None:
    both = member(dagen=["dinsdag", "donderdag"], tijden={"donderdag": ["09:00-12:00"]})
    assert spans_on(both, date(2027, 5, 11), OFFICE) == ((time(8, 30), time(17)),)
    assert spans_on(both, date(2027, 5, 13), OFFICE) == ((time(9), time(12)),)


days = st.dates(min_value=date(2026, 1, 1), max_value=date(2036, 12, 31))
moments = st.builds(datetime.combine, days, st.times(timezones=st.just(UTC)))
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
hours = (
    st.tuples(clocks, clocks)
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda pair: f"{pair[0]:%H:%M}-{pair[1]:%H:%M}")
)
leave = st.builds(
    lambda day, length: {"van": day, "tot_en_met": day + timedelta(days=length)},
    days,
    st.integers(min_value=0, max_value=60),
)


@st.composite
def members(draw: st.DrawFn) -> Member:
    own = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True))
    some = draw(st.lists(st.sampled_from(own), unique=True))
    times = {day: draw(st.lists(hours, min_size=1, max_size=3)) for day in some}
    return member(dagen=own, tijden=times, verlof=draw(st.lists(leave, max_size=3)))


@given(members(), moments)
def test_whenever_somebody_is_reached_they_are_at_work_and_it_is_not_between_two_and_three(
    who: Member, moment: datetime
) -> None:
    found = next_moment(who, moment, OFFICE)
    if found is None:
        return
    there = OFFICE.to_local(found)
    assert found >= moment
    assert found.tzinfo is UTC
    assert works_on(who, there.date(), OFFICE)
    assert not time(2) <= there.time() < time(3)
    assert any(
        span.starts <= there.time() < span.ends for span in spans_on(who, there.date(), OFFICE)
    )
    assert next_moment(who, found, OFFICE) == found


@given(members(), moments)
def test_nobody_waits_past_a_day_on_which_they_work_from_nine_to_five(
    who: Member, moment: datetime
) -> None:
    plain = who.model_copy(update={"times": {}})
    found = next_moment(plain, moment, OFFICE)
    after = OFFICE.local_day(moment)
    by = OFFICE.local_day(found) if found else after + timedelta(days=366)
    between = own_days(plain, after + timedelta(days=1), by - timedelta(days=1), OFFICE)
    assert between == []


@given(members(), days, st.integers(min_value=0, max_value=40))
def test_the_last_own_day_is_the_last_of_the_own_days(who: Member, day: date, length: int) -> None:
    by = day + timedelta(days=length)
    between = own_days(who, day + timedelta(days=1), by, OFFICE)
    assert last_own_day(who, by, day, OFFICE) == (between[-1] if between else None)
