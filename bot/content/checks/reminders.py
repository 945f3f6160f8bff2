"""The reminders: when they come, what they say, and which buttons they carry."""

from collections.abc import Iterator

from bot.content.checks.registry import check, unknown
from bot.content.draft import Draft
from bot.content.fault import Fault
from bot.core.moments import CONDITIONS
from bot.core.staff.table import ACTIONS


@check
def reminders_have_one_moment(draft: Draft) -> Iterator[Fault]:
    """A reminder comes after its anchor or before it, by days or by working days."""
    for reminder in draft.reminders:
        moments = [m for m in (reminder.value.after, reminder.value.before) if m is not None]
        if len(moments) != 1:
            yield reminder.fault(
                f"De herinnering '{reminder.value.id}' heeft niet precies één moment.",
                "Kies na of voor, een van twee.",
            )
        elif (moments[0].days is None) == (moments[0].working_days is None):
            key = "na" if reminder.value.after else "voor"
            yield reminder.part(moments[0], key).fault(
                "Dit moment klopt niet.", "Kies dagen of werkdagen, een van twee."
            )


@check
def reminders_have_known_conditions(draft: Draft) -> Iterator[Fault]:
    conditions = [reminder.part(reminder.value.condition, "als") for reminder in draft.reminders]
    return unknown(conditions, CONDITIONS, "voorwaarde")


@check
def reminders_use_known_texts(draft: Draft) -> Iterator[Fault]:
    """Whoever is reminded reads something."""
    for reminder in draft.reminders:
        if reminder.value.text:
            yield from unknown([reminder.part(reminder.value.text, "tekst")], draft.texts, "tekst")
        elif reminder.value.to != "niemand":
            yield reminder.fault(
                f"De herinnering '{reminder.value.id}' zegt niets.", "Voeg toe: tekst: …"
            )


@check
def reminders_to_residents_use_known_buttons(draft: Draft) -> Iterator[Fault]:
    for reminder in draft.reminders:
        if reminder.value.to == "bewoner":
            buttons = reminder.parts(reminder.value.buttons, "knoppen")
            yield from unknown(buttons, draft.labels, "knop")


@check
def reminders_to_the_team_use_its_actions(draft: Draft) -> Iterator[Fault]:
    for reminder in draft.reminders:
        if reminder.value.to != "bewoner":
            buttons = reminder.parts(reminder.value.buttons, "knoppen")
            yield from unknown(buttons, ACTIONS, "actie van het team")
