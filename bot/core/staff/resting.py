"""Letting a plan rest, with its reason and until a day: meanwhile the clocks stand still."""

from datetime import date, timedelta

from bot.core.dossier import Dossier
from bot.core.promising import close_of, news
from bot.core.scene import Scene

REST = timedelta(days=30)


def rest_until(scene: Scene, dossier: Dossier, why: str, until: date) -> Dossier:
    """It rests until the first working day from then on."""
    calendar = scene.knowledge.calendar
    day = calendar.add_working_days(until - timedelta(days=1), 1)
    return scene.save(
        dossier,
        status="rustend",
        resting=why,
        call=None,
        visits=(),
        visit=None,
        next_date=close_of(scene, day),
    )


def wake_up(scene: Scene, dossier: Dossier) -> Dossier:
    """It goes on, and the clocks run again."""
    return news(scene, dossier, status="in-begeleiding", resting="", move="begeleider")
