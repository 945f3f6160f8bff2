"""An outgoing message in Telegram's words: which requests it takes, and its keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode

from bot.channels.telegram.lengths import CAPTION, TEXT, fits, split
from bot.core.decision import Button, Buttons, Send
from bot.core.happenings import File

MEDIA = frozenset({"photo", "document", "voice", "video", "audio", "animation", "video_note"})
_WITHOUT_CAPTION = frozenset({"location", "video_note"})

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Part:
    """One request: `word` is what Telegram calls it (send_photo: "photo"), with its content."""

    word: str
    content: dict[str, Any] = field(default_factory=dict)


def file_ref(word: str, file_id: str) -> str:
    """How the house knows a file: Telegram sends it again only as what it was."""
    return f"{word}:{file_id}"


def parts(out: Send, file: Path | None) -> Iterator[Part]:
    """The requests that a message takes, in order: the file or place, then text that did not fit
    under it. `file` is where the bytes lie, for a file that Telegram does not have."""
    media = _media(out, file)
    if media and media.word not in _WITHOUT_CAPTION and fits(out.text, CAPTION):
        yield Part(media.word, media.content | _caption(out.text))
        return
    if media:
        yield media
    yield from (_text(part) for part in split(out.text, TEXT))


def _media(out: Send, file: Path | None) -> Part | None:
    if out.file:
        return _file(out.file, file)
    if out.document:
        name, text = out.document
        return Part("document", {"document": text.encode(), "filename": name})
    if out.place:
        latitude, longitude = out.place
        return Part("location", {"latitude": latitude, "longitude": longitude})
    return None


def _file(known: File, bytes_at: Path | None) -> Part:
    word, _, file_id = known.ref.partition(":")
    if word in MEDIA:
        return Part(word, {word: file_id})
    return Part(known.kind, {known.kind: bytes_at, "filename": known.name or None})


def _caption(text: str) -> dict[str, Any]:
    return {"caption": text, "parse_mode": ParseMode.HTML} if text else {}


def _text(text: str) -> Part:
    return Part(
        "message",
        {"text": text, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW},
    )


def keyboard(buttons: Buttons, outbox: int) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """The buttons under a message; with one that shares a phone number, a keyboard for once."""
    if any(button.share for row in buttons for button in row):
        return ReplyKeyboardMarkup(
            [[_key(button) for button in row] for row in buttons],
            one_time_keyboard=True,
            resize_keyboard=True,
        )
    return inline_keyboard(buttons, outbox)


def inline_keyboard(buttons: Buttons, outbox: int) -> InlineKeyboardMarkup | None:
    """Buttons that come back as "<outbox>:<index>", counted row by row from 0."""
    if not buttons:
        return None
    numbers = iter(range(sum(map(len, buttons))))
    return InlineKeyboardMarkup(
        [[_inline(button, f"{outbox}:{next(numbers)}") for button in row] for row in buttons]
    )


def _inline(button: Button, data: str) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=data)


def _key(button: Button) -> KeyboardButton:
    return KeyboardButton(button.label, request_contact=button.share == "phone" or None)
