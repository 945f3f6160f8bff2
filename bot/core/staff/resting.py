"""Letting a plan rest, with its reason and until a day: meanwhile the clocks stand still."""

from datetime import date, timedelta

from bot.core.dossier import Dossier
from bot.core.promising import close_of, news
from bot.core.scene import Scene

REST = timedelta(days=30)


def rest_until(scene: Scene, dossier: Dossier, why: str, until: date) -> Dossier:
    """It rests until the first working day from then on. That is the day that holds from now on,
    also for whoever still waited for the first word."""
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
        promised_by=dossier.promised_by if dossier.spoken_at else None,
    )


def end_rest(scene: Scene, dossier: Dossier) -> Dossier:
    """Its day has come and nobody said so: it is the begeleider's move."""
    return scene.save(dossier, status="in-begeleiding", resting="", move="begeleider")


def wake_up(scene: Scene, dossier: Dossier) -> Dossier:
    """It goes on, and the clocks run again."""
    return news(scene, dossier, status="in-begeleiding", resting="", move="begeleider")
