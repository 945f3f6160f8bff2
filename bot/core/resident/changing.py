"""A plan that was sent already is changed: the begeleider sees it, the resident hears so."""

from bot.core.dossier import Dossier
from bot.core.scene import Scene
from bot.core.staff import card


def tell_changed(scene: Scene, dossier: Dossier, what: str, now: str) -> None:
    """`what` is now `now`: on the card, to who picked it up, and to the resident."""
    scene.know(current=None)
    card.update(scene, dossier)
    is_led = dossier.with_staff and dossier.claimed_at is not None
    owner_chat = scene.owner_chat(dossier) if is_led else None
    if owner_chat is not None:
        scene.send(
            owner_chat,
            scene.texts("team.gewijzigd", code=dossier.code, wat=what, nu=now),
            dossier=dossier.id,
            silent=True,
        )
    scene.say(
        scene.texts(
            "bewoner.aangepast",
            wat=what,
            nu=now,
            verstuurd=dossier.with_staff,
            opgepakt=is_led,
        ),
        dossier=dossier.id,
    )
