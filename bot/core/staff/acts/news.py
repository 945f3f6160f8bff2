""" "Hoe staat het?": an honest word to the resident the same minute, and the day of the next."""

from datetime import date, datetime, time

from bot.core.dossier import Dossier, Slot
from bot.core.promising import close_of, news, within
from bot.core.scene import Scene
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told
from bot.core.telling import wants_call
from bot.core.writing import write_day

NEWS_WITHIN = 5
BEFORE_CLOSING = time(16, 30)


def call_today(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """Whether they spoke is asked at the end of the day. When this day is over already, it is the
    next working day."""
    calendar = scene.knowledge.calendar
    is_today = scene.now < close_of(scene, scene.today)
    day = scene.today if is_today else calendar.add_working_days(scene.today, 1)
    start = scene.now if is_today else calendar.at_local(day, calendar.opens)
    asked_at = calendar.at_local(day, BEFORE_CLOSING)
    slot = Slot(start=start, end=asked_at if start < asked_at else close_of(scene, day))
    _promise(scene, dossier, within(scene, 1))
    scene.save(scene.dossier(dossier.id) or dossier, call=slot)
    day_told = write_day(day)
    if not is_today:
        scene.say(scene.texts("team.bel-volgende-dag", dag=day_told), dossier=dossier.id)
    return Told(
        {"belt": wants_call(scene.plan(dossier)), "dag": "vandaag" if is_today else day_told}
    )


def waits_for_colleague(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    day = date.fromisoformat(filled["dag"])
    _promise(scene, dossier, close_of(scene, day), waits="een collega")


def did_not_get_to_it(scene: Scene, dossier: Dossier, _: Filled) -> None:
    _promise(scene, dossier, within(scene, NEWS_WITHIN))


def _promise(scene: Scene, dossier: Dossier, day: datetime, waits: str | None = None) -> None:
    told = news(scene, dossier, day, move="begeleider")
    scene.save(told, waiting_for=waits, no_news_said=dossier.no_news_said + 1)
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
