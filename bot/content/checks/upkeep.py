"""What goes stale by itself: rules that expired, and rules that nobody looked at for long.

A running bot goes on: at midnight nothing in the files has changed.
"""

from collections.abc import Iterator
from datetime import date

from bot.content.draft import Draft
from bot.content.fault import Fault


def stale(draft: Draft, today: date) -> Iterator[Fault]:
    """What an editor must look at again, on this local day."""
    yield from _expired(draft, today)
    yield from _unchecked(draft, today)


def _expired(draft: Draft, today: date) -> Iterator[Fault]:
    for rule in draft.rules:
        last = rule.value.valid_to
        if last is not None and last < today:
            yield rule.part(last, "geldig_tot").fault(
                f"De regel '{rule.value.id}' gold tot {last}.",
                "Kijk de regel na en geef een nieuwe datum, of haal de regel weg.",
            )


def _unchecked(draft: Draft, today: date) -> Iterator[Fault]:
    """Rules that were last checked too long ago, or on a day that is still to come."""
    months = draft.language.value.unchecked_after
    for rule in draft.rules:
        checked = rule.part(rule.value.checked, "gecontroleerd")
        if checked.value > today:
            yield checked.fault(
                f"{checked.value} moet nog komen.", "Zet hier de dag waarop je hem nakeek."
            )
        elif _months_between(checked.value, today) >= months:
            owner = rule.value.owner
            yield checked.fault(
                f"De regel '{rule.value.id}' is al {months} maanden niet nagekeken.",
                f"Vraag het {owner}, kijk hem na, en zet hier de dag waarop je dat deed.",
            )


def _months_between(first: date, last: date) -> int:
    """The whole months from one day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
