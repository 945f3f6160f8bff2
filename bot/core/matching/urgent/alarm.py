"""Hears an emergency in a message: by the patterns of the editors, and by an ear that learned."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.core.matching import dutch
from bot.core.matching.model import Referral
from bot.core.matching.urgent.learned import Learned
from bot.core.matching.urgent.patterns import Patterns

_ALARMING = -0.4
_CLEARLY_CALM = -2.2
_SENTENCE_ENDS = re.compile(r"[.!?;\n]+")
_WHOLE = 30
_WINDOW = 24
_STRIDE = 12


class Alarm:
    """The urgent referrals, in order of importance.

    A pattern that fits is sure, unless the message clearly is a plan. Besides, each sentence is
    compared with the examples of the referrals. `calm` are sentences that only sound like an
    emergency: said literally, never an alarm. `others` are all other phrases of the content, calm
    as well, and `kinds` are words that come to the same. Without examples only patterns count.
    """

    def __init__(
        self,
        referrals: Iterable[Referral],
        calm: Iterable[str] = (),
        others: Iterable[str] = (),
        kinds: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        referrals, calm = list(referrals), list(calm)
        self._patterns = Patterns(referrals)
        self._calm = set(map(_spoken, calm))
        examples = {one.id: one.examples for one in referrals if one.examples}
        self._learned = Learned(examples, [*calm, *others], kinds or {}) if examples else None

    def __call__(self, text: str) -> str | None:
        """The id of the referral that `text` calls for, if any."""
        spoken = _spoken(text)
        if spoken in self._calm:
            return None
        certain = self._patterns(spoken)
        sentences = _sentences(text)
        if self._learned is None or not sentences:
            return certain
        alarming, worst = max((self._learned.alarm(said), said) for said in sentences)
        if certain and alarming > _CLEARLY_CALM:
            return certain
        return self._learned.where(worst) if alarming > _ALARMING else None


def _spoken(text: str) -> tuple[str, ...]:
    return tuple(word for _, word in dutch.words(text))


def _sentences(text: str) -> list[Sequence[str]]:
    """The words of each sentence, of a short message as a whole, and of parts of a long one."""
    parts = map(_spoken, _SENTENCE_ENDS.split(text))
    sentences = [said for said in parts if said]
    whole = tuple(word for said in sentences for word in said)
    if len(sentences) > 1 and len(whole) <= _WHOLE:
        sentences.append(whole)
    return [piece for said in sentences for piece in _pieces(said)]


def _pieces(said: Sequence[str]) -> Iterator[Sequence[str]]:
    if len(said) <= _WHOLE:
        yield said
        return
    for at in range(0, len(said) - _WINDOW + _STRIDE, _STRIDE):
        yield said[at : at + _WINDOW]
