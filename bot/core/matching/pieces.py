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
Worth = tuple[float, float]
"""How rare a piece is among the phrases, and what sharing it tells of a word: nothing for letters
that are everywhere."""

_SHORTEST = 3
_SIZES = (_SHORTEST, 4, 5)
_LETTERS = 0.3
_DOUBT = 1.0
_TYPICAL = 8.0
_MOST_LIKE = 100
_COMMON, _FEW = 0.02, 20
_REMEMBERED = 20_000


class Pieces(Generic[Name]):
    """The words of all documents, each taken to pieces once.

    What a piece is worth is only worked out when somebody's word has that piece.
    """

    def __init__(self, documents: Mapping[Name, Sequence[Phrase]]) -> None:
        self._phrases = sum(map(len, documents.values()))
        self._often = max(_FEW, _COMMON * self._phrases)
        self._using = Counter(
            word for many in documents.values() for terms in many for word in _words(terms)
        )
        self._with_stem: dict[str, dict[str, float]] = defaultdict(dict)
        self._with_letters: dict[str, list[str]] = defaultdict(list)
        squares: dict[str, float] = {}
        terms = {t.folded: t for phrases in documents.values() for p in phrases for t in p}
        for word, term in terms.items():
            spaced = f" {word} "
            for at in range(len(word)):
                self._with_letters[spaced[at : at + _SHORTEST]].append(word)
            for stem, weight in term.stems:
                self._with_stem[stem][word] = weight
            stems = sum(weight * weight for _, weight in term.stems)
            squares[word] = _TYPICAL**2 * (stems + _LETTERS**2 * _runs(word))
        self._weights: dict[str, dict[Name, float]] = defaultdict(dict)
        for name, many in documents.items():
            for word, weight in _weights(many, squares).items():
                self._weights[word][name] = weight
        self._spread = {word: sum(weights.values()) for word, weights in self._weights.items()}
        self._stem = lru_cache(maxsize=_REMEMBERED)(self._worth_of_stem)
        self._holders = lru_cache(maxsize=_REMEMBERED)(self._words_with_letters)
        self._run = lru_cache(maxsize=_REMEMBERED)(self._worth_of_run)
        self._points = lru_cache(maxsize=_REMEMBERED)(self._points_of_word)

    def _worth_of_stem(self, stem: str) -> Worth:
        holders = self._with_stem.get(stem, {})
        having = sum(self._using[word] for word in holders)
        return self._worth(having, sum(n * self._spread[word] for word, n in holders.items()))

    def _worth_of_run(self, run: str) -> Worth:
        holders = self._holders(run)
        having = sum(self._using[word] for word in holders)
        if having > self._often:
            return 0.0, 0.0
        return self._worth(having, _LETTERS * sum(self._spread[word] for word in holders))

    def _words_with_letters(self, run: str) -> Sequence[str]:
        """The words that have a run of letters. Only the shortest runs are kept: a word with a
        longer one has those in it."""
        if len(run) == _SHORTEST:
            return self._with_letters.get(run, ())
        ends = (
            self._with_letters.get(run[:_SHORTEST], ()),
            self._with_letters.get(run[-_SHORTEST:], ()),
        )
        return [word for word in min(ends, key=len) if run in f" {word} "]

    def _worth(self, having: float, spread: float) -> Worth:
        rarity = log((1 + self._phrases) / (1 + having)) + 1
        return rarity, rarity * rarity / (rarity * spread + _DOUBT)

    def _points_of_word(self, word: str, stems: Stems) -> tuple[Mapping[Name, float], float]:
        """The documents that one word points to, and what all its pieces weigh."""
        near, total = self._look_around(word, stems)
        points: dict[Name, float] = defaultdict(float)
        for holder, share in nlargest(_MOST_LIKE, near.items(), key=_share):
            for name, weight in self._weights[holder].items():
                points[name] += share * weight
        return points, total

    def _look_around(self, word: str, stems: Stems) -> tuple[Near, float]:
        """The words of the content that share pieces with a word, each with what it shares; and
        what all pieces of that word weigh."""
        near: dict[str, float] = defaultdict(float)
        total = 0.0
        for stem, weight in stems:
            rarity, worth = self._stem(stem)
            total += weight * rarity
            for holder, number in self._with_stem.get(stem, {}).items():
                near[holder] += weight * worth * number
        for run in _letters(word):
            rarity, worth = self._run(run)
            total += _LETTERS * rarity
            share = _LETTERS**2 * worth
            if share:
                for holder in self._holders(run):
                    near[holder] += share
        return near, total

    def pointing(
        self, asked: Iterable[Term], names: Collection[Name] | None = None
    ) -> dict[Name, float]:
        """How strongly (0 to 1) the words asked, together, point to each of some documents; to all
        that they point to at all when no names are given."""
        strength: dict[Name, float] = defaultdict(float)
        total = 0.0
        for term in asked:
            points, weight = self._points(term.folded, term.stems)
            total += weight * term.counts
            for name in points if names is None or len(points) < len(names) else names:
                if name in points and (names is None or name in names):
                    strength[name] += points[name] * term.counts
        return {name: much / total for name, much in strength.items()} if total else {}


def _share(near: tuple[str, float]) -> float:
    return near[1]


def _letters(word: str) -> list[str]:
    """All runs of three to five letters of a word and the gaps around it."""
    spaced = f" {word} "
    return [spaced[at : at + size] for size in _SIZES for at in range(len(spaced) - size + 1)]


def _runs(word: str) -> int:
    """How many runs of letters a word has."""
    return sum(max(0, len(word) + 3 - size) for size in _SIZES)


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
