"""Every day of eleven years, each kind of reminder: once, in hours, on a day that fits.

The change days of the clocks are among them; what counts from a moment that comes twice, or not at
all, counts as well.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.core import own_time
from bot.core.dossier import (
    BY_RESIDENT,
    Agreement,
    Answer,
    Asked,
    Dossier,
    Knot,
    Recognised,
    Slot,
    When,
)
from bot.core.due import due, next_due, plan
from bot.core.knowledge import Knowledge, Leave, Reminder
from bot.core.moments import CONDITIONS
from bot.core.readers.moment import Moment
from bot.core.standing_in import acting
from tests.core.paper import local, real_knowledge

FIRST, LAST = date(2026, 1, 1), date(2036, 12, 31)
PARTY = "evenement-melding"


def always_valid() -> Knowledge:
    """The content, with one rule that holds in all these years."""
    real = real_knowledge()
    party = real.rules[PARTY].model_copy(update={"valid_from": None})
    return replace(real, rules={**real.rules, PARTY: party})


KNOWLEDGE = always_valid()
CALENDAR = KNOWLEDGE.calendar
CLOCKS = (time(9, 30), time(2, 30), time(23, 59), time(17, 0))
"""When a thing happens: in turn, over the days; half past two comes twice or not at all, twice a
year."""
STEP = timedelta(hours=1)


def plan_at(moment: datetime, **facts: Any) -> Dossier:
    """A plan of which everything began at that moment, and that Fatima has."""
    usual: dict[str, Any] = {
        "id": "d1",
        "resident": "terminal:samira",
        "code": "VB-2027-0001",
        "status": "in-begeleiding",
        "idea": "straatfeest",
        "owner": "fatima",
        "began_at": moment,
        "touched_at": moment,
        "sent_at": moment,
        "claimed_at": moment,
        "spoken_at": moment,
        "news_at": moment,
        "next_date": moment + timedelta(days=300),
        "move": "begeleider",
    }
    return Dossier(**{**usual, **facts})


def day_of(moment: datetime) -> date:
    return CALENDAR.local_day(moment)


def wanting(moment: datetime, **facts: Any) -> Dossier:
    """A straatfeest five weeks later, which is to be reported ten working days before."""
    wanted = day_of(moment) + timedelta(days=35)
    answers: dict[str, Answer] = {"moment": When(moment=Moment(words="dan", day=wanted))}
    recognised = (Recognised(rule=PARTY, score=1.0, why=("straatfeest",)),)
    return plan_at(moment, answers=answers, recognised=recognised, outcome="match", **facts)


def agreed(moment: datetime, who: str) -> Dossier:
    by = day_of(moment) + timedelta(days=9)
    one = Agreement(number=1, who=who, what="hekken", by=by, made_at=moment)
    return plan_at(moment, agreements=(one,))


Story = Callable[[datetime], Dossier]
BEFORE = timedelta(days=14)
AN_HOUR = timedelta(hours=1)

STORIES: Mapping[str, Story] = {
    "intake-niet-af": lambda m: plan_at(m, status="concept", owner=None, claimed_at=None),
    "niet-opgepakt": lambda m: plan_at(m, status="ingediend", claimed_at=None, waits_since=m),
    "niet-gesproken": lambda m: plan_at(
        m, spoken_at=None, promised_by=m + BEFORE, next_date=m + BEFORE
    ),
    "belofte-voorbij": lambda m: plan_at(m, spoken_at=None, promised_by=m, next_date=m),
    "dag-voorbij": lambda m: plan_at(m - BEFORE, next_date=m),
    "dag-weer-voorbij": lambda m: plan_at(m - BEFORE, next_date=m, word_at=m - AN_HOUR),
    "bewoner-zwijgt": lambda m: plan_at(
        m - BEFORE, next_date=m, word_at=m - AN_HOUR, move="bewoner"
    ),
    "dag-is-ver": lambda m: plan_at(m, next_date=m + 2 * BEFORE),
    "alleen-gesproken": lambda m: plan_at(m, untold_at=m),
    "hoe-staat-het": lambda m: plan_at(m - BEFORE, next_date=m),
    "beloofde-dag": lambda m: plan_at(m - BEFORE, next_date=m, no_news_said=1),
    "blijft-stil": lambda m: plan_at(m - BEFORE, word_at=m, no_news_said=1),
    "bericht-wacht": lambda m: plan_at(m, wrote_at=m),
    "belmoment": lambda m: plan_at(m - BEFORE, call=Slot(start=m - AN_HOUR, end=m)),
    "bezoek-niet-gekozen": lambda m: plan_at(m - BEFORE, visits=(Slot(start=m - AN_HOUR, end=m),)),
    "collega-gevraagd": lambda m: plan_at(
        m, asked=(Asked(contact="groen", at=m, until=day_of(m) + timedelta(days=7)),)
    ),
    "overdracht-gevraagd": lambda m: plan_at(m, offered_to="els", offered_at=m),
    "beslisdag": lambda m: plan_at(
        m, status="beslistafel", knot=Knot(question="?", decider="Nadia", by=day_of(m))
    ),
    "rust-voorbij": lambda m: plan_at(m - BEFORE, status="rustend", next_date=m),
    "verlof-begint": plan_at,
    "niet-aangekomen": lambda m: plan_at(m - BEFORE, unheard_at=m),
    "termijn-nadert": wanting,
    "later-gevraagd": lambda m: wanting(m - AN_HOUR, later_at=m),
    "afspraak-nadert": lambda m: agreed(m, BY_RESIDENT),
    "afspraak-voorbij": lambda m: agreed(m, "evenementen"),
    "gerealiseerd": lambda m: plan_at(m, status="gerealiseerd", closed_at=m),
}


def days() -> Iterator[tuple[date, time]]:
    day, n = FIRST, 0
    while day <= LAST:
        yield day, CLOCKS[n % len(CLOCKS)]
        day, n = day + timedelta(days=1), n + 1


def works(reminder: Reminder, at: datetime) -> bool:
    """Whether that is a moment at which whoever gets it may be reminded."""
    if reminder.to == "niemand":
        return True
    if reminder.to == "bewoner":
        is_day = day_of(at).weekday() != 6 and not CALENDAR.is_holiday(day_of(at))
        return is_day and time(9) <= CALENDAR.to_local(at).time() < time(20)
    return CALENDAR.next_working_moment(at) == at


def is_on_own_day(reminder: Reminder, at: datetime, begun: datetime, knows: Knowledge) -> bool:
    """An own day of whoever acts then, unless they had none between beginning and the day itself:
    who could act only late on their last one is asked when the office opens again."""
    if reminder.own_day is None or somebody_works(day_of(at), knows):
        return True
    between = (day_of(at) - timedelta(days=n) for n in range((day_of(at) - day_of(begun)).days))
    return reminder.own_day == "ervoor" and not any(somebody_works(d, knows) for d in between)


def somebody_works(day: date, knows: Knowledge) -> bool:
    """Whether it is a day of Fatima, or of who stands in for her."""
    return own_time.works_on(knows.team[acting("fatima", knows.team, day)], day, CALENDAR)


@pytest.mark.parametrize("reminder", KNOWLEDGE.reminders.values(), ids=KNOWLEDGE.reminders)
def test_it_comes_up_once_in_hours_on_a_fitting_day(reminder: Reminder) -> None:
    knowledge = replace(KNOWLEDGE, reminders={reminder.id: reminder})
    fatima = knowledge.team["fatima"]
    for day, clock in days():
        moment = datetime.combine(day, clock).replace(tzinfo=local("2027-01-01 00:00").tzinfo)
        moment = moment.astimezone(UTC)
        told, knows = STORIES[reminder.condition](moment), knowledge
        if reminder.condition == "verlof-begint":
            away = Leave(van=day, tot_en_met=day + timedelta(days=6), vervanger="els")
            own = fatima.model_copy(update={"leave": (away,)})
            knows = replace(knowledge, team={**knowledge.team, "fatima": own})
        owed = list(plan(told, knows, moment))
        assert owed, f"{reminder.id} never comes up on {day}"
        for one in owed:
            at = CALENDAR.to_local(one.at)
            where = f"{reminder.id} of {moment:%Y-%m-%d %H:%M} at {at:%a %Y-%m-%d %H:%M}"
            assert works(reminder, one.at), where
            assert not time(2) <= at.time() < time(3), where
            assert is_on_own_day(reminder, one.at, told.news_at or moment, knows), where
        first = min(one.at for one in owed)
        assert next_due(told, knows, first - STEP) in (first, None) or first <= moment
        keys = {(one.reminder, one.seq) for one in owed}
        again = {(one.reminder, one.seq) for one in plan(told, knows, first)}
        assert again <= keys, f"{reminder.id} would come up twice on {day}"
        assert len(keys) == len(owed)
        assert {one.at for one in due(told, knows, first)} <= {one.at for one in owed}


def test_each_condition_has_a_story() -> None:
    assert set(STORIES) == set(CONDITIONS)
    assert {r.condition for r in KNOWLEDGE.reminders.values()} == set(CONDITIONS)
