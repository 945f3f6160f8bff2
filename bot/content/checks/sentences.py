"""The sentences by which the bot learns: each with what it stands for, and what is said of it."""

from collections.abc import Iterator

from bot.content.checks.registry import check
from bot.content.draft import Draft
from bot.content.fault import Fault
from bot.content.laying import GONE
from bot.content.shape import did_you_mean


@check
def sentences_of_emergencies_have_a_number_to_call(draft: Draft) -> Iterator[Fault]:
    urgent = [one.value.id for one in draft.referrals if one.value.urgent]
    for file in draft.matching:
        for name, sentences in file.named(file.value.alarming, "noodzinnen").items():
            if name not in urgent:
                yield sentences.fault(
                    f"Er is geen verwijzing met spoed die '{name}' heet.",
                    did_you_mean(name, urgent) or "Noem een verwijzing met 'spoed: true'.",
                    at_key=True,
                )


@check
def what_may_be_an_emergency_has_a_careful_answer(draft: Draft) -> Iterator[Fault]:
    for one in draft.referrals:
        if one.value.urgent and not one.value.when_in_doubt:
            yield one.fault(
                f"De verwijzing '{one.value.id}' heeft spoed, maar geen antwoord_bij_twijfel.",
                "Voeg toe: antwoord_bij_twijfel: … Dat gaat vooraf als het misschien nood is.",
            )


@check
def sentences_of_residents_have_a_rule_or_referral(draft: Draft) -> Iterator[Fault]:
    """Those of emergencies stand by themselves: they work in another way. What a municipality does
    not have keeps its sentences in the base."""
    lapsed = [path[-2] for _, path, _ in draft.overrides if path[-1] == GONE]
    known = [rule.value.id for rule in draft.rules]
    known += [one.value.id for one in draft.referrals if not one.value.urgent]
    for file in draft.matching:
        for name, sentences in file.named(file.value.sentences, "bewonerszinnen").items():
            if name not in [*known, *lapsed]:
                yield sentences.fault(
                    f"Er is geen regel of verwijzing zonder spoed die '{name}' heet.",
                    did_you_mean(name, known) or "Noem het id van een regel of verwijzing.",
                    at_key=True,
                )
