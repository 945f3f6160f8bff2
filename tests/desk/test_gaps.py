"""What nobody could answer: written with the rest, no way back to who asked, and for a term."""

from datetime import date
from typing import Any

from sqlalchemy import select

from bot.core.decision import Decision, Gap, Send
from bot.core.happenings import Happening
from bot.core.situation import Situation
from bot.store import gaps
from bot.store.database import Database
from bot.store.tables import gap
from tests.store.engine import Build

MISSED = Gap(kind="vraag", words="hoe laat komt de ijscoman")


def misses(situation: Situation, _happening: Happening, *_: Any) -> Decision:
    chat = situation.origin.chat
    return Decision(out=(Send(chat=chat, text="dat weet ik niet"),), gaps=(MISSED,))


def misses_and_breaks(situation: Situation, _happening: Happening, *_: Any) -> Decision:
    """A decision that cannot be written whole: two messages by one name."""
    twice = Send(chat=situation.origin.chat, text="x", name="kaart")
    return Decision(out=(twice, twice), gaps=(MISSED,))


def test_a_gap_is_kept_with_the_day_alone(build: Build, database: Database) -> None:
    engine = build(misses)
    engine.say("hoe laat komt de ijscoman?")
    engine.settle()
    with database.read() as connection:
        [row] = connection.execute(select(gap)).all()
        [missed] = gaps.since(connection)
    assert set(row._mapping) == {"id", "day", "until", "kind", "words", "language"}
    assert (missed.day, missed.gap) == (date(2027, 5, 11), MISSED)


def test_a_gap_is_kept_only_with_all_else_of_its_decision(build: Build, database: Database) -> None:
    engine = build(misses_and_breaks)
    engine.say("hoe laat komt de ijscoman?")
    engine.settle()
    with database.read() as connection:
        assert gaps.since(connection) == []


def test_gaps_are_read_from_a_day_on(build: Build, database: Database) -> None:
    engine = build(misses)
    engine.say("hoe laat komt de ijscoman?")
    engine.settle()
    with database.read() as connection:
        assert len(gaps.since(connection, date(2027, 5, 11))) == 1
        assert gaps.since(connection, date(2027, 5, 12)) == []


def test_a_gap_goes_after_its_term(build: Build, database: Database) -> None:
    engine = build(misses)
    engine.say("hoe laat komt de ijscoman?")
    engine.settle()
    engine.later(days=364)
    engine.clock.tidy()
    with database.read() as connection:
        assert len(gaps.since(connection)) == 1
    engine.later(days=3)
    engine.clock.tidy()
    with database.read() as connection:
        assert gaps.since(connection) == []
