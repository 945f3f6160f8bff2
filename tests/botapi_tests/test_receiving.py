"""getUpdates and the webhook: nothing is gone before it was confirmed."""

import asyncio
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import Conflict

from tests.botapi import BotApiServer, Player
from tests.botapi.updates import UpdateQueue
from tests.botapi_tests.conftest import Ask, Watch

pytestmark = pytest.mark.anyio


def texts(answer: dict[str, Any]) -> list[str]:
    return [update["message"]["text"] for update in answer["result"]]


def test_updates_come_again_until_a_higher_offset(ask: Ask, pieter: Player) -> None:
    pieter.says("een")
    first = ask("getUpdates")
    again = ask("getUpdates", offset=first["result"][0]["update_id"])
    last = first["result"][-1]["update_id"]
    assert texts(first) == texts(again) == ["/start", "een"]
    assert ask("getUpdates", offset=last + 1)["result"] == []
    assert ask("getUpdates")["result"] == []


def test_a_limit_gives_the_oldest_first(ask: Ask, pieter: Player) -> None:
    pieter.says("een")
    assert texts(ask("getUpdates", limit=1)) == ["/start"]


def test_a_negative_offset_forgets_all_before_it(ask: Ask, pieter: Player) -> None:
    pieter.says("een")
    pieter.says("twee")
    assert texts(ask("getUpdates", offset=-2)) == ["een", "twee"]
    assert texts(ask("getUpdates")) == ["een", "twee"]


def test_updates_are_gone_after_a_day_and_presses_after_150_seconds(
    ask: Ask, pieter: Player, watch: Watch
) -> None:
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "j"}]]}
    ask("sendMessage", chat_id=pieter.id, text="Zeker?", reply_markup=markup)
    press = pieter.presses("Ja")
    assert len(ask("getUpdates")["result"]) == 2
    watch.passes(seconds=151)
    assert texts(ask("getUpdates")) == ["/start"]
    assert (
        "query is too old" in ask("answerCallbackQuery", callback_query_id=press.id)["description"]
    )
    watch.passes(hours=24)
    assert ask("getUpdates")["result"] == []


def test_numbering_can_restart_lower_and_nothing_is_lost(
    ask: Ask, telegram: BotApiServer, pieter: Player
) -> None:
    high = ask("getUpdates")["result"][-1]["update_id"] + 1
    assert ask("getUpdates", offset=high)["result"] == []
    telegram.renumbers(1000)
    pieter.says("na een stille week")
    answer = ask("getUpdates", offset=high)
    assert answer["result"][0]["update_id"] == 1000
    assert ask("getUpdates", offset=1001)["result"] == []


def test_a_confirmed_update_can_be_delivered_twice(
    ask: Ask, telegram: BotApiServer, pieter: Player
) -> None:
    number = ask("getUpdates")["result"][0]["update_id"]
    ask("getUpdates", offset=number + 1)
    telegram.repeats(number)
    pieter.says("nieuw")
    assert texts(ask("getUpdates", offset=number + 1)) == ["/start", "nieuw"]
    assert texts(ask("getUpdates", offset=number + 1)) == ["nieuw"]


def test_an_update_of_any_shape_can_be_injected(ask: Ask, telegram: BotApiServer) -> None:
    number = telegram.injects(holiday={"of": "the future"})
    (update,) = ask("getUpdates")["result"]
    assert update == {"update_id": number, "holiday": {"of": "the future"}}


def test_only_allowed_updates_are_kept(ask: Ask, pieter: Player) -> None:
    ask("getUpdates", offset=-1, allowed_updates=["message_reaction"])
    pieter.says("hoort niemand")
    pieter.reacts(pieter.sees()[0], "👍")
    kinds = [set(update) - {"update_id"} for update in ask("getUpdates")["result"]]
    assert kinds == [{"message"}, {"message_reaction"}]


async def test_a_long_poll_answers_as_soon_as_something_is_said(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    (start,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=50))
    while telegram.polls < 2:
        await asyncio.sleep(0.01)
    pieter.says("Hoi")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "Hoi"


async def test_the_older_of_two_pollers_hears_conflict(bot: Bot, telegram: BotApiServer) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=50))
    while telegram.polls < 1:
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient() as http:
        newer = await http.get(f"{telegram.url}/bot{telegram.token}/getUpdates")
    assert newer.json()["ok"]
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older


