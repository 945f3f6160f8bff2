"""What of a sentence may tell that it is an emergency: words, their kinds, and what stands near."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count, pairwise, repeat

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import dutch

Trait = str | tuple[str | None, ...]

UNKNOWN = 0
"""The number of every trait that no example has."""

_PIECE = 4
_SHORTEST_GUESS = 5
_LONG = 8
_MOST_WORDS = 50_000


class Traits:
    """Reads sentences as traits.

    `kinds` are words that come to the same (`mother`, `child`, `neighbour` are people): a sentence
    about one of them tells as much about the others. `known` are all words of the examples: a
    misspelt word counts as the one that it most looks like.
    """

    def __init__(self, kinds: Mapping[str, Iterable[str]], known: Iterable[str]) -> None:
        self._kinds = {
            dutch.stem(dutch.fold(word)): f"<{kind}>"
            for kind, words in kinds.items()
            for word in words
        }
        self._known = frozenset(known)
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._by_letter.setdefault(word[0], []).append(word)
        self._numbers: defaultdict[Trait, int] = defaultdict(count(UNKNOWN + 1).__next__)
        self._words: dict[str, tuple[str, str, list[int]]] = {}

    def learned(self, said: Sequence[str]) -> list[int]:
        """The traits of folded words in their order, as numbers; new ones get a number."""
        return self._of(said, self._numbers.__getitem__)

    def of(self, said: Sequence[str]) -> list[int]:
        """The traits of folded words in their order; what was never learned is `UNKNOWN`."""
        return self._of(said, lambda trait: self._numbers.get(trait, UNKNOWN))

    def __len__(self) -> int:
        return len(self._numbers) + 1

    def _of(self, said: Sequence[str], number: Callable[[Trait], int]) -> list[int]:
        read = [self._read(word, number) for word in said]
        stems = [stem for stem, _, _ in read]
        kinds = [kind for _, kind, _ in read]
        found = [trait for _, _, own in read for trait in own]
        found += map(number, pairwise(kinds))
        found += map(number, zip(kinds, repeat(None), kinds[2:], strict=False))
        if kinds != stems:
            found += map(number, pairwise(stems))
        return found

    def _read(self, word: str, number: Callable[[Trait], int]) -> tuple[str, str, list[int]]:
        """The stem, the kind (or the stem again), and the traits of a word by itself."""
        if word not in self._words:
            stem = dutch.stem(self._meant(word))
            kind = self._kinds.get(stem, stem)
            own = [stem] if kind is stem else [stem, kind]
            if len(stem) > _PIECE:
                own += (f"~{stem[at : at + _PIECE]}" for at in range(len(stem) - _PIECE + 1))
            if len(self._words) > _MOST_WORDS:
                return stem, kind, list(map(number, own))
            self._words[word] = stem, kind, list(map(number, own))
        return self._words[word]

    def _meant(self, word: str) -> str:
        if word in self._known or len(word) < _SHORTEST_GUESS or dutch.is_dutch(word):
            return word
        # A typing error is seldom in the first letter, and looking at one letter is quick.
        close = process.extractOne(
            word,
            self._by_letter.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=1 if len(word) < _LONG else 2,
        )
        return close[0] if close else word
