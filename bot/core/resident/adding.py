"""Loose words and files: added to a plan, and that is said."""

from bot.core.decision import Button, Source
from bot.core.dossier import Dossier, Holding
from bot.core.happenings import File
from bot.core.intake import next_question
from bot.core.readers.intent import looks_like_question
from bot.core.relay import resident_says
from bot.core.resident import helping
from bot.core.resident.asking import go_on
from bot.core.scene import Scene, about
from bot.core.telling import shortened


def to_sent_plan(scene: Scene, dossier: Dossier, text: str, source: Source | None = None) -> None:
    """Words for a plan that was sent, or that goes on alone: they are added, and that is said. A
    question is answered too, as long as no person does that."""
    asks = looks_like_question(text)
    if dossier.with_staff:
        if asks and dossier.claimed_at is None:
            helping.answer_if_sure(scene, dossier, text)
        resident_says(scene, dossier, text, source=source)
        return
    if asks:
        helping.answer(scene, dossier, text)
        return
    changed = scene.save(dossier, extras=(*dossier.extras, text))
    scene.log(changed, "erbij", text, source=source)
    scene.say(
        scene.texts("bewoner.erbij-gezet", woorden=shortened(text)),
        [_to_a_person(scene, changed, text), scene.button("nieuw-idee", "nieuw")],
        dossier=dossier.id,
    )


def _to_a_person(scene: Scene, dossier: Dossier, text: str) -> Button:
    """Whoever goes on alone can still reach somebody: the begeleider who helped them, with these
    words; else the team."""
    helper = scene.knowledge.team.get(dossier.owner or "") if dossier.claimed_at else None
    if helper is None:
        return scene.button("begeleider-erbij", "verstuur")
    held = scene.hold(Holding(text=text))
    return scene.button("stuur-naar", "heropen", about(dossier.id, held), naam=helper.name)


def add(scene: Scene, dossier: Dossier, text: str, source: Source | None = None) -> None:
    """A loose addition is kept as it was said, and that is told."""
    changed = scene.save(dossier, extras=(*dossier.extras, text))
    scene.log(changed, "erbij", text, source=source)
    asked = next_question(scene.plan(changed)) is not None
    lead = [scene.texts("bewoner.erbij-gezet", woorden=shortened(text))] if asked else []
    go_on(scene, changed, *lead)


def file_to_plan(
    scene: Scene, dossier: Dossier, file: File, caption: str, source: Source | None = None
) -> None:
    if dossier.with_staff:
        resident_says(scene, dossier, caption, file=file, source=source)
    else:
        keep_file(scene, dossier, file, caption, source)


def keep_file(
    scene: Scene, dossier: Dossier, file: File, caption: str, source: Source | None = None
) -> None:
    """During the intake: kept, said so, and on with the same question."""
    scene.fetch(file)
    scene.log(dossier, "bestand", caption, file=file, source=source)
    extras = (*dossier.extras, caption) if caption else dossier.extras
    changed = scene.save(dossier, extras=extras)
    go_on(scene, changed, scene.texts("bewoner.bestand-bewaard"))
