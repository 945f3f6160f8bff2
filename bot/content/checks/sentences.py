"""The sentences by which the bot learns: each with what it stands for, and what is said of it."""

from collections.abc import Collection, Iterator

from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.content.laying import GONE
from bot.content.shape import did_you_mean


@check
def sentences_of_emergencies_have_a_number_to_call(draft: Draft) -> Iterator[Fault]:
    urgent = {one.value.id for one in draft.referrals if one.value.urgent}
    for file in draft.matching:
        told = file.named(file.value.alarming, "noodzinnen")
        what, remedy = "verwijzing met spoed", "Noem een verwijzing met 'spoed: true'."
        yield from _under_no_id(told, urgent, draft, what, remedy)


@check
def sentences_of_residents_have_a_rule_or_referral(draft: Draft) -> Iterator[Fault]:
    """Those of emergencies stand by themselves: they work in another way."""
    known = {rule.value.id for rule in draft.rules}
    known |= {one.value.id for one in draft.referrals if not one.value.urgent}
    for file in draft.matching:
        told = file.named(file.value.sentences, "bewonerszinnen")
        what, remedy = (
            "regel of verwijzing zonder spoed",
            "Noem het id van een regel of verwijzing.",
        )
        yield from _under_no_id(told, known, draft, what, remedy)


@check
def what_may_be_an_emergency_has_a_careful_answer(draft: Draft) -> Iterator[Fault]:
    for one in draft.referrals:
        if one.value.urgent and not one.value.when_in_doubt:
            yield one.fault(
                f"De verwijzing '{one.value.id}' heeft spoed, maar geen antwoord_bij_twijfel.",
                "Voeg toe: antwoord_bij_twijfel: … Dat gaat vooraf als het misschien nood is.",
            )


def _under_no_id(
    told: dict[str, Found[str]], known: Collection[str], draft: Draft, what: str, remedy: str
) -> Iterator[Fault]:
    """A fault for the sentences under each id that nothing has. What a municipality does not have
    keeps its sentences in the base."""
    lapsed = {path[0] for _, path, _ in draft.overrides if len(path) == 2 and path[1] == GONE}
    for name, sentences in told.items():
        if name not in known and name not in lapsed:
            yield sentences.fault(
                f"Er is geen {what} die '{name}' heet.",
                did_you_mean(name, known) or remedy,
                at_key=True,
            )
