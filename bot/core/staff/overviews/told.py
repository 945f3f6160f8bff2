"""What all overviews share."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from bot.core.scene import Row, Scene
from bot.core.staff.lists import part
from bot.core.writing import write_day

T = TypeVar("T")

WEEK = timedelta(days=7)
MOST_LINES = 6
"""Under one heading: an overview is one message, also when much is going on."""


class Told(NamedTuple):
    """An overview as it reads, with its buttons."""

    text: Markup
    rows: list[Row]


def section(
    scene: Scene, heading: str, things: Sequence[T], told: Callable[[T], Markup]
) -> Markup | None:
    """A heading with these, as `told`; nothing without any."""
    return part(scene, heading, things, told, MOST_LINES) if things else None


def school_holiday(scene: Scene) -> Markup | None:
    """A school holiday that begins within a week: a begeleider plans around it."""
    ahead = (
        holiday
        for holiday in scene.knowledge.municipality.school_holidays
        if scene.today < holiday.first <= scene.today + WEEK
    )
    soon = next(ahead, None)
    if soon is None:
        return None
    return scene.texts("team.overzicht-vakantie", dag=write_day(soon.first), vakantie=soon.name)
