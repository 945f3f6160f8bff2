"""What staff hear in the street, and the codes that they give away: kept, for a term, and once."""

from datetime import date
from typing import Any

import pytest

from bot.core.decision import Button, Decision, Opening, Send, Signal
from bot.core.happenings import Happening, Pressed
from bot.core.invites import conceal, hash_of
from bot.core.situation import Situation
from bot.core.staff.signals import TAKES_IT_UP
from bot.store import openings, signals
from bot.store.database import Database
from bot.store.tables import opening
from tests.store.engine import START, Build

SECRET = "s" * 43
HEARD = Signal(wijk="noord", words="fietsen op het plein", member="fatima")


def hears(situation: Situation, _happening: Happening, *_: Any) -> Decision:
    """Keeps a signal and gives a code away; shows what was loaded."""
    loaded = [heard.signal.words for heard in situation.signals]
    return Decision(
        out=(Send(chat=situation.origin.chat, text=str(loaded)),),
        signals=() if loaded else (HEARD,),
        openings=() if loaded else (Opening(hash=hash_of(SECRET), words="een plein"),),
    )


def opens(situation: Situation, _happening: Happening, *_: Any) -> Decision:
    """Uses the code, when it still stands."""
    words = situation.opening
    text = words or "verlopen"
    return Decision(
        out=(Send(chat=situation.origin.chat, text=text),), used_opening=words is not None
    )


def given(database: Database) -> None:
    with database.write() as connection:
        openings.add(connection, [Opening(hash=hash_of(SECRET), words="een plein")], START)


def test_a_signal_is_kept_with_its_day_and_loaded_only_where_it_is_asked_for(
    build: Build, database: Database
) -> None:
    engine = build(hears)
    engine.say("/signaal fietsen op het plein")
    engine.work()
    engine.say("/signalen")
    engine.settle()
    with database.read() as connection:
        [kept] = signals.since(connection, date(2027, 5, 1))
    assert (kept.day, kept.signal) == (date(2027, 5, 11), HEARD)
    assert engine.channel.texts == ["[]", "['fietsen op het plein']"]


def test_a_signal_is_kept_for_a_year(build: Build, database: Database) -> None:
    engine = build(hears)
    engine.say("/signaal fietsen op het plein")
    engine.settle()
    for days, left in ((364, 1), (3, 0)):
        engine.later(days=days)
        engine.clock.tidy()
        with database.read() as connection:
            assert len(signals.since(connection, date(2027, 1, 1))) == left


def test_a_code_is_kept_as_a_hash_alone(build: Build) -> None:
    engine = build(hears)
    engine.say("/signaal fietsen op het plein")
    engine.settle()
    [row] = engine.rows(opening)
    assert SECRET not in str(row)
    assert row.hash == hash_of(SECRET)


def test_a_code_opens_once(build: Build, database: Database) -> None:
    given(database)
    engine = build(opens)
    engine.say(conceal(f"/start {SECRET}"))
    engine.say(conceal(f"/start {SECRET}"), chat="test:2")
    engine.settle()
    assert sorted(engine.channel.texts) == ["een plein", "verlopen"]
    assert engine.rows(opening) == []


@pytest.mark.parametrize(("days", "text"), [(13, "een plein"), (15, "verlopen")])
def test_a_code_stands_for_two_weeks(
    build: Build, database: Database, days: int, text: str
) -> None:
    given(database)
    engine = build(opens)
    engine.later(days=days)
    engine.clock.tidy()
    engine.say(conceal(f"/start {SECRET}"))
    engine.settle()
    assert engine.channel.texts == [text]


def test_each_press_that_gives_a_code_away_gets_a_secret_of_its_own_and_no_other_press_does(
    build: Build,
) -> None:
    seen: list[str | None] = []

    def shows(situation: Situation, happening: Happening, *_: Any) -> Decision:
        if isinstance(happening, Pressed):
            seen.append(situation.secret)
            return Decision()
        rows = ((Button(label="x", action=TAKES_IT_UP), Button(label="y", action="stuur")),)
        return Decision(out=(Send(chat=situation.origin.chat, text="?", buttons=rows),))

    engine = build(shows)
    engine.say("hoi")
    engine.settle()
    for index in (0, 0, 1):
        engine.happen(Pressed(button=f"1:{index}", query="q"))
        engine.settle()
    first, second, other = seen
    assert other is None
    assert first is not None
    assert second is not None
    assert len(first) == 43
    assert first != second
