"""Texts longer than a channel carries, in pages that each stand on their own."""

import html
import re
from collections.abc import Iterator

from bot.core.decision import Edit, Outgoing, Send

MESSAGE = 4096
CAPTION = 1024
"""What Telegram carries, in UTF-16 units, counted after markup."""

_PIECE = re.compile(r"</?[bi]>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);|.", re.DOTALL)
_BREAKS = ("\n\n", "\n", " ")
_ONCE = ("name", "file", "document", "place", "reply_to", "source")


def paged(out: Outgoing) -> Iterator[Outgoing]:
    """The same thing in as many messages as it needs: the first has the name, the file and what it
    answers, the last has the buttons. An edit has one message to fill and is cut short there."""
    if isinstance(out, Send):
        yield from _paged(out)
    elif isinstance(out, Edit) and len(split(out.text)) > 1:
        yield out.model_copy(update={"text": split(out.text, first=MESSAGE - 1)[0] + "…"})
    else:
        yield out


def _paged(out: Send) -> Iterator[Send]:
    carries_file = out.file is not None or out.document is not None
    pages = split(out.text, first=CAPTION if carries_file else MESSAGE)
    following = out.model_copy(update=dict.fromkeys(_ONCE))
    for n, page in enumerate(pages):
        is_last = n == len(pages) - 1
        changes = {"text": page, "buttons": out.buttons if is_last else ()}
        yield (following if n else out).model_copy(update=changes)


def split(markup: str, *, first: int = MESSAGE, rest: int = MESSAGE) -> list[str]:
    """Pages of at most `first`, then `rest` units, cut between paragraphs, lines or words where
    that can be, and never inside a character. Bold and italic go on over the cut."""
    pages: list[str] = []
    opened: list[str] = []
    left = markup
    while True:
        end = _fitting(left, (rest if pages else first))
        page = left[:end] if end == len(left) else left[: _break_before(left, end)]
        opening = "".join(opened)
        opened = _open_after(opened, page)
        closing = "".join(tag.replace("<", "</") for tag in reversed(opened))
        left = left[len(page) :].lstrip("\n ")
        pages.append(opening + page.rstrip() + closing if left else opening + page)
        if not left:
            return pages


def _fitting(markup: str, limit: int) -> int:
    """How far into the markup the limit reaches. Markup only makes a text longer."""
    if len(markup.encode("utf-16-le", "surrogatepass")) // 2 <= limit:
        return len(markup)
    used = 0
    for piece in _PIECE.finditer(markup):
        used += _width(piece[0])
        if used > limit:
            return piece.start()
    return len(markup)


def _width(piece: str) -> int:
    if piece.startswith("<") and len(piece) > 1:
        return 0
    return len(html.unescape(piece).encode("utf-16-le", "surrogatepass")) // 2


def _break_before(markup: str, end: int) -> int:
    """The best place to cut in the second half before `end`; `end` itself if there is none."""
    for mark in _BREAKS:
        found = markup.rfind(mark, end // 2, end)
        if found > 0:
            return found
    return end


def _open_after(opened: list[str], page: str) -> list[str]:
    still = list(opened)
    for tag in re.findall(r"</?[bi]>", page):
        if tag.startswith("</"):
            del still[-1:]
        else:
            still.append(tag)
    return still
