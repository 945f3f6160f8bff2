"""What comes in goes first: nobody waits because very much has come up at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.core.decision import Decision, Send
from bot.core.dossier import Dossier
from bot.core.due import Due
from bot.core.happenings import ContentChanged, Happening, Said, Ticked
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.store.database import Database
from bot.store.tables import due, inbox, outbox
from tests.store.engine import START, Build, Engine, opened

PLANS = 20
TOMORROW = START + timedelta(days=1)


def house(situation: Situation, happening: Happening, _: Knowledge, now: datetime) -> Decision:
    """Begin a plan, echo words, and remind of a plan about which nothing was said today."""
    chat = situation.origin.chat
    match happening:
        case Said(text="begin"):
            begun = Dossier(id=situation.fresh, resident=chat, began_at=now, touched_at=now)
            return Decision(dossiers=(begun,))
        case Said(text=words):
            touched = [d.model_copy(update={"touched_at": now}) for d in situation.dossiers]
            return Decision(dossiers=tuple(touched), out=(Send(chat=chat, text=words),))
        case Ticked() if all(d.touched_at < now for d in situation.dossiers):
            return Decision(out=(Send(chat=chat, text="herinnering", cls="reminder"),))
    return Decision()


def tomorrow(_dossier: Dossier, _knowledge: Knowledge, now: datetime) -> list[Due]:
    return [Due(reminder="intake", seq=1, at=TOMORROW)] if now < TOMORROW else []


def backlog(build: Build, **options: Any) -> Engine:
    """Plans of which a reminder waits in the inbox, on a desk that decides one thing at a time."""
    engine: Engine = build(house, tomorrow, **{"long_enough": 0, **options})
    for number in range(PLANS):
        engine.say("begin", chat=f"test:{number}")
    engine.work()
    engine.later(days=1)
    assert engine.clock.tick() == PLANS
    return engine


def said(engine: Engine) -> list[str]:
    return [row.body.text for row in engine.rows(outbox)]


def test_what_somebody_says_goes_before_all_reminders_that_wait(build: Build) -> None:
    engine = backlog(build)
    engine.say("hallo", chat="test:new")

    engine.desk.work()

    assert said(engine) == ["hallo"]


def test_who_speaks_before_their_reminder_is_handled_is_not_reminded_after_all(
    build: Build,
) -> None:
    engine = backlog(build)
    engine.say("hier ben ik weer", chat="test:7")

    engine.work()

    to_them = [row.body.text for row in engine.rows(outbox) if row.chat == "test:7"]
    assert to_them == ["hier ben ik weer"]
    assert said(engine).count("herinnering") == PLANS - 1


def test_order_holds_in_a_chat_that_speaks_while_its_reminder_waits(build: Build) -> None:
    engine = backlog(build)
    for words in ("een", "twee", "drie"):
        engine.say(words, chat="test:7")

    engine.work()

    assert said(engine)[:3] == ["een", "twee", "drie"]


def test_plans_that_are_reckoned_anew_wait_too(build: Build) -> None:
    engine = backlog(build)
    engine.happen(ContentChanged(dossier="d1"), chat="test:0")
    engine.say("hallo", chat="test:new")

    engine.desk.work()

    assert said(engine) == ["hallo"]


def test_each_reminder_of_a_backlog_is_handled_once_while_people_speak(build: Build) -> None:
    engine = backlog(build)
    for number in range(PLANS):
        engine.say("hallo", chat=f"test:new{number}")
        engine.desk.work()
        engine.desk.work()
    engine.work()

    assert said(engine).count("hallo") == PLANS
    assert said(engine).count("herinnering") == PLANS
    assert {row.state for row in engine.rows(due)} == {"done"}


def test_two_workers_share_a_backlog_and_handle_each_reminder_once(
    emptied_postgres: str, tmp_path: Path
) -> None:
    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        one = backlog(partial(Engine, first, tmp_path), at_once=2)
        other = Engine(second, tmp_path, house, tomorrow, long_enough=0, at_once=2)
        other.later(days=1)
        one.say("hallo", chat="test:new")

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(Engine.work, (one, other)))

        one.work()
        assert sorted(said(one)) == ["hallo", *["herinnering"] * PLANS]
        assert {row.state for row in one.rows(inbox)} == {"done"}


def test_an_answer_is_sent_before_all_reminders_that_wait_to_be_sent(build: Build) -> None:
    engine = backlog(build)
    engine.work()
    engine.say("hallo", chat="test:7")
    engine.work()

    engine.deliver()

    assert engine.channel.texts == ["hallo", *["herinnering"] * PLANS]


def test_what_is_forgotten_is_written_alone_and_the_rest_goes_on(build: Build) -> None:
    def forget(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        if getattr(happening, "text", "") == "wis":
            return Decision(forget_people=(situation.origin.chat,))
        return house(situation, happening, *rest)

    engine = build(forget)
    for number, words in enumerate(["een", "wis", "twee", "wis", "drie"]):
        engine.say(words, chat=f"test:{number}")

    assert [engine.desk.work() > 0 for _ in range(6)][-1] is False
    assert said(engine) == ["een", "twee", "drie"]
    assert {row.state for row in engine.rows(inbox)} == {"done"}


@pytest.mark.parametrize(
    ("look", "index"),
    [
        (lambda engine: engine.clock.sweep(), "due_planned"),
        (lambda engine: engine.clock.next_moment(), "due_planned"),
        (lambda engine: engine.clock.next_moment(), "outbox_ahead"),
        (lambda engine: engine.clock.next_moment(), "ix_pace_free_at"),
        (lambda engine: engine.desk.work(), "inbox_next"),
        (lambda engine: engine.deliver(), "outbox_next"),
        (lambda engine: engine.deliver(), "outbox_lane"),
        (lambda engine: engine.deliver(), "outbox_sending"),
    ],
)
def test_who_looks_for_work_reads_only_what_is_still_to_be_done(
    sqlite_url: str, tmp_path: Path, look: Any, index: str
) -> None:
    with opened(sqlite_url) as database:
        engine = Engine(database, tmp_path)
        statements = seen(database)

        look(engine)

        assert index in " ".join(plan_of(database, *one) for one in statements)


def seen(database: Database) -> list[tuple[str, Any]]:
    """The queries on this database from now on."""
    statements: list[tuple[str, Any]] = []

    def keep(_conn: Any, _cursor: Any, statement: str, values: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            statements.append((statement, values))

    event.listen(database.engine, "before_cursor_execute", keep)
    return statements


def plan_of(database: Database, statement: str, values: Any) -> str:
    """How SQLite would go about it."""
    with database.read() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return "\n".join(row.detail for row in rows)
