"""Where do stems, parts and pieces of letters point to? The evidence of the smallest things.

A piece that stands in the phrases of one document only points there with all its weight; one that
every document has points nowhere. Each phrase counts for as much as any other, so that a keyword
of one word says more about that word than a sentence of eight does. The sum over all pieces
forgives typing errors, and compounds that nobody thought of.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log, sqrt
from typing import Generic, TypeVar

from bot.core.matching.features import Stems, Term

Name = TypeVar("Name", bound=Hashable)
Phrase = Sequence[Term]
Near = Mapping[str, float]

_SIZES = (3, 4, 5)
_LETTERS = 0.3
_DOUBT = 1.0
_TYPICAL = 8.0
_COMMON, _FEW = 0.02, 20
_REMEMBERED = 20_000


class Pieces(Generic[Name]):
    """The words of all documents, each taken to pieces once. `ours` are the documents of which the
    share is asked for.

    What a piece is worth is only worked out when somebody's word has that piece.
    """

    def __init__(
        self, documents: Mapping[Name, Sequence[Phrase]], ours: Collection[Name] = ()
    ) -> None:
        self._phrases = sum(map(len, documents.values()))
        self._often = max(_FEW, _COMMON * self._phrases)
        self._using = Counter(
            word for many in documents.values() for terms in many for word in _words(terms)
        )
        self._holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
        squares: dict[str, float] = {}
        terms = {t.folded: t for phrases in documents.values() for p in phrases for t in p}
        for word, term in terms.items():
            pieces = _pieces(word, term.stems)
            squares[word] = sum((_TYPICAL * number) ** 2 for _, number in pieces)
            for piece, number in pieces:
                self._holders[piece].append((word, number))
        self._weights = {name: _weights(many, squares) for name, many in documents.items()}
        self._spread = _together(self._weights.values())
        self._ours = _together(self._weights[name] for name in ours)
        self._documents: dict[str, list[Name]] = defaultdict(list)
        for name, weights in self._weights.items():
            for word in weights:
                self._documents[word].append(name)
        self._worth = lru_cache(maxsize=_REMEMBERED)(self._rarity_and_worth)
        self._near = lru_cache(maxsize=_REMEMBERED)(self._look_around)

    def _rarity_and_worth(self, piece: str) -> tuple[float, float]:
        """How rare a piece is among the phrases, and what it tells of the words that have it:
        nothing when it is everywhere."""
        holders = self._holders.get(piece, ())
        having = sum(self._using[word] for word, _ in holders)
        rarity = log((1 + self._phrases) / (1 + having)) + 1
        if not having or (having > self._often and piece[0] != "="):
            return (0.0 if having else rarity), 0.0
        present = rarity * sum(number * self._spread[word] for word, number in holders)
        return rarity, rarity * rarity / (present + _DOUBT)

    def _look_around(self, word: str, stems: Stems) -> tuple[Near, float]:
        """The words of the content that share pieces with a word, each with what it shares; and
        what all pieces of that word weigh."""
        near: dict[str, float] = defaultdict(float)
        total = 0.0
        for piece, number in _pieces(word, stems):
            rarity, worth = self._worth(piece)
            total += number * rarity
            if worth:
                for holder, share in self._holders[piece]:
                    near[holder] += number * worth * share
        return near, total

    def around(self, asked: Iterable[Term]) -> Near:
        """The words of the content near those asked, with what they share of the whole."""
        near: dict[str, float] = defaultdict(float)
        total = 0.0
        for term in asked:
            found, weight = self._near(term.folded, term.stems)
            total += weight * term.counts
            for word, share in found.items():
                near[word] += share * term.counts
        return {word: share / total for word, share in near.items()} if total else {}

    def documents_near(self, term: Term, most: int) -> list[Name]:
        """About so many documents with the words that are most like `term`."""
        near, _ = self._near(term.folded, term.stems)
        found: list[Name] = []
        for word in nlargest(most, near, key=lambda word: near[word]):
            found += self._documents[word]
            if len(found) >= most:
                break
        return found[:most]

    def pointing(self, around: Mapping[str, float], name: Name) -> float:
        """How strongly (0 to 1) the words around those asked point to a document."""
        weights = self._weights[name]
        return sum(weights[word] * around[word] for word in weights.keys() & around.keys())

    def ours(self, around: Near) -> tuple[float, float]:
        """How strongly the words around point to our documents, and to the others."""
        return (
            sum(share * self._ours.get(word, 0.0) for word, share in around.items()),
            sum(
                share * (self._spread[word] - self._ours.get(word, 0.0))
                for word, share in around.items()
            ),
        )


def _pieces(word: str, stems: Stems) -> list[tuple[str, float]]:
    """Stems and parts, and all runs of three to five letters of a word and the gaps around it."""
    best: dict[str, float] = {}
    for stem, weight in stems:
        best[stem] = max(weight, best.get(stem, 0.0))
    word = f" {word} "
    letters = [
        (word[at : at + size], _LETTERS) for size in _SIZES for at in range(len(word) - size + 1)
    ]
    # No run of letters looks like "=stem".
    return [("=" + stem, weight) for stem, weight in best.items()] + letters


def _weights(phrases: Iterable[Phrase], squares: Mapping[str, float]) -> dict[str, float]:
    """What each word weighs in a document, when all phrases are equally long."""
    weights: dict[str, float] = defaultdict(float)
    for terms in phrases:
        words = _words(terms)
        length = sqrt(sum(squares[word] for word in words)) or 1.0
        for word in words:
            weights[word] += 1 / length
    return dict(weights)


def _words(terms: Phrase) -> set[str]:
    return {term.folded for term in terms}


def _together(many: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for weights in many:
        for word, weight in weights.items():
            total[word] += weight
    return dict(total)
