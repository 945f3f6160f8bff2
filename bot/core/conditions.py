"""Whether a list of conditions holds for a plan: yes, no, or nobody can say yet (None)."""

from collections.abc import Iterable
from math import inf, nextafter
from typing import Protocol

from bot.core.dossier import (
    Answer,
    Chosen,
    HowMany,
    HowMuch,
    Measured,
    Picked,
    Weight,
    When,
    Words,
)
from bot.core.knowledge import Condition


class Facts(Protocol):
    """What conditions may look at."""

    def answer(self, question: str) -> Answer | None: ...
    def was_heard(self, question: str) -> bool: ...
    @property
    def options(self) -> frozenset[str] | None: ...
    @property
    def themes(self) -> frozenset[str]: ...
    @property
    def rule_ids(self) -> frozenset[str]: ...
    @property
    def weight(self) -> Weight: ...
    @property
    def no_rule(self) -> bool: ...


def all_hold(conditions: Iterable[Condition], facts: Facts) -> bool | None:
    """True when all hold, False when one surely does not, None when that is still open."""
    verdicts = [holds(condition, facts) for condition in conditions]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def holds(condition: Condition, facts: Facts) -> bool | None:
    """One condition; every part that it names must hold."""
    parts = list(_parts(condition, facts))
    verdict = False if False in parts else (None if None in parts else True)
    return verdict if verdict is None or not condition.inverted else not verdict


def _parts(condition: Condition, facts: Facts) -> Iterable[bool | None]:
    if condition.themes:
        yield bool(facts.themes.intersection(condition.themes))
    if condition.rule is not None:
        yield condition.rule in facts.rule_ids
    if condition.weight is not None:
        yield facts.weight == condition.weight
    if condition.no_rule is not None:
        yield facts.no_rule == condition.no_rule
    if condition.heard is not None:
        yield facts.was_heard(condition.heard)
    if condition.option is not None:
        yield None if facts.options is None else condition.option in facts.options
    if condition.answer is not None:
        yield _compares(condition, facts.answer(condition.answer))


def _compares(condition: Condition, answer: Answer | None) -> bool | None:
    known = answer is not None and answer.kind != "onbekend"
    if condition.known is not None:
        return known == condition.known
    if not known:
        return None
    if isinstance(answer, Words):
        return None
    if condition.equals is not None or condition.one_of:
        wanted = {condition.equals, *condition.one_of}
        return bool(wanted.intersection(_options_of(answer)))
    return _within(condition, answer)


def _options_of(answer: Answer | None) -> tuple[str, ...]:
    match answer:
        case Chosen(option=option):
            return (option,)
        case Picked(options=options):
            return options
        case _:
            return ()


def _within(condition: Condition, answer: Answer | None) -> bool | None:
    """Compare a range with thresholds; a range on both sides of one says nothing."""
    spread = spread_of(answer)
    if spread is None:
        return None
    low, high = spread
    if condition.at_most is not None:
        if low > condition.at_most:
            return False
        if high > condition.at_most:
            return None
    if condition.at_least is not None:
        if high < condition.at_least:
            return False
        if low < condition.at_least:
            return None
    return True


def spread_of(answer: Answer | None) -> tuple[float, float] | None:
    """The numbers that an answer stands for: people, euros, a size, or the hours of a moment.
    More than 100 people are at least 101; more than 25 m² is anything above."""
    match answer:
        case HowMany(count=size) | HowMuch(amount=size):
            return size.low + size.over, inf if size.high is None else size.high
        case Measured(measure=size):
            low = nextafter(size.low, inf) if size.over else size.low
            return low, inf if size.high is None else size.high
        case When(moment=moment) if moment.hours is not None:
            return moment.hours, moment.hours
        case _:
            return None
