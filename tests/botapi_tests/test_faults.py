"""What the server does wrong on purpose."""

from datetime import datetime

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.botapi import BotApiServer, Player, TelegramPace, faults
from tests.botapi_tests.conftest import Ask, Watch

pytestmark = pytest.mark.anyio


async def test_the_nth_call_of_a_method_to_a_chat_fails(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    plan = telegram.fails(faults.too_many_requests(30), method="sendMessage", chat=pieter, nth=2)
    await bot.send_message(pieter.id, "een")
    with pytest.raises(RetryAfter, match="Retry in 0:00:30"):
        await bot.send_message(pieter.id, "twee")
    await bot.send_message(pieter.id, "drie")
    assert [m.text for m in pieter.sees_from_bot()] == ["een", "drie"]
    assert plan.hits == 1
    assert telegram.mistakes == []


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.blocked(), Forbidden),
        (faults.deactivated(), Forbidden),
        (faults.kicked(), Forbidden),
        (faults.unauthorized(), InvalidToken),
        (faults.bad_request("message thread not found"), BadRequest),
        (faults.query_too_old(), BadRequest),
        (faults.server_error(500), NetworkError),
        (faults.drop(accepted=False), NetworkError),
    ],
)
async def test_a_refused_call_has_no_effect(
    bot: Bot,
    telegram: BotApiServer,
    pieter: Player,
    fault: faults.Fault,
    error: type[Exception],
) -> None:
    with telegram.failing(fault, method="sendMessage"), pytest.raises(error):
        await bot.send_message(pieter.id, "Hoi")
    assert pieter.sees_from_bot() == []
    assert [call.method for call in telegram.calls] == ["getMe"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.server_error(502, accepted=True), NetworkError),
        (faults.drop(), NetworkError),
        (faults.hang(), TimedOut),
    ],
)
async def test_an_answer_can_be_lost_after_the_message_was_sent(
    bot: Bot,
    telegram: BotApiServer,
    pieter: Player,
    fault: faults.Fault,
    error: type[Exception],
) -> None:
    telegram.fails(fault, method="sendMessage")
    with pytest.raises(error):
        await bot.send_message(pieter.id, "Hoi", read_timeout=0.2)
    assert [m.text for m in pieter.sees_from_bot()] == ["Hoi"]
    assert not telegram.calls[-1].answered


async def test_a_slow_call_is_answered_late(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    telegram.fails(faults.slow(0.05))
    assert await bot.send_message(pieter.id, "Hoi")


async def test_a_fault_can_meet_polling_too(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    telegram.fails(faults.drop(), method="getUpdates")
    with pytest.raises(NetworkError):
        await bot.get_updates()
    (update,) = await bot.get_updates()
    assert update.effective_user is not None
    assert update.effective_user.id == pieter.id


def test_telegrams_pace_holds_back_one_chat(
    ask: Ask, telegram: BotApiServer, pieter: Player, watch: Watch
) -> None:
    telegram.pace = TelegramPace(burst=3)
    answers = [ask("sendMessage", chat_id=pieter.id, text=f"{n}") for n in range(4)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    watch.passes(seconds=answers[-1]["parameters"]["retry_after"])
    assert ask("sendMessage", chat_id=pieter.id, text="nu wel")["ok"]


def test_a_group_takes_twenty_messages_a_minute_and_edits_besides(
    ask: Ask, telegram: BotApiServer, pieter: Player, watch: Watch
) -> None:
    telegram.pace = TelegramPace()
    group = telegram.group("Begeleiders", pieter)
    for number in range(20):
        assert ask("sendMessage", chat_id=group.id, text=f"{number}")["ok"]
    watch.passes(seconds=30)
    refused = ask("sendMessage", chat_id=group.id, text="te veel")
    assert refused["parameters"]["retry_after"] == 30
    assert ask("editMessageText", chat_id=group.id, message_id=20, text="wel")["ok"]


def test_the_whole_bot_sends_thirty_a_second(
    ask: Ask, telegram: BotApiServer, watch: Watch
) -> None:
    telegram.pace = TelegramPace()
    people = [telegram.user(f"Buur {n}") for n in range(31)]
    for person in people:
        person.starts()
    answers = [ask("sendMessage", chat_id=person.id, text="Hoi")["ok"] for person in people]
    assert answers == [True] * 30 + [False]
    watch.passes(seconds=1)
    assert ask("sendMessage", chat_id=people[-1].id, text="Hoi")["ok"]


async def test_fetching_a_file_can_fail(bot: Bot, telegram: BotApiServer, pieter: Player) -> None:
    pieter.sends_photo()
    fetched = await bot.get_file(telegram.world.files.files[-1].id)
    telegram.fails(faults.drop(), method="file")
    with pytest.raises(NetworkError):
        await fetched.download_as_bytearray()
    assert await fetched.download_as_bytearray()


def test_a_fault_of_the_server_itself_is_not_hidden() -> None:
    def broken_clock() -> datetime:
        raise ZeroDivisionError

    telegram = BotApiServer()
    telegram.start()
    sanne = telegram.user("Sanne")
    sanne.starts()
    telegram.world.clock = broken_clock
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    assert httpx.post(url, json={"chat_id": sanne.id, "text": "Hoi"}).status_code == 500
    with pytest.raises(ZeroDivisionError):
        telegram.stop()
