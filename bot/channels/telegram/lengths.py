"""Telegram's lengths: text and markup cut to size, counted as Telegram counts, in UTF-16 units."""

import html
import re
from collections.abc import Iterator

from telegram.constants import MessageLimit

TEXT = MessageLimit.MAX_TEXT_LENGTH.value
CAPTION = MessageLimit.CAPTION_LENGTH.value

_UNIT = re.compile(r"</?[bi]>|&(?:[a-z]+|#\d+|#x[0-9a-f]+);|.", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?([bi])>")


def length(markup: str) -> int:
    """What Telegram counts: UTF-16 units, without tags, an entity as what it stands for."""
    return sum(_weight(unit) for unit in _UNIT.findall(markup))


def fits(markup: str, limit: int) -> bool:
    return len(markup) <= limit // 2 or length(markup) <= limit


def shorten(text: str, limit: int) -> str:
    """Plain text of at most `limit` UTF-16 units; what was cut shows as an ellipsis."""
    if len(text.encode("utf-16-le", "surrogatepass")) <= 2 * limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"


def shorten_markup(markup: str, limit: int) -> str:
    """The first part of the small markup that fits, with an ellipsis when more followed."""
    return markup if fits(markup, limit) else f"{next(split(markup, limit - 1))}…"


def split(markup: str, limit: int) -> Iterator[str]:
    """Parts of the small markup (<b>, <i>), each within `limit`, that lose no character.

    A part ends after a line or a word where it can, and closes the tags that the next one reopens.
    """
    units = _UNIT.findall(markup)
    opened = ""
    while units:
        end = _end(units, limit)
        part = opened + "".join(units[:end])
        units = units[end:]
        opened = _open_tags(part)
        yield part + _closing(opened)


def _weight(unit: str) -> int:
    if _TAG.fullmatch(unit):
        return 0
    return sum(2 if ord(character) > 0xFFFF else 1 for character in html.unescape(unit))


def _end(units: list[str], limit: int) -> int:
    room, end = limit, 0
    while end < len(units) and _weight(units[end]) <= room:
        room -= _weight(units[end])
        end += 1
    if end == len(units):
        return end
    for mark in ("\n", " "):
        if mark in units[:end]:
            return end - units[:end][::-1].index(mark)
    return end


def _open_tags(part: str) -> str:
    opened: list[str] = []
    for tag in _TAG.finditer(part):
        if tag[0].startswith("</"):
            opened.remove(f"<{tag[1]}>")
        else:
            opened.append(tag[0])
    return "".join(opened)


def _closing(opened: str) -> str:
    return "".join(f"</{tag[1]}>" for tag in reversed(list(_TAG.finditer(opened))))
