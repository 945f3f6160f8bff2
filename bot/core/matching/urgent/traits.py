"""What of a sentence may tell that it is an emergency: words, their kinds, and what stands near."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count, pairwise, repeat

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import dutch

Trait = str | tuple[str | None, ...]
Word = tuple[str, str, list[int]]
Number = Callable[[Trait], int]
Numbers = Callable[[Iterable[Trait]], Iterable[int]]

UNKNOWN = 0
"""The number of every trait that no example has."""

_PIECE = 5
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
        self._kinds: dict[str, str] = {}
        for kind, words in kinds.items():
            for word in words:
                self._kinds.setdefault(dutch.stem(dutch.fold(word)), f"<{kind}>")
        self._known = frozenset(known)
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._by_letter.setdefault(word[0], []).append(word)
        self._numbers: defaultdict[Trait, int] = defaultdict(count(UNKNOWN + 1).__next__)
        self._new = self._numbers.__getitem__
        self._words: dict[str, Word] = {}

    def learned(self, said: Sequence[str]) -> list[int]:
        """The traits of folded words, as numbers; new ones get a number."""
        return self._of(said, self._new, lambda near: map(self._new, near))

    def met(self, said: Sequence[str]) -> list[int]:
        """The same, without the neighbours that were never learned: they would tell nothing."""
        return self._of(said, self._new, lambda near: filter(None, map(self._numbers.get, near)))

    def of(self, said: Sequence[str]) -> list[int]:
        """The same, once all is learned: what no example has is `UNKNOWN`."""
        known = self._numbers.get
        return self._of(
            said,
            lambda trait: known(trait, UNKNOWN),
            lambda near: map(known, near, repeat(UNKNOWN)),
        )

    def __len__(self) -> int:
        return len(self._numbers) + 1

    def _of(self, said: Sequence[str], number: Number, numbers: Numbers) -> list[int]:
        """The traits of the words by themselves and of those that stand near each other."""
        words = self._words
        read = [words.get(word) or self._read(word, number) for word in said]
        if len(read) == 1:
            return read[0][2]
        stems = [stem for stem, _, _ in read]
        kinds = [kind for _, kind, _ in read]
        found = [trait for _, _, own in read for trait in own]
        found += numbers(pairwise(kinds))
        found += numbers(zip(kinds, repeat(None), kinds[2:], strict=False))
        if kinds != stems:
            found += numbers(pairwise(stems))
        return found

    def _read(self, word: str, number: Number) -> Word:
        """The stem, the kind (or the stem again), and the traits of a word by itself."""
        stem = dutch.stem(self._meant(word))
        kind = self._kinds.get(stem, stem)
        own = [stem] if kind is stem else [stem, kind]
        if len(stem) > _PIECE:
            own += (f"~{stem[at : at + _PIECE]}" for at in range(len(stem) - _PIECE + 1))
        read = stem, kind, list(map(number, own))
        if len(self._words) < _MOST_WORDS:
            self._words[word] = read
        return read

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
