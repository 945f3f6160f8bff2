"""What people do becomes updates that somebody else's models can read."""

import subprocess
import sys
from threading import Timer

import httpx
import pytest
from aiogram.types import Update

from tests.botapi import BotApiServer, Player
from tests.botapi.rules import loose_ends
from tests.botapi_tests.conftest import Ask

BUTTON = {"inline_keyboard": [[{"text": "Ja", "callback_data": "j"}]]}


def everything_people_do(telegram: BotApiServer, ask: Ask) -> None:
    pieter, sanne = telegram.user("Pieter"), telegram.user("Sanne", last_name="de Vries")
    first = pieter.starts("wijk-noord")
    ask("sendMessage", chat_id=pieter.id, text="Zeker?", reply_markup=BUTTON)
    pieter.presses("Ja")
    pieter.edits(pieter.says("Een feesr"), "Een feest op https://feest.nl")
    pieter.sends_photo(caption="het plein")
    pieter.sends_document()
    pieter.sends_voice()
    pieter.sends_video()
    pieter.sends_sticker()
    pieter.sends_album("een", "twee")
    pieter.shares_location(52.09, 5.12)
    pieter.shares_contact()
    pieter.forwards(first)
    pieter.says("Hierop", reply_to=pieter.sees()[1])
    pieter.reacts(first, "👍")
    pieter.blocks()
    pieter.unblocks()
    group = telegram.group("Begeleiders", sanne, forum=True)
    sanne.says("Hoi", where=group.opens_topic("Straatfeest", sanne))
    group.adds(pieter)
    group.removes(pieter)
    group.makes(sanne, "administrator", can_pin_messages=False)
    telegram.group("Klein", sanne, basic=True).upgrades()


def test_every_update_is_one_that_aiogram_knows(telegram: BotApiServer, ask: Ask) -> None:
    ask("getUpdates", allowed_updates=[name for name in Update.model_fields if name != "update_id"])
    everything_people_do(telegram, ask)
    log = telegram.world.updates.log
    kinds = {update.kind for update in log}
    assert kinds == {
        "message",
        "edited_message",
        "callback_query",
        "message_reaction",
        "my_chat_member",
        "chat_member",
    }
    for update in log:
        assert list(loose_ends(Update.model_validate(update.body), update.kind)) == []


def test_a_command_carries_its_mark(ask: Ask, pieter: Player) -> None:
    pieter.says("/antwoord VB-2027-0014 Dat mag")
    message = ask("getUpdates")["result"][-1]["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 9}]


def test_links_to_the_bot_pass_on_their_payload(telegram: BotApiServer, ask: Ask) -> None:
    sanne = telegram.user("Sanne")
    sanne.opens("https://t.me/aanspreekpunt_bot?start=abc_-123")
    assert ask("getUpdates")["result"][-1]["message"]["text"] == "/start abc_-123"
    with pytest.raises(ValueError, match="passes no such payload"):
        sanne.starts("met spatie")


def test_waiting_ends_when_the_bot_speaks(ask: Ask, pieter: Player) -> None:
    later = Timer(0.05, lambda: ask("sendMessage", chat_id=pieter.id, text="Vraag 1"))
    later.start()
    assert pieter.waits_for("Vraag 1").text == "Vraag 1"
    later.join()


def test_waiting_sees_only_news_and_says_what_there_was(ask: Ask, pieter: Player) -> None:
    ask("sendMessage", chat_id=pieter.id, text="Vraag 1", reply_markup=BUTTON)
    pieter.says("een feest")
    with pytest.raises(AssertionError, match=r"Aanspreekpunt: Vraag 1 \[Ja\]"):
        pieter.waits_for("Vraag 1", seconds=0)


def test_who_blocked_the_bot_cannot_speak_to_it(pieter: Player) -> None:
    pieter.blocks()
    with pytest.raises(AssertionError, match="blocked the bot"):
        pieter.says("Hoi")


def test_people_can_be_played_by_http(telegram: BotApiServer, ask: Ask) -> None:
    pieter = f"{telegram.url}/people/Pieter"
    who = httpx.post(pieter, json={"starts": ""}).json()["id"]
    ask("sendMessage", chat_id=who, text="Zeker?", reply_markup=BUTTON)
    httpx.post(pieter, json={"presses": "Ja"})
    assert [m["text"] for m in httpx.get(pieter).json()] == ["/start", "Zeker?"]
    assert ask("getUpdates")["result"][-1]["callback_query"]["data"] == "j"
    assert httpx.post(pieter, json={"presses": "Nee"}).status_code == 400
    assert httpx.post(pieter, json={"vliegt": ""}).status_code == 400


def test_a_button_that_is_gone_can_still_be_pressed(ask: Ask, pieter: Player) -> None:
    ask("sendMessage", chat_id=pieter.id, text="Zeker?", reply_markup=BUTTON)
    button = pieter.button("Ja")
    ask("editMessageText", chat_id=pieter.id, message_id=button.message.id, text="Klaar")
    pieter.presses(button)
    query = ask("getUpdates")["result"][-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("j", "Klaar")


def test_buttons_in_a_group_are_pressed_there(telegram: BotApiServer, ask: Ask) -> None:
    sanne = telegram.user("Sanne")
    team = telegram.group("Begeleiders", sanne, forum=True)
    ask("sendMessage", chat_id=team.id, text="Kaart", reply_markup=BUTTON)
    press = sanne.presses("Ja", where=team)
    ask("answerCallbackQuery", callback_query_id=press.id, text="Joost was eerst")
    assert press.waits_for_answer() == "Joost was eerst"


def test_the_server_runs_alone() -> None:
    command = [sys.executable, "-m", "tests.botapi", "--port", "0", "--token", "1:abc"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert httpx.get(f"{url}/bot1:abc/getMe", timeout=20).json()["ok"]
        process.terminate()
        assert process.wait(20) == 0
