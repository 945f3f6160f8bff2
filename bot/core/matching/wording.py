"""How typical is this wording of a document? Counted in its phrases, small words included.

"Wie gaat over" belongs to other rules than "mag ik", and "mijn … doet het niet" to none: besides
stems, the small words count, and which words stand beside each other. Who writes of a mother tells
as much about a father, so the kinds of words count as well.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt
from typing import Generic, NamedTuple, TypeVar

from bot.core.matching import dutch
from bot.core.matching.dutch import Word
from bot.core.matching.features import Term
from bot.core.matching.model import Words

Name = TypeVar("Name", bound=Hashable)
Trait = str | tuple[str, str]
"""A stem, a small word, a kind of word, or two words beside each other."""

Phrase = tuple[Sequence[Word], Sequence[Term]]
"""All words, and the terms that were read in them."""

Lift = tuple[float, Mapping[Name, float]]
"""What a trait says of a document without it, and how much more it says of those that have it."""

_START, _END = "(", ")"
_OTHER = 0.5
_UNSEEN = 0.2
_MOST_WORDS = 200
_REMEMBERED = 50_000


class _Voice(NamedTuple):
    """What a word is when it is said: its stem, its kind (or the stem again), and the traits that
    it has by itself."""

    stem: str
    kind: str
    alone: tuple[str, ...]


class Wording(Generic[Name]):
    """Documents, each given as its phrases. A document of few phrases counts for as much as one of
    many. `lists` tells which words are small, and the kinds of words.

    What a trait tells is only worked out when somebody's words have it.
    """

    def __init__(self, documents: Mapping[Name, Iterable[Phrase]], lists: Words) -> None:
        self._small = lists.stop
        self._kinds = {
            dutch.stem(dutch.fold(word)): f"<{kind}>"
            for kind, words in lists.kinds.items()
            for word in words
        }
        self._voice = lru_cache(maxsize=_REMEMBERED)(self._heard)
        self._counts: dict[Trait, dict[Name, int]] = defaultdict(dict)
        sizes: dict[Name, int] = {}
        for name, phrases in documents.items():
            counted = Counter(self._told(phrases))
            sizes[name] = counted.total()
            for trait, often in counted.items():
                self._counts[trait][name] = often
        mean = sum(sizes.values()) / max(1, len(sizes))
        self._scale = {name: mean / size if size else 0.0 for name, size in sizes.items()}
        self._lift = lru_cache(maxsize=_REMEMBERED)(self._lifted)

    def typical(
        self, words: Sequence[Word], terms: Iterable[Term], names: Collection[Name]
    ) -> dict[Name, float]:
        """How much more typical the wording is of each of the named documents than of all: a sum
        of logarithms, 0 when it tells nothing."""
        told = [
            (self._lift(trait), weight)
            for trait, weight in self._asked(words[:_MOST_WORDS], terms)
            if trait in self._counts
        ]
        typical = dict.fromkeys(names, sum(without * weight for (without, _), weight in told))
        for (_, more), weight in told:
            for name in more if len(more) < len(typical) else typical:
                if name in more and name in typical:
                    typical[name] += weight * more[name]
        return typical

    def _told(self, phrases: Iterable[Phrase]) -> list[Trait]:
        """The traits of a document's phrases, each as often as it is said."""
        told: list[Trait] = []
        for words, terms in phrases:
            said = self._said(words)
            for voice in said:
                told += voice.alone
            alone = {voice.stem for voice in said}
            for term in terms:
                told += [stem for stem, _ in term.stems if stem not in alone]
            told += _beside(said)
        return told

    def _asked(self, words: Sequence[Word], terms: Iterable[Term]) -> list[tuple[Trait, float]]:
        """The traits of what somebody says, with their weights; together of length 1."""
        said = self._said(words)
        found: dict[Trait, float] = dict.fromkeys(_beside(said), _OTHER)
        for voice in said:
            found.update(dict.fromkeys(voice.alone, _OTHER))
        for term in terms:
            for stem, weight in term.stems:
                found[stem] = max(found.get(stem, 0.0), weight * term.counts)
        length = sqrt(sum(weight * weight for weight in found.values()))
        return [(trait, weight / length) for trait, weight in found.items()]

    def _said(self, words: Iterable[Word]) -> list[_Voice]:
        return [self._voice(word) for _, word in words]

    def _heard(self, word: str) -> _Voice:
        stem = dutch.stem(word)
        kind = self._kinds.get(stem, stem)
        by_itself = f"({word})" if word in self._small else stem
        return _Voice(stem, kind, (by_itself,) if kind is stem else (by_itself, kind))

    def _lifted(self, trait: Trait) -> Lift[Name]:
        having = self._counts[trait]
        usual = sum(having.values()) / len(self._scale) + _UNSEEN
        return log(_UNSEEN / usual), {
            name: log(often * self._scale[name] / _UNSEEN + 1) for name, often in having.items()
        }


def _beside(said: Sequence[_Voice]) -> list[Trait]:
    """Which words stand beside each other, and which kinds."""
    kinds = [_START, *[voice.kind for voice in said], _END]
    stems = [_START, *[voice.stem for voice in said], _END]
    beside: list[Trait] = [*pairwise(kinds)]
    return beside if kinds == stems else [*beside, *pairwise(stems)]
