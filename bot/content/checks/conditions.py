"""The conditions of the content, wherever they stand, and whether they can go together."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations
from math import inf, nextafter

from bot.content.draft import Draft, Found
from bot.core.knowledge import Condition, Question, Rule

ConditionList = list[Found[Condition]]
"""Conditions that must hold together."""


@lru_cache(maxsize=1)
def question_conditions(draft: Draft) -> Sequence[tuple[int, ConditionList]]:
    """Of each question, and of each of its variants together with it: its place in the intake, and
    the conditions."""
    found: list[tuple[int, ConditionList]] = []
    for place, question in enumerate(draft.questions):
        found.append((place, own_conditions(question)))
        for variant in question.parts(question.value.variants, "varianten"):
            theirs = variant.parts(variant.value.only_if, "alleen_als")
            found.append((place, [*own_conditions(question), *theirs]))
    return found


def own_conditions(entry: Found[Question] | Found[Rule]) -> ConditionList:
    return entry.parts(entry.value.only_if, "alleen_als")


@lru_cache(maxsize=1)
def rule_conditions(draft: Draft) -> Sequence[ConditionList]:
    """Of each rule, and of each of its parts together with it."""
    found: list[ConditionList] = []
    for rule in draft.rules:
        found.append(own_conditions(rule))
        parts = _conditions_within(rule)
        found.extend([*own_conditions(rule), *theirs] for theirs in parts if theirs)
    return found


def _conditions_within(rule: Found[Rule]) -> Iterator[ConditionList]:
    for todo in rule.parts(rule.value.todos, "dit_hoort_erbij"):
        yield todo.parts(todo.value.only_if, "alleen_als")
    for news in rule.parts(rule.value.good_news, "goed_nieuws"):
        yield news.parts(news.value.only_if, "alleen_als")
    for hurdle in rule.parts(rule.value.hurdles, "lastig"):
        yield hurdle.parts(hurdle.value.only_if, "alleen_als")


def condition_lists(draft: Draft) -> Iterator[ConditionList]:
    yield from (conditions for _, conditions in question_conditions(draft))
    yield from rule_conditions(draft)


@lru_cache(maxsize=1)
def all_conditions(draft: Draft) -> Sequence[Found[Condition]]:
    """Each condition once."""
    found = chain.from_iterable(condition_lists(draft))
    return list({(each.source.name, each.steps): each for each in found}.values())


def clashing(conditions: ConditionList) -> Iterator[Found[Condition]]:
    """The conditions that surely never hold together with an earlier one."""
    for one, other in combinations(conditions, 2):
        if exclude(one.value, other.value):
            yield other


def exclude(one: Condition, other: Condition) -> bool:
    """Whether surely not both can hold. Two that are not understood here may well."""
    if _numbers_exclude(one, other):
        return True
    if one.inverted and other.inverted:
        return False
    if one.inverted or other.inverted:
        holding, denied = (other, one) if one.inverted else (one, other)
        return implies(holding, _turned(denied))
    return (
        _differ(one.weight, other.weight)
        or _differ(one.no_rule, other.no_rule)
        or (one.no_rule is True and _needs_a_rule(other))
        or (other.no_rule is True and _needs_a_rule(one))
        or (_same_answer(one, other) and _answers_differ(one, other))
    )


def implies(one: Condition, other: Condition) -> bool:
    """Whether `other` surely holds where `one` does."""
    if one == other:
        return True
    if one.inverted and other.inverted:
        return implies(_turned(other), _turned(one))
    if one.inverted or other.inverted or len(subjects(other)) != 1:
        return False
    if other.themes:
        return bool(one.themes) and set(one.themes) <= set(other.themes)
    if other.answer is not None:
        return _same_answer(one, other) and _answer_implies(one, other)
    return all(getattr(one, subject) == getattr(other, subject) for subject in subjects(other))


def subjects(condition: Condition) -> frozenset[str]:
    """What it is about, by the names of its fields."""
    named = {subject for subject in _SUBJECTS if getattr(condition, subject) is not None}
    return frozenset(named | ({"themes"} if condition.themes else set()))


_SUBJECTS = ("answer", "option", "rule", "weight", "no_rule", "heard")


def compares(condition: Condition) -> bool:
    """Whether it says something about an answer."""
    compared = (condition.equals, condition.at_most, condition.at_least, condition.known)
    return any(part is not None for part in compared) or bool(condition.one_of)


def _turned(condition: Condition) -> Condition:
    return condition.model_copy(update={"inverted": not condition.inverted})


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _needs_a_rule(condition: Condition) -> bool:
    """Without a recognised rule a plan has no themes, is *gewoon*, and has nothing to tick."""
    return (
        bool(condition.themes)
        or condition.rule is not None
        or condition.option is not None
        or condition.weight in ("licht", "zwaar")
    )


def _same_answer(one: Condition, other: Condition) -> bool:
    return one.answer is not None and one.answer == other.answer


def _answers_differ(one: Condition, other: Condition) -> bool:
    named, named_too = _named(one), _named(other)
    if named and named_too and not named & named_too:
        return True
    return _differ(one.known, other.known) or _unsaid(one, other) or _unsaid(other, one)


def _unsaid(one: Condition, other: Condition) -> bool:
    """Whether one wants nothing said, and the other what was said."""
    return one.known is False and other.known is None and compares(other)


def _answer_implies(one: Condition, other: Condition) -> bool:
    if other.known is not None:
        return other.known and one.known is None and compares(one)
    if _named(other):
        return bool(_named(one)) and _named(one) <= _named(other)
    within, around = _bounds(one), _bounds(other)
    return bool(within and around and around[0] <= within[0] and within[1] <= around[1])


def _named(condition: Condition) -> set[str]:
    return {*condition.one_of, *([condition.equals] if condition.equals is not None else [])}


def _numbers_exclude(one: Condition, other: Condition) -> bool:
    """Whether the numbers that they allow have nothing in common."""
    if not _same_answer(one, other):
        return False
    bounds, bounds_too = _bounds(one), _bounds(other)
    if bounds is None or bounds_too is None:
        return False
    return max(bounds[0], bounds_too[0]) > min(bounds[1], bounds_too[1])


def _bounds(condition: Condition) -> tuple[float, float] | None:
    """The least and the most that a comparison allows; None when it is not about a number."""
    low, high = condition.at_least, condition.at_most
    if low is None and high is None:
        return None
    if not condition.inverted:
        return -inf if low is None else low, inf if high is None else high
    if len(subjects(condition)) != 1 or (low is not None and high is not None):
        return None
    return (nextafter(high, inf), inf) if high is not None else (-inf, nextafter(low or 0, -inf))
