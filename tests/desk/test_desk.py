"""What a happening brings about, whole or not at all."""

from tests.store.engine import Build


def test_what_is_said_is_answered(build: Build) -> None:
    engine = build()
    engine.say("hallo")

    engine.settle()

    assert engine.channel.texts == ["hallo"]
