"""A post that has nothing to tell wakes nobody, or the house would never sleep."""

from bot.core.decision import Send
from bot.store.outbox import Owed, add
from tests.store.engine import Build, Engine


def woken_by(engine: Engine) -> int:
    woken: list[None] = []
    engine.post._notify = lambda: woken.append(None)
    engine.deliver()
    return len(woken)


def test_a_round_that_finds_nothing_wakes_nobody(build: Build) -> None:
    assert woken_by(build()) == 0


def test_what_arrived_wakes_the_house(build: Build) -> None:
    engine = build()
    with engine.database.write() as connection:
        owed = Owed("t:1", Send(chat="test:1", text="hallo", confirm=True))
        add(connection, [owed], engine.now)

    assert woken_by(engine) == 1
