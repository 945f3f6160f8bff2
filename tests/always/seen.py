"""What a walk sees: what somebody said, where it may go, and what one happening brought about."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from string import ascii_lowercase
from typing import Protocol

from bot.core.budget import Booking, Purse
from bot.core.decision import Button, Entry, Outgoing
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Happening, Undelivered
from bot.core.knowledge import Knowledge
from bot.core.situation import Shown
from bot.core.staff.buttons import PLAN, filled_by
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
class Pressable:
    """A button that stands, or once stood, under a message in somebody's chat. `row` and `index`
    are by which the channel names it."""

    shown: Shown
    topic: int | None
    row: int
    index: int
    button: Button

    def plan_in(self, plans: Mapping[str, Dossier]) -> Dossier | None:
        """The plan that it is about: the one it names itself, else that of its message."""
        named = plans.get(filled_by(self.button).get(PLAN, ""))
        return named or plans.get(self.shown.dossier or "")


@dataclass(frozen=True)
class Deed:
    """What somebody does: `sender` is their private chat, `where` another chat in which they do it,
    `message` the number of their own message."""

    told: str
    happening: Happening
    sender: str
    where: str | None = None
    topic: int | None = None
    pressed: Pressable | None = None
    reply_to: Shown | None = None
    message: int | None = None

    @property
    def chat(self) -> str:
        """In which it is done."""
        return self.where or self.sender


@dataclass(frozen=True)
class Seen:
    """One happening and all that it brought about: what somebody did, or the world when `deed` is
    None. `standing` are the messages that came or changed."""

    deed: Deed | None
    before: Mapping[str, Dossier]
    after: Mapping[str, Dossier]
    out: Sequence[Outgoing]
    entries: Sequence[Entry]
    standing: Sequence[Stood]
    edited: frozenset[int]

    @property
    def who(self) -> str | None:
        """The private chat of who did it."""
        return self.deed.sender if self.deed else None

    @property
    def where(self) -> str | None:
        """The chat in which it was done."""
        return self.deed.chat if self.deed else None

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
    on_seen: Callable[[Seen, datetime], None]
    looked: Counter[str]
    """What the desk itself looked at, by rule."""

    @property
    def stood(self) -> dict[int, Stood]: ...

    @property
    def today(self) -> date: ...

    @property
    def purses(self) -> tuple[Purse, ...]:
        """What each wijk gave this year, by its balance."""

    @property
    def ledger(self) -> list[tuple[datetime, Booking]]:
        """What was given, line by line."""

    def all_standing(self) -> Mapping[int, Stood]: ...

    def do(self, deed: Deed) -> None: ...

    def failed_to_arrive(self, shown: Shown, undelivered: Undelivered) -> None: ...

    def goes_by(self, hours: float) -> None: ...

    def row_of(self, outbox: int) -> int: ...


class Broken(Exception):
    """What must always hold did not: which rule, and how it shows."""

    def __init__(self, rule: str, how: str) -> None:
        super().__init__(f"{rule}: {how}")
        self.rule, self.how = rule, how
