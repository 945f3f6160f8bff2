"""Agreeing on a moment for a call or a visit."""

from bot.core.agenda import agenda_file
from bot.core.dossier import Dossier, Slot
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.staff.calling import rows_to_call, rows_to_visit, visit_rows
from bot.core.staff.fields import told_slot, write_slot
from bot.core.texts import plain

AGENDA = "bezoek.ics"


def choose_visit(scene: Scene, dossier: Dossier, value: str) -> None:
    """One of the moments that the begeleider proposed, as long as it can be: both get it for their
    agenda."""
    proposed = {write_slot(slot): slot for slot in dossier.visits if slot.end > scene.now}
    slot = proposed.get(value)
    if slot is None or not dossier.with_staff:
        was_proposed = dossier.with_staff and value in map(write_slot, dossier.visits)
        if was_proposed:
            _is_past(scene, dossier, list(proposed.values()))
        else:
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


def _is_past(scene: Scene, dossier: Dossier, left: list[Slot]) -> None:
    """The moment has passed: the other one that was proposed, or the begeleider proposes anew."""
    if not left:
        other_moment(scene, dossier, was_past=True)
        return
    told = scene.texts("bewoner.moment-voorbij")
    scene.say(told, *visit_rows(scene, dossier, left), dossier=dossier.id)


def _tell_owner(scene: Scene, dossier: Dossier, text: str, **values: object) -> None:
    """With the ways to propose another visit."""
    owner = scene.owner_chat(dossier)
    if owner is not None:
        name = scene.plan(dossier).name or ""
        told = scene.texts(text, code=dossier.code, naam=name, **values)
        scene.send(owner, told, *rows_to_visit(scene, dossier), dossier=dossier.id)


def _agenda(scene: Scene, dossier: Dossier, slot: Slot) -> str:
    title = plain(scene.texts("bewoner.bezoek-titel", code=dossier.code))
    return agenda_file(f"bezoek-{dossier.id}", title, slot, scene.now)


def other_moment(scene: Scene, dossier: Dossier, *, was_past: bool = False) -> None:
    """*Kies een ander moment*: the one that was told is off, what is typed next reaches the
    begeleider, and who said it can tap another at once."""
    changed = scene.save(
        dossier, other_moment=True, call=None, visits=(), visit=None, move="begeleider"
    )
    owner = scene.owner_chat(changed)
    if dossier.visits or dossier.visit:
        proposed = {"aantal": len(dossier.visits), "voorbij": was_past}
        _tell_owner(scene, changed, "team.ander-bezoek-gevraagd", **proposed)
    elif owner is not None:
        name = scene.plan(changed).name or ""
        asked = scene.texts("team.ander-moment-gevraagd", code=changed.code, naam=name)
        scene.send(owner, asked, *rows_to_call(scene, changed), dossier=changed.id)
    card.update(scene, changed)
    scene.say(
        scene.texts("bewoner.ander-moment", naam=scene.owner_name(dossier), voorbij=was_past),
        dossier=dossier.id,
    )
