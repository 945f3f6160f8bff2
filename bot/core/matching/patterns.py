"""Patterns that an editor writes: words by which an emergency is named.

A pattern is words that must stand near each other, in any order. `a/b` is one of these, `a_b`
is these in this order with at most one word between them, words after `behalve` silence the
pattern anywhere in the message, and after `kort` or `kort12` it counts only in a message of at
most four, or that many, words. A line `WIE = ik/kind` names a list that the lines after it, of
any referral, may use. Inflections match ("slaat", "geslagen"), and so does a typing error that
leaves no Dutch word.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import dutch
from bot.core.matching.model import Referral

_NEAR = 6
_GAP = 2
_SHORT = 4
_LONG = 9
_SHORTEST_GUESS = 5
_ONLY_SHORT = re.compile(r"kort(\d*) ")
_LIST = re.compile(r"([A-Z]{2,}) = (\S+)")
_LIST_USED = re.compile(r"\b[A-Z]{2,}\b")
_STRETCHED = re.compile(r"(.)\1{2,}")

Positions = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Heard:
    """A message: where each word stands, as written and as the words of patterns it may mean."""

    written: Positions
    meant: Positions
    length: int


@dataclass(frozen=True)
class Pattern:
    """Slots that must all be filled, each with one of its alternatives (words in order)."""

    slots: tuple[tuple[tuple[str, ...], ...], ...]
    silenced_by: tuple[tuple[str, ...], ...]
    most_words: int | None

    @classmethod
    def read(cls, line: str) -> "Pattern":
        """Read one line of content."""
        wanted, _, silencing = dutch.fold(line).partition(" behalve ")
        short = _ONLY_SHORT.match(wanted)
        return cls(
            slots=tuple(
                _alternatives(slot) for slot in wanted[short.end() if short else 0 :].split()
            ),
            silenced_by=tuple(one for word in silencing.split() for one in _alternatives(word)),
            most_words=int(short[1] or _SHORT) if short else None,
        )

    def words(self) -> Iterable[str]:
        """Every word that may fill a slot."""
        for alternatives in self.slots:
            for alternative in alternatives:
                yield from alternative

    def key(self) -> set[str]:
        """Words of which one must be heard, or the pattern cannot fit; as few as there can be."""
        slot = min(self.slots, key=len, default=())
        return {alternative[0] for alternative in slot}

    def fits(self, heard: Heard) -> bool:
        """Whether a message fits; silencing words count only exactly as written."""
        if self.most_words is not None and heard.length > self.most_words:
            return False
        filled = []
        for alternatives in self.slots:
            places = {place for words in alternatives for place in _places(words, heard.meant)}
            if not places:
                return False
            filled.append(sorted(places))
        silent = any(_places(words, heard.written) for words in self.silenced_by)
        return not silent and _close_together(filled)


class Patterns:
    """The patterns of the urgent referrals, which come in order of importance."""

    def __init__(self, referrals: Iterable[Referral]) -> None:
        lines = [(referral.id, line) for referral in referrals for line in referral.phrases]
        self._patterns = [(name, Pattern.read(line)) for name, line in _with_lists(lines)]
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, (_, pattern) in enumerate(self._patterns):
            for word in pattern.key():
                self._by_key[word].append(number)
        self._by_form: dict[str, list[str]] = defaultdict(list)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted({word for _, pattern in self._patterns for word in pattern.words()}):
            # Someone's broertje is a child; his broer need not be.
            for form in {word} if word.endswith("je") else _forms(word):
                self._by_form[form].append(word)
            if len(word) >= _SHORTEST_GUESS:
                self._by_letter[word[0]].append(word)
        self._meant = lru_cache(maxsize=20_000)(self._meanings)

    def __call__(self, said: Sequence[str]) -> str | None:
        """The id of the first referral with a pattern that fits what was `said` (folded words)."""
        heard = self._hear(said)
        possible = sorted({n for word in heard.meant for n in self._by_key.get(word, ())})
        return next(
            (self._patterns[n][0] for n in possible if self._patterns[n][1].fits(heard)), None
        )

    def _hear(self, said: Sequence[str]) -> Heard:
        written: dict[str, list[int]] = defaultdict(list)
        meant: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(said):
            written[word].append(place)
            for meaning in self._meant(word):
                meant[meaning].append(place)
        return Heard(written, meant, len(said))

    def _meanings(self, word: str) -> tuple[str, ...]:
        found = {meant for form in _forms(word) for meant in self._by_form.get(form, ())}
        if found or len(word) < _SHORTEST_GUESS or dutch.is_dutch(word):
            return tuple(found)
        # A typing error is seldom in the first letter, and looking at one letter is quick.
        close = process.extract(
            word,
            self._by_letter.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=1 if len(word) < _LONG else 2,
            limit=None,
        )
        return tuple(meant for meant, _, _ in close)


def _with_lists(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The lines that are patterns, with the words of a list in place of its name."""
    lists: dict[str, str] = {}
    for name, line in lines:
        written_out = _LIST_USED.sub(lambda used: lists.get(used[0], used[0]), line)
        if named := _LIST.fullmatch(line):
            lists[named[1]] = named[2]
        else:
            yield name, written_out


def _forms(word: str) -> set[str]:
    spellings = {word, _STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)}
    return spellings | {dutch.lemma(one) for one in spellings if len(one) > 3}


def _alternatives(slot: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.split("_")) for one in slot.split("/"))


def _places(words: Sequence[str], positions: Positions) -> list[int]:
    if words[0] not in positions:
        return []
    starts = positions[words[0]]
    if len(words) == 1:
        return list(starts)
    return [start for start in starts if _continues(words[1:], start, positions)]


def _continues(words: Sequence[str], place: int, positions: Positions) -> bool:
    if not words:
        return True
    after = positions.get(words[0], ())
    at = bisect_right(after, place)
    return any(
        _continues(words[1:], following, positions)
        for following in after[at : at + _GAP]
        if following <= place + _GAP
    )


def _close_together(filled: Sequence[Sequence[int]]) -> bool:
    width = len(filled) + _NEAR
    return any(
        all(_has_between(places, start, start + width) for places in filled)
        for start in sorted(place for places in filled for place in places)
    )


def _has_between(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
