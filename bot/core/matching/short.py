"""Greetings, thanks and insults: short messages that are recognised as a whole.

Small words count here ("ik weet het" is not "ik weet het niet"), and typing errors do not.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from bot.core.matching import dutch

_MOST_LETTERS = 40
_SHORTEST_GUESS, _LONG = 4, 8
_MANY = 5
_REPEATED = re.compile(r"(.)\1+")


class ShortMessages:
    """Each short phrase, as its folded words, with what it stands for."""

    def __init__(self, phrases: Mapping[tuple[str, ...], str]) -> None:
        self._exact = {words: name for words, name in phrases.items() if _is_short(words)}
        self._by_length: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for words in self._exact:
            self._by_length[len(words)].append(words)

    def meaning(self, words: Sequence[str]) -> str | None:
        """What a message of these words stands for, exactly as they are."""
        return self._exact.get(tuple(words))

    def likely_meaning(self, words: Sequence[str]) -> str | None:
        """What a message of these words stands for when each may be misspelt, and one of many may
        be another ("wat voor weer wordt het zondag")."""
        if not _is_short(words):
            return None
        enough = len(words) - (len(words) >= _MANY)
        alike = (
            phrase
            for phrase in self._by_length.get(len(words), ())
            if sum(map(_alike, words, phrase)) >= enough
        )
        return next((self._exact[phrase] for phrase in alike), None)


def _is_short(words: Sequence[str]) -> bool:
    return bool(words) and len(" ".join(words)) <= _MOST_LETTERS


def _alike(said: str, meant: str) -> bool:
    if said == meant or _REPEATED.sub(r"\1", said) == _REPEATED.sub(r"\1", meant):
        return True
    if min(len(said), len(meant)) < _SHORTEST_GUESS or dutch.is_dutch(said):
        return False
    errors = 1 if len(meant) < _LONG else 2
    return OSA.distance(said, meant, score_cutoff=errors) <= errors
