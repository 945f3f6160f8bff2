"""What a matcher made of labelled sentences, and the shares and times that follow from it."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import quantiles

from bot.core.matching import Matcher, Outcome
from tests.eval.labelled import Labelled, with_typing_errors

ERRORS = 2
SEEDS = range(1, 6)


@dataclass(frozen=True)
class Judged:
    """A labelled sentence, what the matcher answered, and how much of the processor that took."""

    said: Labelled
    outcome: Outcome
    milliseconds: float = 0.0

    def right_within(self, first: int) -> bool | None:
        """Whether one of the right rules is among the first so many; None when no rule is right."""
        if not self.said.rules:
            return None
        return any(rule.id in self.said.rules for rule in self.outcome.rules[:first])

    @property
    def sent_away(self) -> bool:
        return self.outcome.outcome == "refer"

    @property
    def refused(self) -> bool:
        """Not answered with a rule, and not asked back with rules to choose from either."""
        return self.outcome.outcome in ("refer", "none")

    @property
    def right_referral(self) -> bool:
        """Whether the resident reads where it belongs: of an emergency, whether the number comes,
        also where an answer follows."""
        told = self.sent_away or self.said.is_emergency
        return told and self.outcome.refer == self.said.refer

    @property
    def faults(self) -> list[str]:
        """What is wrong with the answer, if anything."""
        if self.said.is_emergency:
            return [] if self.right_referral else ["emergency"]
        if not self.said.in_scope:
            wrong = {"answered": not self.refused, "referral": not self.right_referral}
        else:
            missed = self.right_within(3) is False
            wrong = {"first 3": missed, "sent away": self.sent_away}
            if not missed:
                wrong["first"] = self.right_within(1) is False
        return [what for what, holds in wrong.items() if holds]


def judge(matcher: Matcher, sentences: Iterable[Labelled]) -> list[Judged]:
    """Each sentence matched once."""
    return [_timed(matcher, said) for said in sentences]


def _timed(matcher: Matcher, said: Labelled) -> Judged:
    start = time.process_time()
    outcome = matcher.match(said.text)
    return Judged(said, outcome, (time.process_time() - start) * 1000)


def share(judged: Iterable[Judged], right: Callable[[Judged], bool | None]) -> float | None:
    """The share for which something holds, of those where that can be said; None when nowhere."""
    known = [holds for one in judged if (holds := right(one)) is not None]
    return sum(known) / len(known) if known else None


def kept_with_errors(matcher: Matcher, judged: Iterable[Judged]) -> float | None:
    """Of the sentences with a right rule among the first three, the share that keeps one when two
    random typing errors are made in it; over several seeds."""
    right = [one.said for one in judged if one.said.in_scope and one.right_within(3)]
    if not right:
        return None
    kept = 0
    for seed in SEEDS:
        random = Random(seed)
        for said in right:
            outcome = matcher.match(with_typing_errors(said.text, ERRORS, random))
            kept += bool(Judged(said, outcome).right_within(3))
    return kept / (len(right) * len(SEEDS))


def percentile(times: Sequence[float], hundredth: int) -> float:
    """The time that so many of a hundred stay under."""
    return (
        quantiles(times, n=100, method="inclusive")[hundredth - 1] if len(times) > 1 else times[0]
    )
