"""Speaking with the resident: a call, a visit, a message, a question."""

from datetime import timedelta

from bot.core.dossier import Dossier, Slot
from bot.core.promising import news
from bot.core.scene import Scene
from bot.core.staff.acts import quick
from bot.core.staff.buttons import rows_of
from bot.core.staff.calling import rows_to_call, rows_to_visit, visit_rows
from bot.core.staff.fields import Filled, read_slot, told_slot
from bot.core.staff.told import Told
from bot.core.writing import write_day

A_FEW_HOURS = timedelta(hours=2)
AFTER_A_TALK = ("redt-het-zelf", "vraag-collega", "bel-op", "volgende-stap", "rond-af")
"""What usually follows when somebody spoke with the resident."""


def spoken(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Gesproken*: contact on both clocks, with one tap; then how to go on."""
    changed = news(
        scene,
        dossier,
        spoken_at=scene.now,
        talked_at=scene.now,
        untold_at=scene.now,
        move="team" if dossier.status == "beslistafel" else "begeleider",
        call=None,
        visit=None,
    )
    member = scene.member
    day = write_day(scene.local(changed.next_date or scene.now).date())
    rows = rows_of(scene, changed, member, AFTER_A_TALK)
    scene.say(scene.texts("team.gesproken", dag=day), *rows, dossier=dossier.id)


def no_answer(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """*Geen gehoor*: an honest attempt, by phone or at the door; the resident hears it the same
    minute, and one tap says when the next one is."""
    came_by = dossier.visit is not None and dossier.visit.start <= scene.now
    changed = news(scene, dossier, call=None, visit=None)
    name = scene.plan(changed).name or ""
    rows = rows_to_visit(scene, changed) if came_by else rows_to_call(scene, changed)
    told = scene.texts("team.geen-gehoor", naam=name, bezoek=came_by)
    scene.say(told, *rows, dossier=changed.id)
    return Told({"bezoek": came_by})


def later(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Straks*: nothing is told; in a few hours the question comes back."""
    scene.mark(dossier, call=Slot(start=scene.now, end=scene.now + A_FEW_HOURS))
    scene.say(scene.texts("team.straks"), dossier=dossier.id)


def call_at(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Bel op …*: the resident hears when; afterwards the owner is asked whether they spoke."""
    slot = read_slot(filled["moment"])
    news(scene, dossier, slot.end, call=slot, move="begeleider")
    _resident_knows(scene, dossier)
    return Told(
        {"moment": told_slot(scene, slot)},
        [
            [scene.button("komt-uit", "goed", dossier.id)],
            [scene.button("ander-moment", "ander-moment", dossier.id)],
        ],
    )


def visit(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Bezoek*: two moments, of which the resident chooses one."""
    slots = (read_slot(filled["moment"]), read_slot(filled["ander-moment"]))
    news(scene, dossier, visits=slots, visit=None, move="bewoner")
    _resident_knows(scene, dossier)
    momenten = [told_slot(scene, slot) for slot in slots]
    return Told({"momenten": momenten}, visit_rows(scene, dossier, slots))


def write(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Antwoord*: what is typed next is meant for this resident, after one tap."""
    scene.know(current=dossier.id)
    name = scene.plan(dossier).name or ""
    scene.say(
        scene.texts("team.schrijf-nieuws", naam=name, code=dossier.code),
        *quick.rows(scene, dossier),
        dossier=dossier.id,
    )


def ask_resident(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Vraag de bewoner*: the question counts as contact, and the move is the resident's."""
    news(scene, dossier, spoken_at=scene.now, move="bewoner", asks_resident=filled["vraag"])
    _resident_knows(scene, dossier)
    member = scene.member
    return Told({"vraag": filled["vraag"], "functie": member.title})


def _resident_knows(scene: Scene, dossier: Dossier) -> None:
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
