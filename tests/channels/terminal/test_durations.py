"""How far the clock goes forward."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.terminal.durations import later
from bot.channels.terminal.misplay import Misplay

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
minutes = st.integers(0, 20 * 365 * 24 * 60)


def local(now: str, duration: str) -> str:
    """Where the local clock stands then."""
    moment = later(datetime.fromisoformat(now), duration, AMSTERDAM)
    return moment.astimezone(AMSTERDAM).isoformat()


@pytest.mark.parametrize(
    ("duration", "then"),
    [
        ("P10D", "2027-05-21T20:14:00+02:00"),
        ("P1W", "2027-05-18T20:14:00+02:00"),
        ("P1M", "2027-06-11T20:14:00+02:00"),
        ("P1Y", "2028-05-11T20:14:00+02:00"),
        ("PT3H", "2027-05-11T23:14:00+02:00"),
        ("PT90S", "2027-05-11T20:15:30+02:00"),
        ("P1DT2H", "2027-05-12T22:14:00+02:00"),
        ("P0D", "2027-05-11T20:14:00+02:00"),
    ],
)
def test_a_duration_is_counted_from_the_present(duration: str, then: str) -> None:
    assert local("2027-05-11T20:14+02:00", duration) == then


def test_days_keep_the_local_hour_and_hours_do_not() -> None:
    evening_before_winter_time = "2027-10-30T12:00+02:00"
    assert local(evening_before_winter_time, "P1D") == "2027-10-31T12:00:00+01:00"
    assert local(evening_before_winter_time, "PT24H") == "2027-10-31T11:00:00+01:00"


def test_a_month_later_ends_with_a_shorter_month() -> None:
    assert local("2027-01-31T12:00+01:00", "P1M") == "2027-02-28T12:00:00+01:00"


@pytest.mark.parametrize(
    "duration", ["", "P", "PT", "P1", "10D", "-P1D", "P1.5D", "P1H", "PT1D", "P1D2H", "P99999Y"]
)
def test_what_is_no_duration_is_refused(duration: str) -> None:
    with pytest.raises(Misplay):
        later(datetime(2027, 5, 11, tzinfo=UTC), duration, AMSTERDAM)


@given(minute=minutes, days=st.integers(0, 1000), hours=st.integers(0, 1000))
def test_the_clock_never_goes_back(minute: int, days: int, hours: int) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    then = later(now, f"P{days}DT{hours}H", AMSTERDAM)
    assert then >= now
    assert abs(then - now - timedelta(days=days, hours=hours)) <= timedelta(hours=1)
