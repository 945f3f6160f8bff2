"""An ear for emergencies, learned from example sentences while the index is built."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import log
from zlib import crc32

from bot.core.matching.urgent.traits import Traits

_UNSEEN = 0.3
_MOST = 3.0
_LENGTH = 0.7
_ROUNDS = 5
_STEP = 0.5
_START_STEP = 0.1
_CLEAR = 1.0
_SETTLED = 1.5
_IMPORTANCE = 0.1
_MOST_PHRASES = 8000
_SENTENCE = 3
_EVERY = 5
_ENOUGH = 500
_FALSE = 0.03

Said = tuple[str, ...]
"""The folded words of a sentence."""

Numbers = list[int]
"""The traits of a sentence."""

Sentence = tuple[int, Numbers]
"""A sentence as it is learned from: its place among the others, and its traits."""

Example = tuple[int, Numbers, int]
"""A sentence, with 1 or -1 for its side."""


class Learned:
    """What the examples taught: how alarming a sentence is, and where it belongs.

    `alarming` are example sentences by referral, the most important referral first; `calm` ones
    only sound like it, `others` are all other phrases of the content; `kinds` are words that come
    to the same (see `Traits`). Where the line lies between calm and an emergency shows from phrases
    that it did not learn from: so it stays the same distance away when the content grows.
    """

    def __init__(
        self,
        alarming: Mapping[str, Sequence[Said]],
        calm: Sequence[Said],
        others: Sequence[Said],
        kinds: Mapping[str, Iterable[str]],
    ) -> None:
        aside, rest = _aside(others)
        telling = _telling(rest)
        words = chain.from_iterable(chain(calm, telling, *alarming.values()))
        self._traits = Traits(kinds, set(words))
        urgent = {name: _placed(many, self._traits.learned) for name, many in alarming.items()}
        self._urgent, self._seen = urgent, len(self._traits)
        peaceful = [*_placed(calm, self._traits.learned), *_placed(telling, self._traits.met)]
        self._alarm = _Scale(len(self._traits), _all(urgent.values()), peaceful)
        self._line = _line([self._alarm.weigh(self._traits.of(said)) for said in aside])

    def alarm(self, said: Said) -> float:
        """How alarming this is: above 0 an emergency, the further from 0 the surer."""
        return self._alarm.weigh(self._traits.of(said)) - self._line

    def where(self, said: Said) -> str:
        """The referral whose examples are most like this; when torn, the more important one."""
        traits = [trait for trait in self._traits.of(said) if trait < self._seen]
        return max(
            (scale.weigh(traits) - _IMPORTANCE * rank, -rank, name)
            for rank, (name, scale) in enumerate(self._here.items())
        )[-1]

    @cached_property
    def _here(self) -> dict[str, "_Scale"]:
        """Each referral against the others; weighed out at the first emergency, which is rare."""
        return {
            name: _Scale(self._seen, many, _all(self._others(name)))
            for name, many in self._urgent.items()
        }

    def _others(self, name: str) -> Iterator[list[Sentence]]:
        return (many for other, many in self._urgent.items() if other != name)


class _Scale:
    """Tells sentences of one side from those of the other, by the weight of each trait.

    A trait weighs how much oftener it stands on the one side (naive Bayes). A few rounds over the
    examples then correct the weights wherever an example is still on the wrong side, so that what
    an editor adds is heard too.
    """

    def __init__(self, traits: int, one: Sequence[Sentence], other: Sequence[Sentence]) -> None:
        self._weights = _weights(traits, one, other)
        self._start = 0.0
        sides = ((one, 1), (other, -1))
        examples = sorted((place, numbers, side) for many, side in sides for place, numbers in many)
        for _ in range(_ROUNDS):
            examples = self._corrected(examples)

    def weigh(self, traits: Sequence[int]) -> float:
        """Above 0 on the one side, below 0 on the other."""
        weight: float = sum(map(self._weights.__getitem__, traits))
        length: float = (len(traits) or 1) ** _LENGTH
        return self._start + weight / length

    def _corrected(self, examples: list[Example]) -> list[Example]:
        """Move the weights for each example that is not clearly on its side. Returns those to look
        at again: what is clear by far stays so."""
        weights, unsettled = self._weights, []
        for example in examples:
            _, numbers, side = example
            length = len(numbers) ** _LENGTH
            clear = side * (self._start + sum(map(weights.__getitem__, numbers)) / length)
            if clear < _SETTLED:
                unsettled.append(example)
            if clear < _CLEAR:
                for number in numbers:
                    weights[number] += _STEP * side / length
                self._start += _START_STEP * side
        return unsettled


def _aside(phrases: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Some phrases to draw the line by, which it must not have learned from, and the rest."""
    sentences = [said for said in phrases if len(said) >= _SENTENCE]
    aside = [one for one in sentences if _place(one) % _EVERY == 0]
    if len(sentences) < _ENOUGH:
        return [], list(phrases)
    kept = set(aside)
    return aside, [said for said in phrases if said not in kept]


def _line(calm: list[float]) -> float:
    """How alarming is an emergency: hardly any of these calm phrases, new to it, is."""
    return sorted(calm)[-1 - int(len(calm) * _FALSE)] if calm else 0.0


def _telling(phrases: Iterable[Said]) -> list[Said]:
    """The phrases that teach most: first those that bring a word, longest first. Not endlessly
    many, so that growing content costs no time and leaves the balance of the examples as it is."""
    met: set[str] = set()
    new: list[Said] = []
    known: list[Said] = []
    for said in sorted(phrases, key=len, reverse=True):
        (known if met.issuperset(said) else new).append(said)
        met.update(said)
    return [*new, *known][:_MOST_PHRASES]


def _all(many: Iterable[Iterable[Sentence]]) -> list[Sentence]:
    return list(chain.from_iterable(many))


def _weights(traits: int, one: Iterable[Sentence], other: Iterable[Sentence]) -> list[float]:
    """How much oftener each trait stands on the one side than on the other, as a logarithm."""
    here, there = _counted(one), _counted(other)
    logs = [log(n + _UNSEEN) for n in range(max([*here.values(), *there.values()], default=0) + 1)]
    more = log((there.total() + _UNSEEN * traits) / (here.total() + _UNSEEN * traits))
    seldom = [max(-_MOST, logs[0] - often + more) for often in logs]
    weights = [0.0] * traits
    for trait, often in there.items():
        weights[trait] = seldom[often]
    for trait, often in here.items():
        weights[trait] = max(-_MOST, min(_MOST, logs[often] - logs[there[trait]] + more))
    return weights


def _counted(sentences: Iterable[Sentence]) -> Counter[int]:
    return Counter(chain.from_iterable(numbers for _, numbers in sentences))


def _placed(sentences: Iterable[Said], traits: Callable[[Said], Numbers]) -> list[Sentence]:
    """Sentences with their traits. The place of each hangs on its words alone: one more sentence
    does not change the order of the others, and so hardly what is learned from them."""
    return [(_place(said), traits(said)) for said in sentences]


def _place(said: Said) -> int:
    return crc32(" ".join(said).encode())
