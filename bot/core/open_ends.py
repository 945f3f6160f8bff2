"""What the answer to a plan hangs on: conditions that nobody can judge yet, and what can."""

from collections import Counter
from collections.abc import Iterator

from bot.core.conditions import all_hold, holds
from bot.core.knowledge import Conditions, LeadTime, Question, Rule, Todo
from bot.core.plan import Plan

TICK_LIST = "onderdelen"
"""The question that conditions on a tick look at."""


def open_ends(plan: Plan) -> tuple[Question, ...]:
    """The questions on which it hangs what belongs to the plan, the one that settles most first."""
    weighed: Counter[str] = Counter()
    settled = _settled(plan)
    for rule in plan.rules:
        within = [t.only_if for t in _undecided(rule, settled)] + [h.only_if for h in rule.hurdles]
        # Which rule it is decides about all that stands in it.
        weighed.update(dict.fromkeys(_open(rule.only_if, plan), 1 + len(within)))
        for conditions in within:
            weighed.update(_open(conditions, plan))
    found = [q for q in plan.knowledge.questions if q.id in weighed]
    return tuple(sorted(found, key=lambda q: (-weighed[q.id], -q.importance)))


Thing = tuple[str, LeadTime | None]


def _settled(plan: Plan) -> set[Thing]:
    """What is to be done whatever is still answered: not because nobody knows the answer yet."""
    return {
        (todo.do, todo.lead)
        for rule in plan.rules
        for todo in rule.todos
        if all(c.known is None for c in todo.only_if) and all_hold(todo.only_if, plan) is True
    }


def _undecided(rule: Rule, settled: set[Thing]) -> list[Todo]:
    """What another rule, or another answer, asks already makes no difference."""
    return [todo for todo in rule.todos if (todo.do, todo.lead) not in settled]


def _open(conditions: Conditions, plan: Plan) -> set[str]:
    """The questions that can still turn this list; none when it is settled."""
    if all_hold(conditions, plan) is not None:
        return set()
    unknown = (c for c in conditions if holds(c, plan) is None)
    return {c.answer or TICK_LIST for c in unknown}


def counts(question: Question, plan: Plan) -> bool:
    """Whether something of this plan hangs on the answer, and on nothing that is asked anyway."""
    return any(
        _settles(question, conditions, plan)
        for conditions in _looked_at(plan)
        if any(c.answer == question.id for c in conditions)
    )


def _settles(question: Question, conditions: Conditions, plan: Plan) -> bool:
    opens = [c for c in conditions if c.answer == question.id and holds(c, plan) is None]
    if not opens or all_hold(conditions, plan) is not None:
        return False
    others = (c for c in conditions if not _asked_when_it_counts(c.answer, plan))
    return all_hold(others, plan) is True


def _asked_when_it_counts(ident: str | None, plan: Plan) -> bool:
    return any(q.id == ident and q.when_it_counts for q in plan.knowledge.questions)


def _looked_at(plan: Plan) -> Iterator[Conditions]:
    """All conditions that can change the answer to this plan."""
    settled = _settled(plan)
    for rule in plan.rules:
        yield from _of(rule, settled)
        other = plan.knowledge.rules.get(rule.instead or "")
        if other is not None and rule.only_if:
            yield other.only_if


def _of(rule: Rule, settled: set[Thing]) -> Iterator[Conditions]:
    yield rule.only_if
    yield from (todo.only_if for todo in _undecided(rule, settled))
    yield from (news.only_if for news in rule.good_news)
    yield from (hurdle.only_if for hurdle in rule.hurdles)
