"""What the server takes for a request, and what it refuses."""

from typing import Any

import httpx
import pytest
from telegram.constants import MessageLimit

from tests.botapi import BotApiServer, Player
from tests.botapi_tests.conftest import Ask


def button(**parts: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ja", **parts}]]}


def test_a_request_may_come_as_query_form_json_or_multipart(
    telegram: BotApiServer, pieter: Player
) -> None:
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    said = {"chat_id": str(pieter.id), "text": "Hoi"}
    answers = [
        httpx.get(url, params=said),
        httpx.post(url, data=said),
        httpx.post(url, json=said),
        httpx.post(url, files={name: (None, value) for name, value in said.items()}),
    ]
    assert all(answer.json()["result"]["text"] == "Hoi" for answer in answers)
    assert len(pieter.sees_from_bot()) == 4


def test_json_in_a_form_field_is_read(telegram: BotApiServer, pieter: Player) -> None:
    markup = '{"inline_keyboard": [[{"text": "Ja", "callback_data": "j"}]]}'
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    httpx.post(url, data={"chat_id": pieter.id, "text": "Zeker?", "reply_markup": markup})
    assert pieter.sees()[-1].buttons == [["Ja"]]


def test_a_text_that_looks_like_json_stays_a_text(ask: Ask, pieter: Player) -> None:
    ask("sendMessage", chat_id=pieter.id, text='{"hoi": 1}')
    assert pieter.sees()[-1].text == '{"hoi": 1}'


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": 5}, "text: Input should be a valid string"),
        ({"text": "x", "silent": True}, "unknown field silent"),
        ({"text": "x", "reply_markup": button(callbackdata="j")}, "callbackdata"),
        ({"text": "x", "reply_markup": {"inline_keybord": []}}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": button()}, "Text buttons are unallowed"),
        ({"text": "x", "reply_markup": button(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": button(url="http://localhost/")}, "Wrong HTTP URL"),
        ({"text": "x", "reply_parameters": {"message_id": "een"}}, "message_id"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<p>x</p>", "parse_mode": "HTML"}, "can't parse entities: Unsupported start"),
        ({"text": "x", "message_thread_id": 4}, "message thread not found"),
    ],
)
def test_a_wrong_message_is_refused_with_the_reason(
    ask: Ask, pieter: Player, params: dict[str, Any], reason: str
) -> None:
    answer = ask("sendMessage", chat_id=pieter.id, **params)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert reason in answer["description"]


def test_length_is_counted_in_utf16_units_after_reading_the_html(ask: Ask, pieter: Player) -> None:
    half = MessageLimit.MAX_TEXT_LENGTH // 2
    fits = ask("sendMessage", chat_id=pieter.id, text=f"<b>{'🙂' * half}</b>", parse_mode="HTML")
    too_long = ask("sendMessage", chat_id=pieter.id, text="🙂" * half + "x")
    assert fits["ok"]
    assert too_long["description"] == "Bad Request: message is too long"


def test_a_reaction_without_its_type_is_refused(ask: Ask, pieter: Player) -> None:
    said = pieter.sees()[0]
    answer = ask(
        "setMessageReaction", chat_id=pieter.id, message_id=said.id, reaction=[{"emoji": "👍"}]
    )
    assert "reaction" in answer["description"]
    assert not answer["ok"]


@pytest.mark.parametrize(
    ("reaction", "reason"), [("🧦", "REACTION_INVALID"), ("👍👍", "REACTION_INVALID")]
)
def test_only_telegrams_own_emoji_are_reactions(
    ask: Ask, pieter: Player, reaction: str, reason: str
) -> None:
    answer = ask(
        "setMessageReaction",
        chat_id=pieter.id,
        message_id=pieter.sees()[0].id,
        reaction=[{"type": "emoji", "emoji": reaction}],
    )
    assert reason in answer["description"]


@pytest.mark.parametrize("path", ["getNothing", "sendMessageTo", "sendPoll"])
def test_a_method_that_is_unknown_or_not_played_is_404(ask: Ask, path: str) -> None:
    answer = ask(path, chat_id=1, question="?", options=[{"text": "a"}, {"text": "b"}])
    assert answer["error_code"] == 404


def test_method_names_are_read_in_any_case(ask: Ask) -> None:
    assert ask("GETME")["result"]["is_bot"] is True


def test_a_wrong_token_is_unauthorized_and_no_token_is_not_found(telegram: BotApiServer) -> None:
    wrong = httpx.get(f"{telegram.url}/bot123:abc/getMe")
    none = httpx.get(f"{telegram.url}/botabc/getMe")
    assert (wrong.status_code, none.status_code) == (401, 404)


def test_a_body_that_is_no_json_object_is_refused(telegram: BotApiServer) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getMe"
    for body in (b"[]", b"{", b"\xff"):
        answer = httpx.post(url, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400


def test_mistakes_are_kept_for_the_test_to_look_at(
    ask: Ask, telegram: BotApiServer, pieter: Player
) -> None:
    ask("sendMessage", chat_id=pieter.id, txt="Hoi")
    (mistake,) = telegram.mistakes
    assert (mistake.method, mistake.code) == ("sendMessage", 400)
    assert telegram.calls == []


def test_half_a_character_is_refused(telegram: BotApiServer, pieter: Player) -> None:
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    body = b'{"chat_id": %d, "text": "\\ud83d"}' % pieter.id
    answer = httpx.post(url, content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"
