"""The sentences by which the bot learns what an emergency is: each with a number to call."""

from collections.abc import Iterator

from bot.content.checks.registry import check
from bot.content.draft import Draft
from bot.content.fault import Fault
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
