"""An ear for emergencies, learned from example sentences while the index is built.

Each trait of a sentence has a weight: how much more often it stands in sentences of emergencies
than in calm ones (naive Bayes). A few rounds over the examples then correct the weights wherever
an example is still on the wrong side, so that what an editor adds is heard too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log

from bot.core.matching import dutch
from bot.core.matching.urgent.traits import UNKNOWN, Traits

_UNSEEN = 0.3
_MOST = 3.0
_LENGTH = 0.7
_ROUNDS = 5
_STEP = 0.5
_START_STEP = 0.1
_CLEAR = 1.0
_SETTLED = 1.5
_GOLDEN = 0.6180339887

Said = Sequence[str]
"""The folded words of a sentence."""


class Learned:
    """What the examples taught: how alarming a sentence is, and where it belongs.

    `alarming` are example sentences by referral, `calm` ones are no emergencies; `kinds` are
    words that come to the same (see `Traits`).
    """

    def __init__(
        self,
        alarming: Mapping[str, Iterable[str]],
        calm: Iterable[str],
        kinds: Mapping[str, Iterable[str]],
    ) -> None:
        told = {name: _read(sentences) for name, sentences in alarming.items()}
        quiet = _read(calm)
        self._traits = Traits(kinds, set(chain.from_iterable(chain(quiet, *told.values()))))
        urgent = {name: list(map(self._traits.learned, many)) for name, many in told.items()}
        self._learn(
            list(chain.from_iterable(urgent.values())), list(map(self._traits.learned, quiet))
        )
        self._often = {name: log(len(many)) for name, many in urgent.items()}
        self._counts = {name: Counter(chain.from_iterable(many)) for name, many in urgent.items()}

    def alarm(self, said: Said) -> float:
        """How alarming this is: above 0 an emergency, the further from 0 the surer."""
        return self._weigh(self._traits.of(said))

    def where(self, said: Said) -> str:
        """The referral whose examples are most like this."""
        traits = self._traits.of(said)
        return max(
            self._counts,
            key=lambda name: self._often[name] + _likelihood(traits, self._counts[name]),
        )

    def _learn(self, urgent: list[list[int]], calm: list[list[int]]) -> None:
        self._weights = _weights(len(self._traits), urgent, calm)
        self._start = 0.0
        examples = _mixed([(one, 1) for one in urgent] + [(one, -1) for one in calm])
        for _ in range(_ROUNDS):
            # What is clear by far stays so: only the others are looked at again.
            examples = [one for one in examples if self._correct(*one) < _SETTLED]

    def _correct(self, traits: list[int], side: int) -> float:
        """How clearly an example is on its `side`; the weights move if that is not enough."""
        clear = side * self._weigh(traits)
        if clear < _CLEAR:
            step = _STEP * side / len(traits) ** _LENGTH
            for trait in traits:
                self._weights[trait] += step
            self._start += _START_STEP * side
        return clear

    def _weigh(self, traits: Sequence[int]) -> float:
        weight: float = sum(map(self._weights.__getitem__, traits))
        length: float = (len(traits) or 1) ** _LENGTH
        return self._start + weight / length


def _read(sentences: Iterable[str]) -> list[list[str]]:
    """The folded words of each sentence that has any; a sentence that returns counts once."""
    read = ([word for _, word in dutch.words(sentence)] for sentence in dict.fromkeys(sentences))
    return [said for said in read if said]


def _weights(traits: int, urgent: list[list[int]], calm: list[list[int]]) -> list[float]:
    """How much oftener each trait stands in emergencies than in calm sentences, as a logarithm."""
    here, there = Counter(chain.from_iterable(urgent)), Counter(chain.from_iterable(calm))
    logs = [log(n + _UNSEEN) for n in range(max([*here.values(), *there.values()], default=0) + 1)]
    more = log((there.total() + _UNSEEN * traits) / (here.total() + _UNSEEN * traits))
    unlimited = (logs[here[trait]] - logs[there[trait]] + more for trait in range(traits))
    weights = [_MOST if w > _MOST else -_MOST if w < -_MOST else w for w in unlimited]
    weights[UNKNOWN] = 0.0
    return weights


def _likelihood(traits: Iterable[int], counts: Counter[int]) -> float:
    total = log(counts.total() + _UNSEEN * len(counts))
    return sum(log(counts[trait] + _UNSEEN) - total for trait in traits)


def _mixed(examples: list[tuple[list[int], int]]) -> list[tuple[list[int], int]]:
    """The examples in an order that is always the same, with all kinds spread evenly."""
    order = sorted(range(len(examples)), key=lambda at: at * _GOLDEN % 1)
    return [examples[at] for at in order]
