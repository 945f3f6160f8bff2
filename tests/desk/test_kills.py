"""Killed before any statement or commit, and started again: nothing lost, nothing double."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.core.decision import Decision, Entry, Send
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Happening
from bot.core.situation import Situation
from bot.store.database import Database
from bot.store.tables import dossier, inbox, outbox, timeline
from tests.store.engine import Engine, RecordingChannel, opened

SAID = ["straatfeest", "kerkstraat"]


class Killed(BaseException):
    """Nothing in the house may catch this."""


def converse(situation: Situation, happening: Happening, _: Any, now: Any) -> Decision:
    chat, text = situation.origin.sender, getattr(happening, "text", "")
    plan = next(iter(situation.dossiers), None)
    if plan is None:
        plan = Dossier(id=situation.fresh, resident=chat, began_at=now, touched_at=now)
    person = situation.person or Person(chat=chat)
    line = Entry(dossier=plan.id, who="bewoner", what="bericht", text=text)
    answer = Send(chat=chat, text=f"Ik lees: {text}", dossier=plan.id)
    grown = plan.model_copy(update={"extras": (*plan.extras, text)})
    return Decision(dossiers=(grown,), people=(person,), timeline=(line,), out=(answer,))


@contextmanager
def killed_at(database: Database, boundary: int) -> Iterator[None]:
    """Kill before the n-th statement or commit of this database."""
    passed = 0

    def count(*_: object) -> None:
        nonlocal passed
        passed += 1
        if passed == boundary:
            raise Killed

    for name in ("before_cursor_execute", "commit"):
        event.listen(database.engine, name, count)
    yield


def one_life(url: str, folder: Path, channel: RecordingChannel, boundary: int) -> bool:
    """Run until killed, or to the end; gives whether it came to the end."""
    with opened(url, migrate=False) as database, killed_at(database, boundary):
        engine = Engine(database, folder, converse)
        engine.channel = channel
        engine.post._channels = {"test": channel}
        try:
            for text in SAID:
                engine.say(text)
                engine.work()
                asyncio.run(engine.post.deliver_all())
        except Killed:
            return False
    return True


def last_life(url: str, folder: Path, channel: RecordingChannel) -> Engine:
    """Start again, with whatever Telegram was not told to have been stored."""
    with opened(url, migrate=False) as database:
        engine = Engine(database, folder, converse)
        engine.post._channels = {"test": channel}
        engine.settle()
        for text in SAID[len(engine.rows(inbox)) :]:
            engine.say(text)
            engine.settle()
        check(engine, channel)
        return engine


def check(engine: Engine, channel: RecordingChannel) -> None:
    assert [row.state for row in engine.rows(inbox)] == ["done"] * len(SAID)
    assert [row.body.extras for row in engine.rows(dossier)] == [tuple(SAID)]
    assert [row.text for row in engine.rows(timeline)] == SAID
    sent = engine.rows(outbox)
    assert [row.state for row in sent] == ["sent"] * len(SAID)
    carried = [(row.body.text, channel.texts.count(row.body.text)) for row in sent]
    certain = {row.body.text for row in sent if not row.unsure}
    assert all(times == 1 for text, times in carried if text in certain)
    assert all(1 <= times <= 2 for _, times in carried)


def test_a_kill_at_every_third_boundary_loses_nothing_and_doubles_nothing_unmarked(
    tmp_path: Path,
) -> None:
    fresh = tmp_path / "fresh.sqlite"
    with opened(f"sqlite:///{fresh}"):
        pass
    for boundary in range(1, 1000, 3):
        path = tmp_path / f"{boundary}.sqlite"
        shutil.copy(fresh, path)
        channel = RecordingChannel()
        if one_life(f"sqlite:///{path}", tmp_path, channel, boundary):
            assert boundary > 60
            return
        last_life(f"sqlite:///{path}", tmp_path, channel)
