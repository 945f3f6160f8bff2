"""The digests: when they come, and that whoever gets one can do something with it."""

from collections.abc import Iterator

from bot.content.checks.municipality import CLOCK
from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.core.knowledge import HELPING, OVERSEEING, Digest


@check
def digests_of_plans_go_to_who_helps(draft: Draft) -> Iterator[Fault]:
    """Only whoever helps residents has plans, and reads those of the team; who sees to all reads
    what begeleiders leave."""
    for digest in draft.digests:
        if digest.value.kind == "wijk":
            continue
        for role in digest.parts(digest.value.to, "aan"):
            sees_to_all = digest.value.kind == "eigen" and role.value in OVERSEEING
            if role.value not in HELPING and not sees_to_all:
                yield role.fault(
                    f"De rol '{role.value}' helpt geen bewoners en krijgt dit overzicht niet.",
                    "Haal de rol weg, of kies soort: wijk.",
                )


@check
def digests_of_a_week_have_a_moment(draft: Draft) -> Iterator[Fault]:
    """A day of the week and a local time, and only there."""
    for digest in draft.digests:
        when = digest.part(digest.value.when, "wanneer")
        weekly = when.value.every == "week"
        for key, value in (("dag", when.value.day), ("om", when.value.clock)):
            if weekly and value is None:
                yield when.fault(f"Elke week, maar {key} ontbreekt.", f"Voeg toe: {key}: …")
            elif not weekly and value is not None:
                what = f"Bij elke: {when.value.every} doet {key} niets."
                yield when.part(value, key).fault(what, f"Haal {key} weg.", at_key=True)
        if weekly and when.value.clock is not None:
            yield from _no_clock(digest)


def _no_clock(digest: Found[Digest]) -> Iterator[Fault]:
    at = digest.part(digest.value.when.clock, "wanneer", "om")
    raw = at.source.values[at.steps].raw
    if not CLOCK.fullmatch(raw):
        yield at.fault(f"'{raw}' is geen tijd van de dag.", 'Schrijf een tijd als "12:00".')
