"""Telegram's HTML: read as its servers read it, refused with their words."""

import html as standard
import re
from dataclasses import dataclass, field
from typing import Any

from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration

from tests.botapi.refusals import Refusal, bad_request

Json = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TAG = re.compile(r"<(?P<close>/?)(?P<name>[^\s>]*)(?P<rest>[^>]*)(?P<end>>?)")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.\-]+))?""")
# Of the named references Telegram knows these four; others stay as they were typed.
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


def length(text: str) -> int:
    """Count UTF-16 units, in which Telegram measures texts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> tuple[str, list[Json]]:
    """Return plain text and entities; raise Refusal ("can't parse entities: …")."""
    return _Reader(source).read()


def write(text: str, entities: list[Json]) -> str:
    """Return text with entities as HTML again."""
    return html_decoration.unparse(text, [MessageEntity(**entity) for entity in entities])


@dataclass
class _Open:
    tag: str
    offset: int
    at_byte: int
    attributes: Json


@dataclass
class _Reader:
    source: str
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self._append(self.source[position:start])
            position = self._tag(start)
        self._append(self.source[position:])
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.text, sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _append(self, piece: str) -> None:
        self.text += REFERENCE.sub(lambda found: standard.unescape(found[0]), piece)

    def _tag(self, start: int) -> int:
        found = TAG.match(self.source, start)
        assert found is not None
        at = len(self.source[:start].encode())
        (self._close if found["close"] else self._begin)(found, at)
        return found.end()

    def _begin(self, found: re.Match[str], at: int) -> None:
        name = found["name"].lower()
        is_cut_off = not found["end"]
        if name not in KINDS and not (is_cut_off and not found["rest"]):
            raise _broken(f'Unsupported start tag "{name}" at byte offset {at}')
        if is_cut_off:
            raise _broken(f"Unclosed start tag at byte offset {at}")
        attributes = _attributes(name, found["rest"], at)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self.open.append(_Open(name, length(self.text), at, attributes))

    def _close(self, found: re.Match[str], at: int) -> None:
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {at}")
        if not found["end"]:
            raise _broken(f"Unclosed end tag at byte offset {at}")
        opened, name = self.open.pop(), found["name"].lower()
        if name and name != opened.tag:
            raise _broken(
                f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", '
                f'found "</{name}>"'
            )
        size = length(self.text) - opened.offset
        if size:
            self._keep(opened, {"offset": opened.offset, "length": size})

    def _keep(self, opened: _Open, span: Json) -> None:
        detail = self._detail(opened)
        if detail is None:
            return
        inner = self.entities[-1] if self.entities else {}
        if opened.tag == "pre" and inner.get("type") == "code" and _covers(inner, span):
            language = inner.get("language")
            self.entities.pop()
            detail |= {"language": language} if language else {}
        self.entities.append({"type": _kind(opened)} | span | detail)

    def _detail(self, opened: _Open) -> Json | None:
        """What the entity has besides its span; None when Telegram drops it."""
        given = opened.attributes
        if opened.tag == "a":
            url = given.get("href", "")
            return {"url": url} if re.match(r"(https?|tg|mailto|tel):", url) else None
        in_pre = bool(self.open) and self.open[-1].tag == "pre"
        if opened.tag == "code" and in_pre and given.get("class", "").startswith("language-"):
            return {"language": given["class"].removeprefix("language-")}
        if opened.tag == "tg-emoji":
            return {"custom_emoji_id": given.get("emoji-id", "")}
        return {}


def _attributes(tag: str, rest: str, at: int) -> Json:
    given, position = {}, 0
    while rest[position:].strip(" \t\n/"):
        found = ATTRIBUTE.match(rest, position)
        if not found:
            raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
        given[found[1].lower()] = standard.unescape((found[2] or "").strip("\"'"))
        position = found.end()
    return given


def _kind(opened: _Open) -> str:
    expandable = "expandable_" if "expandable" in opened.attributes else ""
    return expandable + KINDS[opened.tag]


def _covers(inner: Json, span: Json) -> bool:
    return (inner["offset"], inner["length"]) == (span["offset"], span["length"])


def _broken(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")
