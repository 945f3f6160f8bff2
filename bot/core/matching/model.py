"""What goes into matching and what comes out: plain frozen data."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Entry:
    """One rule that may be answered with, and the words residents use for it.

    `phrases` holds keywords, example sentences and the title, in any order.
    """

    id: str
    themes: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Referral:
    """What is not ours: a place to send the resident to.

    For an urgent referral `phrases` are patterns (see `patterns`) and `examples` sentences of
    people in need; otherwise `phrases` are words and example sentences, as in an `Entry`.
    """

    id: str
    phrases: tuple[str, ...]
    urgent: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """The word lists that are content: `stop` never counts, `parts` help to split compounds.

    `same` maps a spelling that residents use to the usual one ("bbq" to "barbecue"). `calm` are
    sentences that only sound like an emergency, `kinds` words that come to the same (people,
    weapons, falling), `abroad` the urgent referrals by other language.
    """

    stop: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    same: dict[str, str] = field(default_factory=dict)
    calm: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    abroad: dict[str, tuple[Referral, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scored:
    """A rule with its score (0 to 1) and the resident's own words that led to it, as typed."""

    id: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """The answer of the matcher.

    `rules` are always the best ten, best first, whatever the outcome; `themes` are those of
    the rules that count, best first. `alarm` is the urgent referral whose number goes before
    anything else. `refer` is the referral when `outcome` is "refer"; else it is the alarm, if any.
    """

    outcome: Literal["match", "doubt", "none", "refer"]
    themes: tuple[str, ...]
    rules: tuple[Scored, ...]
    refer: str | None
    alarm: str | None = None
