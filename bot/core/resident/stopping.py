"""Pausing, stopping and erasing; and the answers to a reminder."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.core.dossier import Dossier
from bot.core.due import quiet_until
from bot.core.moments import open_terms
from bot.core.resident.asking import go_on
from bot.core.scene import Scene, in_rows
from bot.core.staff import card
from bot.core.staff.letting_go import let_go
from bot.core.staff.resting import rest_until
from bot.core.writing import write_day

PAUSES = ("14", "30", "90")
LATER = ("1", "7", "30")
"""After how many days: each has a button."""


def pause(scene: Scene, dossier: Dossier, days: str) -> None:
    """*Zet op pauze*: one tap says until when. Nobody is reminded meanwhile; what a begeleider has
    rests."""
    if days not in PAUSES:
        _ask_when(scene, dossier, "pauzeer", PAUSES)
        return
    changed = scene.save(dossier, snoozed_until=scene.now + timedelta(days=int(days)))
    if changed.status in ("opgepakt", "in-begeleiding"):
        why = str(scene.texts("team.rust-pauze"))
        changed = rest_until(scene, changed, why, scene.today + timedelta(days=int(days)))
    until = changed.next_date if changed.status == "rustend" else changed.snoozed_until
    scene.log(changed, "pauze")
    _tell_owner(scene, changed, "team.bewoner-pauzeert", dag=_day(scene, until))
    if changed.status == "rustend":
        card.update(scene, changed)
    scene.say(
        scene.texts("bewoner.gepauzeerd", dag=_day(scene, until), naam=_reader(scene, changed)),
        [scene.button("ga-verder", "ga-verder", dossier.id)],
        dossier=dossier.id,
    )


def _reader(scene: Scene, dossier: Dossier) -> str:
    """Who reads what the resident says now; empty while nobody has the plan."""
    return scene.owner_name(dossier) if dossier.claimed_at is not None else ""


def later(scene: Scene, dossier: Dossier, days: str) -> None:
    """*Later*: one tap says when; the terms of the plan come along then. A day after the last of
    them cannot be chosen."""
    terms = open_terms(dossier, scene.knowledge, scene.now)
    can = [n for n in LATER if not terms or scene.local(_in_days(scene, n)).date() <= max(terms)]
    if not can:
        scene.say(scene.texts("bewoner.later-is-te-laat", dag=write_day(max(terms))))
        return
    if days not in can:
        _ask_when(scene, dossier, "later", can)
        return
    at = _in_days(scene, days)
    changed = scene.save(dossier, snoozed_until=at, later_at=at)
    scene.log(changed, "later")
    scene.say(scene.texts("bewoner.later", dag=_day(scene, at)), dossier=dossier.id)


def _in_days(scene: Scene, days: str) -> datetime:
    """So many days from now, when residents may be disturbed (aware UTC)."""
    at = scene.knowledge.calendar.days_later(scene.now, int(days))
    return quiet_until(at, scene.knowledge)


def _ask_when(scene: Scene, dossier: Dossier, action: str, choices: Sequence[str]) -> None:
    rows = in_rows([scene.button(f"over-{days}", action, days) for days in choices])
    scene.say(scene.texts("bewoner.wanneer-weer"), *rows, dossier=dossier.id)


def _day(scene: Scene, moment: datetime | None) -> str:
    return write_day(scene.local(moment or scene.now).date())


def fewer(scene: Scene) -> None:
    """*Stuur minder berichten*: no reminders any more. Every plan stays, and people still write."""
    _reminders(scene, none=True, line="wil-geen-herinneringen")
    scene.say(scene.texts("bewoner.minder-berichten"), [scene.button("weer-herinneren", "weer")])


def again(scene: Scene) -> None:
    """*Herinner me weer*."""
    _reminders(scene, none=False, line="wil-weer-herinneringen")
    scene.say(scene.texts("bewoner.weer-herinneren"))


def _reminders(scene: Scene, *, none: bool, line: str) -> None:
    """Staff see on the card of each plan whether the resident wants any."""
    scene.know(no_reminders=none)
    for dossier in scene.dossiers():
        if dossier.resident == scene.chat and dossier.with_staff:
            scene.log(dossier, line)
            card.update(scene, dossier)


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
    if changed.code is not None:
        card.update(scene, changed)
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


def _tell_owner(scene: Scene, dossier: Dossier, text: str, **words: str) -> None:
    """The owner hears it."""
    chat = scene.owner_chat(dossier)
    if dossier.code is None or chat is None:
        return
    scene.send(chat, scene.texts(text, code=dossier.code, **words), silent=True)
