"""How like a resident's words each document is: a quick look at all, a close look at a few.

The quick look shares rare words (BM25) and finds fifty documents, whether there are forty or ten
thousand. The close look is by pieces, which forgives spelling; by rapidfuzz, which sees whole
phrases; and by wording, which hears what somebody wants.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp
from operator import itemgetter
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.core.matching.features import Term
from bot.core.matching.lexical import Lexical
from bot.core.matching.pieces import Pieces

Name = TypeVar("Name", bound=Hashable)
Shared = tuple[str, Mapping[Name, float]]

_CANDIDATES = 50
_TELLING, _PUZZLING = 24, 6
_RERANKED = 8
_WORDS, _PHRASES = 0.02, 0.1
_ONLY_NEAR = 4
_LITTLE = 0.01
_WORDING_COUNTS = 0.3
_HALF = 0.08
_NAMES_A_THING = 5
_LONGEST = 200
_REASONS, _TELLS = 3, 0.4


@dataclass(frozen=True)
class Likeness(Generic[Name]):
    """How like the words of a resident the document `name` is.

    `worth` (above 0) compares documents within one message; `shared` is what each word of the
    resident adds to the documents that have it.
    """

    worth: float
    name: Name
    shared: Sequence[Shared[Name]] = ()

    @property
    def score(self) -> float:
        """The worth as a number from 0 to 1."""
        return self.worth / (self.worth + _HALF)

    @property
    def why(self) -> tuple[str, ...]:
        """The words of the resident that it rests on most, strongest first; not those on which
        many others rest as well."""
        telling = [(added[self.name], typed) for typed, added in self.shared if self.name in added]
        strongest = sorted(telling, key=itemgetter(0), reverse=True)[:_REASONS]
        return tuple(typed for worth, typed in strongest if worth >= _TELLS * strongest[0][0])


class Ranking(Generic[Name]):
    """Documents, each a number of phrases, ready to be compared with a resident's words."""

    def __init__(self, documents: Mapping[Name, Sequence[Sequence[Term]]]) -> None:
        self._lexical = Lexical({name: _flat(phrases) for name, phrases in documents.items()})
        self._pieces = Pieces({name: _short(phrases) for name, phrases in documents.items()})
        self._phrases = {
            name: sorted({_sorted_stems(phrase) for phrase in phrases if phrase})
            for name, phrases in documents.items()
        }

    def rank(
        self, asked: Sequence[Term], typical: Callable[[Collection[Name]], Mapping[Name, float]]
    ) -> list[tuple[Name, Likeness[Name]]]:
        """The documents that may be meant by the words asked, best first. `typical` tells how much
        the wording is that of each of some documents."""
        shared = self._shared(asked)
        candidates = self._candidates(asked, shared)
        pointing = self._pieces.pointing(asked, candidates.keys())
        about = {
            name: pointing.get(name, 0.0) + _WORDS * words for name, words in candidates.items()
        }
        text = _sorted_stems(asked)
        for name in nlargest(_RERANKED, about, key=lambda name: (about[name], str(name))):
            about[name] += _PHRASES * self._best_phrase(text, name)
        said = typical(about.keys())
        worth = {
            name: (much + _LITTLE) * exp(_WORDING_COUNTS * said[name])
            for name, much in about.items()
        }
        best_first = sorted(worth, key=lambda name: (-worth[name], str(name)))
        return [(name, Likeness(worth[name], name, shared)) for name in best_first]

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
            near = self._pieces.pointing([term])
            for name in nlargest(_CANDIDATES, near, key=lambda name: (near[name], str(name))):
                found.setdefault(name, total.get(name, 0.0))
        return {name: worth / most for name, worth in found.items()}

    def _best_phrase(self, text: str, name: Name) -> float:
        """The likeness (0 to 1) of the best phrase, over words that count only; that two phrases
        are half alike says nothing."""
        found = process.extractOne(
            text, self._phrases[name], scorer=Indel.normalized_similarity, score_cutoff=0.6
        )
        return float(found[1] ** _ONLY_NEAR) if text and found else 0.0


def _short(phrases: Sequence[Sequence[Term]]) -> Sequence[Sequence[Term]]:
    """Those that name a thing. In a long sentence most words say little of its subject."""
    return [terms for terms in phrases if len(terms) <= _NAMES_A_THING] or phrases


def _flat(phrases: Iterable[Iterable[Term]]) -> list[Term]:
    return [term for terms in phrases for term in terms]


def _sorted_stems(terms: Iterable[Term]) -> str:
    """A phrase of which the order of the words does not count."""
    return " ".join(sorted(term.stem for term in terms))[:_LONGEST]
