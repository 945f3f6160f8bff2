"""Plays a line: somebody says, presses or sends a thing, or time goes by."""

from datetime import datetime
from html import escape
from typing import Protocol

from bot.channels.terminal.cast import GROUP, NAME, Role
from bot.channels.terminal.channel import TerminalChannel, query_of
from bot.channels.terminal.content import Content, content_of, storable
from bot.channels.terminal.durations import later
from bot.channels.terminal.misplay import Misplay
from bot.channels.terminal.moves import EditOf, Line, Move
from bot.channels.terminal.seen import Seen
from bot.channels.terminal.stage import Message, Place, no_button
from bot.core.happenings import Edited, Happening, Incoming, Origin, Pressed, SharedPhone

PHONE = "06 12345678"


class House(Protocol):
    """What a player needs of the bot."""

    async def receive(self, key: str, incoming: Incoming) -> None:
        """Store what came in, once by its key, and do all that follows from it now."""
        ...

    async def advance(self, until: datetime) -> None:
        """Let time go by until then, and do all that comes up, in order."""
        ...


class Player:
    """Plays residents and begeleiders. What the bot answers is seen by the channel's watcher."""

    def __init__(self, house: House, channel: TerminalChannel) -> None:
        self._house = house
        self._channel = channel
        self.cast = channel.cast
        self.stage = channel.stage

    @property
    def now(self) -> datetime:
        """The simulated moment, local."""
        return self._channel.local_now()

    async def play(self, line: Line) -> int | None:
        """Play a line to its end. Gives the number of the player's own message, if there is one.

        Raises Misplay when it cannot be done; nothing has happened then.
        """
        if not isinstance(line, Move):
            until = later(self.now, line.advance, self._channel.around.zone)
            await self._house.advance(until)
            return None
        role = self._role(line)
        if line.press is not None:
            return await self._press(role, line.press, line)
        if line.edit is not None:
            return await self._edit(role, line.edit)
        return await self._say(role, self._place(role, line), content_of(line), line.reply_to)

    def _role(self, move: Move) -> Role:
        if move.side == "bewoner":
            return self.cast.resident(move.who)
        if move.who is not None:
            return self.cast.member(move.who)
        if self.stage.last_addressed is None:
            raise Misplay("Er is nog geen begeleider aangeschreven. Zeg met who wie het is.")
        return self.stage.last_addressed

    def _place(self, role: Role, move: Move) -> Place:
        """Where it happens: in a topic, where the answered message stands, or in the own chat."""
        asked = None if move.topic is None else self._topic(role, move.topic)
        if move.reply_to is None:
            return asked or Place(role.chat)
        place = self._visible(role, move.reply_to)
        if asked is not None and place != asked:
            raise Misplay(f"Bericht {move.reply_to} staat niet in onderwerp {move.topic}.")
        return place

    def _topic(self, role: Role, topic: int) -> Place:
        if role.side == "bewoner":
            raise Misplay("Een bewoner zit niet in de groep van het team.")
        if topic not in self.stage.topics:
            known = ", ".join(map(str, self.stage.topics)) or "geen"
            raise Misplay(f"Onderwerp {topic} is er niet. Wel: {known}.")
        return Place(GROUP, topic)

    def _visible(self, role: Role, number: int) -> Place:
        """Where message `number` stands, if this person can see it."""
        place = self.stage.place(number)
        chats = (role.chat, GROUP) if role.side == "begeleider" else (role.chat,)
        if place is None or place.chat not in chats:
            raise Misplay(f"{role.who} heeft geen bericht {number}.")
        return place

    async def _press(self, role: Role, label: str, move: Move) -> int | None:
        message, index = self._pressed(role, label, move)
        button = message.all_buttons()[index]
        if button.url is not None:
            await self._open(role, message, button.url)
            return None
        if button.share == "phone":
            shared = SharedPhone(phone=PHONE)
            return await self._say(role, message.place, lambda _: shared)
        pressed = Pressed(
            button=f"{message.outbox}:{index}", query=query_of(role.chat, message.number)
        )
        await self._bring(role, message.place, pressed, message.number)
        return None

    def _pressed(self, role: Role, label: str, move: Move) -> tuple[Message, int]:
        if move.message is None:
            return self.stage.pressable(label, self._place(role, move))
        self._visible(role, move.message)
        message = self.stage.message(move.message)
        index = message.find(label) if message else None
        if message is None or index is None:
            raise Misplay(no_button(label, message.labels() if message else ()))
        return message, index

    async def _open(self, role: Role, message: Message, url: str) -> None:
        """A page opens on the player's side only: the bot hears nothing of it."""
        number = await self._channel.around.number()
        topic = message.place.topic
        self._channel.watch(Seen(role, number, escape(url), self.now, topic=topic, event="notice"))

    async def _edit(self, role: Role, edit: EditOf) -> int:
        number = edit.message or self.stage.newest_said_by(role.chat)
        place = self._visible(role, number)
        if not self.stage.is_said_by(role.chat, number):
            raise Misplay(f"Bericht {number} is niet van {role.who}.")
        await self._bring(role, place, Edited(text=storable(edit.text)), number)
        return number

    async def _say(
        self, role: Role, place: Place, content: Content, reply_to: int | None = None
    ) -> int:
        number = await self._channel.around.number()
        self.stage.hear(number, place, role.chat)
        await self._bring(role, place, content(number), number, reply_to, key=number)
        return number

    async def _bring(
        self,
        role: Role,
        place: Place,
        happening: Happening,
        message: int,
        reply_to: int | None = None,
        key: int | None = None,
    ) -> None:
        origin = Origin(
            chat=place.chat,
            sender=role.chat,
            side="group" if place.chat == GROUP else "private",
            topic=place.topic,
            message=message,
            reply_to=reply_to,
            at=self._channel.around.now(),
        )
        number = key or await self._channel.around.number()
        await self._house.receive(f"{NAME}:{number}", Incoming(origin=origin, happening=happening))
