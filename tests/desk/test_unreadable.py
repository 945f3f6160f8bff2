"""A row that cannot be read (any more) is set aside; the rest of the house goes on."""

import pytest
from sqlalchemy import text

from bot.core.decision import Decision, Send
from bot.core.dossier import Dossier, Person
from bot.desk.desk import TRIES
from bot.store import dossiers, people
from bot.store.outbox import Owed, add
from bot.store.tables import inbox, outbox
from tests.store.engine import START, Build, Engine


def spoil(engine: Engine, table: str, column: str, where: str) -> None:
    with engine.database.write() as connection:
        spoilt = f"UPDATE {table} SET {column} = '{{\"oud\": 1}}' WHERE {where}"
        connection.execute(text(spoilt))


def work(engine: Engine) -> None:
    """A few rounds: whoever needs more would go on for ever."""
    for _ in range(3 * TRIES):
        engine.desk.work()


def test_a_happening_that_cannot_be_read_is_parked_and_the_next_is_answered(build: Build) -> None:
    engine = build()
    key = engine.say("onleesbaar")
    engine.say("daarna")
    engine.say("een ander", chat="test:2")
    spoil(engine, "inbox", "payload", f"key = '{key}'")

    work(engine)
    engine.deliver()

    assert sorted(engine.channel.texts) == ["daarna", "een ander"]
    assert [row.state for row in engine.rows(inbox)] == ["parked", "done", "done"]


def test_who_has_a_plan_that_cannot_be_read_keeps_nobody_else_waiting(build: Build) -> None:
    engine = build()
    plan = Dossier(id="d1", resident="test:1", began_at=START, touched_at=START)
    with engine.database.write() as connection:
        dossiers.save(connection, [plan])
    spoil(engine, "dossier", "body", "id = 'd1'")
    engine.say("hallo")
    engine.say("een ander", chat="test:2")

    work(engine)
    engine.deliver()

    assert engine.channel.texts == ["een ander"]
    assert [row.state for row in engine.rows(inbox)] == ["parked", "done"]
    assert engine.desk.work() == 0


def test_a_colleague_who_cannot_be_read_keeps_nobody_waiting(build: Build) -> None:
    engine = build()
    with engine.database.write() as connection:
        people.save(connection, [Person(chat="test:9", member="fatima")])
    spoil(engine, "person", "body", "chat = 'test:9'")
    engine.say("hallo")

    work(engine)

    assert [row.state for row in engine.rows(inbox)] == ["done"]


@pytest.mark.parametrize("state", ["waiting", "sending"])
def test_a_message_that_cannot_be_read_fails_and_the_next_goes(build: Build, state: str) -> None:
    engine = build(lambda *_: Decision())
    owed = [Owed(word, Send(chat="test:1", text=word)) for word in ("een", "twee")]
    with engine.database.write() as connection:
        add(connection, owed, START)
        connection.execute(text(f"UPDATE outbox SET state = '{state}' WHERE id = 1"))
    spoil(engine, "outbox", "body", "id = 1")
    engine.post._is_first_round = True
    engine.post._database.alone = True

    engine.deliver()

    assert engine.channel.texts == ["twee"]
    assert [(row.state, row.why) for row in engine.rows(outbox)] == [
        ("failed", "unreadable"),
        ("sent", None),
    ]
