"""For every way in which a send can end, the receipt says honestly what became of it."""

import socket

import anyio
import pytest

from bot.channels.telegram.address import chat_name
from bot.channels.telegram.client import TelegramChannel
from bot.core.channel import (
    Blocked,
    Gone,
    Moved,
    NotSent,
    Receipt,
    Refused,
    Sent,
    Stopped,
    Unsure,
)
from bot.core.decision import Send
from tests.botapi import BotApiServer, Player, faults
from tests.botapi.faults import Fault

pytestmark = pytest.mark.anyio


async def says(channel: TelegramChannel, chat: int, text: str = "dag") -> Receipt:
    out = Send(chat=chat_name(chat), text=text)
    return await channel.deliver(out, outbox=1, message=None, file=None)


@pytest.mark.parametrize(
    ("fault", "receipt"),
    [
        (faults.too_many_requests(30), NotSent(retry_after=30)),
        (faults.blocked(), Blocked()),
        (faults.deactivated(), Blocked()),
        (faults.kicked(), Blocked()),
        (faults.unauthorized(), Stopped(why="Unauthorized")),
        (faults.server_error(502), Unsure()),
        (faults.server_error(500, accepted=True), Unsure()),
        (faults.drop(accepted=True), Unsure()),
        (faults.drop(accepted=False), Unsure()),
        (faults.hang(accepted=True), Unsure()),
        (faults.bad_request("message thread not found"), Gone(what="topic")),
        (faults.bad_request("TOPIC_DELETED"), Gone(what="topic")),
        (faults.bad_request("message to edit not found"), Gone(what="message")),
        (faults.bad_request("message can't be edited"), Gone(what="message")),
        (faults.bad_request("message is not modified: same"), Sent()),
        (faults.query_too_old(), Sent()),
        (faults.bad_request("chat not found"), Refused(why="Chat not found")),
        (
            faults.bad_request("group chat was upgraded", migrate_to_chat_id=-1009),
            Moved(chat="telegram:-1009"),
        ),
    ],
)
async def test_each_answer_of_telegram_has_its_receipt(
    channel: TelegramChannel,
    telegram: BotApiServer,
    pieter: Player,
    fault: Fault,
    receipt: Receipt,
) -> None:
    telegram.fails(fault, method="sendMessage")

    assert await says(channel, pieter.id) == receipt


async def test_who_blocked_the_bot_is_not_reached(channel: TelegramChannel, pieter: Player) -> None:
    pieter.blocks()

    assert await says(channel, pieter.id) == Blocked()


async def test_a_group_that_moved_tells_where_to(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    old = telegram.group("Team", pieter, basic=True)
    new = old.upgrades()

    assert await says(channel, old.id) == Moved(chat=chat_name(new.id))


async def test_a_refusal_does_not_repeat_what_people_wrote(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    reason = 'can\'t parse entities: unsupported start tag "kanarie" at byte offset 3'
    telegram.fails(faults.bad_request(reason), method="sendMessage")

    receipt = await says(channel, pieter.id)

    assert isinstance(receipt, Refused)
    assert "parse entities" in receipt.why
    assert "kanarie" not in receipt.why


async def test_without_a_connection_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with TelegramChannel("1:geheim", f"http://127.0.0.1:{port}") as channel:
        assert await says(channel, 412) == NotSent()


async def test_a_name_that_does_not_exist_was_not_reached() -> None:
    async with TelegramChannel("1:geheim", "http://telegram.invalid") as channel:
        assert await says(channel, 412) == NotSent()


async def test_a_full_pool_sends_nothing(telegram: BotApiServer, pieter: Player) -> None:
    telegram.fails(faults.hang(), method="sendMessage", times=None)
    async with TelegramChannel(
        telegram.token, telegram.url, connections=1, connect=0.1, read=0.4
    ) as channel:
        receipts: list[Receipt] = []

        async def one() -> None:
            receipts.append(await says(channel, pieter.id))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one)
            tasks.start_soon(one)

    assert sorted(receipt.kind for receipt in receipts) == ["not-sent", "unsure"]


async def test_a_channel_that_is_not_open_sends_nothing(telegram: BotApiServer) -> None:
    assert await says(TelegramChannel(telegram.token, telegram.url), 412) == NotSent()


async def test_a_chat_of_another_channel_raises_nothing(channel: TelegramChannel) -> None:
    out = Send(chat="terminal:bewoner", text="dag")

    receipt = await channel.deliver(out, outbox=1, message=None, file=None)

    assert isinstance(receipt, Refused)


async def test_what_was_accepted_without_an_answer_stands_there_once(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    telegram.fails(faults.drop(accepted=True), method="sendMessage")

    assert await says(channel, pieter.id, "een keer") == Unsure()
    assert [message.text for message in pieter.sees_from_bot()] == ["een keer"]
