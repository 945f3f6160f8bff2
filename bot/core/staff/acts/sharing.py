"""Showing a plan to somebody who stands beside the begeleider: a director, a coalition.

They get the card without the number. What they reply is a note, and reaches the owner.
"""

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.handoff import on_leave
from bot.core.knowledge import Member
from bot.core.scene import Scene
from bot.core.staff.answers import pass_on_answer
from bot.core.staff.card import card_text
from bot.core.staff.coalition import LEAST, possible
from bot.core.staff.fields import Filled
from bot.core.texts import paragraphs
from bot.core.writing import enumerate_nl

BACKING, COALITION = "ruggesteun:", "coalitie:"
"""So begin the handles of these cards."""
BACKED = "antwoord van de directeur"
"""What the timeline calls the answer to a question for backing."""


def ask_backing(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Ruggesteun*: one director, by name. No clock runs, and the resident hears nothing."""
    director = next((m for m in scene.knowledge.team.values() if m.role == "directeur"), None)
    chat = scene.situation.chat_of(director.id) if director else None
    name = director.name if director else ""
    if director is None or chat is None or on_leave(director, scene.today):
        scene.say(scene.texts("team.ruggesteun-kan-niet", naam=name), dossier=dossier.id)
        return
    owner = scene.owner_name(dossier)
    head = scene.texts("team.ruggesteun-vraag", naam=owner, woorden=filled["steun"].strip())
    _show(scene, dossier, chat, head, f"{BACKING}{dossier.id}:{scene.situation.fresh}")
    scene.say(
        scene.texts("team.ruggesteun-gestuurd", naam=name, code=dossier.code), dossier=dossier.id
    )


def make_coalition(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Maak een coalitie*: the colleagues who were asked hear of each other."""
    members = possible(scene, dossier)
    if len(members) < LEAST:
        scene.say(scene.texts("team.coalitie-te-klein", code=dossier.code), dossier=dossier.id)
        return
    new = [member for member in members if member.id not in dossier.coalition]
    for member in members:
        if member in new:
            _introduce(scene, dossier, member, members)
        elif new:
            _tell_who_joins(scene, dossier, member, new)
    scene.save(dossier, coalition=tuple(member.id for member in members))
    scene.say(
        scene.texts("team.coalitie-gemaakt", code=dossier.code, namen=_names(members)),
        dossier=dossier.id,
    )


def _introduce(scene: Scene, dossier: Dossier, member: Member, members: list[Member]) -> None:
    others = [other for other in members if other.id != member.id]
    head = scene.texts("team.coalitie-samen", naam=scene.owner_name(dossier), namen=_names(others))
    chat = scene.situation.chat_of(member.id) or ""
    _show(
        scene, dossier, chat, head, f"{COALITION}{dossier.id}:{member.id}:{scene.situation.fresh}"
    )


def _tell_who_joins(scene: Scene, dossier: Dossier, member: Member, new: list[Member]) -> None:
    chat = scene.situation.chat_of(member.id) or ""
    scene.send(chat, scene.texts("team.coalitie-erbij", code=dossier.code, namen=_names(new)))


def _names(members: list[Member]) -> str:
    return enumerate_nl([f"{member.name} ({member.title})" for member in members])


def _show(scene: Scene, dossier: Dossier, chat: str, head: Markup, name: str) -> None:
    scene.send(
        chat,
        paragraphs(
            head,
            card_text(scene, dossier, for_owner=False),
            scene.texts("team.vraag-antwoord-zo"),
        ),
        dossier=dossier.id,
        cls="relay",
        name=name,
        confirm=True,
    )


def backed(scene: Scene, dossier: Dossier, member: Member, text: str) -> None:
    """What the director replied, perhaps edited."""
    pass_on_answer(scene, dossier, member, BACKED, text)
