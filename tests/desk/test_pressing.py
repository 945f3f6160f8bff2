"""A pressed button tells where its message stands, also when nobody knew whether it arrived."""

from typing import Any

from bot.core.channel import Sent, Unsure
from bot.core.decision import Button, Decision, Edit, Send
from bot.core.happenings import Happening, Pressed
from bot.core.situation import Situation
from bot.store.tables import outbox
from tests.store.engine import Build, Engine

TICKS = ((Button(label="Barbecue", action="vink"),),)


def tick(situation: Situation, happening: Happening, *_: Any) -> Decision:
    """A list to tick, that is edited at each press."""
    if isinstance(happening, Pressed) and situation.shown is not None:
        return Decision(out=(Edit(target=situation.shown.outbox, text="nog een", buttons=TICKS),))
    return Decision(out=(Send(chat=situation.origin.chat, text="Wat?", buttons=TICKS),))


def press(engine: Engine, row: int, message: int) -> None:
    engine.happen(Pressed(button=f"{row}:0", query="q"), message=message)
    engine.settle()


def test_a_message_that_may_not_have_arrived_is_edited_where_it_was_pressed(build: Build) -> None:
    engine = build(tick)
    engine.channel.answers = [Unsure(), Unsure()]
    engine.say("straatfeest")
    engine.settle()

    press(engine, row=1, message=55)

    assert [row.state for row in engine.rows(outbox)] == ["uncertain", "sent"]
    assert engine.channel.calls[-1]["message"] == 55


def test_of_two_copies_the_pressed_one_is_edited_also_through_the_buttons_of_an_edit(
    build: Build,
) -> None:
    engine = build(tick)
    engine.channel.answers = [Unsure(), Sent(message=56)]
    engine.say("straatfeest")
    engine.settle()

    press(engine, row=1, message=55)
    press(engine, row=2, message=55)

    assert [call["message"] for call in engine.channel.calls[2:]] == [55, 55]


def test_a_press_in_another_chat_moves_nothing(build: Build) -> None:
    engine = build(tick)
    engine.say("straatfeest")
    engine.settle()

    engine.happen(Pressed(button="1:0", query="q"), chat="test:2", message=7)
    engine.settle()

    assert engine.rows(outbox)[0].external_id == 1001


def test_a_second_tap_is_known_to_come_after_the_buttons_went_away(build: Build) -> None:
    seen: list[bool] = []

    def answer(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        if not isinstance(happening, Pressed) or situation.shown is None:
            return tick(situation, happening, *rest)
        seen.append(situation.shown.answered)
        return Decision(out=(Edit(target=situation.shown.outbox, text="Wat?"),))

    engine = build(answer)
    engine.say("straatfeest")
    engine.settle()
    press(engine, row=1, message=55)
    press(engine, row=1, message=55)

    assert seen == [False, True]
