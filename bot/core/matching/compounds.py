"""Dutch compounds taken apart against the words of the content."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.core.matching import dutch

_LINKS = ("", "s", "en", "e", "n")
_SHORTEST = 3
_SHORTEST_DUTCH = 4
_SHORTEST_HEAD = 5


class Compounds:
    """Splits words into parts of which the content knows at least one.

    `known` are the words of the content, `helpers` common parts that may stand beside them.
    """

    def __init__(self, known: Collection[str], helpers: Collection[str] = ()) -> None:
        self._known = frozenset(known)
        self._stems = frozenset(dutch.stem(word) for word in known if len(word) > _SHORTEST)
        self._helpers = frozenset(helpers)
        self.parts = lru_cache(maxsize=20_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, first to last; nothing when it is no compound."""
        scored = ((self._score(left, right), left, right) for left, right in _halves(word))
        score, left, right = max(scored, default=(0.0, "", ""))
        if score <= 0:
            return ()
        return self._whole_or_parts(left) + self._whole_or_parts(right)

    def _whole_or_parts(self, half: str) -> tuple[str, ...]:
        return (half,) if half in self._known else self._parts(half) or (half,)

    def _score(self, left: str, right: str) -> float:
        if not (self._is_own(left) or self._is_own(right)):
            return 0
        if self._is_own(left) and self._is_own(right):
            return 3 + len(right) / 100
        if self._is_dutch(left) and self._is_dutch(right):
            return 2 + len(right) / 100
        return int(self._is_own(right) and len(right) >= _SHORTEST_HEAD and len(left) > _SHORTEST)

    def _is_own(self, part: str) -> bool:
        return part in self._known or (len(part) > _SHORTEST and dutch.stem(part) in self._stems)

    def _is_dutch(self, part: str) -> bool:
        if part in self._helpers or self._is_own(part):
            return True
        return len(part) >= _SHORTEST_DUTCH and dutch.is_dutch(part)


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        for link in _LINKS:
            left = word[:at].removesuffix(link)
            if word[:at].endswith(link) and len(left) >= _SHORTEST:
                yield left, word[at:]
