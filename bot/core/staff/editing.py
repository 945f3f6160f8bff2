"""A member edits what they said: the copy is edited too, and the first version is kept."""

from bot.core.dossier import Holding
from bot.core.scene import Scene
from bot.core.staff.acts import asking, deciding, sharing
from bot.core.telling import shortened
from bot.core.texts import lines


def edited(scene: Scene, text: str) -> None:
    """The resident sees the new words in the same message, marked as changed; a note simply gets a
    new line, and whoever wrote it hears so. What filled in a field was used already: that is said,
    and kept where the resident does not read it. To words in the group that nobody kept, nothing
    is said."""
    held = scene.person.holding
    if held is not None and _is_this(scene, held):
        scene.hold(held.model_copy(update={"text": text}))
        scene.say(scene.texts("team.tekst-aangepast", woorden=shortened(text)))
        return
    earlier = scene.situation.earlier
    dossier = scene.dossier(earlier.dossier) if earlier else None
    if earlier is None or dossier is None:
        if scene.situation.origin.side == "private":
            scene.say(scene.texts("team.al-gebruikt"))
        return
    if earlier.text == text:
        return
    if earlier.what == asking.ANSWERED:
        asking.reworded(scene, dossier, scene.member, text)
    elif earlier.what == sharing.BACKED:
        sharing.backed(scene, dossier, scene.member, text)
    elif earlier.what == deciding.DECIDED:
        deciding.decided(scene, dossier, scene.member, text)
    elif not earlier.copies and earlier.what != "notitie":
        scene.log(dossier, "bewerkt", text, visible=False)
        scene.say(scene.texts("team.al-gebruikt"), dossier=dossier.id)
    elif earlier.what == "notitie":
        scene.log(dossier, "notitie", text, visible=False)
        if not earlier.copies:
            scene.say(scene.texts("team.notitie-bewaard", code=dossier.code), dossier=dossier.id)
    else:
        scene.log(dossier, "bewerkt", text, visible=earlier.visible)
    member = scene.member
    for copy in earlier.copies:
        scene.edit(
            copy.outbox,
            lines(
                scene.texts(
                    "bewoner.van-begeleider",
                    naam=member.name,
                    functie=member.title,
                    bijlage="",
                ),
                scene.texts("bewoner.woorden", woorden=text),
                scene.texts("bewoner.aangepast-bericht"),
            ),
        )


def _is_this(scene: Scene, held: Holding) -> bool:
    """Whether the edited message is the one whose words wait; each chat numbers its own."""
    origin = scene.situation.origin
    return (held.chat, held.message) == (origin.chat, origin.message)
