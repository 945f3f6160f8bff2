"""How like a resident's words each document is, by three measures that fail differently.

BM25 knows which words are rare, character n-grams survive odd spelling, and rapidfuzz sees
whole phrases. None is as good as their sum.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from bot.core.matching import dutch
from bot.core.matching.features import Term
from bot.core.matching.grams import Grams
from bot.core.matching.lexical import Lexical

Name = TypeVar("Name", bound=Hashable)

_LEXICAL, _GRAMS, _PHRASES = 0.4, 0.4, 0.2
_RERANKED = 50
_LONGEST = 200
_UNKNOWN = 0.5
_REASONS = 3


@dataclass(frozen=True)
class Likeness:
    """The score of a document (0 to 1) and the words of the resident that it rests on."""

    score: float = 0.0
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
        shared, possible = self._share(asked)
        likeness = self._grams.likeness(_folded(asked))
        rough = {
            name: _LEXICAL * min(1.0, shared[name].worth / possible if name in shared else 0.0)
            + _GRAMS * likeness.get(name, 0.0)
            for name in shared.keys() | likeness.keys()
        }
        best = sorted(rough, key=lambda name: (-rough[name], str(name)))[:_RERANKED]
        text = _as_stems(asked)
        scored = [
            (name, Likeness(rough[name] + _PHRASES * self._best_phrase(text, name), reasons))
            for name in best
            for reasons in [shared[name].reasons() if name in shared else ()]
        ]
        return sorted(scored, key=lambda pair: (-pair[1].score, str(pair[0])))

    def _share(self, asked: Iterable[Term]) -> tuple[dict[Name, _Shared], float]:
        shared: dict[Name, _Shared] = defaultdict(_Shared)
        possible = 0.0
        for term in asked:
            contributions = self._lexical.contributions(term)
            for name, worth in contributions.items():
                shared[name].add(worth, term.typed)
            possible += self._possible(term, bool(contributions))
        return dict(shared), possible or 1.0

    def _possible(self, term: Term, found: bool) -> float:
        if found:
            return max(weight * self._lexical.rarity(stem) for stem, weight in term.stems)
        # A name of a street or a number says nothing of the subject; another word may.
        return _UNKNOWN * self._lexical.rarest if term.folded.isalpha() else 0.0

    def _best_phrase(self, text: str, name: Name) -> float:
        phrases = self._phrases[name]
        return (
            sum(_best(scorer, text, phrases) for scorer in (fuzz.token_set_ratio, fuzz.WRatio)) / 2
        )


def _best(scorer: object, text: str, phrases: Sequence[str]) -> float:
    found = process.extractOne(text, phrases, scorer=scorer) if text else None  # type: ignore[call-overload]
    return found[1] / 100 if found else 0.0


def _flat(phrases: Iterable[Iterable[Term]]) -> list[Term]:
    return [term for terms in phrases for term in terms]


def _folded(terms: Iterable[Term]) -> list[str]:
    return [term.folded for term in terms]


def _as_stems(terms: Iterable[Term]) -> str:
    return " ".join(dutch.stem(term.folded) for term in terms)[:_LONGEST]
