"""Telegram refuses, hangs or drops, and the bot is ended: the dialogue goes on all the same."""

from datetime import timedelta

import pytest

from tests.botapi import faults
from tests.botapi.faults import Fault
from tests.botapi.players import Player
from tests.e2e.conftest import Village, sends
from tests.e2e.house import RunningHouse

NOT_ACCEPTED = [
    pytest.param(faults.too_many_requests(3), id="429"),
    pytest.param(faults.server_error(502), id="502"),
    pytest.param(faults.drop(accepted=False), id="dropped"),
]
ACCEPTED = [
    pytest.param(faults.server_error(504, accepted=True), id="504"),
    pytest.param(faults.drop(accepted=True), id="dropped"),
]


def begins(house: RunningHouse, name: str = "Wil") -> Player:
    """A resident at the first question."""
    resident = house.telegram.user(name)
    resident.starts("wijk-noord")
    house.settles()
    resident.says("straatfeest met een bbq")
    house.settles()
    return resident


def questions(resident: Player) -> list[str]:
    return [m.text for m in resident.sees_from_bot() if "Vraag " in m.text]


@pytest.mark.parametrize("fault", NOT_ACCEPTED)
def test_a_question_that_was_not_taken_comes_once(village: Village, fault: Fault) -> None:
    resident = begins(village.house)
    asked = len(questions(resident))
    village.house.telegram.fails(fault, method="sendMessage", chat=resident)

    resident.says("Kerkstraat")
    village.house.settles()

    assert len(questions(resident)) == asked + 1


@pytest.mark.parametrize("fault", ACCEPTED)
def test_a_question_of_which_nobody_knows_is_repeated_once(village: Village, fault: Fault) -> None:
    resident = begins(village.house)
    asked = len(questions(resident))
    village.house.telegram.fails(fault, method="sendMessage", chat=resident)

    resident.says("Kerkstraat")
    village.house.settles()

    new = questions(resident)[asked:]
    assert 1 <= len(set(new)) <= len(new) <= 2
    assert len(set(new)) == 1


@pytest.mark.parametrize("fault", ACCEPTED)
def test_words_of_a_person_of_which_nobody_knows_come_again_with_a_mark(
    village: Village, fault: Fault
) -> None:
    helped = village.helped("Xander")
    village.house.telegram.fails(fault, method="sendMessage", chat=helped.owner)

    helped.resident.says("ik heb de hekken geregeld")
    village.house.settles()
    village.house.passes(minutes=2)

    relayed = [m.text for m in helped.owner.sees() if "ik heb de hekken geregeld" in m.text]
    copies = [text for text in relayed if helped.code in text]
    assert ["mogelijk dubbel" in text for text in copies] == [False, True]


def test_too_many_requests_hold_only_that_chat(village: Village) -> None:
    slow, quick = begins(village.house, "Yvonne"), begins(village.house, "Zoë")
    start = village.house.clock()
    village.house.telegram.fails(faults.too_many_requests(30), method="sendMessage", chat=slow)

    slow.says("Kerkstraat")
    quick.says("Molenweg")
    village.house.settles()

    waited = {call.chat_id: call.at - start for call in village.house.telegram.calls[-2:]}
    assert waited[quick.id] < timedelta(seconds=30) <= waited[slow.id]


def test_updates_that_come_twice_are_handled_once(village: Village) -> None:
    resident = begins(village.house, "Aad")
    asked = len(questions(resident))

    resident.says("Kerkstraat")
    last = village.house.telegram.world.updates.log[-1]
    village.house.settles()
    village.house.telegram.repeats(last.id)
    village.house.settles()

    assert len(questions(resident)) == asked + 1


def test_an_update_of_an_unknown_shape_holds_nobody_up(village: Village) -> None:
    village.house.telegram.injects(business_message={"what": ["is", "this"]})
    village.house.telegram.injects(message={"message_id": "not a number"})

    assert questions(begins(village.house, "Bas"))


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_after_a_restart_the_same_question_stands(house: RunningHouse, end: str) -> None:
    resident = begins(house)
    asked = questions(resident)

    getattr(house, end)()
    resident.says("Kerkstraat")
    house.start()
    house.settles()

    assert questions(resident)[: len(asked)] == asked
    assert "Kerkstraat" in questions(resident)[-1]
    assert len(questions(resident)) == len(asked) + 1


def test_what_came_up_while_the_bot_was_away_comes_once(house: RunningHouse) -> None:
    resident = begins(house)
    house.stop()
    seen = len(resident.sees())
    house.clock.set(house.clock().replace(day=14))

    house.start()
    house.settles()
    house.kill()
    house.start()
    house.clock.set(house.clock() + timedelta(hours=1))  # what was missed is spread over an hour
    house.settles()

    assert len(resident.sees()) == seen + 1
    assert "Ga verder" in resident.sees()[-1].labels


def test_a_plan_can_be_sent_by_webhook(house: RunningHouse, unused_port: int) -> None:
    house.stop()
    house.start(
        AANSPREEKPUNT_MODE="webhook",
        AANSPREEKPUNT_WEBHOOK_URL=f"http://127.0.0.1:{unused_port}/telegram",
        AANSPREEKPUNT_WEBHOOK_LISTEN=f"127.0.0.1:{unused_port}",
        AANSPREEKPUNT_WEBHOOK_SECRET="een-geheim-van-ten-minste-16",
    )

    code = sends(house, begins(house))

    assert code.startswith("VB-2027-")
    assert not house.telegram.mistakes
    assert house.stop() == 0
