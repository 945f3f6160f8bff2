"""How like a resident's words each document is: a quick look at all, a close look at a few.

The quick look shares rare words (BM25) and finds fifty documents, whether there are forty or ten
thousand. The close look is by pieces, which forgives spelling, and by rapidfuzz, which sees whole
phrases. The same pieces tell whether the words lean to our documents or away from them.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import log
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from bot.core.matching.features import Term
from bot.core.matching.lexical import Lexical
from bot.core.matching.pieces import Near, Pieces

Name = TypeVar("Name", bound=Hashable)

_CANDIDATES = 50
_RERANKED = 8
_WORDS, _PHRASES = 0.02, 0.05
_HALF = 0.08
_LONGEST = 200
_UNKNOWN = 0.5
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


@dataclass
class _Shared:
    """What the words of the resident and one document have in common."""

    worth: float = 0.0
    by_word: list[tuple[float, str]] = field(default_factory=list)

    def add(self, worth: float, word: str) -> None:
        self.worth += worth
        self.by_word.append((worth, word))

    def reasons(self) -> tuple[str, ...]:
        strongest = sorted(self.by_word, key=lambda pair: -pair[0])
        return tuple(word for _, word in strongest[:_REASONS])


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
        """The documents that share anything with the words asked."""
        shared = self._share(asked)
        around = self._pieces.around(asked)
        possible = sum(map(self._possible, asked)) or 1.0
        worth: dict[Name, float] = {}
        for name in self._candidates(asked, shared):
            explained = min(1.0, shared[name].worth / possible) if name in shared else 0.0
            worth[name] = self._pieces.pointing(around, name) + _WORDS * explained
        text = _as_stems(asked)
        for name in sorted(worth, key=lambda name: (-worth[name], str(name)))[:_RERANKED]:
            worth[name] += _PHRASES * self._best_phrase(text, name)
        best_first = sorted(worth, key=lambda name: (-worth[name], str(name)))
        found = [
            (name, Likeness(_score(worth[name]), shared[name].reasons() if name in shared else ()))
            for name in best_first
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

    def _lean(self, around: Near) -> float:
        ours, others = self._pieces.ours(around)
        return log((others + _NOTHING) / (ours + _NOTHING)) + self._handicap

    def _holds_whole(self, asked: Sequence[Term], name: Name) -> bool:
        """Whether the words asked hold a whole phrase of a document that is not ours, and that
        phrase by itself leans away: "glijbaan" is ours, "glijbaan kapot" is not."""
        by_stem = {stem: term for term in asked for stem, _ in term.stems}
        return any(
            self._lean(self._pieces.around({by_stem[stem] for stem in stems})) > _WHOLE_AT
            for stems in self._stems[name]
            if all(stem in by_stem for stem in stems)
        )

    def _candidates(self, asked: Sequence[Term], shared: Mapping[Name, _Shared]) -> set[Name]:
        """The documents worth a closer look: those that share the rarest words, and those with a
        word like one that no document has."""
        found = set(nlargest(_CANDIDATES, shared, key=lambda name: shared[name].worth))
        for term in asked:
            if not self._lexical.rarity(term.stem):
                found.update(self._pieces.documents_near(term, _CANDIDATES))
        return found

    def _share(self, asked: Iterable[Term]) -> dict[Name, _Shared]:
        shared: dict[Name, _Shared] = defaultdict(_Shared)
        for term in asked:
            for name, worth in self._lexical.contributions(term).items():
                shared[name].add(worth, term.typed)
        return dict(shared)

    def _possible(self, term: Term) -> float:
        worth = max(weight * self._lexical.rarity(stem) for stem, weight in term.stems)
        # A number says nothing of the subject; an unknown word may, or is a street's name.
        unknown = _UNKNOWN * self._lexical.rarest if term.folded.isalpha() else 0.0
        return worth if self._lexical.rarity(term.stem) else max(worth, unknown)

    def _best_phrase(self, text: str, name: Name) -> float:
        """The likeness (0 to 1) of the best phrase, over words that count only."""
        found = process.extractOne(text, self._phrases[name], scorer=fuzz.token_sort_ratio)
        return found[1] / 100 if text and found else 0.0


def _score(worth: float) -> float:
    return worth / (worth + _HALF)


def _flat(phrases: Iterable[Iterable[Term]]) -> list[Term]:
    return [term for terms in phrases for term in terms]


def _as_stems(terms: Iterable[Term]) -> str:
    return " ".join(term.stem for term in terms)[:_LONGEST]
