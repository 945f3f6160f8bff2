"""Raw updates as Telegram writes them, for tests that look at one update at a time."""

from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram.parse import parse
from bot.core.happenings import Incoming

Json = dict[str, Any]

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
SAID_AT = datetime(2027, 3, 1, 11, 59, 30, tzinfo=UTC)

PIETER: Json = {"id": 412, "is_bot": False, "first_name": "Pieter"}
PRIVATE: Json = {"id": 412, "type": "private", "first_name": "Pieter"}
GROUP: Json = {"id": -1001, "type": "supergroup", "title": "Team", "is_forum": True}


def message(**content: Any) -> Json:
    """A message of Pieter in his private chat; `content` adds fields or replaces them."""
    stamp = int(SAID_AT.timestamp())
    return {"message_id": 7, "from": PIETER, "chat": PRIVATE, "date": stamp, **content}


def update(kind: str = "message", /, **content: Any) -> Json:
    """An update that holds such a message."""
    return {"update_id": 100, kind: message(**content)}


def pressed(data: str = "12:0", **content: Any) -> Json:
    """An update for a button that Pieter pressed."""
    query = {"id": "q1", "from": PIETER, "chat_instance": "1", "data": data}
    return {"update_id": 100, "callback_query": {**query, "message": message(), **content}}


def membership(status: str, chat: Json = PRIVATE) -> Json:
    """An update for the bot's own place in a chat, which became `status`."""
    bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
    change = {"old_chat_member": {"status": "left", "user": bot}, "from": PIETER, "chat": chat}
    new = {"status": status, "user": bot}
    stamp = int(SAID_AT.timestamp())
    return {"update_id": 100, "my_chat_member": {**change, "new_chat_member": new, "date": stamp}}


def read(raw: Json) -> Incoming:
    """The one thing that an update holds."""
    (item,) = parse(raw, NOW).items
    return item.incoming
