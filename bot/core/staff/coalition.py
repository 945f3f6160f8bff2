"""*Gelegenheidscoalitie*: the colleagues who work on one plan together, until it closes."""

from bot.core.dossier import Dossier
from bot.core.knowledge import Member
from bot.core.scene import Scene

LEAST = 2


def possible(scene: Scene, dossier: Dossier) -> list[Member]:
    """The connected colleagues who were asked about this plan, in the order of asking."""
    asked = dict.fromkeys(one.contact for one in dossier.asked)
    members = scene.knowledge.team.values()
    found = (m for contact in asked for m in members if m.contact == contact)
    return [m for m in found if scene.situation.chat_of(m.id) is not None]


def can_grow(scene: Scene, dossier: Dossier) -> bool:
    """Whether there are enough of them, and not all of them work on it together already."""
    there = possible(scene, dossier)
    return len(there) >= LEAST and any(m.id not in dossier.coalition for m in there)


def dissolve(scene: Scene, dossier: Dossier) -> Dossier:
    """The plan closes: they hear it, and that nothing is left to do."""
    if not dossier.coalition:
        return dossier
    for member in dossier.coalition:
        chat = scene.situation.chat_of(member)
        if chat is not None:
            scene.send(chat, scene.texts("team.coalitie-voorbij", code=dossier.code), silent=True)
    return scene.save(dossier, coalition=())
