"""An update of Telegram as a happening: a whitelist of its fields, masked before it goes anywhere.

No username, last name or picture is ever read; a phone number only from a person's own contact,
shared in their private chat. Plain dictionaries, since the library's classes cost 0.1 ms an update.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bot.channels.telegram.address import chat_name
from bot.channels.telegram.messages import file_ref
from bot.core.happenings import (
    Edited,
    File,
    Happening,
    Incoming,
    Origin,
    Pressed,
    Reachable,
    Said,
    SentFile,
    SentOther,
    SharedPhone,
    SharedPlace,
)
from bot.core.invites import conceal
from bot.core.masking import clean, mask

Json = Mapping[str, Any]

_COMMAND_FOR_BOT = re.compile(r"^(/\w+)@\w+")
_OTHER = (
    "sticker",
    "poll",
    "dice",
    "game",
    "story",
    "checklist",
    "paid_media",
    "giveaway",
    "gift",
    "unique_gift",
    "invoice",
)


class Item(NamedTuple):
    """One row for the inbox: its unique key, the lane in which order holds, and what came in."""

    key: str
    lane: str
    incoming: Incoming


class Parsed(NamedTuple):
    """What an update holds for the house; without an item, `skipped` says why, for the log."""

    items: tuple[Item, ...]
    skipped: str = ""


class _Skip(Exception):
    """This update is nothing for the house, and this is why."""


def parse(update: Json, now: datetime) -> Parsed:
    """Read one raw update, whatever its shape; never raises.

    `now` (aware UTC) dates a pressed button, which Telegram does not. What cannot be read or is not
    for us has no items, and is to be confirmed all the same: it would come back for ever.
    """
    try:
        incoming = _incoming(update, now)
        key = f"u{int(update['update_id'])}"
    except _Skip as why:
        return Parsed((), str(why))
    except Exception as fault:
        return Parsed((), f"unreadable: {type(fault).__name__}")
    return Parsed((Item(key, incoming.origin.chat, incoming),))


def _incoming(update: Json, now: datetime) -> Incoming:
    for kind, read in _READERS.items():
        if kind in update:
            return read(update[kind], now)
    raise _Skip("unknown kind of update")


def _message(message: Json, _: datetime) -> Incoming:
    sender = _person(message)
    return Incoming(
        origin=_origin(message, sender, _moment(message["date"])), happening=_content(message)
    )


def _edited_message(message: Json, _: datetime) -> Incoming:
    sender = _person(message)
    text = message.get("text") or message.get("caption")
    if not text:
        raise _Skip("an edit without words")
    origin = _origin(message, sender, _moment(message["edit_date"]))
    return Incoming(origin=origin, happening=Edited(text=_said(text)))


def _callback_query(query: Json, now: datetime) -> Incoming:
    sender = _person(query)
    if "message" not in query or "data" not in query:
        raise _Skip("a button that is not ours")
    return Incoming(
        origin=_origin(query["message"], sender, now).model_copy(update={"reply_to": None}),
        happening=Pressed(button=clean(query["data"]), query=query["id"]),
    )


def _my_chat_member(change: Json, _: datetime) -> Incoming:
    if change["chat"]["type"] != "private":
        raise _Skip("the bot's place in a group")
    chat = chat_name(change["chat"]["id"])
    return Incoming(
        origin=Origin(chat=chat, sender=chat, at=_moment(change["date"])),
        happening=Reachable(yes=change["new_chat_member"]["status"] != "kicked"),
    )


_READERS: dict[str, Callable[[Json, datetime], Incoming]] = {
    "message": _message,
    "edited_message": _edited_message,
    "callback_query": _callback_query,
    "my_chat_member": _my_chat_member,
}
KINDS = tuple(_READERS)


def _person(said: Json) -> Json:
    """Who did this; anonymous admins, channels and bots are nobody to the house."""
    sender: Json | None = said.get("from")
    if sender is None or sender.get("is_bot") or "sender_chat" in said:
        raise _Skip("not from a person")
    return sender


def _origin(message: Json, sender: Json, at: datetime) -> Origin:
    chat = message["chat"]
    if chat["type"] not in ("private", "group", "supergroup"):
        raise _Skip("not a private chat or a group")
    private = chat["type"] == "private"
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Origin(
        chat=chat_name(chat["id"]),
        sender=chat_name(sender["id"]),
        side="private" if private else "group",
        topic=None if private else topic,
        message=message["message_id"],
        reply_to=_reply_to(message, topic),
        at=at,
    )


def _reply_to(message: Json, topic: int | None) -> int | None:
    number: int | None = message.get("reply_to_message", {}).get("message_id")
    # Whatever is said in a topic counts as a reply to the message that opened it.
    return None if number == topic else number


def _content(message: Json) -> Happening:
    for kind, read in _CONTENTS.items():
        if kind in message:
            return read(message)
    for kind in _OTHER:
        if kind in message:
            return SentOther(what=kind)
    raise _Skip("a message of the group's housekeeping, or of an unknown kind")


def _text(message: Json) -> Happening:
    return Said(text=_said(message["text"]))


def _contact(message: Json) -> Happening:
    contact = message["contact"]
    # In their own private chat: there the chat has the number of the person.
    if contact.get("user_id") != message["chat"]["id"]:
        return SharedPhone(phone="", own=False)
    return SharedPhone(phone=re.sub(r"[^+0-9]", "", contact["phone_number"]))


def _location(message: Json) -> Happening:
    place = message["location"]
    return SharedPlace(lat=place["latitude"], lon=place["longitude"])


def _photo(message: Json) -> Happening:
    largest = max(message["photo"], key=lambda size: size["width"] * size["height"])
    return _sent(message, _file("photo", largest, "photo"))


def _file_of(word: str, kind: str) -> Callable[[Json], Happening]:
    return lambda message: _sent(message, _file(word, message[word], kind))


def _sent(message: Json, file: File) -> Happening:
    return SentFile(
        file=file,
        caption=_words(message.get("caption", "")),
        album=message.get("media_group_id", ""),
    )


def _file(word: str, described: Json, kind: str) -> File:
    return File.model_validate(
        {
            "kind": kind,
            "ref": file_ref(word, described["file_id"]),
            "name": _words(described.get("file_name", "")),
            "mime": clean(described.get("mime_type", "")),
            "size": described.get("file_size", 0),
        }
    )


_CONTENTS: dict[str, Callable[[Json], Happening]] = {
    "text": _text,
    "contact": _contact,
    "location": _location,
    "photo": _photo,
    # An animation carries a document too, for clients that know no animations.
    "animation": _file_of("animation", "video"),
    "document": _file_of("document", "document"),
    "voice": _file_of("voice", "voice"),
    "video": _file_of("video", "video"),
    "video_note": _file_of("video_note", "video"),
    "audio": _file_of("audio", "audio"),
}


def _said(text: str) -> str:
    return _words(conceal(_COMMAND_FOR_BOT.sub(r"\1", text)))


def _words(text: str) -> str:
    return mask(clean(text)).text


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
