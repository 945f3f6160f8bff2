"""How people sound who have a plan, and how people sound who need something else.

The small words say nothing of the subject, and much of the intent: "wij willen samen" is a plan,
"mijn … doet het niet" is not. They are counted in the example sentences of both sides.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log, sqrt

from bot.core.matching.dutch import Word

_SENTENCE = 3


class Tone:
    """Which way each small word leans: above 0 away from plans."""

    def __init__(
        self,
        plans: Iterable[Sequence[Word]],
        others: Iterable[Sequence[Word]],
        small: Collection[str],
    ) -> None:
        ours, sentences = _counted(plans, small)
        theirs, other_sentences = _counted(others, small)
        self._lean = {
            word: log((theirs[word] + 1) / (other_sentences + 2))
            - log((ours[word] + 1) / (sentences + 2))
            for word in ours.keys() | theirs.keys()
        }

    def away(self, said: Iterable[Word]) -> float:
        """How far the small words lean away from plans; 0 when they do not tell."""
        words = {word for _, word in said}
        return sum(self._lean.get(word, 0.0) for word in words) / sqrt(len(words) or 1)


def _counted(phrases: Iterable[Sequence[Word]], small: Collection[str]) -> tuple[Counter[str], int]:
    """In how many sentences each small word stands, and how many sentences there are: keywords
    are no sentences."""
    said = [{word for _, word in phrase} for phrase in phrases]
    sentences = [words for words in said if len(words) >= _SENTENCE]
    return Counter(word for words in sentences for word in words if word in small), len(sentences)
