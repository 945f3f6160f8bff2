"""Why a rule, or something to do, is named: the words, ticks and answers that brought it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.conditions import holds
from bot.core.dossier import Answer, Picked
from bot.core.knowledge import Condition, Conditions, Question, Rule
from bot.core.plan import Plan
from bot.core.recognise import words_for


@dataclass(frozen=True)
class Reason:
    """What the resident said that brought it: words of the idea, lines of the tick list (as they
    are repeated), answers to questions."""

    words: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    answers: tuple[tuple[Question, Answer], ...] = ()


def reason_of(rule: Rule, plan: Plan) -> Reason:
    """Why this rule applies: what brought it, or the rule in whose place it stands."""
    origins = plan.origins.get(rule.id, ())
    words = [w for origin in origins if (r := plan.reasons.get(origin)) for w in r.why]
    brought = [option.id for option in plan.ticked if set(origins).intersection(option.brings)]
    told = _of_ticks(brought, plan)
    return Reason(
        tuple(dict.fromkeys([*words, *told.words])), told.ticks, _answers(rule.only_if, plan)
    )


def reason_for(conditions: Conditions, plan: Plan) -> Reason:
    """Why something within a rule applies: the ticks and answers that its conditions look at."""
    looked_at = [c.option for c in conditions if c.option and not c.inverted]
    told = _of_ticks([o for o in looked_at if o in (plan.options or ())], plan)
    return Reason(told.words, told.ticks, _answers(conditions, plan))


def _of_ticks(options: Iterable[str], plan: Plan) -> Reason:
    """What stood in the idea was written, not ticked."""
    words: list[str] = []
    ticks: list[str] = []
    for ident in options:
        option = plan.knowledge.options[ident]
        written = words_for(option, plan.dossier.idea)
        words += written[:1]
        ticks += [] if written else [option.short]
    return Reason(tuple(dict.fromkeys(words)), tuple(ticks))


def _answers(conditions: Iterable[Condition], plan: Plan) -> tuple[tuple[Question, Answer], ...]:
    """The answers by which these conditions hold, each once."""
    named = {c.answer for c in conditions if c.answer and c.known is None and holds(c, plan)}
    known = ((q, plan.answer(q.id)) for q in plan.knowledge.questions if q.id in named)
    return tuple((q, a) for q, a in known if a is not None and not isinstance(a, Picked))
