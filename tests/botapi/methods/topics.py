"""Topics of a forum."""

from typing import Any

from aiogram import methods as api
from telegram.constants import ForumIconColor, ForumTopicLimit

from tests.botapi.methods import reach
from tests.botapi.methods.registry import plays
from tests.botapi.refusals import bad_request
from tests.botapi.world import Chat, Topic, User, World

Json = dict[str, Any]

NO_RIGHT = "not enough rights to create a topic"
GONE = "TOPIC_ID_INVALID"
SAME = "TOPIC_NOT_MODIFIED"


def open_topic(world: World, room: Chat, by: User, name: str, icon_color: int) -> Topic:
    """Open a topic, with the service message that gives it its id."""
    news = {"forum_topic_created": {"name": name, "icon_color": icon_color}}
    message = world.post(room, by, news)
    message.thread_id = message.id
    room.topics[message.id] = Topic(message.id, name, icon_color)
    return room.topics[message.id]


@plays(api.CreateForumTopic)
def create_forum_topic(world: World, ask: api.CreateForumTopic) -> Json:
    room = reach.chat(world, ask.chat_id)
    if not room.is_forum:
        raise bad_request("the chat is not a forum")
    if not room.member(world.bot.id).may("can_manage_topics"):
        raise bad_request(NO_RIGHT)
    _check_name(ask.name)
    color = ask.icon_color or int(ForumIconColor.BLUE)
    if color not in set(ForumIconColor):
        raise bad_request("wrong icon color specified")
    topic = open_topic(world, room, world.bot, ask.name, color)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": color}


@plays(api.EditForumTopic)
def edit_forum_topic(world: World, ask: api.EditForumTopic) -> bool:
    room, topic = _managed(world, ask)
    if ask.name is not None:
        _check_name(ask.name)
        if ask.name == topic.name:
            raise bad_request(SAME)
        topic.name = ask.name
        news = {"forum_topic_edited": {"name": ask.name}}
        world.post(room, world.bot, news, thread_id=topic.id)
    return True


@plays(api.CloseForumTopic)
def close_forum_topic(world: World, ask: api.CloseForumTopic) -> bool:
    return _switch(world, ask, closed=True)


@plays(api.ReopenForumTopic)
def reopen_forum_topic(world: World, ask: api.ReopenForumTopic) -> bool:
    return _switch(world, ask, closed=False)


def _switch(world: World, ask: Any, *, closed: bool) -> bool:
    room, topic = _managed(world, ask)
    if topic.closed == closed:
        raise bad_request(SAME)
    topic.closed = closed
    news: Json = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    world.post(room, world.bot, news, thread_id=topic.id)
    return True


def _managed(world: World, ask: Any) -> tuple[Chat, Topic]:
    room = reach.chat(world, ask.chat_id)
    topic = reach.topic(room, ask.message_thread_id, GONE)
    if not room.member(world.bot.id).may("can_manage_topics"):
        raise bad_request("not enough rights")
    return room, topic


def _check_name(name: str) -> None:
    if not ForumTopicLimit.MIN_NAME_LENGTH <= len(name) <= ForumTopicLimit.MAX_NAME_LENGTH:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
