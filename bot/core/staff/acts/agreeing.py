"""*Afspraken*: made and ticked off by the owner of the plan; the resident hears the list each time.

An agreement is news, unless a day was told by which the resident hears something: that day stands.
"""

from datetime import date
from typing import Any

from bot.core.agreements import (
    ON_A_BUTTON,
    as_resident_reads,
    as_staff_reads,
    colleague,
    department,
    made,
    ready_rows,
    tick_off,
)
from bot.core.dossier import Agreement, Dossier
from bot.core.promising import news
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import action_button, rows_of
from bot.core.staff.card import subject
from bot.core.staff.colleagues import chat_of
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told
from bot.core.telling import shortened
from bot.core.writing import write_day

AGREED = "afspraak-met:"
"""So begins the handle of an agreement in a colleague's chat; a reply to it reaches the owner."""
NEXT = ("maak-afspraak", "vink-af")


def agree(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Maak een afspraak*: both sides read the list as it stands now."""
    by = date.fromisoformat(filled["afspraak-dag"])
    new = made(scene, dossier, filled["wie-doet"], filled["wat-doet"], by)
    changed = _with_news(scene, dossier, agreements=(*dossier.agreements, new))
    listed = as_staff_reads(scene, changed)
    scene.say(
        scene.texts("team.afspraak-gemaakt", code=changed.code, lijst=listed),
        *_rows(scene, changed),
        dossier=changed.id,
    )
    _tell_colleague(scene, changed, new)
    return Told({"lijst": as_resident_reads(scene, changed)}, ready_rows(scene, changed))


def _tell_colleague(scene: Scene, dossier: Dossier, new: Agreement) -> None:
    """A connected colleague reads what they are to do, and ticks it off themselves."""
    chat = chat_of(scene, new.who)
    if chat is None:
        return
    label = scene.texts.label("klaar-afspraak", wat=shortened(new.what, ON_A_BUTTON))
    number = {"eigen-afspraak": str(new.number)}
    told = scene.texts(
        "team.afspraak-van-jou",
        naam=scene.owner_name(dossier),
        code=dossier.code,
        plan=subject(scene.plan(dossier)),
        wat=new.what,
        dag=write_day(new.by),
    )
    scene.send(
        chat,
        told,
        [action_button(scene, "meld-klaar", plan=dossier.id, label=label, **number)],
        dossier=dossier.id,
        name=f"{AGREED}{dossier.id}:{new.number}:{scene.situation.fresh}",
    )


def tick(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Vink af*: a colleague did what was agreed."""
    changed, ticked = tick_off(scene, dossier, int(filled["afspraak"]))
    if ticked is not None:
        changed = _with_news(scene, changed)
    listed = as_staff_reads(scene, changed)
    scene.say(
        scene.texts("team.afspraak-vink-af", code=changed.code, lijst=listed),
        *_rows(scene, changed),
        dossier=changed.id,
    )
    if ticked is None:
        return Told(nothing=True)
    return _done(scene, changed, ticked)


def tick_own(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Klaar*: a colleague did what was agreed; both the owner and the resident hear it."""
    changed, ticked = tick_off(scene, dossier, int(filled["eigen-afspraak"]))
    if ticked is None:
        raise ValueError("only an open agreement can be ticked off")
    changed = _with_news(scene, changed)
    owner = scene.owner_name(changed)
    scene.say(scene.texts("team.afspraak-meld-klaar", wat=ticked.what, naam=owner))
    chat = scene.owner_chat(changed)
    if chat is not None:
        who = colleague(ticked.who, scene.knowledge)
        scene.send(
            chat,
            scene.texts("team.afspraak-klaar", code=changed.code, naam=who, wat=ticked.what),
            dossier=changed.id,
            silent=True,
        )
    return _done(scene, changed, ticked)


def _done(scene: Scene, dossier: Dossier, ticked: Agreement) -> Told:
    return Told(
        {
            "wie": department(ticked.who, scene.knowledge),
            "wat": ticked.what,
            "lijst": as_resident_reads(scene, dossier),
        },
        ready_rows(scene, dossier),
    )


def _rows(scene: Scene, dossier: Dossier) -> list[Row]:
    return rows_of(scene, dossier, scene.member, NEXT)


def _with_news(scene: Scene, dossier: Dossier, **changes: Any) -> Dossier:
    """A day that was told stands: of a first word, of the end of a rest, of "nog geen nieuws"."""
    if dossier.spoken_at is None or dossier.status == "rustend" or dossier.waiting_for:
        return scene.save(dossier, **changes)
    return news(scene, dossier, **changes)
