"""Sending: in order, at the allowed pace, each row in one pair of hands, and honest about doubt."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.core.channel import Blocked, Gone, Moved, NotSent, Receipt, Refused, Sent, Stopped, Unsure
from bot.core.decision import Decision, Edit, MakeTopic, Notice, Outgoing, Send
from bot.core.dossier import Dossier, Person
from bot.core.happenings import File, FileFetched, Happening, SentFile, TopicMade, Undelivered
from bot.core.situation import Situation
from bot.store import dossiers, notes, people, sending
from bot.store.database import Database
from bot.store.outbox import Owed, add
from bot.store.pace import TELEGRAM
from bot.store.tables import dossier, file, inbox, outbox, pace
from tests.store.engine import START, Build, Engine, RecordingChannel, opened


def owe(engine: Engine, *outs: Outgoing) -> None:
    already = len(engine.rows(outbox))
    with engine.database.write() as connection:
        owed = [Owed(f"t:{already + n}", out) for n, out in enumerate(outs)]
        add(connection, owed, engine.now)


def states(engine: Engine) -> list[str]:
    return [row.state for row in engine.rows(outbox)]


def reports(engine: Engine) -> list[Happening]:
    return [row.payload.happening for row in engine.rows(inbox)]


def texts(*words: str, chat: str = "test:1", **more: Any) -> list[Send]:
    return [Send(chat=chat, text=word, **more) for word in words]


def save_dossier(engine: Engine, **changes: Any) -> None:
    plan = Dossier(id="d1", resident="test:1", began_at=START, touched_at=START, **changes)
    with engine.database.write() as connection:
        dossiers.save(connection, [plan])


def test_order_holds_within_a_chat(build: Build) -> None:
    engine = build()
    owe(engine, *texts("een", "twee", "drie"))

    engine.deliver()

    assert engine.channel.texts == ["een", "twee", "drie"]
    assert states(engine) == ["sent"] * 3


def test_order_holds_over_a_retry(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Sent(), NotSent(retry_after=30)]
    owe(engine, *texts("een", "twee", "drie"))
    engine.deliver()
    engine.later(seconds=31)

    engine.deliver()

    assert engine.channel.texts == ["een", "twee", "twee", "drie"]


def test_only_the_chat_that_must_wait_waits(build: Build) -> None:
    engine = build()
    engine.channel.answers = [NotSent(retry_after=30)]
    owe(engine, *texts("een"), *texts("ander", "nog een", chat="test:2"))

    engine.deliver()

    assert states(engine) == ["waiting", "sent", "sent"]


def test_waiting_survives_a_restart(build: Build) -> None:
    engine = build()
    engine.channel.answers = [NotSent(retry_after=30)]
    owe(engine, *texts("een"))
    engine.deliver()

    again = build()
    again.later(seconds=29)
    again.deliver()
    assert again.channel.carried == []
    again.later(seconds=2)
    again.deliver()
    assert again.channel.texts == ["een"]


def test_what_is_owed_later_does_not_hold_up_what_is_owed_now(build: Build) -> None:
    engine = build()
    owe(engine, *texts("morgen", not_before=START + timedelta(hours=12)), *texts("nu"))

    engine.deliver()
    assert engine.channel.texts == ["nu"]
    engine.later(hours=13)
    engine.deliver()
    assert engine.channel.texts == ["nu", "morgen"]


def test_doubtful_dialogue_is_repeated_once_at_once(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Unsure()]
    owe(engine, *texts("vraag 1", "vraag 2"))

    engine.deliver()

    assert engine.channel.texts == ["vraag 1", "vraag 1", "vraag 2"]
    assert [(row.state, row.unsure) for row in engine.rows(outbox)] == [("sent", 1), ("sent", 0)]


def test_doubtful_relayed_words_get_one_marked_retry(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Unsure()]
    owe(engine, *texts("hoi Samira", cls="relay"), *texts("vraag"))
    engine.deliver()
    engine.later(seconds=61)

    engine.deliver()

    assert engine.channel.texts == ["hoi Samira", "vraag", "(mogelijk dubbel) hoi Samira"]


def test_a_doubtful_reminder_is_not_repeated_and_told(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Unsure()]
    owe(engine, *texts("denk je eraan", cls="reminder"))

    engine.deliver()

    assert states(engine) == ["uncertain"]
    assert reports(engine) == [Undelivered(outbox=1, why="uncertain")]


@pytest.mark.parametrize(
    ("cls", "attempts", "state"), [("dialogue", 1, "sent"), ("reminder", 0, "uncertain")]
)
def test_a_send_that_a_kill_interrupted_is_doubtful(
    build: Build, cls: str, attempts: int, state: str
) -> None:
    killed = build()
    owe(killed, *texts("hallo", cls=cls))
    claimed = _claim(killed.database, room=1)
    assert len(claimed) == 1

    engine = build()
    engine.later(minutes=2)
    engine.deliver()

    assert len(engine.channel.carried) == attempts
    assert states(engine) == [state]
    assert engine.rows(outbox)[0].unsure == 1


def _claim(database: Database, room: int) -> list[sending.Parcel]:
    with database.write() as connection:
        return sending.claim(
            connection, START, timedelta(minutes=1), room=room, channels={"test"}, limits={}
        )


def test_alone_on_the_database_a_start_does_not_wait_for_the_lease(
    sqlite_url: str, tmp_path: Path
) -> None:
    with opened(sqlite_url) as database:
        engine = Engine(database, tmp_path)
        owe(engine, *texts("hallo"))
        _claim(database, room=1)

        engine.deliver()

        assert engine.channel.texts == ["hallo"]


def test_a_stale_fence_cannot_write(build: Build) -> None:
    engine = build()
    owe(engine, *texts("hallo", cls="relay"))
    (stale,) = _claim(engine.database, room=1)
    engine.later(minutes=2)
    engine.deliver()
    engine.later(minutes=2)
    engine.deliver()

    with engine.database.write() as connection:
        assert not sending.settle(connection, stale, state="failed")
    assert states(engine) == ["sent"]


def test_every_row_has_one_owner_under_two_workers(emptied_postgres: str, tmp_path: Path) -> None:
    with opened(emptied_postgres) as first, opened(emptied_postgres) as second:
        engines = [Engine(database, tmp_path) for database in (first, second)]
        owe(engines[0], *(o for n in range(150) for o in texts(f"{n}", chat=f"test:{n % 9}")))

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(_deliver_all, engines))

        carried = sorted(int(text) for engine in engines for text in engine.channel.texts)
        assert carried == list(range(150))
        assert set(states(engines[0])) == {"sent"}


def _deliver_all(engine: Engine) -> None:
    while "waiting" in states(engine):
        engine.deliver()


def test_a_refusal_is_not_tried_again_and_told(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Refused(why="too long")]
    owe(engine, *texts("een", "twee"))

    engine.deliver()

    assert states(engine) == ["failed", "sent"]
    assert reports(engine) == [Undelivered(outbox=1, why="refused")]


def test_to_who_blocked_us_no_reminders_go(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Blocked()]
    later = START + timedelta(days=1)
    owe(engine, *texts("hallo"), *texts("denk eraan", cls="reminder", not_before=later))

    engine.deliver()

    assert states(engine) == ["failed", "dropped"]
    assert reports(engine) == [Undelivered(outbox=1, why="blocked")]


def test_a_refused_token_stops_the_channel_and_keeps_the_queue(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Stopped(why="401")]
    owe(engine, *texts("een", "twee"))

    engine.deliver()

    assert states(engine) == ["waiting", "waiting"]
    assert engine.post.stopped == {"test": "401"}
    assert engine.post.refused.is_set()


def test_a_group_that_moved_takes_its_queue_along(build: Build) -> None:
    engine = build()
    link_group(engine)
    engine.channel.answers = [Moved(chat="test:-100")]
    owe(engine, *texts("een", "twee", chat="test:-1"))

    engine.deliver()

    assert [out.chat for out in engine.channel.carried] == ["test:-1", "test:-100", "test:-100"]
    with engine.database.read() as connection:
        assert notes.get_note(connection, notes.GROUP) == "test:-100"
        assert sending.moved_to(connection, "test:-1") == "test:-100"
        assert sending.moved_to(connection, "test:-2") == "test:-2"


def test_words_about_a_dossier_go_to_its_parties_only(build: Build) -> None:
    engine = build()
    save_dossier(engine)
    with engine.database.write() as connection:
        people.save(connection, [Person(chat="test:40", member="fatima"), Person(chat="test:2")])
    link_group(engine)
    chats = ["test:1", "test:40", "test:-1", "test:2", "test:3"]
    owe(engine, *(out for chat in chats for out in texts("x", chat=chat, dossier="d1")))

    engine.deliver()

    assert states(engine) == ["sent", "sent", "sent", "failed", "failed"]


def topic_made(situation: Situation, happening: Happening, *_: Any) -> Decision:
    if not isinstance(happening, TopicMade):
        return Decision()
    plan = situation.dossier(happening.dossier)
    assert plan is not None
    return Decision(dossiers=(plan.model_copy(update={"topic": situation.origin.topic}),))


def link_group(engine: Engine, chat: str = "test:-1") -> None:
    with engine.database.write() as connection:
        notes.put_note(connection, notes.GROUP, chat)


def test_what_belongs_in_a_topic_waits_for_it_and_holds_what_follows(build: Build) -> None:
    engine = build(topic_made)
    link_group(engine)
    save_dossier(engine)
    in_topic = texts("een", "twee", chat="test:-1", dossier="d1", wait_topic=True)
    make = MakeTopic(chat="test:-1", dossier="d1", title="Straatfeest")
    owe(engine, in_topic[0], make, in_topic[1], *texts("algemeen", chat="test:-1"))

    engine.deliver()
    assert states(engine) == ["waiting", "sent", "waiting", "sent"]
    engine.settle()

    assert [(o.text, o.topic) for o in engine.channel.carried if isinstance(o, Send)] == [
        ("algemeen", None),
        ("een", 77),
        ("twee", 77),
    ]


def test_a_removed_topic_is_made_again_once_and_everything_arrives(build: Build) -> None:
    engine = build(topic_made)
    link_group(engine)
    save_dossier(engine, topic=5, code="VB-2027-0001")
    engine.channel.answers = [Gone(what="topic")]
    owe(engine, *texts("een", "twee", chat="test:-1", dossier="d1", wait_topic=True))

    engine.settle()

    kinds = [out.kind for out in engine.channel.carried]
    assert kinds == ["send", "make-topic", "send", "send"]
    assert states(engine) == ["sent"] * 3
    assert engine.rows(dossier)[0].body.topic == 77


def test_what_waits_for_a_topic_that_is_refused_is_told(build: Build) -> None:
    engine = build(topic_made)
    link_group(engine)
    save_dossier(engine)
    engine.channel.answers = [Refused(why="no forum")]
    make = MakeTopic(chat="test:-1", dossier="d1", title="Straatfeest")
    owe(engine, make, *texts("een", chat="test:-1", dossier="d1", wait_topic=True))

    engine.deliver()

    assert states(engine) == ["failed", "failed"]
    told = [r.outbox for r in reports(engine) if isinstance(r, Undelivered)]
    assert sorted(told) == [1, 2]


def test_the_answer_to_a_press_passes_by_everything(build: Build) -> None:
    engine = build()
    engine.channel.answers = [NotSent(retry_after=30)]
    owe(engine, *texts("een"))
    engine.deliver()
    owe(engine, Notice(chat="test:1", query="q", text="Even geduld"))

    engine.deliver()

    assert states(engine) == ["waiting", "sent"]


def test_an_edit_of_what_never_arrived_is_dropped(build: Build) -> None:
    engine = build()
    engine.channel.answers = [Refused()]
    owe(engine, *texts("kaart", name="kaart"), Edit(target="kaart", text="opgepakt"))

    engine.deliver()

    assert states(engine) == ["failed", "dropped"]


def test_an_edit_goes_to_the_chat_where_the_message_stands(build: Build) -> None:
    engine = build()
    owe(engine, *texts("kaart", name="kaart"), Edit(target="kaart", text="opgepakt"))

    engine.deliver()

    card, edit = engine.channel.carried
    assert edit.chat == card.chat


@pytest.mark.parametrize(("group", "at_most"), [(False, 65), (True, 20)])
def test_a_chat_gets_no_more_in_a_minute_than_telegram_allows(
    build: Build, group: bool, at_most: int
) -> None:
    engine = build(limits=TELEGRAM)
    if group:
        link_group(engine, "test:1")
    owe(engine, *texts(*map(str, range(80))))
    for _ in range(59):
        engine.deliver()
        engine.later(seconds=1)

    assert at_most - 2 <= len(engine.channel.carried) <= at_most
    assert engine.channel.texts == [str(n) for n in range(len(engine.channel.carried))]


def test_the_whole_channel_sends_no_more_than_thirty_a_second(build: Build) -> None:
    engine = build(limits=TELEGRAM)
    owe(engine, *(out for n in range(60) for out in texts("x", chat=f"test:{n}")))
    for _ in range(50):
        engine.deliver()
        engine.later(milliseconds=20)

    assert 25 <= len(engine.channel.carried) <= 30


def test_pace_is_kept_over_a_restart(build: Build) -> None:
    engine = build(limits=TELEGRAM)
    owe(engine, *texts(*"abcdefgh"))
    engine.deliver()

    build(limits=TELEGRAM).deliver()

    assert states(engine).count("sent") == TELEGRAM.chat.burst
    assert engine.rows(pace)


@pytest.mark.parametrize("lanes", [5, 30, 300])
def test_sending_never_stalls_while_something_may_go(build: Build, lanes: int) -> None:
    engine = build()
    owe(engine, *(out for n in range(lanes * 2) for out in texts("x", chat=f"test:{n % lanes}")))

    engine.deliver()

    assert len(engine.channel.carried) == lanes * 2


def test_a_channel_that_raises_leaves_doubt_not_damage(build: Build) -> None:
    class Broken(RecordingChannel):
        async def deliver(self, out: Outgoing, **rest: Any) -> Receipt:
            await super().deliver(out, **rest)
            raise RuntimeError("no")

    engine = build()
    engine.post._channels = {"test": Broken()}
    owe(engine, *texts("denk eraan", cls="reminder"))

    engine.deliver()

    assert states(engine) == ["uncertain"]


def test_closing_waits_for_what_is_under_way_and_leaves_the_rest_owed(build: Build) -> None:
    class Slow(RecordingChannel):
        async def deliver(self, out: Outgoing, **rest: Any) -> Receipt:
            await started.wait()
            return await super().deliver(out, **rest)

    engine = build()
    engine.post._channels = {"test": Slow()}
    owe(engine, *(out for n in range(40) for out in texts("x", chat=f"test:{n}")))
    started = asyncio.Event()

    async def begin_and_close() -> None:
        running = asyncio.create_task(engine.post.run())
        while not engine.post._flying:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(0.05, started.set)
        await engine.post.close()
        await running

    asyncio.run(begin_and_close())

    assert set(states(engine)) == {"sent", "waiting"}
    assert states(engine).count("sent") == 16


def test_a_file_is_fetched_under_a_name_of_our_own(build: Build) -> None:
    def keep(_: Situation, happening: Happening, *__: Any) -> Decision:
        return Decision(fetch=(happening.file,)) if isinstance(happening, SentFile) else Decision()

    engine = build(keep)
    engine.channel.files = {"../../x": b"tuin"}
    engine.channel.answers = [NotSent()]
    engine.happen(SentFile(file=File(kind="photo", ref="../../x", name="../../tuin.jpg")))
    engine.settle()
    engine.later(minutes=1)
    engine.settle()

    (row,) = engine.rows(file)
    assert row.state == "fetched"
    assert (engine.folder / row.path).read_bytes() == b"tuin"
    assert "tuin" not in row.path
    assert reports(engine)[-1] == FileFetched(ref="../../x", path=row.path)


def test_a_file_that_never_comes_is_told(build: Build) -> None:
    engine = build(lambda *_: Decision(fetch=(File(kind="photo", ref="weg"),)))
    engine.channel.answers = [Refused(why="too big")]
    engine.say("foto")
    engine.work()

    asyncio.run(engine.fetcher.fetch_all())

    assert engine.rows(file)[0].state == "failed"
    assert reports(engine)[-1] == FileFetched(ref="weg", path=None)


def test_a_message_in_two_hands_is_never_carried_after_its_lease(build: Build) -> None:
    engine = build()
    owe(engine, *texts("hallo"))
    with engine.database.write() as connection:
        connection.execute(update(outbox).values(not_before=START))
    (late,) = _claim(engine.database, room=1)
    engine.later(minutes=5)

    receipt = asyncio.run(engine.post._deliver(late))

    assert isinstance(receipt, NotSent)
    assert engine.channel.carried == []


def test_bytes_that_a_kill_left_behind_are_written_over(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = build(lambda *_: Decision(fetch=(File(kind="photo", ref="tuin"),)))
    engine.channel.files = {"tuin": b"tuin"}
    engine.say("foto")
    engine.work()
    with monkeypatch.context() as killed:
        killed.setattr(engine.fetcher, "_settle", lambda *_: True)
        asyncio.run(engine.fetcher.fetch_all())
    engine.later(minutes=6)

    asyncio.run(engine.fetcher.fetch_all())

    (row,) = engine.rows(file)
    kept = [path for path in engine.folder.rglob("*") if path.is_file() and "files" in path.parts]
    assert kept == [engine.folder / row.path]
