"""The reminders: when they come, what they say, and which buttons they carry."""

from collections.abc import Iterator

from bot.content.checks.registry import check, unknown
from bot.content.draft import Draft
from bot.content.fault import Fault


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
def reminders_use_known_texts(draft: Draft) -> Iterator[Fault]:
    texts = [reminder.part(reminder.value.text, "tekst") for reminder in draft.reminders]
    return unknown(texts, draft.texts, "tekst")


@check
def reminders_use_known_buttons(draft: Draft) -> Iterator[Fault]:
    buttons = [b for r in draft.reminders for b in r.parts(r.value.buttons, "knoppen")]
    return unknown(buttons, draft.labels, "knop")
