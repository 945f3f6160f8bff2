"""The conditions of the content, wherever they stand."""

from collections.abc import Iterator
from itertools import chain

from bot.content.draft import Draft, Found
from bot.core.knowledge import Condition

ConditionList = list[Found[Condition]]
"""Conditions that must hold together."""


def question_conditions(draft: Draft) -> Iterator[tuple[int, ConditionList]]:
    """Of each question and each of its variants: its place in the intake, and its conditions."""
    for place, question in enumerate(draft.questions):
        yield place, question.parts(question.value.only_if, "alleen_als")
        for variant in question.parts(question.value.variants, "varianten"):
            yield place, variant.parts(variant.value.only_if, "alleen_als")


def rule_conditions(draft: Draft) -> Iterator[ConditionList]:
    """Of each rule, each thing to do, and each piece of good news."""
    for rule in draft.rules:
        yield rule.parts(rule.value.only_if, "alleen_als")
        for todo in rule.parts(rule.value.todos, "dit_hoort_erbij"):
            yield todo.parts(todo.value.only_if, "alleen_als")
        for news in rule.parts(rule.value.good_news, "goed_nieuws"):
            yield news.parts(news.value.only_if, "alleen_als")


def condition_lists(draft: Draft) -> Iterator[ConditionList]:
    yield from (conditions for _, conditions in question_conditions(draft))
    yield from rule_conditions(draft)


def all_conditions(draft: Draft) -> Iterator[Found[Condition]]:
    return chain.from_iterable(condition_lists(draft))
