"""BM25 over stems and parts: which documents share the rare words of the resident?"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import log
from typing import Generic, TypeVar

from bot.core.matching.features import Term

Name = TypeVar("Name", bound=Hashable)

_SATURATION = 1.2
_LENGTH = 0.4


class Lexical(Generic[Name]):
    """An inverted index of documents, each given as its terms."""

    def __init__(self, documents: Mapping[Name, Sequence[Term]]) -> None:
        self._documents = len(documents)
        self._postings: dict[str, dict[Name, float]] = defaultdict(dict)
        lengths = {name: max(1, len(terms)) for name, terms in documents.items()}
        mean = sum(lengths.values()) / max(1, len(lengths))
        for name, terms in documents.items():
            norm = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[name] / mean)
            for stem, count in _counts(terms).items():
                self._postings[stem][name] = count * (_SATURATION + 1) / (count + norm)
        for stem, having in self._postings.items():
            rarity = self.rarity(stem)
            self._postings[stem] = {name: rarity * count for name, count in having.items()}

    def rarity(self, stem: str) -> float:
        """The inverse document frequency of a stem; 0 when no document has it."""
        having = len(self._postings.get(stem, ()))
        return log(1 + (self._documents - having + 0.5) / (having + 0.5)) if having else 0.0

    def contributions(self, term: Term) -> Mapping[Name, float]:
        """What one word of the resident adds to the score of each document that has it.

        Only the best of its stems counts for a document, so that a compound and its
        parts are not paid twice.
        """
        known = [(stem, weight) for stem, weight in term.stems if stem in self._postings]
        if len(known) == 1 and known[0][1] == 1:
            return self._postings[known[0][0]]
        best: dict[Name, float] = {}
        for stem, weight in known:
            for name, worth in self._postings[stem].items():
                best[name] = max(best.get(name, 0.0), weight * worth)
        return best


def _counts(terms: Iterable[Term]) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for term in terms:
        for stem, weight in term.stems:
            counts[stem] += weight
    return counts
