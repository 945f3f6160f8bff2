""" "Hoe staat het?": an honest word to the resident the same minute, and the day of the next."""

from datetime import date, datetime, time

from bot.core.dossier import Dossier, Slot
from bot.core.promising import close_of, news, within
from bot.core.scene import Scene
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told
from bot.core.telling import wants_call

NEWS_WITHIN = 5
BEFORE_CLOSING = time(16, 30)


def call_today(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """Whether they spoke is asked at the end of the day."""
    _promise(scene, dossier, within(scene, 1))
    end_of_day = scene.knowledge.calendar.at_local(scene.today, BEFORE_CLOSING)
    if scene.now < end_of_day:
        changed = scene.dossier(dossier.id) or dossier
        scene.save(changed, call=Slot(start=scene.now, end=end_of_day))
    return Told({"belt": wants_call(scene.plan(dossier))})


def waits_for_colleague(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    day = date.fromisoformat(filled["dag"])
    _promise(scene, dossier, close_of(scene, day), waits="een collega")


def did_not_get_to_it(scene: Scene, dossier: Dossier, _: Filled) -> None:
    _promise(scene, dossier, within(scene, NEWS_WITHIN))


def _promise(scene: Scene, dossier: Dossier, day: datetime, waits: str | None = None) -> None:
    told = news(scene, dossier, day, move="begeleider")
    scene.save(told, waiting_for=waits, no_news_said=dossier.no_news_said + 1)
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
