"""Dutch compounds taken apart against the words of the content."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.core.matching import dutch

_LINKS = {"s": ("s",), "e": ("e",), "n": ("en", "n")}
"""What may stand between two parts, by its last letter."""

_SHORTEST = 3
_SHORTEST_DUTCH = 4
_SHORTEST_HEAD = 5
_BOTH_OWN = 3


class Compounds:
    """Splits words into parts of which the content knows at least one.

    `known` are the words of the content, `helpers` common parts that may stand beside them.
    """

    def __init__(self, known: Collection[str], helpers: Collection[str] = ()) -> None:
        self._known = frozenset(known)
        self._stems = frozenset(dutch.stem(word) for word in known if len(word) > _SHORTEST)
        # Looking up a stem costs more than all else here, and no form begins in another way.
        self._beginnings = frozenset(word[:_SHORTEST] for word in known)
        self._helpers = frozenset(helpers)
        self._is_own = lru_cache(maxsize=50_000)(self._knows)
        self.parts = lru_cache(maxsize=20_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, first to last; nothing when it is no compound."""
        best, parts = 0.0, ("", "")
        for left, right in self._halves(word):
            score = self._score(left, right)
            if score > best:
                best, parts = score, (left, right)
            if best > _BOTH_OWN:  # halves come with the longest right first: none will be better
                break
        if not best:
            return ()
        return self._whole_or_parts(parts[0]) + self._whole_or_parts(parts[1])

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways to cut a word in two of which one may be known."""
        beginnings = self._beginnings
        any_right = word[:_SHORTEST] in beginnings
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            if any_right or word[at : at + _SHORTEST] in beginnings:
                right = word[at:]
                yield word[:at], right
                for link in _LINKS.get(word[at - 1], ()):
                    if at - len(link) >= _SHORTEST and word.endswith(link, 0, at):
                        yield word[: at - len(link)], right

    def _whole_or_parts(self, half: str) -> tuple[str, ...]:
        return (half,) if half in self._known else self._parts(half) or (half,)

    def _score(self, left: str, right: str) -> float:
        own_left, own_right = self._is_own(left), self._is_own(right)
        if not (own_left or own_right):
            return 0
        if own_left and own_right:
            return _BOTH_OWN + len(right) / 100
        if (own_left or self._is_dutch(left)) and (own_right or self._is_dutch(right)):
            return 2 + len(right) / 100
        return int(own_right and len(right) >= _SHORTEST_HEAD and len(left) > _SHORTEST)

    def _knows(self, part: str) -> bool:
        if part in self._known:
            return True
        if len(part) <= _SHORTEST or part[:_SHORTEST] not in self._beginnings:
            return False
        return dutch.stem(part) in self._stems

    def _is_dutch(self, part: str) -> bool:
        return part in self._helpers or (len(part) >= _SHORTEST_DUTCH and dutch.is_dutch(part))
