"""What a dossier's words amount to: its answers, ticks, rules and weight. Derived, never stored."""

from collections.abc import Container, Iterable
from datetime import date
from functools import cached_property

from bot.core.conditions import all_hold
from bot.core.dossier import (
    Answer,
    At,
    Dossier,
    HowMany,
    Measured,
    Named,
    Picked,
    Recognised,
    Unknown,
    Weight,
    When,
    Words,
)
from bot.core.knowledge import Knowledge, Option, Rule
from bot.core.readers.measure import Measure
from bot.core.readers.moment import Moment

WEIGHTS: tuple[Weight, ...] = ("licht", "gewoon", "zwaar")


class Plan:
    """A dossier in the light of the content, on a local day. Cheap to make, made anew for every
    decision."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge, today: date) -> None:
        self.dossier = dossier
        self.knowledge = knowledge
        self.today = today
        self.texts = knowledge.texts

    def said(self, question: str) -> Answer | None:
        """What was said: an answer goes before what the idea sentence said, but *Weet ik nog niet*
        takes nothing of that away."""
        given, heard = self.dossier.answers.get(question), self.dossier.heard.get(question)
        return heard or given if isinstance(given, Unknown) else given or heard

    def answer(self, question: str) -> Answer | None:
        """What is known: what was said, else how long it lasts by its days and hours."""
        said = self.said(question)
        return said if said and not isinstance(said, Unknown) else self._lasting(question) or said

    def _lasting(self, question: str) -> Measured | None:
        asked = next((q for q in self.knowledge.questions if q.id == question), None)
        if asked is None or asked.unit not in ("dagen", "uren") or self.moment is None:
            return None
        lasts = self.moment.days if asked.unit == "dagen" else self.moment.hours
        if lasts is None:
            return None
        return Measured(measure=Measure(low=lasts, high=lasts, unit=asked.unit))

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
        A rule whose conditions surely do not hold is left out, and so is one that does not hold on
        the wanted day; the rule that takes its place comes instead."""
        return tuple(self.knowledge.rules[ident] for ident in self.origins)

    @cached_property
    def origins(self) -> dict[str, tuple[str, ...]]:
        """Of each rule that applies: the rules that were recognised or ticked, in whose place it
        stands. Mostly only itself."""
        found: dict[str, tuple[str, ...]] = {}
        for ident in dict.fromkeys([*self.reasons, *self._brought()]):
            applying = [rule for rule in self._line_of(ident) if self._applies(rule)]
            if applying:
                rule = self._instead_of_both(applying, found)
                found[rule.id] = (*found.get(rule.id, ()), ident)
        return found

    def _instead_of_both(self, applying: list[Rule], found: Container[str]) -> Rule:
        """The first of these; but of two that take each other's place while nobody knows which it
        will be, the one that was found before."""
        first, *others = applying
        is_open = all_hold(first.only_if, _WithoutRules(self)) is None
        return next((rule for rule in others if is_open and rule.id in found), first)

    @cached_property
    def outdated(self) -> tuple[Rule, ...]:
        """The rules that would apply, but not on the wanted day, and that nothing replaces."""
        lines = [list(self._line_of(ident)) for ident in [*self.reasons, *self._brought()]]
        gone = [line for line in lines if not any(map(self._applies, line))]
        fitting = (next((r for r in line if self._fits(r)), None) for line in gone)
        return tuple({rule.id: rule for rule in fitting if rule is not None}.values())

    def _line_of(self, ident: str) -> Iterable[Rule]:
        """The rule, the one that takes its place, the one that takes that one's, and so on."""
        rule = self.knowledge.rules.get(ident)
        seen: set[str] = set()
        while rule is not None and rule.id not in seen:
            seen.add(rule.id)
            yield rule
            rule = self.knowledge.rules.get(rule.instead or "")

    def _applies(self, rule: Rule) -> bool:
        return self._fits(rule) and holds_on(rule, self.held_on)

    def _fits(self, rule: Rule) -> bool:
        """The rule's own conditions may look at answers and ticks, not at rules: that would be a
        circle."""
        return all_hold(rule.only_if, _WithoutRules(self)) is not False

    @property
    def held_on(self) -> date:
        """The day on which rules must hold: the wanted one, at least its month, else today."""
        wanted = self.day or (self.moment.month if self.moment else None)
        return wanted if wanted is not None and wanted > self.today else self.today

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
        """Whether all that applies is light, and nothing is left out that no longer holds."""
        return bool(self.rules) and not self.outdated and self.weight == "licht"

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


def holds_on(rule: Rule, day: date) -> bool:
    """Whether the rule is in force on that day."""
    begun = rule.valid_from is None or rule.valid_from <= day
    return begun and (rule.valid_to is None or day <= rule.valid_to)


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
