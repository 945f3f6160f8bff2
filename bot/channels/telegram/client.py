"""Telegram as a channel: carries out one thing at a time and says honestly what became of it."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Self

import structlog
from telegram import Bot, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, ReplyParameters
from telegram.constants import CallbackQueryLimit, ForumTopicLimit, ParseMode
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.address import ForeignChat, chat_number
from bot.channels.telegram.lengths import CAPTION, TEXT, shorten, shorten_markup
from bot.channels.telegram.logs import quieten_libraries
from bot.channels.telegram.messages import NO_PREVIEW, Part, inline_keyboard, keyboard, parts
from bot.channels.telegram.receipts import receipt
from bot.channels.telegram.request import FILE_LIMIT, AiohttpRequest, TooBig
from bot.core.channel import Gone, NotSent, Receipt, Refused, Sent, Unsure
from bot.core.decision import Edit, MakeTopic, Notice, Outgoing, React, Send

_log = structlog.get_logger(__name__)


class TelegramChannel:
    """The Bot API as a `core.channel.Channel`.

    Use it as an async context manager, which opens and closes the connections but asks nothing of
    Telegram. `bot` is python-telegram-bot's client, for what is asked only at the start; its logger
    is set to WARNING, since below that it writes the token.
    """

    name = "telegram"

    def __init__(
        self,
        token: str,
        api_url: str = "https://api.telegram.org",
        *,
        connections: int = 32,
        connect: float = 5.0,
        read: float = 15.0,
    ) -> None:
        """`connections` bounds the requests in flight; `connect` and `read` are in seconds."""
        quieten_libraries()
        self._sending = AiohttpRequest(connections=connections, connect=connect, read=read)
        self._receiving = AiohttpRequest(connections=1, connect=connect, read=read)
        self.bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._sending,
            get_updates_request=self._receiving,
        )
        self._parts_sent: dict[int, int] = {}

    async def __aenter__(self) -> Self:
        await self._sending.initialize()
        await self._receiving.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._receiving.shutdown()
        await self._sending.shutdown()

    async def updates(
        self, offset: int | None, *, wait: int, kinds: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        """The raw updates from `offset` on, waiting at most `wait` seconds for the first.

        An offset confirms every earlier update. Raises telegram.error.TelegramError.
        """
        asked = {"timeout": wait, "allowed_updates": list(kinds)}
        if offset is not None:
            asked["offset"] = offset
        answer = await self._receiving.call(f"{self.bot.base_url}/getUpdates", asked, wait)
        return list(answer)

    async def deliver(
        self, out: Outgoing, *, outbox: int, message: int | None, file: Path | None
    ) -> Receipt:
        """Carry out one thing; see `core.channel.Channel`. Never raises.

        A text too long for one message goes in several, of which the last carries the buttons and
        is the one in the receipt. What is repeated goes on after the last part that arrived.
        """
        try:
            answer = await self._carry_out(out, outbox, message, file)
        except TelegramError as fault:
            answer = receipt(fault)
        except ForeignChat as fault:
            answer = Refused(why=str(fault))
        except Exception as fault:
            _log.error("a delivery broke", outbox=outbox, fault=type(fault).__name__)
            answer = Unsure()
        if not isinstance(answer, NotSent | Unsure):
            self._parts_sent.pop(outbox, None)
        return answer

    async def fetch(self, ref: str, to: Path) -> Receipt:
        """The bytes of a file of at most 20 MB, into `to`, whole or not at all. Never raises.

        Fetching twice does no harm, so what is unsure is to be tried again.
        """
        try:
            content = await self._download(ref.partition(":")[2])
            await asyncio.to_thread(_write_whole, to, content)
        except TelegramError as fault:
            answer = receipt(fault)
            return NotSent() if isinstance(answer, Unsure) else answer
        except Exception as fault:
            _log.error("a file could not be kept", fault=type(fault).__name__)
            return NotSent(retry_after=60)
        return Sent()

    async def _download(self, file_id: str) -> bytearray:
        described = await self.bot.get_file(file_id)
        if (described.file_size or 0) > FILE_LIMIT:
            raise TooBig
        try:
            return await described.download_as_bytearray()
        except InvalidToken:
            # The library reads every 404 as a wrong token; here it is the file that is missing.
            raise BadRequest("file not found") from None

    async def _carry_out(
        self, out: Outgoing, outbox: int, message: int | None, file: Path | None
    ) -> Receipt:
        match out:
            case Send():
                return await self._send(out, outbox, file)
            case Edit():
                return await self._edit(out, outbox, message)
            case React():
                return await self._react(out)
            case Notice():
                return await self._notice(out)
            case MakeTopic():
                return await self._make_topic(out)

    async def _send(self, out: Send, outbox: int, file: Path | None) -> Receipt:
        todo = list(parts(out, file))
        if not todo:
            return Refused(why="nothing to send")
        last = len(todo) - 1
        for number in range(min(self._parts_sent.get(outbox, 0), last), len(todo)):
            reply_to = out.reply_to if number == 0 else None
            buttons = keyboard(out.buttons, outbox) if number == last else None
            sent = await self._send_part(out, todo[number], reply_to, buttons)
            if out.topic is not None and sent.message_thread_id != out.topic:
                return await self._take_back(sent)
            self._parts_sent[outbox] = number + 1
        return Sent(message=sent.message_id)

    async def _send_part(
        self,
        out: Send,
        part: Part,
        reply_to: int | None,
        buttons: InlineKeyboardMarkup | ReplyKeyboardMarkup | None,
    ) -> Message:
        method: Callable[..., Awaitable[Message]] = getattr(self.bot, f"send_{part.word}")
        return await method(
            chat_id=chat_number(out.chat),
            message_thread_id=out.topic,
            disable_notification=out.silent,
            reply_parameters=_reply(reply_to),
            reply_markup=buttons,
            **part.content,
        )

    async def _take_back(self, astray: Message) -> Receipt:
        """Telegram put a message for a vanished topic in General, where it does not belong."""
        with suppress(TelegramError):
            await self.bot.delete_message(astray.chat_id, astray.message_id)
        return Gone(what="topic")

    async def _edit(self, out: Edit, outbox: int, message: int | None) -> Receipt:
        if message is None:
            return Gone(what="message")
        where: dict[str, Any] = {
            "chat_id": chat_number(out.chat),
            "message_id": message,
            "parse_mode": ParseMode.HTML,
            "reply_markup": inline_keyboard(out.buttons, outbox),
        }
        try:
            text = shorten_markup(out.text, TEXT)
            await self.bot.edit_message_text(text, link_preview_options=NO_PREVIEW, **where)
        except BadRequest as fault:
            if "no text in the message" not in fault.message:
                raise
            caption = shorten_markup(out.text, CAPTION)
            await self.bot.edit_message_caption(caption=caption, **where)
        return Sent(message=message)

    async def _react(self, out: React) -> Receipt:
        await self.bot.set_message_reaction(chat_number(out.chat), out.message, out.emoji)
        return Sent()

    async def _notice(self, out: Notice) -> Receipt:
        text = shorten(out.text, CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)
        await self.bot.answer_callback_query(out.query, text or None)
        return Sent()

    async def _make_topic(self, out: MakeTopic) -> Receipt:
        title = shorten(out.title, ForumTopicLimit.MAX_NAME_LENGTH)
        made = await self.bot.create_forum_topic(chat_number(out.chat), title)
        return Sent(topic=made.message_thread_id)


def _reply(message: int | None) -> ReplyParameters | None:
    return ReplyParameters(message, allow_sending_without_reply=True) if message else None


def _write_whole(to: Path, content: bytes | bytearray) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=to.parent, delete=False) as unfinished:
        try:
            unfinished.write(content)
            unfinished.flush()
            os.fsync(unfinished.fileno())
            Path(unfinished.name).replace(to)
        except BaseException:
            Path(unfinished.name).unlink(missing_ok=True)
            raise
