"""How typical is this wording of a document? Counted in its phrases, small words included.

"Wie gaat over" belongs to other rules than "mag ik", and "mijn … doet het niet" to none: besides
stems, the small words count, and which words stand beside each other. Who writes of a mother tells
as much about a father, so the kinds of words count as well.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log, sqrt
from typing import Generic, TypeVar

from bot.core.matching import dutch
from bot.core.matching.features import Term
from bot.core.matching.model import Words

Name = TypeVar("Name", bound=Hashable)
Pair = tuple[str, str]
Trait = str | Pair
"""A stem, a small word, a kind of word, or two words beside each other."""

Lift = tuple[float, Mapping[Name, float]]
"""What a trait says of a document without it, and how much more it says of those that have it."""

_START, _END = "(", ")"
_OFTEN = 400
_OTHER = 0.5
_UNSEEN = 0.2
_MOST_WORDS = 200
_REMEMBERED = 50_000


class Wording(Generic[Name]):
    """Documents, each given as its phrases, in folded words, and the terms that were read in them.

    A document of few phrases counts for as much as one of many. `lists` tells which words are
    small, and the kinds of words. What a trait tells is only worked out when somebody's words
    have it.
    """

    def __init__(
        self,
        documents: Mapping[Name, Iterable[Sequence[str]]],
        terms: Mapping[Name, Iterable[Iterable[Term]]],
        lists: Words,
    ) -> None:
        self._small = lists.stop
        self._kinds = {
            dutch.stem(dutch.fold(word)): f"<{kind}>"
            for kind, words in lists.kinds.items()
            for word in words
        }
        self._stem = lru_cache(maxsize=_REMEMBERED)(dutch.stem)
        self._alone = lru_cache(maxsize=_REMEMBERED)(self._traits_of_word)
        self._counts: dict[str, dict[Name, int]] = defaultdict(dict)
        # All that is said, in one row: where each document ends, and where each word stands.
        self._row: list[str] = []
        self._names, self._ends = list(documents), list[int]()
        self._places: dict[str, list[int]] = defaultdict(list)
        sizes: dict[Name, int] = {}
        for name, phrases in documents.items():
            alone = self._counted(phrases, terms.get(name, ()))
            for trait, often in alone.items():
                self._counts[trait][name] = often
            rows = chain.from_iterable(map(self._rows, phrases))
            start = len(self._row)
            self._row += chain.from_iterable(rows)
            self._ends.append(len(self._row))
            sizes[name] = alone.total() + len(self._row) - start
        for place, word in enumerate(self._row):
            self._places[word].append(place)
        self._often = {word for word, places in self._places.items() if len(places) > _OFTEN}
        self._common = self._count_common_pairs()
        mean = sum(sizes.values()) / max(1, len(sizes))
        self._scale = {name: mean / size if size else 0.0 for name, size in sizes.items()}
        self._lift = lru_cache(maxsize=_REMEMBERED)(self._lifted)

    def typical(
        self, words: Sequence[str], terms: Iterable[Term], names: Collection[Name]
    ) -> dict[Name, float]:
        """How much more typical the wording (folded words, and the terms in them) is of each of
        the named documents than of all: a sum of logarithms, 0 when it tells nothing."""
        asked = self._asked(words[:_MOST_WORDS], terms)
        told = [(lift, weight) for trait, weight in asked if (lift := self._lift(trait))]
        typical = dict.fromkeys(names, sum(without * weight for (without, _), weight in told))
        for (_, more), weight in told:
            for name in more if len(more) < len(typical) else typical:
                if name in more and name in typical:
                    typical[name] += weight * more[name]
        return typical

    def _counted(
        self, phrases: Iterable[Sequence[str]], terms: Iterable[Iterable[Term]]
    ) -> Counter[str]:
        """The traits that the words of a document have by themselves, and the parts of compounds,
        each as often as it is said."""
        said = map(self._alone, chain.from_iterable(phrases))
        read = chain.from_iterable(terms)
        parts = (stem for term in read for stem, _ in term.stems if stem != term.stem)
        return Counter(chain(chain.from_iterable(said), parts))

    def _asked(self, words: Sequence[str], terms: Iterable[Term]) -> list[tuple[Trait, float]]:
        """The traits of what somebody says, with their weights; together of length 1."""
        pairs = chain.from_iterable(map(pairwise, self._rows(words)))
        found: dict[Trait, float] = dict.fromkeys(pairs, _OTHER)
        for word in words:
            found.update(dict.fromkeys(self._alone(word), _OTHER))
        for term in terms:
            for stem, weight in term.stems:
                found[stem] = max(found.get(stem, 0.0), weight * term.counts)
        length = sqrt(sum(weight * weight for weight in found.values()))
        return [(trait, weight / length) for trait, weight in found.items()]

    def _rows(self, words: Iterable[str]) -> list[list[str]]:
        """What is said as a row of stems, and as one of kinds of words when it has any."""
        stems = [_START, *map(self._stem, words), _END]
        kinds = [self._kinds.get(stem, stem) for stem in stems]
        return [stems] if kinds == stems else [stems, kinds]

    def _traits_of_word(self, word: str) -> tuple[str, ...]:
        stem = self._stem(word)
        by_itself = f"({word})" if word in self._small else stem
        kind = self._kinds.get(stem)
        return (by_itself, kind) if kind else (by_itself,)

    def _beside(self, pair: Pair) -> dict[Name, int]:
        """How often two words, or kinds of words, stand beside each other in each document.
        Counting all pairs beforehand takes much longer than the few that somebody asks about."""
        left, right = pair
        if left in self._often and right in self._often:
            return self._common.get(pair, {})
        before, after = self._places.get(left, ()), self._places.get(right, ())
        row = self._row
        if len(before) < len(after):
            found = [place for place in before if row[place + 1] == right]
        else:
            found = [place for place in after if row[place - 1] == left]
        return Counter(self._names[bisect_right(self._ends, place)] for place in found)

    def _count_common_pairs(self) -> dict[Pair, dict[Name, int]]:
        """The pairs of two words that are said all the time, for which looking takes long."""
        often = self._often
        common: dict[Pair, dict[Name, int]] = defaultdict(dict)
        for name, (start, end) in zip(self._names, pairwise((0, *self._ends)), strict=True):
            said = pairwise(self._row[start:end])
            counted = Counter(pair for pair in said if pair[0] in often and pair[1] in often)
            for pair, times in counted.items():
                common[pair][name] = times
        return common

    def _lifted(self, trait: Trait) -> Lift[Name] | None:
        having = self._counts.get(trait) if isinstance(trait, str) else self._beside(trait)
        if not having:
            return None
        usual = sum(having.values()) / len(self._scale) + _UNSEEN
        return log(_UNSEEN / usual), {
            name: log(often * self._scale[name] / _UNSEEN + 1) for name, often in having.items()
        }
