"""*Klaar*: the resident ticks off what they would do; the owner of the plan hears it."""

from bot.core.agreements import as_resident_reads, ready_rows, tick_off
from bot.core.dossier import BY_RESIDENT, Dossier
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.texts import paragraphs


def ready(scene: Scene, dossier: Dossier, number: str) -> None:
    """One agreement of their own; `number` is what its button carries."""
    own = {str(one.number) for one in dossier.agreements if one.who == BY_RESIDENT}
    changed, ticked = tick_off(scene, dossier, int(number)) if number in own else (dossier, None)
    if ticked is None:
        scene.say(scene.texts("bewoner.afspraak-was-klaar"), dossier=dossier.id)
        return
    scene.log(changed, "afspraak klaar", ticked.what)
    name = scene.owner_name(changed) if changed.claimed_at else ""
    scene.say(
        paragraphs(
            scene.texts("bewoner.afspraak-klaar", wat=ticked.what, naam=name),
            as_resident_reads(scene, changed),
        ),
        *ready_rows(scene, changed),
        dossier=changed.id,
    )
    _tell_owner(scene, changed, ticked.what)
    card.update(scene, changed)


def _tell_owner(scene: Scene, dossier: Dossier, what: str) -> None:
    chat = scene.owner_chat(dossier)
    if chat is not None and dossier.claimed_at is not None:
        name = scene.plan(dossier).name or ""
        scene.send(
            chat,
            scene.texts("team.afspraak-klaar", code=dossier.code, naam=name, wat=what),
            dossier=dossier.id,
            silent=True,
        )
