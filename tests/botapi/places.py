"""Chats as somebody looks at them."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from tests.botapi.world import Chat, Message, World

Json = dict[str, Any]
Wanted = str | Callable[[Message], bool]

# Seconds after which waiting is given up: it guards against hanging, it measures nothing.
HANG_GUARD = 60.0


@dataclass(frozen=True)
class Button:
    """A button as it is shown: its label, the message it belongs to, what it does."""

    label: str
    message: Message
    action: Json

    @property
    def url(self) -> str | None:
        return self.action.get("url")

    @property
    def data(self) -> str | None:
        return self.action.get("callback_data")


@dataclass
class Place:
    """A chat, or one topic of it, as somebody looks at it."""

    world: World
    chat: Chat
    thread_id: int | None = None

    @property
    def id(self) -> int:
        return self.chat.id

    def sees(self) -> list[Message]:
        """Return the messages in order, as they are shown now."""
        with self.world.bell.reading():
            return [snapshot(message) for message in self._shown()]

    def sees_from_bot(self) -> list[Message]:
        """Return the bot's messages in order, as they are shown now."""
        return [message for message in self.sees() if message.from_bot]

    def waits_for(
        self, wanted: Wanted = "", *, after: Message | None = None, seconds: float = HANG_GUARD
    ) -> Message:
        """Block until the bot shows a message with this text, or for which this function is true.

        Looked at are messages sent or edited since somebody here last did something, or since
        `after` was shown. `seconds` only guards against hanging; then AssertionError is raised.
        """
        since = after.change if after else self.chat.acted_at
        found: list[Message] = []

        def look() -> bool:
            found[:] = [m for m in self._news(since) if _is(m, wanted)][:1]
            return bool(found)

        if not self.world.bell.wait_for(look, seconds):
            raise AssertionError(f"waited in vain for {wanted!r}; the chat shows:\n{self}")
        return snapshot(found[0])

    def topic(self, thread_id: int) -> "Place":
        """Return a topic of this group as a place of its own."""
        return Place(self.world, self.chat, thread_id)

    def button(self, label: str, message: Message | None = None) -> Button:
        """Return the newest button with this label, or the one below this message."""
        with self.world.bell.reading():
            for shown in reversed(self._shown()):
                if message is None or shown.id == message.id:
                    for action in (action for row in shown.keyboard for action in row):
                        if action["text"] == label:
                            return Button(label, shown, action)
        raise AssertionError(f"there is no button {label!r}; the chat shows:\n{self}")

    def has_acted(self) -> None:
        """Remember that what was shown until now is no news."""
        self.chat.acted_at = self.world.changes

    def _shown(self) -> list[Message]:
        return [
            message
            for message in self.chat.messages
            if not message.deleted and self.thread_id in (None, message.thread_id)
        ]

    def _news(self, since: int) -> list[Message]:
        return [m for m in self._shown() if m.from_bot and m.change > since]

    def __str__(self) -> str:
        return "\n".join(f"  {message}" for message in self.sees()) or "  nothing"


def snapshot(message: Message) -> Message:
    """Return a copy that later changes leave alone."""
    return replace(
        message,
        content=deepcopy(message.content),
        reply_markup=deepcopy(message.reply_markup),
        reactions=deepcopy(message.reactions),
        former=list(message.former),
    )


def _is(message: Message, wanted: Wanted) -> bool:
    return wanted in message.text if isinstance(wanted, str) else wanted(message)
