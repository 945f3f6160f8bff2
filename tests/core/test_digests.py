"""When digests come up. The year is 2027: Ascension Day is 6 May, Whit Monday 17 May."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.digests import moments, next_moment, on_day
from bot.core.knowledge import Digest, Knowledge, Member
from bot.core.own_time import works_on
from bot.core.working_time import to_local
from tests.core.paper import local, real_knowledge

KNOWLEDGE = real_knowledge()
OWN = Digest.model_validate(
    {"id": "eigen", "soort": "eigen", "aan": ["begeleider"], "wanneer": {"elke": "eigen-dag"}}
)
MONTHLY = Digest.model_validate(
    {"id": "wijk", "soort": "wijk", "aan": ["begeleider"], "wanneer": {"elke": "maand"}}
)


def weekly(day: str, clock: str = "12:00") -> Digest:
    when = {"elke": "week", "dag": day, "om": clock}
    base = {"id": "team", "soort": "team", "aan": ["begeleider"], "wanneer": when}
    return Digest.model_validate(base)


def member(**fields: object) -> Member:
    base = {"id": "f", "naam": "Fatima", "functie": "x", "uren_per_week": 4}
    return Member.model_validate({**base, "dagen": ["donderdag"], **fields})


def knowing(digest: Digest, *team: Member) -> Knowledge:
    members = {one.id: one for one in team or (member(),)}
    return replace(KNOWLEDGE, digests={digest.id: digest}, team=members)


def came_up(knowledge: Knowledge, first: str, last: str) -> list[str]:
    """The local moments of everything that comes up, without whose it is."""
    found = moments(knowledge, local(first), local(last))
    return [f"{to_local(one.at):%Y-%m-%d %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("digest", "who", "first", "last", "expected"),
    [
        # On each own day, when it begins; not on Ascension Day.
        (OWN, {}, "2027-04-26 00:00", "2027-05-14 00:00", ["2027-04-29 08:30", "2027-05-13 08:30"]),
        (
            OWN,
            {"tijden": {"donderdag": ["13:30-15:00", "09:15-12:00"]}},
            "2027-05-10 00:00",
            "2027-05-16 00:00",
            ["2027-05-13 09:15"],
        ),
        (
            OWN,
            {"dagen": ["donderdag", "zaterdag"]},
            "2027-05-10 00:00",
            "2027-05-16 00:00",
            ["2027-05-13 08:30", "2027-05-15 08:30"],
        ),
        # Not on leave.
        (
            OWN,
            {"verlof": [{"van": "2027-05-10", "tot_en_met": "2027-05-14"}]},
            "2027-05-10 00:00",
            "2027-05-21 00:00",
            ["2027-05-20 08:30"],
        ),
        # From after the first moment, up to and including the last.
        (OWN, {}, "2027-05-13 08:30", "2027-05-20 08:29", []),
        (OWN, {}, "2027-05-13 08:29", "2027-05-13 08:30", ["2027-05-13 08:30"]),
        # Each week at the team's own time, also for who does not work then.
        (weekly("dinsdag"), {}, "2027-05-10 00:00", "2027-05-16 00:00", ["2027-05-11 12:00"]),
        # Ascension Day, the closing day after it and Whit Monday are passed over.
        (weekly("donderdag"), {}, "2027-05-05 00:00", "2027-05-12 00:00", ["2027-05-10 12:00"]),
        (weekly("maandag"), {}, "2027-05-15 00:00", "2027-05-19 00:00", ["2027-05-18 12:00"]),
        (
            weekly("dinsdag"),
            {"verlof": [{"van": "2027-05-11", "tot_en_met": "2027-05-11"}]},
            "2027-05-10 00:00",
            "2027-05-19 00:00",
            ["2027-05-18 12:00"],
        ),
        # The first own day of a month.
        (
            MONTHLY,
            {},
            "2027-05-01 00:00",
            "2027-07-31 00:00",
            ["2027-05-13 08:30", "2027-06-03 08:30", "2027-07-01 08:30"],
        ),
        (
            MONTHLY,
            {"verlof": [{"van": "2027-05-03", "tot_en_met": "2027-05-14"}]},
            "2027-05-01 00:00",
            "2027-05-31 00:00",
            ["2027-05-20 08:30"],
        ),
        # Never between two and three.
        (
            weekly("zondag", "02:30"),
            {},
            "2026-10-24 12:00",
            "2026-10-26 12:00",
            ["2026-10-25 03:00"],
        ),
        (
            OWN,
            {"dagen": ["zondag"], "tijden": {"zondag": ["02:10-05:00"]}},
            "2026-03-28 12:00",
            "2026-03-30 12:00",
            ["2026-03-29 03:00"],
        ),
    ],
)
def test_a_digest_comes_up_at_its_moment(
    digest: Digest, who: dict[str, object], first: str, last: str, expected: list[str]
) -> None:
    assert came_up(knowing(digest, member(**who)), first, last) == expected


def test_only_who_has_the_role_gets_a_digest() -> None:
    colleague = member(id="j", rol="collega")
    found = on_day(knowing(OWN, member(), colleague), date(2027, 5, 13))
    assert [one.member for one in found] == ["f"]


def test_the_first_moment_ahead_is_that_of_whoever_is_first() -> None:
    late = member(tijden={"donderdag": ["13:00-15:00"]})
    known = knowing(OWN, late, member(id="m"))
    assert next_moment(known, local("2027-05-11 20:14")) == local("2027-05-13 08:30")
    assert next_moment(known, local("2027-05-13 08:30")) == local("2027-05-13 13:00")
    assert next_moment(known, local("2027-05-13 13:00")) == local("2027-05-20 08:30")


def test_without_digests_there_is_no_moment_ahead() -> None:
    nothing = replace(KNOWLEDGE, digests={})
    assert next_moment(nothing, local("2027-05-11 20:14")) is None


def test_every_digest_of_eleven_years_comes_up_once_in_hours_and_never_at_night() -> None:
    calendar, team = KNOWLEDGE.calendar, KNOWLEDGE.team
    begin, end = local("2026-01-01 00:00"), local("2036-12-31 23:59")
    seen: set[tuple[str, str, date]] = set()
    for one in moments(KNOWLEDGE, begin, end):
        there = to_local(one.at)
        key = (one.digest, one.member, there.date())
        assert key not in seen
        seen.add(key)
        assert not time(2) <= there.time() < time(3)
        assert not calendar.is_holiday(there.date())
        rhythm = KNOWLEDGE.digests[one.digest].when
        if rhythm.every == "week":
            assert there.time() == rhythm.clock
        else:
            assert there.time() == calendar.opens
            assert works_on(team[one.member], there.date(), calendar)
    weeks = {day for digest, who, day in seen if (digest, who) == ("teamoverleg", "nadia")}
    thursdays = (date(2037, 1, 1) - date(2026, 1, 1)).days // 7
    assert len(weeks) == thursdays
    months = [day for digest, who, day in seen if (digest, who) == ("wat-leeft-er", "marit")]
    assert len(months) == len({(day.year, day.month) for day in months}) == 132


days = st.dates(min_value=date(2026, 1, 1), max_value=date(2036, 12, 31))
times = st.builds(datetime.combine, days, st.times(timezones=st.just(UTC)))


@given(times, st.lists(st.integers(min_value=0, max_value=60 * 24 * 4), min_size=1, max_size=6))
def test_looking_in_steps_finds_what_looking_at_once_finds(
    begin: datetime, minutes: list[int]
) -> None:
    stops = [begin]
    for step in minutes:
        stops.append(stops[-1] + timedelta(minutes=step))
    stepwise = [one for since, until in pairwise(stops) for one in moments(KNOWLEDGE, since, until)]
    assert sorted(stepwise) == sorted(moments(KNOWLEDGE, begin, stops[-1]))


@given(times)
def test_the_next_moment_is_the_first_that_comes_up(after: datetime) -> None:
    ahead = next_moment(KNOWLEDGE, after)
    assert ahead is not None
    assert ahead > after
    found = list(moments(KNOWLEDGE, after, ahead))
    assert found
    assert {one.at for one in found} == {ahead}
