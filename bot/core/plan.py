"""What a dossier's words amount to: its answers, ticks, rules and weight. Derived, never stored."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from bot.core.conditions import all_hold
from bot.core.dossier import (
    Answer,
    At,
    Dossier,
    HowMany,
    Named,
    Picked,
    Recognised,
    Unknown,
    Weight,
    When,
    Words,
)
from bot.core.knowledge import Knowledge, Option, Rule
from bot.core.readers.moment import Moment

WEIGHTS: tuple[Weight, ...] = ("licht", "gewoon", "zwaar")


class Plan:
    """A dossier in the light of the content. Cheap to make, made anew for every decision."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge) -> None:
        self.dossier = dossier
        self.knowledge = knowledge
        self.texts = knowledge.texts

    def answer(self, question: str) -> Answer | None:
        """What is known: an answer goes before what the idea sentence said, but *Weet ik nog niet*
        takes nothing of that away."""
        given, heard = self.dossier.answers.get(question), self.dossier.heard.get(question)
        return heard or given if isinstance(given, Unknown) else given or heard

    def was_heard(self, question: str) -> bool:
        return question in self.dossier.heard

    @cached_property
    def options(self) -> frozenset[str] | None:
        """What was ticked; None while nobody answered the tick list."""
        picked = [a for a in self._answers() if isinstance(a, Picked)]
        return frozenset(o for a in picked for o in a.options) if picked else None

    @property
    def themes(self) -> frozenset[str]:
        return frozenset(self.dossier.themes)

    @property
    def no_rule(self) -> bool:
        return not self.dossier.recognised

    @cached_property
    def reasons(self) -> dict[str, Recognised]:
        return {r.rule: r for r in self.dossier.recognised}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that apply, as far as known: recognised ones first, then what ticks bring.
        A rule whose conditions surely do not hold is left out."""
        wanted = (self._fitting(ident) for ident in [*self.reasons, *self._brought()])
        return tuple({rule.id: rule for rule in wanted if rule is not None}.values())

    def _fitting(self, ident: str) -> Rule | None:
        """The rule, or the one that takes its place, as far as they apply."""
        known = self.knowledge.rules
        rule = known.get(ident)
        if rule is None or self._applies(rule):
            return rule
        other = known.get(rule.instead or "")
        return other if other is not None and self._applies(other) else None

    def _applies(self, rule: Rule) -> bool:
        """The rule's own conditions may look at answers and ticks, not at rules: that would be a
        circle."""
        return all_hold(rule.only_if, _WithoutRules(self)) is not False

    def _brought(self) -> Iterable[str]:
        for option in self.ticked:
            yield from option.brings

    @property
    def ticked(self) -> tuple[Option, ...]:
        chosen = self.options or frozenset()
        return tuple(o for o in self.knowledge.options.values() if o.id in chosen)

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.rules)

    @cached_property
    def weight(self) -> Weight:
        """The weight of the heaviest rule that applies; a plan without rule is *gewoon*."""
        if not self.rules:
            return "gewoon"
        return max((rule.weight for rule in self.rules), key=WEIGHTS.index)

    @property
    def is_light(self) -> bool:
        return bool(self.rules) and self.weight == "licht"

    @property
    def moment(self) -> Moment | None:
        return next((a.moment for a in self._answers() if isinstance(a, When)), None)

    @property
    def day(self) -> date | None:
        return self.moment.day if self.moment else None

    @property
    def at(self) -> At | None:
        return next((a for a in self._answers() if isinstance(a, At)), None)

    @property
    def wijk(self) -> str | None:
        """The wijk of the place; else the one of the poster that was scanned."""
        return (self.at.place.wijk if self.at else None) or self.dossier.wijk_hint

    @property
    def name(self) -> str | None:
        return next((a.name for a in self._answers() if isinstance(a, Named)), None)

    @property
    def people(self) -> HowMany | None:
        return next((a for a in self._answers() if isinstance(a, HowMany)), None)

    def _answers(self) -> Iterable[Answer]:
        """All answers, those that were given before those that were heard. What was heard stays
        known where the answer says nothing of its own."""
        given = self.dossier.answers
        yield from given.values()
        silent = Unknown | Words | None
        yield from (a for q, a in self.dossier.heard.items() if isinstance(given.get(q), silent))


class _WithoutRules:
    """The facts of a plan as far as they do not depend on which rules apply."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.answer = plan.answer
        self.was_heard = plan.was_heard
        self.options = plan.options
        self.themes = plan.themes
        self.no_rule = plan.no_rule
        self.rule_ids: frozenset[str] = frozenset(plan.reasons)
        self.weight: Weight = "gewoon"
