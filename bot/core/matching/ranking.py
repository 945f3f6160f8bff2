"""How like a resident's words each document is, by three measures that fail differently.

BM25 knows which words are rare, character n-grams survive odd spelling, and rapidfuzz sees
whole phrases. None is as good as their sum.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from bot.core.matching import dutch
from bot.core.matching.features import Term
from bot.core.matching.grams import Grams
from bot.core.matching.lexical import Lexical

Name = TypeVar("Name", bound=Hashable)

_EVIDENCE, _PHRASES = 0.8, 0.2
_RERANKED = 8
_LONGEST = 200
_UNKNOWN = 0.5
_REASONS = 3


@dataclass(frozen=True)
class Likeness:
    """How like the words of a resident a document is.

    `score` (0 to 1) serves to rank; `evidence` (0 to 1) tells how much of what was said the
    document explains; `why` are the words of the resident that it rests on, strongest first.
    """

    score: float = 0.0
    evidence: float = 0.0
    why: tuple[str, ...] = ()


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
    """Documents, each a number of phrases, ready to be compared with a resident's words."""

    def __init__(self, documents: Mapping[Name, Sequence[Sequence[Term]]]) -> None:
        self._lexical = Lexical({name: _flat(phrases) for name, phrases in documents.items()})
        self._grams = Grams(
            {name: [_folded(terms) for terms in phrases] for name, phrases in documents.items()}
        )
        self._phrases = {
            name: sorted({_as_stems(terms) for terms in phrases if terms})
            for name, phrases in documents.items()
        }

    def rank(self, asked: Sequence[Term]) -> list[tuple[Name, Likeness]]:
        """Every document that shares anything with the words asked, best first."""
        shared = self._share(asked)
        evidence = self._evidence(asked, shared)
        text = _as_stems(asked)
        scored = []
        for place, name in enumerate(sorted(evidence, key=lambda n: (-evidence[n], str(n)))):
            score = _EVIDENCE * evidence[name]
            if place < _RERANKED:
                score += _PHRASES * self._best_phrase(text, name)
            why = shared[name].reasons() if name in shared else ()
            scored.append((name, Likeness(min(1.0, score), evidence[name], why)))
        return sorted(scored, key=lambda pair: (-pair[1].score, str(pair[0])))

    def holds_phrase(self, asked: Sequence[Term], name: Name) -> bool:
        """Whether every word of some phrase of a document stands in the words asked."""
        said = {stem for term in asked for stem, _ in term.stems}
        return any(said.issuperset(phrase.split()) for phrase in self._phrases[name])

    def _share(self, asked: Iterable[Term]) -> dict[Name, _Shared]:
        shared: dict[Name, _Shared] = defaultdict(_Shared)
        for term in asked:
            for name, worth in self._lexical.contributions(term).items():
                shared[name].add(worth, term.typed)
        return dict(shared)

    def _evidence(self, asked: Sequence[Term], shared: Mapping[Name, _Shared]) -> dict[Name, float]:
        possible = sum(map(self._possible, asked)) or 1.0
        explained = {name: min(1.0, found.worth / possible) for name, found in shared.items()}
        likeness = self._grams.likeness(_folded(asked))
        return {
            name: (explained.get(name, 0.0) + likeness.get(name, 0.0)) / 2
            for name in explained.keys() | likeness.keys()
        }

    def _possible(self, term: Term) -> float:
        worth = max(weight * self._lexical.rarity(stem) for stem, weight in term.stems)
        # A number says nothing of the subject; an unknown word may, or is a street's name.
        unknown = _UNKNOWN * self._lexical.rarest if term.folded.isalpha() else 0.0
        return worth if self._lexical.rarity(term.stem) else max(worth, unknown)

    def _best_phrase(self, text: str, name: Name) -> float:
        """The likeness (0 to 1) of the best phrase, over words that count only."""
        phrases = self._phrases[name]
        return (_best(fuzz.token_set_ratio, text, phrases) + _best(fuzz.WRatio, text, phrases)) / 2


def _best(scorer: Callable[..., float], text: str, phrases: Sequence[str]) -> float:
    found = process.extractOne(text, phrases, scorer=scorer) if text else None
    return found[1] / 100 if found else 0.0


def _flat(phrases: Iterable[Iterable[Term]]) -> list[Term]:
    return [term for terms in phrases for term in terms]


def _folded(terms: Iterable[Term]) -> list[str]:
    return [term.folded for term in terms]


def _as_stems(terms: Iterable[Term]) -> str:
    return " ".join(dutch.stem(term.folded) for term in terms)[:_LONGEST]
