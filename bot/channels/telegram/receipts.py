"""What became of a request, read from what Telegram answered or from how the connection broke."""

import re

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from bot.channels.telegram.address import chat_name
from bot.channels.telegram.lengths import shorten
from bot.channels.telegram.request import NotConnected, TooBig, TooSoon
from bot.core.channel import Blocked, Gone, Moved, NotSent, Receipt, Refused, Sent, Stopped, Unsure

_BAD_REQUESTS: tuple[tuple[str, Receipt], ...] = (
    ("message is not modified", Sent()),
    ("query is too old", Sent()),
    ("query id is invalid", Sent()),
    ("message thread not found", Gone(what="topic")),
    ("topic_deleted", Gone(what="topic")),
    ("topic_id_invalid", Gone(what="topic")),
    ("message to edit not found", Gone(what="message")),
    ("message can't be edited", Gone(what="message")),
    ("message to react not found", Gone(what="message")),
    ("message_id_invalid", Gone(what="message")),
    ("group chat was deactivated", Blocked()),
    ("not enough rights", Refused(why="not enough rights")),
)

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|«[^»]*»")


def receipt(fault: TelegramError) -> Receipt:
    """The receipt for a request that failed. What is not surely refused or unsent is unsure."""
    match fault:
        case TooSoon():
            return NotSent(retry_after=fault.seconds)
        case NotConnected():
            return NotSent()
        case BadRequest():
            return _bad_request(fault.message)
        case ChatMigrated():
            return Moved(chat=chat_name(fault.new_chat_id))
        case Forbidden():
            return Blocked()
        case InvalidToken():
            return Stopped(why=fault.message)
        case TooBig():
            return Refused(why=fault.message)
        case _:
            return Unsure()


def _bad_request(message: str) -> Receipt:
    for words, meaning in _BAD_REQUESTS:
        if words in message.lower():
            return meaning
    return Refused(why=reason(message))


def reason(message: str) -> str:
    """Telegram's reason without what it quotes, since it quotes people's words."""
    return shorten(_QUOTED.sub("…", message), 120)
