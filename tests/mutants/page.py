"""A content file as a mutation sees it: its lines, and where each key and value stands in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from bot.content.files import MANY, SINGLE
from bot.content.shape import model_at
from bot.content.source import Source, Steps, read_source

_KEY_BEFORE = re.compile(r"[\w'\"-]+: +[\"']?$")


class Mutant(NamedTuple):
    """A file with something wrong: its new content, and the first and last line on one of which
    the fault must be told. Without lines anything may become of it, but no stack trace. With
    `elsewhere` the fault may be told in any file: what is gone here is missed there."""

    content: bytes
    lines: tuple[int, int] | None = None
    elsewhere: bool = False


@dataclass(frozen=True)
class Place:
    """A key or value: the steps to it, and from which letter to which it stands on its line."""

    steps: Steps
    line: int
    start: int
    end: int
    raw: str

    @property
    def key(self) -> str:
        return next((step for step in reversed(self.steps) if isinstance(step, str)), "")


@dataclass(frozen=True)
class Page:
    """One file of the content; `name` is its path within the folder."""

    name: str
    text: str
    source: Source

    @classmethod
    def read(cls, folder: Path, name: str) -> "Page":
        path = folder / name
        return cls(name, path.read_text(), read_source(path, f"{folder.name}/{name}"))

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def section(self) -> str:
        """The key at the top under which the entries stand."""
        tops = {steps[0] for steps in self.source.keys}
        return next((str(top) for top in tops if (top, 0, "id") in self.source.values), "")

    @cached_property
    def keys(self) -> list[Place]:
        """The keys that the program knows: not those that an editor chooses."""
        return [
            Place(steps, mark.line, mark.column - 1, mark.column - 1 + len(mark.raw), mark.raw)
            for steps, mark in self.source.keys.items()
            if self.model(steps[:-1]) is not None
        ]

    @property
    def all_places(self) -> list[Place]:
        return [*self.keys, *self.values]

    @cached_property
    def values(self) -> list[Place]:
        """The values that stand on one line as they are read, without their quotes."""
        return list(self._values())

    def _values(self) -> Iterator[Place]:
        for steps, mark in self.source.values.items():
            line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
            start = mark.column - 1 + (line[mark.column - 1 : mark.column] in ('"', "'"))
            if mark.raw and line[start:].startswith(mark.raw) and not self._runs_on(mark.line):
                yield Place(steps, mark.line, start, start + len(mark.raw), mark.raw)

    def _runs_on(self, line: int) -> bool:
        """Whether a plain text goes on on the next line."""
        after = self.lines[line] if line < len(self.lines) else ""
        return bool(after.strip()) and not re.match(r"\s*(- |-$|#|[\w'\"-]+:|[\]}])", after)

    def model(self, steps: Steps) -> type[BaseModel] | None:
        """The model of the group that stands there; None where an editor chooses the keys."""
        top, _, _ = self.name.rpartition("/")
        model: type[BaseModel] | None = MANY[top] if top else SINGLE[self.name]
        for step in steps:
            if isinstance(step, str):
                model = model_at(model, step)
        return model

    def text_lines(self, place: Place) -> tuple[int, int]:
        """From which line to which the text goes on to which a line belongs."""
        mark = self.source.values[place.steps]
        return mark.line, mark.line + mark.raw.rstrip("\n").count("\n") + 1

    def required(self, place: Place) -> bool:
        """Whether a key must be there."""
        model = self.model(place.steps[:-1])
        fields = model.model_fields.values() if model else ()
        return any(f.alias == place.raw and f.is_required() for f in fields) or place.raw == "id"

    def entry(self, steps: Steps) -> int:
        """The line on which the group begins in which this stands."""
        mark = self.source.values.get(steps[:-1])
        return mark.line if mark else 1

    def alone_on_its_line(self, place: Place, *, dash: bool = False) -> bool:
        """Whether the line holds this key, or the key of this value, and nothing before it; `dash`
        allows that an item begins there."""
        before = self.lines[place.line - 1][: place.start]
        return bool(re.fullmatch(r"\s*(- )?" if dash else r"\s*", _KEY_BEFORE.sub("", before)))

    def block(self, line: int) -> int:
        """The line after the last one that belongs to the key, or the item, on this line."""
        begin = self.lines[line - 1]
        more = () if begin.lstrip().startswith("- ") else ("- ", "]", "}")
        after = line
        while after < len(self.lines) and (
            not self.lines[after].strip()
            or _indent(self.lines[after]) > _indent(begin)
            or (
                _indent(self.lines[after]) == _indent(begin)
                and self.lines[after].lstrip().startswith(more)
            )
        ):
            after += 1
        while after > line and not self.lines[after - 1].strip():
            after -= 1
        return after + 1

    # --- what mutations are made of

    def put(self, place: Place, text: str, *, last: int = 0, elsewhere: bool = False) -> Mutant:
        """Something else in this place; the fault is told there, or up to so many lines on."""
        line = self.lines[place.line - 1]
        changed = line[: place.start] + text + line[place.end :]
        content = self._with(place.line, changed)
        return Mutant(content, (place.line, place.line + last), elsewhere)

    def unquoted(self, place: Place) -> Place:
        """The place with its quotes, if it has them."""
        line = self.lines[place.line - 1]
        if line[place.start - 1 : place.start] in ('"', "'"):
            return Place(place.steps, place.line, place.start - 1, place.end + 1, place.raw)
        return place

    def after(self, line: int, *added: str) -> bytes:
        """The file with lines added after this one (0: before all)."""
        return "\n".join([*self.lines[:line], *added, *self.lines[line:]]).encode()

    def without(self, first: int, after: int) -> bytes:
        """The file without the lines from `first` up to `after`."""
        return "\n".join([*self.lines[: first - 1], *self.lines[after - 1 :]]).encode()

    def _with(self, line: int, text: str) -> bytes:
        return "\n".join([*self.lines[: line - 1], text, *self.lines[line:]]).encode()

    def line_changed(self, line: int, text: str, *, slack: int = 0) -> Mutant:
        return Mutant(self._with(line, text), (max(1, line - slack), line + slack))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
