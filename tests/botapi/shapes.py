"""Objects of the Bot API as plain dictionaries, made from the world's state."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from tests.botapi.world import CallbackQuery, Chat, Member, Message, User, World

Json = dict[str, Any]

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)


def stamp(moment: datetime) -> int:
    """Return seconds since 1970, as the Bot API gives times."""
    return int(moment.timestamp())


def user(person: User) -> Json:
    shape = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    optional = {"last_name": person.last_name, "username": person.username}
    language = {} if person.is_bot else {"language_code": "nl"}
    return shape | {name: value for name, value in optional.items() if value} | language


def chat(world: World, room: Chat) -> Json:
    shape: Json = {"id": room.id, "type": room.type}
    if room.is_private:
        person = user(world.users[room.id])
        return shape | {k: v for k, v in person.items() if k in _NAMES}
    return shape | {"title": room.title} | ({"is_forum": True} if room.is_forum else {})


def message(world: World, shown: Message, *, with_reply: bool = True) -> Json:
    """Return a Message, with the one it answers (but not what that one answers)."""
    room = world.chats[shown.chat_id]
    shape = {
        "message_id": shown.id,
        "from": user(shown.sender),
        "chat": chat(world, room),
        "date": stamp(shown.date),
    }
    shape |= _thread(room, shown) | _optional(shown) | deepcopy(shown.content)
    answered = room.message(_answered(room, shown)) if with_reply else None
    if answered:
        shape["reply_to_message"] = message(world, answered, with_reply=False)
    return shape


def member(person: User, place: Member) -> Json:
    """Return a ChatMember."""
    shape: Json = {"status": place.status, "user": user(person)}
    if place.status == "creator":
        return shape | {"is_anonymous": False}
    if place.status == "administrator":
        rights = {right: place.may(right) for right in ADMINISTRATOR_RIGHTS}
        return shape | {"can_be_edited": False, "is_anonymous": False} | rights
    return shape | ({"until_date": 0} if place.status == "kicked" else {})


def member_updated(
    world: World, room: Chat, by: User, person: User, change: tuple[Member, Member]
) -> Json:
    """Return a ChatMemberUpdated; `change` is the member before and after."""
    old, new = change
    return {
        "chat": chat(world, room),
        "from": user(by),
        "date": stamp(world.clock()),
        "old_chat_member": member(person, old),
        "new_chat_member": member(person, new),
    }


def callback_query(world: World, query: CallbackQuery) -> Json:
    return {
        "id": query.id,
        "from": user(query.user),
        "message": message(world, query.message),
        "chat_instance": str(-query.message.chat_id * 7919),
        "data": query.data,
    }


def reaction_updated(world: World, shown: Message, by: User, old: list[str]) -> Json:
    """Return a MessageReactionUpdated; `old` are the emoji before."""
    return {
        "chat": chat(world, world.chats[shown.chat_id]),
        "message_id": shown.id,
        "date": stamp(world.clock()),
        "user": user(by),
        "old_reaction": _emoji(old),
        "new_reaction": _emoji(shown.reactions.get(by.id, [])),
    }


def full_chat(world: World, room: Chat) -> Json:
    """Return a ChatFullInfo."""
    gifts = dict.fromkeys(_GIFTS, True)
    shape = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return chat(world, room) | shape


_NAMES = frozenset({"first_name", "last_name", "username"})
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def _emoji(emoji: list[str]) -> list[Json]:
    return [{"type": "emoji", "emoji": one} for one in emoji]


def _thread(room: Chat, shown: Message) -> Json:
    if not (room.is_forum and shown.thread_id):
        return {}
    return {"message_thread_id": shown.thread_id, "is_topic_message": True}


def _optional(shown: Message) -> Json:
    inline = "inline_keyboard" in (shown.reply_markup or {})
    optional = {
        "edit_date": stamp(shown.edited_at) if shown.edited_at else None,
        "media_group_id": shown.media_group_id,
        "reply_markup": deepcopy(shown.reply_markup) if inline else None,
    }
    return {name: value for name, value in optional.items() if value is not None}


def _answered(room: Chat, shown: Message) -> int | None:
    """In a topic, a message that answers nothing answers the message that opened the topic."""
    if shown.reply_to or shown.thread_id == shown.id:
        return shown.reply_to
    return shown.thread_id if room.is_forum else None
