"""What a walk sees: what somebody said, where it may go, and what one happening brought about."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from string import ascii_lowercase
from typing import Protocol

from bot.core.budget import Purse
from bot.core.decision import Button, Entry, Outgoing
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Happening, Undelivered
from bot.core.knowledge import Knowledge
from bot.core.situation import Shown
from tests.core.paper import Stood

MARK = re.compile(r"zq[a-y]+qz")


def mark(number: int) -> str:
    """A word that nobody else says; letters only, so that it may also be a name."""
    letters = ""
    while True:
        number, left = divmod(number, 25)
        letters = ascii_lowercase[left] + letters
        if not number:
            return f"zq{letters}qz"


@dataclass
class Words:
    """Words with a mark: who said them, in which chat and topic, and which residents may read them.
    What a resident says they may read themselves. `fills` is the field that they filled in."""

    author: str
    chat: str
    topic: int | None
    message: int
    readers: set[str] = field(default_factory=set)
    fills: str = ""


@dataclass(frozen=True)
class Seen:
    """One happening and all that it brought about. `who` is the private chat of who did it, None
    for the clock; `standing` are the messages that came or changed."""

    told: str
    happening: Happening | None
    who: str | None
    where: str | None
    button: Button | None
    about: str | None
    before: Mapping[str, Dossier]
    after: Mapping[str, Dossier]
    out: Sequence[Outgoing]
    entries: Sequence[Entry]
    standing: Sequence[Stood]
    edited: frozenset[int]

    def plans(self, ident: str | None) -> Iterable[Dossier]:
        """The plan before and after."""
        found = (self.before.get(ident or ""), self.after.get(ident or ""))
        return [one for one in found if one is not None]


class WalkingDesk(Protocol):
    """A desk on which a walk can be made: on paper, or in a database."""

    knowledge: Knowledge
    group: str | None
    dossiers: dict[str, Dossier]
    people: dict[str, Person]
    on_seen: object
    looked: Counter[str]
    """What the desk itself looked at, by rule."""

    stood: dict[int, Stood]

    @property
    def today(self) -> date: ...

    @property
    def purses(self) -> tuple[Purse, ...]: ...

    def all_standing(self) -> Mapping[int, Stood]: ...

    def do(
        self,
        told: str,
        happening: Happening,
        sender: str,
        *,
        where: str | None = None,
        topic: int | None = None,
        pressed: "Pressable | None" = None,
        reply_to: Shown | None = None,
        message: int | None = None,
    ) -> None: ...

    def failed_to_arrive(self, shown: Shown, undelivered: Undelivered) -> None: ...

    def goes_by(self, hours: float) -> None: ...

    def row_of(self, outbox: int) -> int: ...


@dataclass(frozen=True)
class Pressable:
    """A button that stands, or once stood, under a message in somebody's chat. `row` and `index`
    are by which the channel names it."""

    shown: Shown
    topic: int | None
    row: int
    index: int
    button: Button


class Broken(Exception):
    """What must always hold did not: which rule, and how it shows."""

    def __init__(self, rule: str, how: str) -> None:
        super().__init__(f"{rule}: {how}")
        self.rule, self.how = rule, how