def test_a_poller_that_was_killed_loses_nothing(
    ask: Ask, telegram: BotApiServer, pieter: Player
) -> None:
    ask("getUpdates", offset=-1)
    last = ask("getUpdates")["result"][-1]["update_id"]
    url = f"{telegram.url}/bot{telegram.token}/getUpdates"
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(url, params={"timeout": 50, "offset": last + 1}, timeout=0.1)
    pieter.says("ondertussen")
    assert texts(ask("getUpdates", offset=last + 1)) == ["ondertussen"]


@given(st.lists(st.one_of(st.just("say"), st.integers(0, 3)), max_size=30))
def test_whenever_the_bot_asks_and_confirms_nothing_is_lost_or_disordered(
    steps: list[str | int],
) -> None:
    queue, taken = UpdateQueue(lambda: datetime(2027, 6, 12, tzinfo=UTC)), [0]
    for step in [*steps, 0, 0]:
        if step == "say":
            queue.add("message", {}, lane=1)
        else:
            batch = queue.fetch(taken[-1] + 1 if taken[1:] else 0, 100 - int(step) * 33)
            taken += [update.id for update in batch]
    assert taken[1:] == [update.id for update in queue.log]


@dataclass
class Endpoint:
    """A bot's webhook that answers as told."""

    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], tuple[int, dict[str, Any]]] = lambda _: (200, {})

    @contextmanager
    def open(self) -> Iterator["Endpoint"]:
        endpoint = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(size))
                endpoint.secrets.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
                status, reply = endpoint.answer(body)
                endpoint.bodies.append(body)
                payload = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_: object) -> None:
                """Keep the tests' output clean."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint("").open() as opened:
        yield opened


def test_a_webhook_gets_updates_with_its_secret(
    ask: Ask, telegram: BotApiServer, pieter: Player, endpoint: Endpoint
) -> None:
    ask("setWebhook", url=endpoint.url, secret_token="geheim")
    pieter.says("Hoi")
    telegram.waits_until_confirmed()
    assert [body["message"]["text"] for body in endpoint.bodies] == ["/start", "Hoi"]
    assert set(endpoint.secrets) == {"geheim"}
    assert ask("getWebhookInfo")["result"]["pending_update_count"] == 0


def test_a_webhook_that_fails_gets_the_update_again_and_order_in_a_chat_holds(
    ask: Ask, telegram: BotApiServer, pieter: Player, endpoint: Endpoint
) -> None:
    fails = iter([500, 502, 200])
    endpoint.answer = lambda body: (next(fails, 200), body)
    ask("setWebhook", url=endpoint.url)
    pieter.says("daarna")
    telegram.waits_until_confirmed()
    said = [body["message"]["text"] for body in endpoint.bodies]
    assert said == ["/start", "/start", "/start", "daarna"]
    assert "502" in ask("getWebhookInfo")["result"]["last_error_message"]


def test_a_chat_that_is_stuck_does_not_hold_up_another(
    ask: Ask, telegram: BotApiServer, pieter: Player, endpoint: Endpoint
) -> None:
    endpoint.answer = lambda body: (500 if body["message"]["from"]["id"] == pieter.id else 200, {})
    ask("setWebhook", url=endpoint.url)
    sanne = telegram.user("Sanne")
    sanne.starts()
    assert telegram.world.bell.wait_for(lambda: len(telegram.world.updates.pending) == 1, 30)


def test_a_webhook_may_answer_with_a_call(
    ask: Ask, telegram: BotApiServer, pieter: Player, endpoint: Endpoint
) -> None:
    reply = {"method": "sendMessage", "chat_id": pieter.id, "text": "Welkom"}
    endpoint.answer = lambda _: (200, reply)
    ask("setWebhook", url=endpoint.url)
    assert pieter.waits_for("Welkom").from_bot
    assert [call.method for call in telegram.calls] == ["setWebhook", "sendMessage"]


def test_polling_and_a_webhook_exclude_each_other(ask: Ask, endpoint: Endpoint) -> None:
    ask("setWebhook", url=endpoint.url)
    assert ask("getUpdates")["error_code"] == 409
    ask("deleteWebhook")
    assert ask("getUpdates")["ok"]


def test_a_webhook_must_be_https_unless_it_is_here(ask: Ask) -> None:
    assert "HTTPS" in ask("setWebhook", url="http://example.com/hook")["description"]
