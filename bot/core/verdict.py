"""The answer to a plan: what is possible, what belongs to it and by when, what is good already,
what makes it hard and what can be done then, and what it still hangs on.

Never a bare yes (a resident may rely on it) and never a no: only a person says no, with reasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.core.conditions import all_hold
from bot.core.dossier import Weight
from bot.core.knowledge import Hurdle, LeadTime, Question, Rule, Todo
from bot.core.open_ends import open_ends
from bot.core.plan import WEIGHTS, Plan, holds_on
from bot.core.working_time import WorkingCalendar


@dataclass(frozen=True)
class Task:
    """Something to do, for the rules that ask it (the one with the nearest term first); `by` is the
    last local day, when the plan has a day."""

    rules: tuple[Rule, ...]
    todo: Todo
    by: date | None
    late: bool

    @property
    def rule(self) -> Rule:
        """The rule whose words and term it has."""
        return self.rules[0]

    @property
    def is_formal(self) -> bool:
        """Whether an authority or owner asks it; what one simply does is not formal."""
        return self.todo.asks != "niets"

    @property
    def weight(self) -> Weight:
        """How heavy it is for whoever does it: what one simply does and what one reports are light,
        a vergunning is heavy, and of anything else the rule says it."""
        if self.todo.asks in ("niets", "melden"):
            return "licht"
        return "zwaar" if self.todo.asks == "vergunning" else self.rule.weight


@dataclass(frozen=True)
class Obstacle:
    """What makes the plan hard by the content of a rule."""

    rule: Rule
    hurdle: Hurdle


@dataclass(frozen=True)
class Verdict:
    """`possible`: it seems so; `hard`: heavy or too late; `unknown`: no rule is known.

    `too_soon` is the wanted day when it has been, or when something that an authority asks can no
    longer be done in time; `feasible` the first day for which everything can. `open_ends` are the
    questions that can still change what belongs to it, the one that settles most first; `outdated`
    the rules that do not hold on the wanted day. `day_counts`: something has a term, and the day is
    open.
    """

    kind: Literal["possible", "hard", "unknown"]
    tasks: tuple[Task, ...] = ()
    good_news: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    too_soon: date | None = None
    feasible: date | None = None
    open_ends: tuple[Question, ...] = ()
    outdated: tuple[Rule, ...] = ()
    day_counts: bool = False

    def terms(self, done_until: date | None = None) -> dict[date, tuple[Task, ...]]:
        """What is to be done by which day, the first day first; without what is late, and without
        what was done already, up to and including that day."""
        days = sorted({t.by for t in self.tasks if t.by is not None and not t.late})
        ahead = [day for day in days if done_until is None or day > done_until]
        return {day: tuple(t for t in self.tasks if t.by == day) for day in ahead}


def judge(plan: Plan) -> Verdict:
    """What the content says of this plan, on its local day."""
    if not plan.rules:
        return Verdict("unknown", outdated=plan.outdated)
    tasks = _tasks(plan)
    obstacles = _obstacles(plan)
    too_soon = _too_soon(plan, tasks)
    return Verdict(
        "hard" if too_soon or obstacles else "possible",
        tasks,
        _good_news(plan),
        obstacles,
        too_soon,
        _feasible(plan, tasks) if too_soon else None,
        open_ends(plan),
        plan.outdated,
        day_counts=plan.day is None and any(task.todo.lead for task in tasks),
    )


# --- what belongs to it


def _tasks(plan: Plan) -> tuple[Task, ...]:
    """Each thing to do once, also when two rules ask it; the most pressing term wins."""
    found: dict[str, Task] = {}
    for rule in plan.rules:
        for todo in rule.todos:
            if all_hold(todo.only_if, plan) is True:
                task = _task(rule, todo, plan)
                found[todo.do] = _together(found.get(todo.do), task)
    return tuple(sorted(found.values(), key=_urgency))


def _task(rule: Rule, todo: Todo, plan: Plan) -> Task:
    by = None
    if todo.lead is not None and plan.day is not None:
        by = last_day(plan.day, todo.lead, plan.knowledge.calendar)
    return Task((rule,), todo, by, late=by is not None and by < plan.today)


def _together(known: Task | None, task: Task) -> Task:
    if known is None:
        return task
    first, other = (task, known) if _before(task, known) else (known, task)
    return Task(first.rules + other.rules, first.todo, first.by, first.late)


def _before(task: Task, other: Task) -> bool:
    if task.by != other.by:
        return (task.by or date.max) < (other.by or date.max)
    return _length(task.todo.lead) > _length(other.todo.lead)


def _length(lead: LeadTime | None) -> int:
    """About how many working days a term takes, to compare two of them while the day is open."""
    return (lead.working_days or 0) + 5 * (lead.weeks or 0) if lead else -1


def _urgency(task: Task) -> tuple[date, bool]:
    """What has a day goes first, then what has a term, then the rest in the order of the rules."""
    return task.by or date.max, task.todo.lead is None


def last_day(wanted: date, lead: LeadTime, calendar: WorkingCalendar) -> date:
    """The last working day on which there is still enough time before the wanted day."""
    if lead.working_days:
        return calendar.add_working_days(wanted, -lead.working_days)
    day = wanted - timedelta(weeks=lead.weeks or 0)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _good_news(plan: Plan) -> tuple[str, ...]:
    news = (
        item.text
        for rule in plan.rules
        for item in rule.good_news
        if all_hold(item.only_if, plan) is True
    )
    return tuple(dict.fromkeys(news))


# --- what makes it hard


def _obstacles(plan: Plan) -> tuple[Obstacle, ...]:
    """The hurdles that surely hold, of rules that surely apply; each once, those of the heaviest
    rule first."""
    found = {
        hurdle.because: Obstacle(rule, hurdle)
        for rule in plan.rules
        for hurdle in rule.hurdles
        if all_hold((*rule.only_if, *hurdle.only_if), plan) is True
    }
    return tuple(sorted(found.values(), key=lambda o: -WEIGHTS.index(o.rule.weight)))


def _too_soon(plan: Plan, tasks: Iterable[Task]) -> date | None:
    """The wanted day, when it has been or when something that an authority asks is late. What
    nobody asks may come late: the resident reads that, and decides."""
    last = plan.moment.last_day if plan.moment else None
    over = plan.day is not None and (last or plan.day) < plan.today
    return plan.day if over or any(task.late and task.is_formal for task in tasks) else None


def _feasible(plan: Plan, tasks: Iterable[Task]) -> date | None:
    """The first day for which everything is still in time; None when a rule ends before it."""
    calendar = plan.knowledge.calendar
    begin = calendar.add_working_days(plan.today - timedelta(days=1), 1)
    leads = (task.todo.lead for task in tasks if task.todo.lead is not None)
    day = max((first_day(begin, lead, calendar) for lead in leads), default=begin)
    return day if all(holds_on(rule, day) for rule in plan.rules) else None


def first_day(begin: date, lead: LeadTime, calendar: WorkingCalendar) -> date:
    """The first day for which a term still fits that begins on this working day."""
    if lead.working_days is not None:
        return calendar.add_working_days(begin, lead.working_days)
    return begin + timedelta(weeks=lead.weeks or 0)
