"""What a request may hold: lengths, counts and forms that the models do not check."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
)
from telegram.constants import (
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
    ReplyLimit,
)

from tests.botapi import html
from tests.botapi.refusals import bad_request
from tests.botapi.rules import as_json, given

Json = dict[str, Any]


def text(source: str, parse_mode: Any, entities: list[MessageEntity] | None) -> Json:
    """Return `text` and `entities` of a text message; raise Refusal when it cannot be sent."""
    if not source:
        raise bad_request("message text is empty")
    plain, marks = _formatted(source, given(parse_mode), entities)
    if not plain:
        raise bad_request("text must be non-empty")
    if html.length(plain) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return {"text": plain} | ({"entities": marks} if marks else {})


def caption(source: str | None, parse_mode: Any, entities: list[MessageEntity] | None) -> Json:
    """Return `caption` and `caption_entities`, or nothing; raise Refusal when too long."""
    plain, marks = _formatted(source or "", given(parse_mode), entities)
    if html.length(plain) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    if not plain:
        return {}
    return {"caption": plain} | ({"caption_entities": marks} if marks else {})


def markup(given_markup: Any, *, private: bool) -> Json | None:
    """Return the reply markup as plain JSON; raise Refusal for buttons that cannot be shown."""
    if isinstance(given_markup, InlineKeyboardMarkup):
        _check_counts(given_markup.inline_keyboard)
        for row in given_markup.inline_keyboard:
            for button in row:
                _check_inline_button(button)
    if isinstance(given_markup, ReplyKeyboardMarkup):
        _check_keyboard(given_markup, private=private)
    return as_json(given_markup)


def _formatted(
    source: str, parse_mode: str | None, entities: list[MessageEntity] | None
) -> tuple[str, list[Json]]:
    _check_encoding(source)
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request(f"unsupported parse_mode {parse_mode} (this server reads HTML only)")
    if parse_mode:
        return _trimmed(*html.parse(source))
    return _trimmed(source, [as_json(entity) or {} for entity in entities or []])


def _check_encoding(source: str) -> None:
    try:
        source.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _trimmed(plain: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """Telegram takes white space off both ends, and shortens what was marked there."""
    front = html.length(plain) - html.length(plain.lstrip())
    plain = plain.strip()
    end = html.length(plain)
    kept = []
    for mark in marks:
        start = max(mark["offset"] - front, 0)
        stop = min(mark["offset"] + mark["length"] - front, end)
        if stop > start:
            kept.append(mark | {"offset": start, "length": stop - start})
    return plain, kept[: MessageLimit.MESSAGE_ENTITIES]


def _check_counts(rows: Sequence[Sequence[InlineKeyboardButton]]) -> None:
    too_wide = any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows)
    count = sum(len(row) for row in rows)
    if too_wide or count > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("REPLY_MARKUP_TOO_LONG")


def _check_inline_button(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise _unreadable('field "text" must be non-empty')
    looks = {"text", "style", "icon_custom_emoji_id"}
    actions = (as_json(button) or {}).keys() - looks
    if len(actions) != 1:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if button.callback_data is not None:
        _check_length(button.callback_data.encode(), _DATA, "BUTTON_DATA_INVALID")
    if button.url is not None:
        _check_url(button.url)
    if isinstance(button.copy_text, CopyTextButton):
        _check_length(button.copy_text.text, _COPY, "BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "tg":
        return
    if parts.scheme not in {"http", "https"} or not re.search(r"\.\w", parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_keyboard(keyboard: ReplyKeyboardMarkup, *, private: bool) -> None:
    for button in (button for row in keyboard.keyboard for button in row):
        if not button.text.strip():
            raise bad_request("can't parse keyboard button: text must be non-empty")
        if button.request_contact and not private:
            raise bad_request("phone number can be requested in private chats only")
        if button.request_location and not private:
            raise bad_request("location can be requested in private chats only")
    if keyboard.input_field_placeholder is not None:
        _check_length(keyboard.input_field_placeholder, _PLACEHOLDER, "PLACEHOLDER_INVALID")


def _check_length(value: str | bytes, limits: tuple[int, int], reason: str) -> None:
    if not limits[0] <= len(value) <= limits[1]:
        raise bad_request(reason)


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")


_DATA = (
    InlineKeyboardButtonLimit.MIN_CALLBACK_DATA.value,
    InlineKeyboardButtonLimit.MAX_CALLBACK_DATA.value,
)
_COPY = (
    InlineKeyboardButtonLimit.MIN_COPY_TEXT.value,
    InlineKeyboardButtonLimit.MAX_COPY_TEXT.value,
)
_PLACEHOLDER = (
    ReplyLimit.MIN_INPUT_FIELD_PLACEHOLDER.value,
    ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER.value,
)
