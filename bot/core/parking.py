"""A happening that went wrong five times is put aside, and nobody waits for its answer."""

from datetime import datetime

from bot.core.decision import Decision
from bot.core.happenings import AboutContent, DigestDue, Happening
from bot.core.knowledge import Knowledge
from bot.core.scene import Scene
from bot.core.situation import Situation


def decide_parked(
    situation: Situation, happening: Happening, knowledge: Knowledge, now: datetime
) -> Decision:
    """Whoever sent it hears that it went wrong and what to do; the coordinators hear that there is
    something to look at. It says nothing of what was sent. `now` is aware UTC."""
    scene = Scene(situation, knowledge, now)
    if not isinstance(happening, AboutContent | DigestDue):
        name = "team.ging-mis" if scene.person.member is not None else "bewoner.ging-mis"
        scene.say(scene.texts(name, telefoon=knowledge.municipality.phone))
    dossier = scene.dossier(situation.pointed)
    for member in knowledge.team.values():
        chat = situation.chat_of(member.id)
        if member.role == "coordinator" and chat is not None and chat != scene.chat:
            code = dossier.code if dossier else None
            scene.send(chat, scene.texts("team.geparkeerd", code=code or ""))
    return scene.decision()
