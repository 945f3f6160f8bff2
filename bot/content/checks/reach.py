"""What nobody would ever see: questions, variants, rules and ticks that no plan leads to.

Only what is surely out of reach is told. That conditions exclude each other, that answers exist and
that a question looks back only, are checks of the intake.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.content.checks.conditions import all_conditions, implies, rule_conditions
from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.core.knowledge import Condition, Variant
from bot.core.recognise import HEARD, MOST_OPTIONS, list_of_options

_HOURS_IN_A_DAY = 24


@dataclass(frozen=True)
class _World:
    """What plans can be, by the rules, ticks and questions that there are."""

    themes: frozenset[str]
    weights: frozenset[str]
    kinds: dict[str, str]


@check
def conditions_can_hold(draft: Draft) -> Iterator[Fault]:
    """Some plan fits each condition by itself. A reference to nothing is told elsewhere."""
    world = _world(draft)
    for found in all_conditions(draft):
        for key, looks in _LOOKS.items():
            why = None if found.value.inverted else looks(found.value, world)
            if why:
                yield found.part(None, key).fault(
                    f"Deze voorwaarde geldt nooit: {why}.",
                    "Haal hem weg, of kies iets wat wel voorkomt.",
                )


@check
def questions_count_for_some_rule(draft: Draft) -> Iterator[Fault]:
    """What is asked only when a rule hangs on it, is what some rule looks at."""
    looked_at = {found.value.answer for found in chain.from_iterable(rule_conditions(draft))}
    for question in draft.questions:
        if question.value.when_it_counts and question.value.id not in looked_at:
            yield question.part(True, "als_het_telt").fault(
                f"Geen regel kijkt naar '{question.value.id}', dus de vraag komt nooit.",
                "Haal als_het_telt weg, of noem het antwoord in een alleen_als van een regel.",
            )


@check
def variants_get_their_turn(draft: Draft) -> Iterator[Fault]:
    """Before a variant stands none that always goes first."""
    for question in draft.questions:
        earlier: list[Found[Variant]] = []
        for variant in question.parts(question.value.variants, "varianten"):
            first = next((e for e in earlier if _goes_first(e.value, variant.value)), None)
            if first is not None:
                yield variant.fault(
                    "Deze variant komt nooit aan de beurt: die op regel"
                    f" {first.fault('', '').line} gaat altijd voor.",
                    "Zet hem daarvoor, of haal hem weg.",
                )
            earlier.append(variant)


@check
def options_are_offered_somewhere(draft: Draft) -> Iterator[Fault]:
    """Each tick is on the list of some rule, among those that a thumb can oversee."""
    options = [option.value for option in draft.options]
    rules = [rule.value for rule in draft.rules]
    lists = (list_of_options([rule.id], rule.themes, options) for rule in rules)
    offered = {option.id for offered in lists for option in offered}
    for option in draft.options:
        if not option.value.themes and not option.value.rules:
            yield option.fault(
                f"Het onderdeel '{option.value.id}' komt nergens voor.",
                "Voeg toe: themas: […] of regels: […]",
            )
        elif option.value.id not in offered:
            yield option.fault(
                f"Het onderdeel '{option.value.id}' staat bij geen enkele regel op het scherm.",
                f"Zet het bij een thema met regels, bij de eerste {MOST_OPTIONS} van dat thema.",
            )


@check
def other_rules_take_over(draft: Draft) -> Iterator[Fault]:
    """`anders` names another rule, for when the conditions do not hold: so there are some, and the
    other rule may hold just then."""
    rules = {rule.value.id: rule.value for rule in draft.rules}
    for rule in draft.rules:
        if rule.value.instead is None:
            continue
        other = rules.get(rule.value.instead)
        named = rule.part(rule.value.instead, "anders")
        if not rule.value.only_if:
            yield named.fault(
                f"De regel '{rule.value.id}' geldt altijd, dus '{named.value}' komt nooit.",
                "Voeg een alleen_als toe, of haal anders weg.",
            )
        elif other is not None and _needs_all(other.only_if, rule.value.only_if):
            yield named.fault(
                f"'{named.value}' geldt nooit als '{rule.value.id}' niet geldt.",
                "Kies een andere regel, of verander een van beide alleen_als.",
            )


def _world(draft: Draft) -> _World:
    rules = [rule.value for rule in draft.rules]
    return _World(
        themes=frozenset(theme for rule in rules for theme in rule.themes),
        weights=frozenset(rule.weight for rule in rules) | {"gewoon"},
        kinds={question.value.id: question.value.kind for question in draft.questions},
    )


def _themes(condition: Condition, world: _World) -> str | None:
    if not condition.themes or world.themes.intersection(condition.themes):
        return None
    return f"geen regel heeft het thema '{condition.themes[0]}'"


def _weight(condition: Condition, world: _World) -> str | None:
    if condition.weight is None or condition.weight in world.weights:
        return None
    return f"geen regel is {condition.weight}"


def _heard(condition: Condition, world: _World) -> str | None:
    kind = world.kinds.get(condition.heard or "")
    if kind is None or kind in HEARD:
        return None
    return f"het antwoord op '{condition.heard}' hoort de computer nooit in het idee"


def _most(condition: Condition, _: _World) -> str | None:
    if condition.at_most is None or condition.at_most >= 0:
        return None
    return "minder dan nul kan niet"


def _least(condition: Condition, world: _World) -> str | None:
    is_moment = world.kinds.get(condition.answer or "") == "moment"
    if condition.at_least is None or not is_moment or condition.at_least < _HOURS_IN_A_DAY:
        return None
    return "een dag heeft minder uren"


_LOOKS: dict[str, Callable[[Condition, _World], str | None]] = {
    "themas": _themes,
    "gewicht": _weight,
    "gehoord": _heard,
    "hoogstens": _most,
    "minstens": _least,
}
"""By the key of a condition, why it never holds."""


def _goes_first(earlier: Variant, later: Variant) -> bool:
    """Whether the earlier one holds wherever the later does: it asks nothing more."""
    return all(any(implies(one, other) for one in later.only_if) for other in earlier.only_if)


def _needs_all(other: tuple[Condition, ...], own: tuple[Condition, ...]) -> bool:
    """Whether a rule holds only where the one whose place it would take holds too."""
    return all(any(implies(one, mine) for one in other) for mine in own)
