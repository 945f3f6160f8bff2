"""Pausing, stopping and erasing; and the answers to a reminder."""

from datetime import date, timedelta

from bot.core.dossier import Dossier
from bot.core.resident.asking import go_on
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.staff.letting_go import let_go

PAUSE = timedelta(days=30)
SNOOZE = timedelta(days=7)


def pause(scene: Scene, dossier: Dossier) -> None:
    """No reminders for a month; everything stays as it is."""
    until = scene.now + PAUSE
    changed = scene.save(dossier, snoozed_until=until)
    scene.log(changed, "pauze")
    _tell_owner(scene, changed, "team.bewoner-pauzeert")
    scene.say(
        scene.texts("bewoner.gepauzeerd"),
        [scene.button("ga-verder", "ga-verder", dossier.id)],
        dossier=dossier.id,
    )


def later(scene: Scene, dossier: Dossier) -> None:
    """*Later*: a week without reminders of this plan."""
    changed = scene.save(dossier, snoozed_until=scene.now + SNOOZE)
    scene.log(changed, "later")
    scene.say(scene.texts("bewoner.later"), dossier=dossier.id)


def done(scene: Scene, dossier: Dossier, term: str) -> None:
    """*Klaar*: what this term is about is done; a later term is still reminded of."""
    before = dossier.done_until or date.min
    changed = scene.save(dossier, done_until=max(before, date.fromisoformat(term)))
    scene.log(changed, "klaar")
    _tell_owner(scene, changed, "team.bewoner-klaar")
    scene.say(scene.texts("bewoner.klaar"), dossier=dossier.id)


def stop(scene: Scene, dossier: Dossier) -> None:
    """*Ik stop ermee*: the plan closes, the number is erased, the begeleider hears it."""
    changed = scene.save(
        let_go(scene, dossier),
        status="gestopt",
        closed_at=scene.now,
        phone=None,
        next_date=None,
        revising=None,
    )
    scene.know(current=None, mode="vrij", holding=None)
    scene.log(changed, "gestopt")
    _tell_owner(scene, changed, "team.bewoner-stopt")
    scene.say(
        scene.texts("bewoner.gestopt"), [scene.button("nieuw-idee", "nieuw")], dossier=dossier.id
    )


def ask_to_erase(scene: Scene) -> None:
    scene.say(
        scene.texts("bewoner.wissen-zeker"),
        [scene.button("wis-zeker", "wis-zeker"), scene.button("terug", "niet-wissen")],
    )


def erase_nothing(scene: Scene) -> None:
    """*Ga terug*: everything stays, and a running intake goes on."""
    dossier = scene.dossier(scene.person.current)
    if dossier is not None and dossier.status == "concept":
        go_on(scene, dossier, scene.texts("bewoner.niets-gewist"))
    else:
        scene.say(scene.texts("bewoner.niets-gewist"))


def erase(scene: Scene) -> None:
    """Everything of this resident goes. A begeleider who was helping hears only that it is gone."""
    for dossier in scene.dossiers():
        if dossier.resident == scene.chat:
            _tell_owner(scene, dossier, "team.bewoner-wist")
            let_go(scene, dossier)
            card.wipe(scene, dossier)
            scene.forget_dossier(dossier)
    scene.forget_person()
    scene.say(scene.texts("bewoner.gewist"))


def _tell_owner(scene: Scene, dossier: Dossier, text: str) -> None:
    """The owner hears it, and the card shows it."""
    chat = scene.owner_chat(dossier)
    if dossier.code is None or chat is None:
        return
    scene.send(chat, scene.texts(text, code=dossier.code), silent=True)
    if dossier.status == "gestopt":
        card.update(scene, dossier)
