"""Hears an emergency in a message: by the patterns of the editors, and by an ear that learned."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.core.matching import dutch
from bot.core.matching.model import Referral
from bot.core.matching.urgent.learned import Learned, Said
from bot.core.matching.urgent.patterns import Patterns

_CLEARLY_CALM = -1.6
_STORY = 3
_AROUND = 0.15
_SENTENCE_ENDS = re.compile(r"[.!?;]+(?=\s|$)|[!?;\n]+")
_WHOLE = 30
_WINDOW = 14
_STRIDE = 7
_TORN = 0.4


class Alarm:
    """The urgent referrals, in order of importance.

    A pattern that fits is sure, unless the message clearly is a plan. Besides, each sentence is
    compared with the examples of the referrals. `calm` are sentences that only sound like an
    emergency: said literally, never an alarm. `others` are all other phrases of the content: said
    literally, an alarm only by a pattern. `kinds` are words that come to the same. Without examples
    only patterns count.
    """

    def __init__(
        self,
        referrals: Iterable[Referral],
        calm: Iterable[str] = (),
        others: Iterable[str] = (),
        kinds: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        referrals = list(referrals)
        self._patterns = Patterns(referrals)
        self._calm, self._others = _read(calm), _read(others)
        examples = {one.id: list(_read(one.examples)) for one in referrals if one.examples}
        self._learned = (
            Learned(examples, list(self._calm), list(self._others), kinds or {})
            if examples
            else None
        )

    def __call__(self, text: str) -> str | None:
        """The id of the referral that `text` calls for, if any."""
        spoken = _spoken(text)
        if spoken in self._calm:
            return None
        certain = self._patterns(spoken)
        if self._learned is None or not spoken:
            return certain
        heard = [(self._learned.alarm(said) - doubt, said) for said, doubt in _pieces(text)]
        if certain and self._stands(certain, heard):
            return certain
        if spoken in self._others:
            return None
        alarm, worst = max(heard)
        around = min(0.0, sum(alarm for alarm, _ in heard) / len(heard))
        if alarm + (_AROUND * around if len(heard) >= _STORY else 0.0) > 0:
            return self._learned.where(worst)
        return None

    def is_sure(self, text: str) -> bool:
        """Whether a pattern calls for a number too, not the ear alone."""
        return self._patterns(_spoken(text)) is not None

    def _stands(self, certain: str, heard: Iterable[tuple[float, Said]]) -> bool:
        """Whether a pattern that fits the whole fits a piece too, and one that is not calm."""
        return any(
            alarm > _CLEARLY_CALM and self._patterns(said) == certain for alarm, said in heard
        )


def _read(sentences: Iterable[str]) -> dict[Said, None]:
    """The words of each sentence that has any, once and in order."""
    return dict.fromkeys(said for said in map(_spoken, sentences) if said)


def _spoken(text: str) -> Said:
    return tuple(word for _, word in dutch.words(text))


def _pieces(text: str) -> Iterator[tuple[Said, float]]:
    """The words of each sentence, of a short message as a whole, and of parts of a long sentence,
    with what is to be doubted of it: half a sentence easily sounds strange."""
    sentences = [said for said in map(_spoken, _SENTENCE_ENDS.split(text)) if said]
    whole = tuple(word for said in sentences for word in said)
    if len(sentences) > 1 and len(whole) <= _WHOLE:
        sentences.append(whole)
    for said in sentences:
        if len(said) <= _WHOLE:
            yield said, 0.0
        else:
            starts = range(0, len(said) - _WINDOW + _STRIDE, _STRIDE)
            yield from ((said[at : at + _WINDOW], _TORN) for at in starts)
