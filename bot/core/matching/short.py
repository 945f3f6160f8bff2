"""Greetings, thanks and insults: short messages that are recognised as a whole.

Small words count here ("ik weet het" is not "ik weet het niet"), and typing errors do not.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import contains

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import dutch

_MOST_LETTERS = 40
_SHORTEST_GUESS, _LONG = 4, 8
_MOST_ERRORS = 2
_MANY = 5
_REMEMBERED = 20_000
_REPEATED = re.compile(r"(.)\1+")


class ShortMessages:
    """Each short phrase, as its folded words, with what it stands for."""

    def __init__(self, phrases: Mapping[tuple[str, ...], str]) -> None:
        self._exact = {words: name for words, name in phrases.items() if _is_short(words)}
        self._by_length: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for words in self._exact:
            self._by_length[len(words)].append(words)
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        for word in {word for words in self._exact for word in words}:
            self._by_sound[_unrepeated(word)].add(word)
        self._guessable = [w for same in self._by_sound.values() for w in same if _is_long(w)]
        self._alike = lru_cache(maxsize=_REMEMBERED)(self._may_be)

    def meaning(self, words: Sequence[str]) -> str | None:
        """What a message of these words stands for, exactly as they are."""
        return self._exact.get(tuple(words))

    def likely_meaning(self, words: Sequence[str]) -> str | None:
        """What a message of these words stands for when each may be misspelt, and one of many may
        be another ("wat voor weer wordt het zondag")."""
        if not _is_short(words):
            return None
        enough = len(words) - (len(words) >= _MANY)
        meant = [self._alike(word) for word in words]
        alike = (
            phrase
            for phrase in self._by_length.get(len(words), ())
            if sum(map(contains, meant, phrase)) >= enough
        )
        return next((self._exact[phrase] for phrase in alike), None)

    def _may_be(self, said: str) -> frozenset[str]:
        """The words of phrases that one word may be."""
        same = frozenset(self._by_sound.get(_unrepeated(said), ()))
        if not _is_long(said) or dutch.is_dutch(said):
            return same
        close = process.extract(
            said, self._guessable, scorer=OSA.distance, score_cutoff=_MOST_ERRORS, limit=None
        )
        return same.union(meant for meant, errors, _ in close if errors == 1 or len(meant) >= _LONG)


def _is_short(words: Sequence[str]) -> bool:
    return bool(words) and len(" ".join(words)) <= _MOST_LETTERS


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST_GUESS


def _unrepeated(word: str) -> str:
    return _REPEATED.sub(r"\1", word)
