"""What time brings about: once, over restarts, and no earlier."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import update

from bot.clock import Clock, schedule
from bot.core.channel import Refused
from bot.core.decision import Decision, Send
from bot.core.dossier import Dossier, Person
from bot.core.due import Due
from bot.core.happenings import DigestDue, File, Happening, Ticked
from bot.core.knowledge import Digest, Knowledge, Member
from bot.core.situation import Situation
from bot.store import people
from bot.store.tables import due, file, inbox, outbox
from tests.store.engine import KNOWLEDGE, START, Build, Engine, opened
from tests.store.fixtures import build, database, emptied_postgres, migrated_postgres

__all__ = ["build", "database", "emptied_postgres", "migrated_postgres"]

DAY = timedelta(days=1)


def remind(situation: Situation, happening: Happening, _: Any, now: Any) -> Decision:
    """Begin a dossier; at each tick say so."""
    if isinstance(happening, Ticked):
        text = f"{happening.reminder} {happening.seq}"
        out = Send(chat=situation.origin.chat, text=text, cls="reminder")
        return Decision(out=(out,), dossiers=situation.dossiers)
    chat = situation.origin.chat
    begun = Dossier(id=situation.fresh, resident=chat, began_at=now, touched_at=now)
    return Decision(dossiers=(begun,))


def twice(*_: object) -> list[Due]:
    return [Due(reminder="intake", seq=n, at=START + days * DAY) for n, days in ((1, 2), (2, 7))]


def begun(build: Build) -> Engine:
    engine = build(remind, twice)
    engine.say("straatfeest")
    engine.work()
    return engine


def test_nothing_comes_up_before_its_moment(build: Build) -> None:
    engine = begun(build)
    engine.later(days=1.99)

    assert engine.clock.tick() == 0


def test_a_reminder_comes_up_once_however_often_is_looked(build: Build) -> None:
    engine = begun(build)
    engine.later(days=2)
    for _ in range(3):
        engine.clock.tick()
        engine.settle()

    assert engine.channel.texts == ["intake 1"]
    assert [row.state for row in engine.rows(due)] == ["done", "planned"]


@pytest.mark.parametrize("kill_after", ["tick", "work", "deliver"])
def test_a_reminder_comes_up_once_over_restarts(build: Build, kill_after: str) -> None:
    killed = begun(build)
    killed.later(days=2)
    for step in ("tick", "work", "deliver"):
        {"tick": killed.clock.tick, "work": killed.work, "deliver": killed.deliver}[step]()
        if step == kill_after:
            break
    engine = build(remind, twice)
    engine.later(days=2, seconds=1)
    engine.clock.tick()
    engine.settle()

    assert killed.channel.texts + engine.channel.texts == ["intake 1"]


def test_two_processes_bring_up_each_reminder_once(emptied_postgres: str, tmp_path: Path) -> None:
    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        engines = [Engine(one, tmp_path, remind, twice) for one in (first, second)]
        for number in range(40):
            engines[0].say("plan", chat=f"test:{number}")
        engines[0].work()
        for engine in engines:
            engine.later(days=8)

        with ThreadPoolExecutor(2) as pool:
            counts = list(pool.map(lambda engine: engine.clock.tick(), engines))

        assert sum(counts) == 80


def test_what_is_no_longer_planned_does_not_come_up(build: Build) -> None:
    engine = begun(build)
    with engine.database.write() as connection:
        connection.execute(update(due).values(state="dropped"))
    engine.later(days=30)

    assert engine.clock.tick() == 0


def test_the_next_moment_is_the_earliest_of_reminders_and_messages(build: Build) -> None:
    engine = begun(build)
    assert engine.clock.next_moment() == START + 2 * DAY

    later = Send(chat="test:1", text="morgen", not_before=START + DAY)
    other = build(lambda *_: Decision(out=(later,)))
    other.say("x")
    other.work()

    assert engine.clock.next_moment() == START + DAY


def test_nothing_ahead_is_no_moment(build: Build) -> None:
    assert build().clock.next_moment() is None


def test_payloads_go_after_a_day_and_keys_after_two_weeks(build: Build) -> None:
    engine = build()
    engine.say("geheim")
    engine.settle()
    engine.later(days=1, seconds=1)
    engine.clock.tidy()
    assert [row.payload for row in engine.rows(inbox)] == [None]

    engine.later(days=14)
    engine.clock.tidy()
    assert engine.rows(inbox) == []


def test_words_of_sent_messages_go_after_a_month_and_waiting_ones_stay(build: Build) -> None:
    far = START + 60 * DAY
    out = (Send(chat="test:1", text="nu"), Send(chat="test:1", text="ooit", not_before=far))
    engine = build(lambda *_: Decision(out=out))
    engine.say("x")
    engine.settle()
    engine.later(days=31)

    engine.clock.tidy()

    assert [row.body and row.body.text for row in engine.rows(outbox)] == [None, "ooit"]


def test_an_erased_file_leaves_the_disk(build: Build) -> None:
    wish = File(kind="photo", ref="abc")
    engine = build(lambda *_: Decision(fetch=(wish,)))
    engine.channel.files = {"abc": b"tuin"}
    engine.say("foto")
    engine.work()
    asyncio.run(engine.fetcher.fetch_all())
    path = engine.folder / engine.rows(file)[0].path
    assert path.exists()
    eraser = build(lambda *_: Decision(forget_people=("test:1",)))
    eraser.say("wis", chat="test:2")
    eraser.work()

    engine.clock.tidy()

    assert not path.exists()
    assert engine.rows(file) == []


def test_the_scheduler_runs_its_jobs_and_remembers_nothing() -> None:
    runs = []

    async def job() -> None:
        runs.append(1)

    async def a_moment() -> None:
        scheduler = schedule({job: timedelta(milliseconds=10)})
        scheduler.start()
        while not runs:
            await asyncio.sleep(0.01)
        scheduler.shutdown(wait=False)

    asyncio.run(a_moment())

    assert runs


def test_the_words_of_what_never_arrived_are_not_kept_for_ever(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Refused(why="too long")]
    engine.say("straatfeest")
    engine.settle()
    engine.later(days=31)

    engine.clock.tidy()

    (row,) = [row for row in engine.rows(outbox) if row.state == "failed"]
    assert row.body is None


# --- digests: nothing is planned, and yet each comes up once


DAILY = Digest.model_validate(
    {"id": "eigen", "soort": "eigen", "aan": ["begeleider"], "wanneer": {"elke": "eigen-dag"}}
)
FATIMA, MARCO = (
    Member.model_validate(
        {"id": name, "naam": name, "functie": "x", "uren_per_week": 4, "dagen": days}
    )
    for name, days in (
        ("fatima", ["woensdag", "donderdag"]),
        ("marco", ["donderdag"]),
    )
)
TEAM_WITH_DIGESTS = {"team": {"fatima": FATIMA, "marco": MARCO}, "digests": {"eigen": DAILY}}
WITH_DIGESTS = cast(Knowledge, SimpleNamespace(**vars(KNOWLEDGE) | TEAM_WITH_DIGESTS))


def overview(situation: Situation, happening: Happening, _: Any, now: datetime) -> Decision:
    """Say that a digest came up."""
    if not isinstance(happening, DigestDue):
        return Decision()
    text = f"{happening.digest} {happening.member} {now:%d %H:%M}"
    return Decision(out=(Send(chat=situation.origin.chat, text=text, cls="reminder"),))


def with_digests(build: Build, *connected: str) -> Engine:
    """A house in which these members are connected, and that was looked at before."""
    engine = build(overview)
    engine.clock = clock_of(engine)
    with engine.database.write() as connection:
        people.save(connection, [Person(chat=f"test:{name}", member=name) for name in connected])
    engine.clock.tick()
    return engine


def clock_of(engine: Engine) -> Clock:
    return Clock(
        engine.database, lambda: engine.now, data=engine.folder, knowledge=lambda: WITH_DIGESTS
    )


def test_a_digest_comes_up_once_however_often_is_looked(build: Build) -> None:
    engine = with_digests(build, "fatima", "marco")
    assert engine.clock.next_moment() == datetime(2027, 5, 12, 7, tzinfo=UTC)
    engine.now = datetime(2027, 5, 12, 7, tzinfo=UTC)
    for _ in range(3):
        engine.clock.tick()
        engine.settle()

    assert engine.channel.texts == ["eigen fatima 12 07:00"]


@pytest.mark.parametrize("kill_after", ["tick", "work", "deliver"])
def test_a_digest_comes_up_once_over_restarts(build: Build, kill_after: str) -> None:
    killed = with_digests(build, "fatima")
    killed.now = datetime(2027, 5, 12, 7, tzinfo=UTC)
    for step in ("tick", "work", "deliver"):
        {"tick": killed.clock.tick, "work": killed.work, "deliver": killed.deliver}[step]()
        if step == kill_after:
            break
    engine = build(overview)
    engine.clock, engine.now = clock_of(engine), killed.now + timedelta(seconds=1)
    engine.clock.tick()
    engine.settle()

    assert len(killed.channel.texts + engine.channel.texts) == 1


def test_after_three_days_of_downtime_there_is_one_digest_a_person(build: Build) -> None:
    engine = with_digests(build, "fatima", "marco")
    engine.later(days=3)
    assert engine.clock.tick() == 2
    engine.settle()

    assert sorted(engine.channel.texts) == ["eigen fatima 14 18:14", "eigen marco 14 18:14"]


def test_who_is_not_connected_gets_no_digest(build: Build) -> None:
    engine = with_digests(build, "marco")
    engine.later(days=1)
    assert engine.clock.tick() == 0


def test_a_house_that_was_never_looked_at_begins_with_now(build: Build) -> None:
    engine = build(overview)
    with engine.database.write() as connection:
        people.save(connection, [Person(chat="test:fatima", member="fatima")])
    engine.now = datetime(2027, 5, 12, 7, tzinfo=UTC)
    assert clock_of(engine).tick() == 0


def test_two_processes_bring_up_each_digest_once(emptied_postgres: str, tmp_path: Path) -> None:
    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        engines = [Engine(one, tmp_path, overview) for one in (first, second)]
        with first.write() as connection:
            people.save(connection, [Person(chat="test:fatima", member="fatima")])
        clocks = [clock_of(engine) for engine in engines]
        for engine, clock in zip(engines, clocks, strict=True):
            clock.tick()
            engine.later(days=2)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda clock: clock.tick(), clocks))

        digests = [row.key for row in engines[0].rows(inbox) if row.key.startswith("g")]
        assert digests == ["geigen:fatima:2027-05-13"]


def test_what_is_put_off_when_it_comes_up_comes_up_again(build: Build) -> None:
    def put_off_once(situation: Situation, happening: Happening, _: Any, now: Any) -> Decision:
        decision = remind(situation, happening, _, now)
        if isinstance(happening, Ticked) and now < START + 3 * DAY:
            return decision.model_copy(update={"out": (), "comes_up_later": True})
        return decision

    engine = build(put_off_once, twice)
    engine.say("straatfeest")
    engine.work()
    for days in (2, 1):
        engine.later(days=days)
        engine.clock.tick()
        engine.settle()

    assert engine.channel.texts == ["intake 1"]
