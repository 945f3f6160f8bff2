"""Actions that open something: the next steps, everything else, the card, the whole file."""

from bot.core.dossier import Dossier
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.staff.buttons import rows_at
from bot.core.staff.fields import Filled
from bot.core.staff.handing import card_name
from bot.core.staff.history import tell_all
from bot.core.staff.table import Place


def next_step(scene: Scene, dossier: Dossier, _: Filled) -> None:
    _menu(scene, dossier, "team.volgende-stap", "stap")


def more(scene: Scene, dossier: Dossier, _: Filled) -> None:
    _menu(scene, dossier, "team.meer", "meer")


def how_to_close(scene: Scene, dossier: Dossier, _: Filled) -> None:
    _menu(scene, dossier, "team.hoe-afronden", "sluiten")


def _menu(scene: Scene, dossier: Dossier, text: str, place: Place) -> None:
    member = scene.member
    scene.say(
        scene.texts(text, code=dossier.code, bewoner=scene.plan(dossier).name or ""),
        *rows_at(scene, dossier, member, place),
        dossier=dossier.id,
    )


def fill_in_fact(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """One of the five facts, in a line of the begeleider."""
    scene.save(dossier, facts={**dossier.facts, filled["feit"]: filled["feit-tekst"]})
    scene.say(scene.texts("team.feit-bewaard", code=dossier.code), dossier=dossier.id)


def show_card_again(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """The card, once more at the bottom of the chat, with what can be done now. Who only stands in
    sees it without the number."""
    rows = card.card_rows(scene, dossier)
    if dossier.owner != scene.person.member:
        text = card.card_text(scene, dossier, for_owner=False)
        scene.send(
            scene.chat, text, *rows, dossier=dossier.id, name=card_name(scene, dossier, "vervanger")
        )
        return
    handle = card_name(scene, dossier)
    text = card.card_text(scene, dossier, for_owner=True)
    if dossier.card is not None:
        scene.edit(dossier.card, scene.texts("team.kaart-lager", code=dossier.code))
    scene.mark(dossier, card=handle)
    scene.send(scene.chat, text, *rows, dossier=dossier.id, name=handle)


def read_all(scene: Scene, dossier: Dossier, _: Filled) -> None:
    tell_all(scene, dossier)
