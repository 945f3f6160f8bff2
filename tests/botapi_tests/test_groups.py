"""Groups: topics, members, rights, privacy mode, becoming a supergroup."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.botapi import BotApiServer, Group, Player

pytestmark = pytest.mark.anyio


@pytest.fixture
def sanne(telegram: BotApiServer) -> Player:
    return telegram.user("Sanne")


@pytest.fixture
def team(telegram: BotApiServer, sanne: Player) -> Group:
    return telegram.group("Begeleiders", sanne, forum=True, can_manage_topics=True)


async def test_a_topic_holds_its_messages(bot: Bot, team: Group, sanne: Player) -> None:
    topic = await bot.create_forum_topic(team.id, "VB-2027-0014 Straatfeest")
    card = await bot.send_message(team.id, "Kaart", message_thread_id=topic.message_thread_id)
    here = team.topic(topic.message_thread_id)
    sanne.says("Ik kijk ernaar", where=here)
    assert card.is_topic_message
    assert [m.text for m in here.sees()][1:] == ["Kaart", "Ik kijk ernaar"]
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.message_thread_id == topic.message_thread_id
    assert message.reply_to_message is not None
    assert message.reply_to_message.forum_topic_created is not None


async def test_a_deleted_topic_takes_no_messages(bot: Bot, team: Group) -> None:
    topic = await bot.create_forum_topic(team.id, "Straatfeest")
    team.deletes_topic(topic.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(team.id, "Hoi", message_thread_id=topic.message_thread_id)
    team.posts_in_general_when_a_topic_is_gone()
    sent = await bot.send_message(team.id, "Hoi", message_thread_id=topic.message_thread_id)
    assert sent.message_thread_id is None


async def test_topics_are_renamed_closed_and_reopened(bot: Bot, team: Group) -> None:
    thread = (await bot.create_forum_topic(team.id, "Straatfeest")).message_thread_id
    await bot.edit_forum_topic(team.id, thread, name="Buurtfeest")
    await bot.close_forum_topic(team.id, thread)
    assert [(topic.name, topic.closed) for topic in team.topics] == [("Buurtfeest", True)]
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.close_forum_topic(team.id, thread)
    await bot.reopen_forum_topic(team.id, thread)
    assert not team.topics[0].closed


async def test_without_the_right_no_topic_is_made(bot: Bot, team: Group) -> None:
    team.makes_bot("administrator", can_manage_topics=False)
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.create_forum_topic(team.id, "Straatfeest")
    me = await bot.get_chat_member(team.id, bot.id)
    assert me.to_dict()["can_manage_topics"] is False


async def test_only_a_forum_has_topics_and_their_names_have_a_length(
    bot: Bot, telegram: BotApiServer, team: Group, sanne: Player
) -> None:
    flat = telegram.group("Zonder onderwerpen", sanne)
    with pytest.raises(BadRequest, match="not a forum"):
        await bot.create_forum_topic(flat.id, "Straatfeest")
    with pytest.raises(BadRequest, match=r"(?i)topic_title"):
        await bot.create_forum_topic(team.id, "x" * 129)


async def test_members_and_administrators_are_told(
    bot: Bot, telegram: BotApiServer, team: Group, sanne: Player
) -> None:
    joost = telegram.user("Joost")
    team.adds(joost, status="administrator")
    owner, *admins = await bot.get_chat_administrators(team.id)
    assert owner.user.id == sanne.id
    assert [admin.user.id for admin in admins] == [bot.id, joost.id]
    team.removes(joost)
    assert (await bot.get_chat_member(team.id, joost.id)).status == "left"
    chat = await bot.get_chat(team.id)
    assert (chat.title, chat.is_forum) == ("Begeleiders", True)


async def test_joining_and_leaving_are_updates(
    bot: Bot, telegram: BotApiServer, team: Group
) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["message", "chat_member", "my_chat_member"])
    joost = telegram.user("Joost")
    team.adds(joost)
    team.removes(joost)
    team.makes_bot("kicked")
    updates = [update.to_dict() for update in await bot.get_updates()]
    kinds = [next(iter(update.keys() - {"update_id"})) for update in updates]
    assert kinds[1:] == ["chat_member", "message", "chat_member", "message", "my_chat_member"]
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(team.id, "Hoi")


async def test_privacy_mode_lets_only_commands_mentions_and_replies_through(
    bot: Bot, telegram: BotApiServer, sanne: Player
) -> None:
    group = telegram.group("Buurt", sanne, bot="member")
    sent = await bot.send_message(group.id, "Hoi")
    sanne.says("onder ons", where=group)
    sanne.says("/status", where=group)
    sanne.says("tegen jou", where=group, reply_to=group.sees()[0])
    telegram.world.bot_reads_all = True
    sanne.says("nu wel", where=group)
    messages = [u.message for u in await bot.get_updates() if u.message]
    assert [m.text for m in messages] == ["/status", "tegen jou", "nu wel"]
    assert messages[1].reply_to_message is not None
    assert messages[1].reply_to_message.id == sent.id
    assert (await bot.get_me()).can_read_all_group_messages


async def test_a_group_that_became_a_supergroup_refuses_its_old_id(
    bot: Bot, telegram: BotApiServer, sanne: Player
) -> None:
    old = telegram.group("Begeleiders", sanne, basic=True)
    new = old.upgrades()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "Hoi")
    assert moved.value.new_chat_id == new.id
    assert await bot.send_message(new.id, "Hoi")
    moves = [u.message for u in await bot.get_updates() if u.message]
    assert (moves[0].migrate_to_chat_id, moves[1].migrate_from_chat_id) == (new.id, old.id)


async def test_a_supergroup_numbers_its_own_messages(bot: Bot, team: Group, sanne: Player) -> None:
    sanne.starts()
    in_group = await bot.send_message(team.id, "Hoi")
    in_private = await bot.send_message(sanne.id, "Hoi")
    assert in_group.id == 1
    assert in_private.id > 1
