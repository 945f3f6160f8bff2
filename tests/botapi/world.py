"""The state of a small Telegram: users, chats, messages. No HTTP, no rules about requests."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.botapi import html
from tests.botapi.bell import Bell
from tests.botapi.files import Shelf
from tests.botapi.updates import UpdateQueue

Json = dict[str, Any]
Clock = Callable[[], datetime]

SUPERGROUP_BASE = -1_000_000_000_000
CAPTIONED = frozenset({"photo", "document", "voice", "video"})


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class User:
    """An account, and how it stands toward the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked_bot: bool = False
    deactivated: bool = False


@dataclass
class Member:
    """A user's place in a group: status as the Bot API names it, and an administrator's rights."""

    status: str
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def is_in(self) -> bool:
        return self.status not in {"left", "kicked"}

    def may(self, right: str) -> bool:
        if self.status == "creator":
            return True
        return self.status == "administrator" and self.rights.get(right, True)


@dataclass
class Topic:
    """A topic of a forum; its id is that of the service message that opened it."""

    id: int
    name: str
    icon_color: int
    closed: bool = False
    deleted: bool = False


@dataclass
class Message:
    """A message as it is shown now; `content` holds the fields the Bot API gives it."""

    chat_id: int
    id: int
    sender: User
    date: datetime
    content: Json
    reply_markup: Json | None = None
    thread_id: int | None = None
    reply_to: int | None = None
    media_group_id: str | None = None
    silent: bool = False
    edited_at: datetime | None = None
    deleted: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    former: list[str] = field(default_factory=list)
    change: int = 0

    @property
    def kind(self) -> str:
        """What it is: "text", "photo", "location", or a service message's field."""
        skipped = {"caption", "entities", "caption_entities", "forward_origin"}
        return next((name for name in self.content if name not in skipped), "text")

    @property
    def text(self) -> str:
        """The plain text, or the caption."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        marks: list[Json] = self.content.get("entities") or self.content.get("caption_entities", [])
        return marks

    @property
    def html(self) -> str:
        return html.write(self.text, self.entities)

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def keyboard(self) -> list[list[Json]]:
        """The buttons as sent, whether below the message or instead of the keyboard."""
        markup = self.reply_markup or {}
        rows: list[list[Json]] = markup.get("inline_keyboard") or markup.get("keyboard", [])
        return rows

    @property
    def buttons(self) -> list[list[str]]:
        """The labels, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label in row]

    def __str__(self) -> str:
        buttons = " ".join(f"[{label}]" for label in self.labels)
        return f"{self.sender.first_name}: {self.text or f'<{self.kind}>'} {buttons}".rstrip()


@dataclass
class Chat:
    """A private chat, a group or a supergroup, with all its messages.

    `acted_at` is the last change that was there when a person last did something in it.
    """

    id: int
    type: str
    title: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    upgraded_to: int | None = None
    acted_at: int = 0
    gone_topics_post_in_general: bool = False

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    def member(self, user_id: int) -> Member:
        return self.members.get(user_id, Member("left"))

    def message(self, message_id: int | None) -> Message | None:
        """Return the message with this id, unless it is deleted."""
        found = (m for m in self.messages if m.id == message_id and not m.deleted)
        return next(found, None)


@dataclass
class Webhook:
    """Where updates are delivered; no url means that the bot polls."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass
class CallbackQuery:
    """A press of a button; `answer` is what the bot showed for it, when it did."""

    id: str
    user: User
    message: Message
    data: str
    asked_at: datetime
    answer: Json | None = None


class World:
    """Everything there is; change it only inside `changing()`."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self.clock = clock
        self.bell = Bell()
        self.bot = User(777_000_111, "Aanspreekpunt", username="aanspreekpunt_bot", is_bot=True)
        self.bot_reads_all = False
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.files = Shelf()
        self.queries: dict[str, CallbackQuery] = {}
        self.commands: dict[str, list[Json]] = {}
        self.webhook = Webhook()
        self.updates = UpdateQueue(lambda: self.clock())
        self.changes = 0
        self._user_ids = itertools.count(500_001)
        self._group_ids = itertools.count(2_001)
        self._private_ids = itertools.count(11)
        self._query_ids = itertools.count(4_200_000_001)
        self._album_ids = itertools.count(13_001)

    def changing(self) -> AbstractContextManager[None]:
        """Hold the world still for a change, and tell who waits when it is done."""
        return self.bell.changing()

    @contextmanager
    def noting(self, message: Message) -> Iterator[Message]:
        """Change a message: it counts as changed from here."""
        yield message
        self.changes += 1
        message.change = self.changes

    def add_user(self, first_name: str, user_id: int | None = None, **details: Any) -> User:
        """Add a user, who has a private chat with the bot but did not start it."""
        user = User(user_id or next(self._user_ids), first_name, **details)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", members={user.id: Member("member")})
        return user

    def add_group(self, title: str, *, forum: bool, basic: bool) -> Chat:
        """Add a supergroup, or a basic group."""
        number = next(self._group_ids)
        chat_id = -number if basic else SUPERGROUP_BASE - number
        self.chats[chat_id] = Chat(chat_id, "group" if basic else "supergroup", title, forum)
        return self.chats[chat_id]

    def post(self, chat: Chat, sender: User, content: Json, **details: Any) -> Message:
        """Put a message in a chat; `details` are fields of Message."""
        message = Message(
            chat.id, self._next_message_id(chat), sender, self.clock(), content, **details
        )
        with self.noting(message):
            chat.messages.append(message)
        return message

    def ask(self, user: User, message: Message, data: str) -> CallbackQuery:
        """Keep a press of a button."""
        query = CallbackQuery(str(next(self._query_ids)), user, message, data, self.clock())
        self.queries[query.id] = query
        return query

    def album_id(self) -> str:
        return str(next(self._album_ids))

    def upgrade(self, chat: Chat) -> Chat:
        """Turn a basic group into a supergroup: a new chat with the same members."""
        new = self.add_group(chat.title or "", forum=False, basic=False)
        new.members = deepcopy(chat.members)
        chat.upgraded_to = new.id
        return new

    def _next_message_id(self, chat: Chat) -> int:
        if chat.type == "supergroup":
            return chat.messages[-1].id + 1 if chat.messages else 1
        # All private chats and basic groups share one numbering.
        return next(self._private_ids)
