"""The rules: where they come from, how long they hold, and by when something must be done."""

from collections.abc import Iterator

from bot.content.checks.registry import check
from bot.content.draft import Draft
from bot.content.fault import Fault

_LONGEST_WEEKS = 104


@check
def every_rule_has_a_source(draft: Draft) -> Iterator[Fault]:
    for rule in draft.rules:
        if not rule.value.sources:
            yield rule.fault(
                f"De regel '{rule.value.id}' heeft geen bron.",
                "Voeg toe: bronnen: met een naam, en een link als die er is.",
            )


@check
def rules_end_after_they_begin(draft: Draft) -> Iterator[Fault]:
    for rule in draft.rules:
        first, last = rule.value.valid_from, rule.value.valid_to
        if first and last and first > last:
            yield rule.part(last, "geldig_tot").fault(
                f"Deze regel eindigt op {last}, voor het begin.",
                "Draai geldig_van en geldig_tot om.",
            )


@check
def terms_are_one_possible_length(draft: Draft) -> Iterator[Fault]:
    """A term is in working days or in weeks, and not longer than two years."""
    for rule in draft.rules:
        for todo in rule.parts(rule.value.todos, "dit_hoort_erbij"):
            if todo.value.lead is None:
                continue
            lead = todo.part(todo.value.lead, "termijn")
            days, weeks = lead.value.working_days, lead.value.weeks
            if (days is None) == (weeks is None):
                yield lead.fault(
                    "Deze termijn klopt niet.", "Kies werkdagen of weken, een van twee."
                )
            elif not 0 <= (weeks or 0) + (days or 0) / 5 <= _LONGEST_WEEKS:
                yield lead.fault("Deze termijn kan niet.", "Kies een termijn van 0 tot 104 weken.")


@check
def every_rule_has_an_owner(draft: Draft) -> Iterator[Fault]:
    """Somebody keeps it up to date: a department, by name."""
    for rule in draft.rules:
        if not rule.value.owner.strip():
            yield rule.part(rule.value.owner, "eigenaar").fault(
                "Deze regel heeft geen eigenaar.", "Noem de afdeling die hem bijhoudt."
            )
