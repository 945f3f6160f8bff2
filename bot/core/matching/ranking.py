"""How like a resident's words each document is: a quick look at all, a close look at a few.

The quick look shares rare words (BM25) and finds fifty documents, whether there are forty or ten
thousand. The close look is by pieces, which forgives spelling, and by rapidfuzz, which sees whole
phrases. The same pieces tell whether the words lean to our documents or away from them.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from bot.core.matching.features import Term
from bot.core.matching.lexical import Lexical
from bot.core.matching.pieces import Near, Pieces

Name = TypeVar("Name", bound=Hashable)
Shared = tuple[str, Mapping[Name, float]]

_CANDIDATES = 50
_TELLING, _PUZZLING = 24, 6
_RERANKED = 8
_WORDS, _PHRASES = 0.02, 0.1
_ONLY_NEAR = 4
_HALF = 0.08
_LONGEST = 200
_REASONS = 3

_BEST_COUNTS = 0.5
_SIZE_COUNTS = 0.5
_WHOLE_COUNTS, _WHOLE_AT = 1.0, -0.3
_LITTLE, _NOTHING = 0.01, 0.001


@dataclass(frozen=True)
class Likeness:
    """How like the words of a resident a document is.

    `score` (0 to 1) serves to rank; `why` are the words of the resident that it rests on,
    strongest first.
    """

    score: float = 0.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranked(Generic[Name]):
    """The documents that may be meant, best first, and how far the words lean away from ours: 0
    when they could as well be the one as the other."""

    found: Sequence[tuple[Name, Likeness]]
    away: float


class Ranking(Generic[Name]):
    """Documents, each a number of phrases, ready to be compared with a resident's words.

    `ours` are the documents to lean to or away from.
    """

    def __init__(
        self, documents: Mapping[Name, Sequence[Sequence[Term]]], ours: Collection[Name] = ()
    ) -> None:
        self._lexical = Lexical({name: _flat(phrases) for name, phrases in documents.items()})
        self._pieces = Pieces(documents, ours)
        self._ours = frozenset(ours)
        self._phrases = {
            name: sorted({_as_stems(terms) for terms in phrases if terms})
            for name, phrases in documents.items()
        }
        self._stems = {
            name: [stems.split() for stems in phrases if " " in stems]
            for name, phrases in self._phrases.items()
        }
        own = sum(len(phrases) for name, phrases in documents.items() if name in self._ours)
        other = sum(map(len, documents.values())) - own
        self._handicap = _SIZE_COUNTS * log((1 + own) / (1 + other))

    def rank(self, asked: Sequence[Term]) -> Ranked[Name]:
        """The documents that may be meant by the words asked, best first."""
        shared = self._shared(asked)
        around = self._pieces.around(asked)
        worth = {
            name: self._pieces.pointing(around, name) + _WORDS * words
            for name, words in self._candidates(asked, shared).items()
        }
        text = _as_stems(asked)
        for name in nlargest(_RERANKED, worth, key=lambda name: (worth[name], str(name))):
            worth[name] += _PHRASES * self._best_phrase(text, name)
        best_first = sorted(worth, key=lambda name: (-worth[name], str(name)))
        found = [
            (name, Likeness(_score(worth[name]), _reasons(name, shared))) for name in best_first
        ]
        return Ranked(found, self._away(asked, around, best_first))

    def _away(self, asked: Sequence[Term], around: Near, best_first: Sequence[Name]) -> float:
        ours = next((name for name in best_first if name in self._ours), None)
        other = next((name for name in best_first if name not in self._ours), None)
        best, best_other = (
            self._pieces.pointing(around, name) if name is not None else 0.0
            for name in (ours, other)
        )
        whole = other is not None and self._holds_whole(asked, other)
        return (
            self._lean(around)
            + _BEST_COUNTS * log((best_other + _LITTLE) / (best + _LITTLE))
            + _WHOLE_COUNTS * whole
        )

    def lean(self, asked: Sequence[Term]) -> float:
        """How far the pieces of the words asked lean away from ours."""
        return self._lean(self._pieces.around(asked))

    def _lean(self, around: Near) -> float:
        ours, others = self._pieces.ours(around)
        return log((others + _NOTHING) / (ours + _NOTHING)) + self._handicap

    def _holds_whole(self, asked: Sequence[Term], name: Name) -> bool:
        """Whether the words asked hold a whole phrase of a document that is not ours, and that
        phrase by itself leans away: "glijbaan" is ours, "glijbaan kapot" is not."""
        by_stem = {stem: term for term in asked for stem, _ in term.stems}
        return any(
            self.lean([by_stem[stem] for stem in set(stems)]) > _WHOLE_AT
            for stems in self._stems[name]
            if all(stem in by_stem for stem in stems)
        )

    def _shared(self, asked: Iterable[Term]) -> list[Shared[Name]]:
        """Each word as typed, with what it adds to the documents that have it. Of a very long
        message only the words that the fewest documents have."""
        telling = nlargest(_TELLING, asked, key=lambda term: self._lexical.rarity(term.stem))
        return [(term.typed, self._lexical.contributions(term)) for term in telling]

    def _candidates(
        self, asked: Iterable[Term], shared: Iterable[Shared[Name]]
    ) -> dict[Name, float]:
        """The documents worth a closer look: those that share the rarest words, with how much (the
        best shares 1), and those with a word like one that no document has."""
        total: dict[Name, float] = defaultdict(float)
        for _, contributions in shared:
            for name, worth in contributions.items():
                total[name] += worth
        found = dict(nlargest(_CANDIDATES, total.items(), key=lambda pair: pair[1]))
        most = max(found.values(), default=1.0)
        puzzling = [term for term in asked if not self._lexical.rarity(term.stem)]
        for term in puzzling[:_PUZZLING]:
            for name in self._pieces.documents_near(term, _CANDIDATES):
                found.setdefault(name, total.get(name, 0.0))
        return {name: worth / most for name, worth in found.items()}

    def _best_phrase(self, text: str, name: Name) -> float:
        """The likeness (0 to 1) of the best phrase, over words that count only; that two phrases
        are half alike says nothing."""
        found = process.extractOne(text, self._phrases[name], scorer=fuzz.token_sort_ratio)
        return (found[1] / 100) ** _ONLY_NEAR if text and found else 0.0


def _score(worth: float) -> float:
    return worth / (worth + _HALF)


def _reasons(name: Name, shared: Iterable[Shared[Name]]) -> tuple[str, ...]:
    strongest = nlargest(
        _REASONS,
        ((added[name], typed) for typed, added in shared if name in added),
        key=lambda pair: pair[0],
    )
    return tuple(typed for _, typed in strongest)


def _flat(phrases: Iterable[Iterable[Term]]) -> list[Term]:
    return [term for terms in phrases for term in terms]


def _as_stems(terms: Iterable[Term]) -> str:
    return " ".join(term.stem for term in terms)[:_LONGEST]
