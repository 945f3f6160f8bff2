"""Character n-grams per phrase: likeness that survives misspelling and odd compounds."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from math import log, sqrt
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)

_SIZES = (3, 4, 5)
_MOST_WORDS = 24
_COMMON, _FEW = 0.02, 20


class Grams(Generic[Name]):
    """Cosine likeness between a text and the phrases of each document."""

    def __init__(self, documents: Mapping[Name, Sequence[Sequence[str]]]) -> None:
        phrases = [(name, _grams(words)) for name, many in documents.items() for words in many]
        having = Counter(gram for _, grams in phrases for gram in grams)
        often = max(_FEW, _COMMON * len(phrases))
        self._common = {gram for gram, n in having.items() if n > often}
        self._rarity = {gram: log(len(phrases) / n) for gram, n in having.items()}
        self._owner = [name for name, _ in phrases]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (_, grams) in enumerate(phrases):
            weights = self._weights(grams, 0.0)
            length = _length(weights)
            for gram, weight in weights.items():
                self._postings[gram].append((number, weight / length))

    def likeness(self, words: Sequence[str]) -> dict[Name, float]:
        """The likeness (0 to 1) of the best phrase of each document that shares any gram."""
        asked = self._weights(_grams(words[:_MOST_WORDS]), log(len(self._owner) + 1))
        length = _length(asked)
        dots: dict[int, float] = defaultdict(float)
        for gram, weight in asked.items():
            for number, share in self._postings.get(gram, ()):
                dots[number] += weight * share
        best: dict[Name, float] = {}
        for number, dot in dots.items():
            name = self._owner[number]
            best[name] = max(best.get(name, 0.0), dot / length)
        return best

    def _weights(self, grams: Mapping[str, int], unseen: float) -> dict[str, float]:
        return {
            gram: n * self._rarity.get(gram, unseen)
            for gram, n in grams.items()
            if gram not in self._common
        }


def _length(weights: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values())) or 1.0


def _grams(words: Sequence[str]) -> Counter[str]:
    padded = [f" {word} " for word in words]
    return Counter(
        word[at : at + size]
        for word in padded
        for size in _SIZES
        for at in range(len(word) - size + 1)
    )
