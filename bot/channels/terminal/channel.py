"""The channel: what the bot sends appears on the stage, and whoever watches sees it."""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

from bot.channels.terminal.cast import NAME, Cast
from bot.channels.terminal.seen import Seen
from bot.channels.terminal.stage import Message, Place, Stage, labels_of
from bot.core.channel import Gone, Receipt, Refused, Sent
from bot.core.decision import Edit, MakeTopic, Notice, Outgoing, React, Send

Watcher = Callable[[Seen], None]


@dataclass(frozen=True)
class Surroundings:
    """What the terminal needs of the house: message numbers that are never given twice, a
    dossier's code by its id, the simulated moment (aware), and a folder for what the bot writes."""

    number: Callable[[], Awaitable[int]]
    code: Callable[[str], Awaitable[str | None]]
    now: Callable[[], datetime]
    zone: ZoneInfo
    folder: Path


class TerminalChannel:
    """Shows each thing to `watch`, in the order in which it is delivered."""

    name = NAME

    def __init__(self, cast: Cast, around: Surroundings, watch: Watcher) -> None:
        self.cast = cast
        self.stage = Stage(cast)
        self.around = around
        self.watch = watch
        self._one_at_a_time = asyncio.Lock()

    async def deliver(
        self, out: Outgoing, *, outbox: int, message: int | None, file: Path | None
    ) -> Receipt:
        """Carry out one thing; see `core.channel.Channel`. What is asked first appears first."""
        async with self._one_at_a_time:
            return await self._carry_out(out, outbox, message, file)

    async def _carry_out(
        self, out: Outgoing, outbox: int, message: int | None, file: Path | None
    ) -> Receipt:
        match out:
            case Send():
                return await self._send(out, outbox, file)
            case Edit():
                return await self._edit(out, outbox, message)
            case React():
                return self._react(out)
            case Notice():
                return await self._notice(out)
            case MakeTopic():
                topic = await self.around.number()
                self.stage.open_topic(topic)
                return Sent(topic=topic)

    async def fetch(self, ref: str, to: Path) -> Receipt:
        """Copy the file that a player named; a voice message without a file is silent."""
        path = path_in(ref)
        if path is not None and not path.is_file():
            return Refused(why="file is gone")
        to.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=to.parent, delete=False) as part:
            if path is not None:
                with path.open("rb") as source:
                    shutil.copyfileobj(source, part)
        os.replace(part.name, to)
        return Sent()

    def local_now(self) -> datetime:
        """The simulated moment, local."""
        return self.around.now().astimezone(self.around.zone)

    async def _send(self, out: Send, outbox: int, file: Path | None) -> Receipt:
        number = await self.around.number()
        place = Place(out.chat, out.topic)
        message = Message(number, outbox, place, out.text, out.dossier, out.buttons)
        self.stage.put(message)
        self.watch(
            Seen(
                role=self.cast.of(out.chat),
                id=number,
                text=out.text,
                at=self.local_now(),
                buttons=labels_of(out.buttons),
                dossier=await self._code(message),
                topic=out.topic,
                file=self._written(number, *out.document) if out.document else file,
                place=out.place,
                reply_to=out.reply_to,
            )
        )
        return Sent(message=number)

    async def _edit(self, out: Edit, outbox: int, number: int | None) -> Receipt:
        changed = number and self.stage.change(number, outbox, out.text, out.buttons)
        if not changed:
            return Gone(what="message")
        self.watch(
            Seen(
                role=self.cast.of(changed.place.chat),
                id=changed.number,
                text=out.text,
                at=self.local_now(),
                buttons=labels_of(out.buttons),
                dossier=await self._code(changed),
                topic=changed.place.topic,
                event="edit",
            )
        )
        return Sent(message=changed.number)

    def _react(self, out: React) -> Receipt:
        place = self.stage.place(out.message)
        self.watch(
            Seen(
                role=self.cast.of(out.chat),
                id=out.message,
                text=out.emoji,
                at=self.local_now(),
                topic=place.topic if place else None,
                event="reaction",
            )
        )
        return Sent(message=out.message)

    async def _notice(self, out: Notice) -> Receipt:
        presser, number = pressed_by(out.query)
        message = self.stage.message(number)
        if out.text:
            self.watch(
                Seen(
                    role=self.cast.of(presser),
                    id=await self.around.number(),
                    text=out.text,
                    at=self.local_now(),
                    dossier=await self._code(message),
                    topic=message.place.topic if message else None,
                    event="notice",
                )
            )
        return Sent()

    async def _code(self, message: Message | None) -> str | None:
        if message is None or message.dossier is None:
            return None
        return await self.around.code(message.dossier)

    def _written(self, number: int, name: str, content: str) -> Path:
        path = self.around.folder / str(number) / Path(name).name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path


def query_of(presser: str, number: int) -> str:
    """How a press is named: by whose it was, and on which message."""
    return f"{number}@{presser}"


def pressed_by(query: str) -> tuple[str, int]:
    """Whose press it was, and on which message."""
    number, _, presser = query.partition("@")
    return presser, int(number)


def ref_of(number: int, path: Path | None) -> str:
    """How the file of message `number` is named."""
    return f"{number}:{path or ''}"


def path_in(ref: str) -> Path | None:
    """Where that file lies; None for a voice message without one."""
    path = ref.partition(":")[2]
    return Path(path) if path else None
