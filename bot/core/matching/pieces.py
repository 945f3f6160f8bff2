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
_COMMON, _FEW = 0.02, 20
_REMEMBERED = 20_000


class Pieces(Generic[Name]):
    """The words of all documents, each taken to pieces once. `ours` are the documents of which the
    share is asked for."""

    def __init__(
        self, documents: Mapping[Name, Sequence[Phrase]], ours: Collection[Name] = ()
    ) -> None:
        terms = {t.folded: t for phrases in documents.values() for p in phrases for t in p}
        pieces = {word: _pieces(word, term.stems) for word, term in terms.items()}
        self._rarity, self._unseen = _rarities(documents, pieces)
        weighed = {
            word: [(p, n * self._rarity[p]) for p, n in found if p in self._rarity]
            for word, found in pieces.items()
        }
        squares = {word: sum(w * w for _, w in found) for word, found in weighed.items()}
        self._weights = {name: _weights(many, squares) for name, many in documents.items()}
        everywhere = _together(self._weights.values())
        self._ours = _together(self._weights[name] for name in ours)
        self._elsewhere = {w: n - self._ours.get(w, 0.0) for w, n in everywhere.items()}
        self._holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
        present: dict[str, float] = defaultdict(float)
        for word, found in weighed.items():
            spread = everywhere[word]
            for piece, weight in found:
                present[piece] += weight * spread
                self._holders[piece].append((word, weight))
        self._worth = {p: self._rarity[p] / (n + _DOUBT) for p, n in present.items()}
        self._documents: dict[str, list[Name]] = defaultdict(list)
        for name, weights in self._weights.items():
            for word in weights:
                self._documents[word].append(name)
        self._near = lru_cache(maxsize=_REMEMBERED)(self._look_around)

    def _look_around(self, word: str, stems: Stems) -> tuple[Near, float]:
        """The words of the content that share pieces with a word, each with what it shares; and
        what all pieces of that word weigh."""
        near: dict[str, float] = defaultdict(float)
        weight = 0.0
        for piece, number in _pieces(word, stems):
            weight += number * self._rarity.get(piece, self._unseen)
            if piece in self._worth:
                worth = number * self._worth[piece]
                for word, share in self._holders[piece]:
                    near[word] += worth * share
        return near, weight

    def around(self, asked: Iterable[Term]) -> Near:
        """The words of the content near those asked, with what they share of the whole."""
        near: dict[str, float] = defaultdict(float)
        total = 0.0
        for term in asked:
            found, weight = self._near(term.folded, term.stems)
            total += weight
            for word, share in found.items():
                near[word] += share
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

    def pointing(self, around: Near, name: Name) -> float:
        """How strongly (0 to 1) the words around those asked point to a document."""
        return sum(
            weight * around[word] for word, weight in self._weights[name].items() if word in around
        )

    def ours(self, around: Near) -> tuple[float, float]:
        """How strongly the words around point to our documents, and to the others."""
        return (
            sum(share * self._ours.get(word, 0.0) for word, share in around.items()),
            sum(share * self._elsewhere[word] for word, share in around.items()),
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


def _rarities(
    documents: Mapping[Name, Sequence[Phrase]], pieces: Mapping[str, Sequence[tuple[str, float]]]
) -> tuple[dict[str, float], float]:
    """How rare each piece is among the phrases, without pieces that are everywhere; and how rare
    a piece is that no phrase has."""
    phrases = sum(map(len, documents.values()))
    using = Counter(word for many in documents.values() for terms in many for word in _words(terms))
    having: dict[str, int] = defaultdict(int)
    for word, number in using.items():
        for piece, _ in pieces[word]:
            having[piece] += number
    often = max(_FEW, _COMMON * phrases)
    rarity = {
        piece: log((1 + phrases) / (1 + number)) + 1
        for piece, number in having.items()
        if number <= often or piece[0] == "="
    }
    return rarity, log(1 + phrases) + 1


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
