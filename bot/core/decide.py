"""The one door of the core: a happening in its situation becomes a decision."""

from datetime import datetime

from bot.core import resident
from bot.core.decision import Decision
from bot.core.delivering import delivered, fetched, topic_made, undelivered
from bot.core.happenings import (
    AboutContent,
    Delivered,
    DigestDue,
    FileFetched,
    Happening,
    Pressed,
    Said,
    Ticked,
    TopicMade,
    Undelivered,
)
from bot.core.invites import invited
from bot.core.knowledge import Knowledge
from bot.core.reminding import remind
from bot.core.renewing import renew
from bot.core.resident import opening
from bot.core.scene import Scene
from bot.core.situation import Situation
from bot.core.staff import listening as staff
from bot.core.staff import overviews
from bot.core.staff.joining import join


def decide(
    situation: Situation, happening: Happening, knowledge: Knowledge, now: datetime
) -> Decision:
    """What this happening changes. `now` is aware UTC. Pure: the same in gives the same out."""
    scene = Scene(situation, knowledge, now)
    match happening:
        case Ticked():
            remind(scene, happening)
        case DigestDue():
            overviews.come_up(scene, happening)
        case Delivered():
            delivered(scene)
        case Undelivered(why=why):
            undelivered(scene, why)
        case TopicMade(dossier=dossier):
            topic_made(scene, dossier)
        case FileFetched(path=path):
            fetched(scene, path)
        case _ if isinstance(happening, AboutContent):
            renew(scene, happening)
        case Said(text=text) if invited(text) and situation.opening is not None:
            _open(scene, situation.opening)
        case Said(text=text) if invited(text):
            join(scene)
        case _ if situation.origin.side == "group" and situation.origin.chat != situation.group:
            _somewhere_else(scene, happening)
        case _ if _speaks_as_staff(scene):
            staff.listen(scene, happening)
        case _ if situation.origin.side == "group":
            _stranger_in_group(scene, happening)
        case _:
            resident.listen(scene, happening)
    return scene.decision()


def _speaks_as_staff(scene: Scene) -> bool:
    """By id, never by a display name; and only while the content still names this member."""
    return scene.person.member is not None and scene.person.member in scene.knowledge.team


def _open(scene: Scene, words: str) -> None:
    """A code for a resident; a member who tries it leaves it as it is."""
    if _speaks_as_staff(scene):
        scene.say(scene.texts("team.code-is-voor-bewoner"))
    else:
        opening.begin(scene, words)


def _somewhere_else(scene: Scene, happening: Happening) -> None:
    """A group that is not the team's own: nothing of any plan is said there, whoever asks."""
    if isinstance(happening, Said) and happening.text.startswith("/"):
        scene.say(scene.texts("team.andere-groep"))
    elif isinstance(happening, Pressed):
        scene.notice(happening, str(scene.texts("team.andere-groep")))


def _stranger_in_group(scene: Scene, happening: Happening) -> None:
    """Somebody in the staff group who is not connected: nothing is done, and they hear how."""
    if isinstance(happening, Pressed):
        scene.notice(happening, str(scene.texts("team.onbekende-collega")))
    elif isinstance(happening, Said):
        scene.say(scene.texts("team.onbekende-collega"))
