"""A member edits what they said: the copy is edited too, and the first version is kept."""

from bot.core.scene import Scene
from bot.core.telling import shortened
from bot.core.texts import lines


def edited(scene: Scene, text: str) -> None:
    """The resident sees the new words in the same message, marked as changed; a note simply gets a
    new line, and whoever wrote it hears so."""
    held = scene.person.holding
    if held is not None and held.message == scene.situation.origin.message:
        scene.hold(held.model_copy(update={"text": text}))
        scene.say(scene.texts("team.tekst-aangepast", woorden=shortened(text)))
        return
    earlier = scene.situation.earlier
    dossier = scene.dossier(earlier.dossier) if earlier else None
    if earlier is None or dossier is None or earlier.text == text:
        return
    if earlier.what == "notitie":
        scene.log(dossier, "notitie", text, visible=False)
        if not earlier.copies:
            scene.say(scene.texts("team.notitie-bewaard", code=dossier.code), dossier=dossier.id)
    else:
        scene.log(dossier, "bewerkt", text)
    member = scene.knowledge.team[scene.person.member or ""]
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
