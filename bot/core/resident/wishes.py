"""Short messages that are about the conversation itself: hello, stop, again, back, a person.

They are no answer to a question, and nobody who typed "stop" should read it back as an address.
"""

from bot.core.dossier import Dossier
from bot.core.readers.intent import (
    reads_as_back,
    reads_as_greeting,
    reads_as_person_wanted,
    reads_as_restart,
    reads_as_stop,
    reads_as_thanks,
)
from bot.core.resident import answering, commands, welcome
from bot.core.resident.asking import go_on
from bot.core.scene import Scene


def grant(scene: Scene, text: str, intake: Dossier | None) -> bool:
    """Do what a short message asks; False when it is no such message. `intake` is the plan that is
    being talked about. While a person reads along, kindness is theirs to answer."""
    if reads_as_stop(text):
        commands.offer_to_stop(scene)
    elif reads_as_restart(text):
        commands.begin_new(scene)
    elif intake is not None:
        return _in_intake(scene, text, intake)
    elif not _somebody_reads(scene):
        return _alone(scene, text)
    else:
        return False
    return True


def _in_intake(scene: Scene, text: str, intake: Dossier) -> bool:
    if reads_as_person_wanted(text):
        welcome.rather_call(scene)
        go_on(scene, intake)
    elif reads_as_greeting(text):
        go_on(scene, intake, scene.texts("bewoner.fijn-terug", idee=intake.idea))
    elif reads_as_back(text):
        answering.go_back(scene, intake)
    elif reads_as_thanks(text):
        go_on(scene, intake, scene.texts("bewoner.graag-gedaan"))
    else:
        return False
    return True


def _alone(scene: Scene, text: str) -> bool:
    if reads_as_person_wanted(text):
        welcome.rather_call(scene)
    elif reads_as_thanks(text):
        scene.say(scene.texts("bewoner.graag-gedaan"))
    elif reads_as_greeting(text) and any(d.is_open for d in scene.dossiers()):
        welcome.come_back(scene)
    elif reads_as_greeting(text):
        scene.say(scene.texts("bewoner.wat-wil-je"))
    else:
        return False
    return True


def _somebody_reads(scene: Scene) -> bool:
    return any(d.with_staff and d.claimed_at is not None for d in scene.dossiers())
