"""What a happening brings about: whole or not at all, in order, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from bot.core.decision import Decision, Edit, Entry, Send
from bot.core.dossier import Dossier, Person
from bot.core.due import Due
from bot.core.happenings import File, Happening, Incoming, Origin, Said, SentFile
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.desk.desk import TRIES
from bot.store.database import Database
from bot.store.inbox import receive
from bot.store.tables import dossier, due, file, outbox, person, timeline
from bot.store.tables import inbox as inbox_table
from tests.store.engine import START, Build, Engine, echo, opened


def new_dossier(situation: Situation, now: datetime, **changes: Any) -> Dossier:
    chat = situation.origin.sender
    return Dossier(id=situation.fresh, resident=chat, began_at=now, touched_at=now, **changes)


def begin(situation: Situation, happening: Happening, _: Knowledge, now: datetime) -> Decision:
    """A first decision in full: somebody new, a dossier, a line, an answer."""
    assert isinstance(happening, Said)
    begun = new_dossier(situation, now, idea=happening.text)
    return Decision(
        people=(Person(chat=situation.origin.sender, current=begun.id),),
        dossiers=(begun,),
        timeline=(Entry(dossier=begun.id, who="bewoner", what="idee", text=happening.text),),
        out=(Send(chat=situation.origin.chat, text="Waar is het?", dossier=begun.id),),
    )


def test_what_is_said_is_answered(build: Build) -> None:
    engine = build()
    engine.say("hallo")

    engine.settle()

    assert engine.channel.texts == ["hallo"]


def test_one_happening_brings_about_all_its_effects(build: Build) -> None:
    engine = build(begin)
    engine.say("straatfeest")

    engine.work()

    assert engine.rows(person)[0].body == Person(chat="test:1", current="d1", version=1)
    assert engine.rows(dossier)[0].body.idea == "straatfeest"
    assert engine.rows(timeline)[0].text == "straatfeest"
    assert engine.rows(outbox)[0].key == "u1:0"


@pytest.mark.parametrize("part", ["people", "dossiers", "files", "outbox", "due"])
def test_when_writing_fails_halfway_nothing_of_it_stays(
    build: Build, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    engine = build(begin, on_parked=lambda *_: Decision())
    engine.say("straatfeest")
    write = {"people": "save", "dossiers": "write_lines", "files": "want", "outbox": "add"}
    monkeypatch.setattr(f"bot.desk.saving.{part}.{write.get(part, 'keep')}", fail)

    engine.desk.work()

    left = [engine.rows(table) for table in (person, dossier, timeline, outbox, due)]
    assert left == [[], [], [], [], []]
    assert engine.rows(inbox_table)[0].state == "waiting"


def test_a_happening_that_comes_again_has_one_effect(build: Build, database: Database) -> None:
    engine = build()
    said = Incoming(
        origin=Origin(chat="test:1", sender="test:1", at=START), happening=Said(text="hallo")
    )
    for _ in range(3):
        receive(database, [("u41", "test:1", said), ("u41", "test:1", said)], START)
        engine.work()

    engine.settle()

    assert engine.channel.texts == ["hallo"]


def test_a_lower_number_after_a_quiet_week_is_not_dropped(build: Build, database: Database) -> None:
    engine = build()
    where = Origin(chat="test:1", sender="test:1", at=START)
    for key, text in (("u900", "eerst"), ("u7", "later")):
        item = (key, "test:1", Incoming(origin=where, happening=Said(text=text)))
        receive(database, [item], START)

    engine.settle()

    assert engine.channel.texts == ["eerst", "later"]


def test_order_holds_within_a_chat(build: Build) -> None:
    engine = build()
    for number in range(40):
        engine.say(f"{number}", chat=f"test:{number % 3}")

    engine.settle()

    for lane in range(3):
        said = [int(o.text) for o in engine.channel.carried if o.chat == f"test:{lane}"]  # type: ignore[union-attr]
        assert said == list(range(lane, 40, 3))


def test_what_no_decision_can_be_taken_about_is_parked_and_its_chat_goes_on(build: Build) -> None:
    def stumble(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        if getattr(happening, "text", "") == "gif":
            raise ValueError("no")
        return echo(situation, happening, *rest)

    engine = build(stumble, on_parked=lambda *_: Decision(out=(Send(chat="test:9", text="!"),)))
    engine.say("gif")
    engine.say("hallo")
    engine.say("ik ook", chat="test:2")

    engine.settle()

    parked = engine.rows(inbox_table)[0]
    assert (parked.state, parked.tries) == ("parked", TRIES)
    assert sorted(engine.channel.texts) == ["!", "hallo", "ik ook"]


def test_what_cannot_even_be_parked_with_a_word_is_parked_without(build: Build) -> None:
    def fail(*_: object) -> Decision:
        raise ValueError("no")

    engine = build(fail, on_parked=fail)
    engine.say("gif")

    engine.work()

    assert engine.rows(inbox_table)[0].state == "parked"


def test_a_decision_that_cannot_be_written_parks_only_its_own_happening(build: Build) -> None:
    def decide(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        if getattr(happening, "text", "") == "gif":
            return Decision(timeline=(Entry(dossier="nergens", who="bot", what="?"),))
        return echo(situation, happening, *rest)

    engine = build(decide, on_parked=lambda *_: Decision())
    engine.say("gif", chat="test:1")
    engine.say("hallo", chat="test:2")

    engine.settle()

    assert [row.state for row in engine.rows(inbox_table)] == ["parked", "done"]
    assert engine.channel.texts == ["hallo"]


def test_later_happenings_of_a_batch_see_what_earlier_ones_left(build: Build) -> None:
    def pick_up(situation: Situation, _: Happening, __: Knowledge, now: datetime) -> Decision:
        plan = situation.dossier("plan")
        if plan is None:
            plan = new_dossier(situation, now).model_copy(update={"id": "plan", "topic": 3})
            return Decision(dossiers=(plan,))
        if plan.owner:
            return Decision(out=(Send(chat="test:9", text=f"{plan.owner} was eerst"),))
        return Decision(dossiers=(plan.model_copy(update={"owner": situation.origin.sender}),))

    engine = build(pick_up)
    engine.say("straatfeest", chat="test:1")
    engine.work()
    for who in ("test:4", "test:5"):
        engine.say("VB-2027-0001", chat=who)
    with engine.database.write() as connection:
        coded = engine.rows(dossier)[0].body.model_copy(update={"code": "VB-2027-0001"})
        connection.execute(update(dossier).values(code="VB-2027-0001", body=coded))
        for who in ("test:4", "test:5"):
            member = Person(chat=who, member="fatima", version=1)
            connection.execute(
                person.insert().values(chat=who, version=1, member="fatima", body=member)
            )

    engine.settle()

    assert engine.channel.texts == ["test:4 was eerst"]
    assert engine.rows(dossier)[0].body.owner == "test:4"


def test_numbers_are_handed_out_once_each(build: Build) -> None:
    def number(situation: Situation, *_: Any) -> Decision:
        return Decision(
            used_number=True,
            out=(Send(chat=situation.origin.chat, text=f"{situation.next_number}"),),
        )

    engine = build(number)
    for chat in range(5):
        engine.say("x", chat=f"test:{chat}")
    engine.settle()
    engine.say("x")
    engine.settle()

    assert engine.channel.texts == ["1", "2", "3", "4", "5", "6"]


def test_due_rows_follow_the_plan(build: Build) -> None:
    planned: list[Due] = [Due(reminder="intake", seq=1, at=START + timedelta(days=2))]

    def touch(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        if not situation.dossiers:
            return begin(situation, happening, *rest)
        return Decision(dossiers=situation.dossiers)

    engine = build(touch, lambda *_: planned)
    engine.say("straatfeest")
    engine.work()
    planned[:] = [Due(reminder="nieuws", seq=1, at=START + timedelta(days=7))]
    engine.say("verder")
    engine.work()

    assert [(r.reminder, r.state) for r in engine.rows(due)] == [
        ("intake", "dropped"),
        ("nieuws", "planned"),
    ]


def test_a_file_is_wanted_for_the_dossier_it_was_sent_to(build: Build) -> None:
    def keep(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        assert isinstance(happening, SentFile)
        said = begin(situation, Said(text=""), *rest)
        line = said.timeline[0].model_copy(update={"file": happening.file})
        return said.model_copy(update={"timeline": (line,), "fetch": (happening.file,)})

    engine = build(keep)
    engine.happen(SentFile(file=File(kind="photo", ref="abc", name="tuin.jpg")))

    engine.work()

    (wanted,) = engine.rows(file)
    assert (wanted.ref, wanted.dossier, wanted.state, wanted.chat) == (
        "abc",
        "d1",
        "wanted",
        "test:1",
    )


def test_what_is_forgotten_leaves_nothing_but_the_last_word(build: Build) -> None:
    def erase(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        if getattr(happening, "text", "") != "wis alles":
            return begin(situation, happening, *rest)
        return Decision(
            forget_dossiers=tuple(d.id for d in situation.dossiers),
            forget_people=(situation.origin.sender,),
            out=(Send(chat=situation.origin.chat, text="Alles is gewist."),),
        )

    engine = build(erase)
    engine.say("geheim plan")
    engine.say("ander plan", chat="test:2")
    engine.settle()
    engine.say("wis alles")
    engine.say("nog een plan", chat="test:3")
    engine.settle()

    assert [p.chat for p in engine.rows(person)] == ["test:2", "test:3"]
    assert [d.resident for d in engine.rows(dossier)] == ["test:2", "test:3"]
    assert [line.text for line in engine.rows(timeline)] == ["ander plan", "nog een plan"]
    texts = [row.body.text for row in engine.rows(outbox) if row.chat == "test:1"]
    assert texts == ["Alles is gewist."]
    assert not [row for row in engine.rows(inbox_table) if row.lane == "test:1"]
    assert all(row.payload is None for row in engine.rows(inbox_table)[:3])


def test_an_edit_finds_its_message_by_name(build: Build) -> None:
    def card(_: Situation, happening: Happening, *__: Any) -> Decision:
        if getattr(happening, "text", "") == "kaart":
            return Decision(out=(Send(chat="test:9", text="nieuw", name="kaart:d1:test:9"),))
        return Decision(out=(Edit(target="kaart:d1:test:9", text="opgepakt"),))

    engine = build(card)
    engine.say("kaart", chat="test:1")
    engine.say("pak op", chat="test:2")
    engine.settle()

    sent, edit = engine.rows(outbox)
    assert (edit.target, edit.chat) == (sent.id, "test:9")
    assert engine.channel.texts == ["nieuw", "opgepakt"]
    assert engine.channel.calls[1]["message"] == sent.external_id


def test_an_edit_of_what_is_not_there_is_left_out(build: Build) -> None:
    engine = build(lambda *_: Decision(out=(Edit(target="nergens", text="x"),)))
    engine.say("hallo")

    engine.settle()

    assert engine.rows(outbox) == []


def test_a_frozen_worker_cannot_write(emptied_postgres: str, tmp_path: Path) -> None:
    with (
        opened(emptied_postgres, migrate=False, lease=timedelta(milliseconds=500)) as frozen,
        opened(emptied_postgres) as awake,
    ):
        thawed = threading.Event()

        def freeze(situation: Situation, happening: Happening, *rest: Any) -> Decision:
            thawed.wait(10)
            return echo(situation, happening, *rest)

        engine = Engine(awake, tmp_path)
        engine.say("hallo")
        sleeper = Engine(frozen, tmp_path, freeze)
        sleeping = threading.Thread(target=_work_quietly, args=(sleeper,))
        sleeping.start()
        while not engine.desk.work():
            threading.Event().wait(0.02)
        thawed.set()
        sleeping.join()
        engine.work()

        assert [row.key for row in engine.rows(outbox)] == ["u1:0"]


def _work_quietly(engine: Engine) -> None:
    with suppress(OperationalError):
        engine.work()


def test_two_workers_keep_the_order_of_each_chat(emptied_postgres: str, tmp_path: Path) -> None:
    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        one, other = Engine(first, tmp_path), Engine(second, tmp_path)
        for number in range(120):
            one.say(f"{number}", chat=f"test:{number % 8}")

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(_work_until_empty, (one, other)))

        rows = one.rows(outbox)
        assert len(rows) == 120
        for lane in range(8):
            said = [int(row.body.text) for row in rows if row.chat == f"test:{lane}"]
            assert said == list(range(lane, 120, 8))


def _work_until_empty(engine: Engine) -> None:
    waiting = select(inbox_table.c.id).where(inbox_table.c.state == "waiting").limit(1)
    while True:
        engine.work()
        with engine.database.read() as connection:
            if connection.scalar(waiting) is None:
                return


def test_two_workers_that_change_one_dossier_both_succeed(
    emptied_postgres: str, tmp_path: Path
) -> None:
    def count(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        plan = situation.dossier(situation.pointed)
        if plan is None:
            return begin(situation, happening, *rest)
        return Decision(dossiers=(plan.model_copy(update={"extras": (*plan.extras, "x")}),))

    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        one, other = Engine(first, tmp_path, count), Engine(second, tmp_path, count)
        one.say("straatfeest")
        one.settle()
        number = one.rows(outbox)[0].external_id
        replies = [(f"k{n}", f"lane {n % 6}", _reply_to(number)) for n in range(30)]
        receive(first, replies, START)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(_work_until_empty, (one, other)))

        assert len(one.rows(dossier)[0].body.extras) == 30


def _reply_to(number: int) -> Incoming:
    where = Origin(chat="test:1", sender="test:1", reply_to=number, at=START)
    return Incoming(origin=where, happening=Said(text="erbij"))


def test_two_workers_that_want_the_same_number_look_again(
    emptied_postgres: str, tmp_path: Path
) -> None:
    def number(situation: Situation, *_: Any) -> Decision:
        told = Send(chat=situation.origin.chat, text=f"{situation.next_number}")
        return Decision(used_number=True, out=(told,))

    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        one, other = Engine(first, tmp_path, number), Engine(second, tmp_path, number)
        for chat in range(40):
            one.say("x", chat=f"test:{chat}")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(_work_until_empty, (one, other)))

        given = sorted(int(row.body.text) for row in one.rows(outbox))
        assert given == list(range(1, 41))
        assert {row.tries for row in one.rows(inbox_table)} == {0}


def test_a_held_lock_makes_the_desk_wait_not_fail(sqlite_url: str, tmp_path: Path) -> None:
    with opened(sqlite_url) as database:
        engine = Engine(database, tmp_path)
        engine.say("hallo")
        has_lock = threading.Event()

        def hold() -> None:
            with database.write():
                has_lock.set()
                threading.Event().wait(0.2)

        holder = threading.Thread(target=hold)
        holder.start()
        has_lock.wait()
        engine.settle()
        holder.join()

        assert engine.channel.texts == ["hallo"]
