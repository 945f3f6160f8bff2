"""At the start the operator hears, in Dutch, what to change at Telegram."""

import pytest

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.startup import (
    bot_name,
    publish_commands,
    startup_report,
    use_webhook,
)
from tests.botapi import BotApiServer, faults

pytestmark = pytest.mark.anyio


async def test_a_bot_that_may_do_all_in_its_group_has_nothing_to_report(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    team = telegram.group("Team", telegram.user("Nadia"), forum=True)

    assert await startup_report(channel, team.id) == []


async def test_without_a_group_there_is_nothing_to_report(channel: TelegramChannel) -> None:
    assert await startup_report(channel, None) == []


async def test_a_group_without_topics_is_told(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    team = telegram.group("Team", telegram.user("Nadia"))

    (finding,) = await startup_report(channel, team.id)

    assert "geen onderwerpen" in finding


async def test_a_bot_without_the_right_to_make_topics_hears_which_right(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    team = telegram.group("Team", telegram.user("Nadia"), forum=True, can_manage_topics=False)

    (finding,) = await startup_report(channel, team.id)

    assert "onderwerpen te beheren" in finding


async def test_privacy_mode_matters_to_a_bot_that_is_an_ordinary_member(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    team = telegram.group("Team", telegram.user("Nadia"), forum=True, bot="member")

    telegram.world.bot_reads_all = False
    hard_of_hearing = await startup_report(channel, team.id)
    telegram.world.bot_reads_all = True
    hearing = await startup_report(channel, team.id)

    assert any("/setprivacy" in finding for finding in hard_of_hearing)
    assert not any("/setprivacy" in finding for finding in hearing)


async def test_a_group_that_is_not_there_is_told(channel: TelegramChannel) -> None:
    (finding,) = await startup_report(channel, -1009999)

    assert "AANSPREEKPUNT_STAFF_CHAT" in finding


async def test_a_group_the_bot_was_put_out_of_is_told(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    team = telegram.group("Team", telegram.user("Nadia"), forum=True)
    team.makes_bot("kicked")

    (finding,) = await startup_report(channel, team.id)

    assert "vindt de groep" in finding


async def test_a_group_that_moved_gives_its_new_number(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    old = telegram.group("Team", telegram.user("Nadia"), basic=True)
    new = old.upgrades()

    (finding,) = await startup_report(channel, old.id)

    assert f"AANSPREEKPUNT_STAFF_CHAT={new.id}" in finding


async def test_a_webhook_that_telegram_cannot_reach_is_told(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    await use_webhook(channel, "https://bot.voorbeeld.nl/telegram", "een-geheim-van-Telegram")
    with telegram.world.changing():
        telegram.world.webhook.last_error = "Connection refused"
        telegram.world.webhook.last_error_at = telegram.world.clock()

    (finding,) = await startup_report(channel, None)

    assert "https://bot.voorbeeld.nl/telegram" in finding


async def test_updates_that_another_program_left_out_are_told(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    await use_webhook(channel, "https://bot.voorbeeld.nl/telegram", "een-geheim-van-Telegram")
    with telegram.world.changing():
        telegram.world.updates.allow(["message"])

    findings = await startup_report(channel, None)

    assert any("callback_query, edited_message, my_chat_member" in told for told in findings)


async def test_a_wrong_token_and_a_telegram_that_is_away_are_told_apart(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    with telegram.failing(faults.unauthorized()):
        assert "@BotFather" in (await startup_report(channel, None))[0]
    with telegram.failing(faults.server_error()):
        assert "niet bereikbaar" in (await startup_report(channel, None))[0]


async def test_residents_get_the_commands_in_their_menu(
    channel: TelegramChannel, telegram: BotApiServer
) -> None:
    await publish_commands(channel, [("status", "Hoe staat het met mijn plan?")])

    asked = telegram.calls[-1].params
    assert asked["commands"] == [
        {"command": "status", "description": "Hoe staat het met mijn plan?"}
    ]
    assert asked["scope"] == {"type": "all_private_chats"}


async def test_the_bot_knows_its_own_name(channel: TelegramChannel, telegram: BotApiServer) -> None:
    assert await bot_name(channel) == telegram.world.bot.username
