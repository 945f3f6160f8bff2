"""Where a bot may speak, and where it is refused."""

from typing import Any

from aiogram.types import ReplyParameters

from tests.botapi import shapes
from tests.botapi.limits import markup
from tests.botapi.refusals import bad_request, forbidden, upgraded
from tests.botapi.rules import given
from tests.botapi.world import Chat, Message, Topic, User, World

Json = dict[str, Any]


def chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat that the bot may speak in; raise Refusal (400 or 403) otherwise."""
    room = known_chat(world, chat_id)
    if room.is_private:
        _check_person(world.users[room.id])
    elif not room.member(world.bot.id).is_in:
        raise forbidden(f"bot was kicked from the {room.type} chat")
    return room


def known_chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat that exists; raise Refusal (400) when it does not, or no longer."""
    try:
        room = world.chats[int(chat_id)]
    except (KeyError, ValueError):
        raise bad_request("chat not found") from None
    if room.upgraded_to:
        raise upgraded(room.upgraded_to)
    return room


def administered(world: World, chat_id: int | str, right: str, reason: str) -> Chat:
    """Return a chat in which the bot has this right."""
    room = chat(world, chat_id)
    if not room.is_private and not room.member(world.bot.id).may(right):
        raise bad_request(reason)
    return room


def message(room: Chat, message_id: int | None, reason: str) -> Message:
    """Return a message of the chat; raise Refusal with this reason when it is not there."""
    found = room.message(message_id)
    if found is None:
        raise bad_request(reason)
    return found


def topic(room: Chat, thread_id: int, reason: str) -> Topic:
    """Return a topic that exists; raise Refusal with this reason when it does not."""
    found = room.topics.get(thread_id)
    if found is None or found.deleted:
        raise bad_request(reason)
    return found


def speak(world: World, ask: Any, *contents: Json) -> list[Message]:
    """Post messages of the bot as the request says: where, in answer to what, with buttons."""
    room = chat(world, ask.chat_id)
    details = {
        "thread_id": _thread(world, room, ask.message_thread_id),
        "reply_to": _reply_to(room, ask),
        "reply_markup": markup(getattr(ask, "reply_markup", None), private=room.is_private),
        "silent": bool(ask.disable_notification),
        "media_group_id": world.album_id() if len(contents) > 1 else None,
    }
    return [world.post(room, world.bot, content, **details) for content in contents]


def spoken(world: World, ask: Any, content: Json) -> Json:
    """Post one message of the bot and return it as the Bot API does."""
    return shapes.message(world, speak(world, ask, content)[0])


def _check_person(person: User) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked_bot:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def _thread(world: World, room: Chat, thread_id: int | None) -> int | None:
    if thread_id is None:
        return None
    try:
        found = topic(room, thread_id, "message thread not found")
    except Exception:
        if room.gone_topics_post_in_general:
            return None
        raise
    if found.closed and not room.member(world.bot.id).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return found.id


def _reply_to(room: Chat, ask: Any) -> int | None:
    reply: ReplyParameters | None = ask.reply_parameters
    wanted = reply.message_id if reply else getattr(ask, "reply_to_message_id", None)
    if wanted is None or room.message(wanted):
        return wanted
    lenient = reply and given(reply.allow_sending_without_reply)
    if lenient or getattr(ask, "allow_sending_without_reply", None):
        return None
    raise bad_request("message to be replied not found")
