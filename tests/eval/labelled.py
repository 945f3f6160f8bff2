"""Sentences with what is right about them, and typing errors to make them harder."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

REAL_TITLE = "real-title"
EMERGENCIES = frozenset({"noodgeval-112", "crisis-113", "veilig-thuis"})

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True)
class Labelled:
    """A sentence of a resident. In scope, any of `rules` is right; out of scope, `refer` is."""

    text: str
    in_scope: bool
    rules: frozenset[str] = frozenset()
    refer: str | None = None
    style: str = "-"

    @property
    def is_title(self) -> bool:
        """Whether this is the title of a real project, and not written for the purpose."""
        return self.style == REAL_TITLE

    @property
    def is_emergency(self) -> bool:
        return self.refer in EMERGENCIES


def read(file: Path) -> list[Labelled]:
    """The labelled sentences of a file with a JSON object a line. Only `text` must be there."""
    return list(_lines(file.read_text(encoding="utf-8").splitlines()))


def _lines(lines: Sequence[str]) -> Iterator[Labelled]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        fields = json.loads(line)
        if "text" not in fields:
            raise ValueError(f"line {number} has no text")
        rules = frozenset(fields.get("rules") or ())
        refer = fields.get("refer") or None
        kind = fields.get("kind") or ("in" if rules or not refer else "out")
        yield Labelled(fields["text"], kind == "in", rules, refer, fields.get("style") or "-")


def with_typing_errors(text: str, errors: int, random: Random) -> str:
    """`text` with that many typing errors: two letters swapped, one left out, doubled, or beside
    the right key."""
    for _ in range(errors):
        places = [at for at, letter in enumerate(text) if letter.isalpha()]
        if not places:
            return text
        at = random.choice(places)
        text = random.choice((_swapped, _left_out, _doubled, _beside))(text, at, random)
    return text


def _swapped(text: str, at: int, _: Random) -> str:
    after = text[at + 1 : at + 2]
    return text[:at] + after + text[at] + text[at + 2 :] if after.isalpha() else _left_out(text, at)


def _left_out(text: str, at: int, _: Random | None = None) -> str:
    return text[:at] + text[at + 1 :]


def _doubled(text: str, at: int, _: Random) -> str:
    return text[: at + 1] + text[at:]


def _beside(text: str, at: int, random: Random) -> str:
    row = next((row for row in _KEYBOARD if text[at].lower() in row), "")
    place = row.find(text[at].lower())
    neighbours = [row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)]
    return text[:at] + random.choice(neighbours or ["e"]) + text[at + 1 :]
