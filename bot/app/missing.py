"""What nobody could answer, as the editor reads it."""

from collections.abc import Iterable
from typing import Any

from bot.core.gaps import Alike

NOTHING = "Er staat niets op de lijst."


def as_lines(groups: Iterable[Alike]) -> list[str]:
    """Each group in two lines: how often and when, and some of the words."""
    told = [line for group in groups for line in _told(group)]
    return told or [NOTHING]


def as_fields(group: Alike) -> dict[str, Any]:
    """A group for a program."""
    return {
        "aantal": group.count,
        "soort": list(group.kinds),
        "taal": list(group.languages),
        "eerste": group.first.isoformat(),
        "laatste": group.last.isoformat(),
        "voorbeelden": list(group.examples),
    }


def _told(group: Alike) -> list[str]:
    days = f"{group.first}" if group.first == group.last else f"{group.first} tot {group.last}"
    languages = [one for one in group.languages if one != "nl"]
    where = f" · {', '.join(languages)}" if languages else ""
    head = f"{group.count}x · {' en '.join(group.kinds)} · {days}{where}"
    return [head, *(f"    {words}" for words in group.examples)]
