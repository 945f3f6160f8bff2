"""Agreeing on a moment for a call or a visit."""

from bot.core.agenda import agenda_file
from bot.core.dossier import Dossier, Slot
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.staff.calling import rows_to_call
from bot.core.staff.fields import told_slot, write_slot
from bot.core.texts import plain

AGENDA = "bezoek.ics"


def choose_visit(scene: Scene, dossier: Dossier, value: str) -> None:
    """One of the moments that the begeleider proposed, as long as it can be: both get it for their
    agenda."""
    proposed = {write_slot(slot): slot for slot in dossier.visits if slot.end > scene.now}
    slot = proposed.get(value)
    if slot is None or not dossier.with_staff:
        scene.say(scene.texts("bewoner.oude-knop"))
        return
    changed = scene.save(dossier, visit=slot, visits=(), move="begeleider", next_date=slot.end)
    moment = told_slot(scene, slot)
    scene.log(changed, "koos een moment", moment)
    file = (AGENDA, _agenda(scene, changed, slot))
    name = scene.owner_name(changed)
    told = scene.texts("bewoner.bezoek-gekozen", naam=name, moment=moment)
    scene.say(told, dossier=changed.id, document=file)
    owner = scene.owner_chat(changed)
    if owner is not None:
        text = scene.texts(
            "team.bezoek-gekozen",
            code=changed.code,
            naam=scene.plan(changed).name or "",
            moment=moment,
        )
        scene.send(owner, text, dossier=changed.id, document=file)
    card.update(scene, changed)


def _agenda(scene: Scene, dossier: Dossier, slot: Slot) -> str:
    title = plain(scene.texts("bewoner.bezoek-titel", code=dossier.code))
    return agenda_file(f"bezoek-{dossier.id}", title, slot, scene.now)


def other_moment(scene: Scene, dossier: Dossier) -> None:
    """*Kies een ander moment*: the one that was told is off, what is typed next reaches the
    begeleider, and who said it can tap another at once."""
    changed = scene.save(
        dossier, other_moment=True, call=None, visits=(), visit=None, move="begeleider"
    )
    owner = scene.owner_chat(changed)
    if owner is not None and changed.with_staff:
        name = scene.plan(changed).name or ""
        asked = scene.texts("team.ander-moment-gevraagd", code=changed.code, naam=name)
        scene.send(owner, asked, *rows_to_call(scene, changed), dossier=changed.id)
    card.update(scene, changed)
    scene.say(
        scene.texts("bewoner.ander-moment", naam=scene.owner_name(dossier)), dossier=dossier.id
    )
