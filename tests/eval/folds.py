"""Cross-validation: the content's own example sentences, each matched while it is hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bot.core.matching import Entry, Matcher, Referral, Words
from tests.eval.labelled import Labelled
from tests.eval.scores import Judged, judge

FOLDS = 5
SENTENCE = "sentence of a rule"
ELSEWHERE = "not ours"
_SHORTEST = 3


def cross_validate(
    entries: Sequence[Entry],
    sentences: Sequence[tuple[str, str]],
    referrals: Sequence[Referral],
    words: Words,
) -> list[Judged]:
    """Every sentence (with the id of its rule) judged by a matcher that never saw it.

    Phrases of three words or more of what is not ours are hidden in the same way.
    """
    known = [Labelled(text, True, frozenset({rule}), None, SENTENCE) for rule, text in sentences]
    known += _sentences_elsewhere(referrals)
    Random(0).shuffle(known)
    judged: list[Judged] = []
    for fold in range(FOLDS):
        hidden = known[fold::FOLDS]
        texts = {_plain(one.text) for one in hidden}
        matcher = Matcher(
            [replace(entry, phrases=_without(entry.phrases, texts)) for entry in entries],
            [
                one if one.urgent else replace(one, phrases=_without(one.phrases, texts))
                for one in referrals
            ],
            words,
        )
        judged += judge(matcher, hidden)
    return judged


def _sentences_elsewhere(referrals: Sequence[Referral]) -> Iterator[Labelled]:
    for referral in referrals:
        for phrase in () if referral.urgent else referral.phrases:
            if len(phrase.split()) >= _SHORTEST:
                yield Labelled(phrase, False, frozenset(), referral.id, ELSEWHERE)


def _without(phrases: Sequence[str], texts: set[str]) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if _plain(phrase) not in texts)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
