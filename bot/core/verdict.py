"""The answer to a plan: what is possible, what belongs to it and by when, what is good already.

Never a bare yes (a resident may rely on it) and never a no: only a person says no, with reasons.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.core.conditions import all_hold, holds
from bot.core.knowledge import GoodNews, LeadTime, Rule, Todo
from bot.core.plan import Plan
from bot.core.working_time import WorkingCalendar

TICK_LIST = "onderdelen"
"""The question that conditions on a tick look at."""


@dataclass(frozen=True)
class Task:
    """Something to do for a rule; `by` is the last local day, when the plan has a day."""

    rule: Rule
    todo: Todo
    by: date | None
    late: bool


@dataclass(frozen=True)
class Verdict:
    """`possible`: it seems so; `hard`: too late for something; `unknown`: no rule is known.
    `depends_on` names what must be known before more can be said."""

    kind: Literal["possible", "hard", "unknown"]
    tasks: tuple[Task, ...]
    good_news: tuple[str, ...]
    depends_on: tuple[str, ...] = ()

    def terms(self, done_until: date | None = None) -> dict[date, tuple[Task, ...]]:
        """What is to be done by which day, the first day first; without what is late, and without
        what was done already, up to and including that day."""
        days = sorted({t.by for t in self.tasks if t.by is not None and not t.late})
        ahead = [day for day in days if done_until is None or day > done_until]
        return {day: tuple(t for t in self.tasks if t.by == day) for day in ahead}


def judge(plan: Plan, today: date) -> Verdict:
    """What the content says of this plan, on this local day."""
    if not plan.rules:
        return Verdict("unknown", (), ())
    tasks = _tasks(plan, today)
    late = any(task.late for task in tasks)
    return Verdict("hard" if late else "possible", tasks, _good_news(plan), _depends_on(plan))


def _tasks(plan: Plan, today: date) -> tuple[Task, ...]:
    """Each thing to do once, also when two rules ask it; the most pressing term wins."""
    found: dict[str, Task] = {}
    for rule in plan.rules:
        for todo in rule.todos:
            if all_hold(todo.only_if, plan) is True:
                task = _task(rule, todo, plan, today)
                known = found.get(todo.do)
                if known is None or _before(task, known):
                    found[todo.do] = task
    return tuple(sorted(found.values(), key=_urgency))


def _urgency(task: Task) -> tuple[date, bool]:
    """What has a day goes first, then what has a term, then the rest in the order of the rules."""
    return task.by or date.max, task.todo.lead is None


def _before(task: Task, other: Task) -> bool:
    return (task.by or date.max) < (other.by or date.max)


def _task(rule: Rule, todo: Todo, plan: Plan, today: date) -> Task:
    by = None
    if todo.lead is not None and plan.day is not None:
        by = last_day(plan.day, todo.lead, plan.knowledge.calendar)
    return Task(rule, todo, by, late=by is not None and by < today)


def last_day(wanted: date, lead: LeadTime, calendar: WorkingCalendar) -> date:
    """The last working day on which there is still enough time before the wanted day."""
    if lead.working_days is not None:
        return calendar.add_working_days(wanted, -lead.working_days)
    day = wanted - timedelta(weeks=lead.weeks or 0)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _depends_on(plan: Plan) -> tuple[str, ...]:
    """The questions without an answer on which it hangs whether more belongs to the plan."""
    conditions = [rule.only_if for rule in plan.rules]
    conditions += [todo.only_if for rule in plan.rules for todo in rule.todos]
    unknown = (c for all_of in conditions for c in all_of if holds(c, plan) is None)
    asked = {condition.answer or TICK_LIST for condition in unknown}
    return tuple(q.short for q in plan.knowledge.questions if q.id in asked)


def _good_news(plan: Plan) -> tuple[str, ...]:
    news: dict[str, GoodNews] = {
        item.text: item
        for rule in plan.rules
        for item in rule.good_news
        if all_hold(item.only_if, plan) is True
    }
    return tuple(news)
