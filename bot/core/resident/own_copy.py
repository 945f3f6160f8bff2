"""`/mijngegevens`: a resident's copy of what is kept of them, to take along (AVG art. 15).

Made from what they said and may see: nothing is left out of the whole, everything in it is put in
on purpose. So no note, refused attempt or other internal line can get into it.
"""

from bot.core.dossier import Dossier
from bot.core.keeping import file_name, heading, what_applies, what_happened, what_was_said
from bot.core.page import Part, page
from bot.core.resident.papers import status_told
from bot.core.scene import Scene
from bot.core.texts import plain
from bot.core.writing import write_day


def send_copy(scene: Scene) -> None:
    """A page for each plan; where there is none, what is kept besides."""
    plans = scene.dossiers()
    if not plans:
        scene.say(scene.texts("bewoner.gegevens-geen", **_kept_of_person(scene)))
    for dossier in plans:
        scene.say(
            scene.texts("bewoner.gegevens", idee=dossier.idea, code=dossier.code or ""),
            dossier=dossier.id,
            document=(file_name(dossier, "html", "mijn-gegevens"), copy_of(scene, dossier)),
        )


def copy_of(scene: Scene, dossier: Dossier) -> str:
    """One plan, as its resident may read it."""
    plan = scene.plan(dossier)
    lines = scene.situation.timelines.get(dossier.id, ())
    number = [(heading(scene, "nummer"), dossier.phone)] if dossier.phone else []
    besides = plain(scene.texts("bewoner.gegevens-verder", **_kept_of_person(scene)))
    return page(
        heading(scene, "titel"),
        plain(
            scene.texts("bewoner.gegevens-uitleg", telefoon=scene.knowledge.municipality.phone)
        ).split("\n"),
        [
            Part(heading(scene, "stand"), lines=plain(status_told(scene, dossier)).split("\n")),
            *what_was_said(scene, plan),
            Part(heading(scene, "bereikbaar"), pairs=number),
            what_applies(scene, plan),
            what_happened(scene, [n for n in lines if n.visible], heading(scene, "jij")),
            Part(heading(scene, "ook"), lines=besides.split("\n")),
        ],
    )


def _kept_of_person(scene: Scene) -> dict[str, str]:
    person = scene.person
    wijk = scene.knowledge.wijken.get(person.wijk_hint or "")
    told = person.notice_at
    return {
        "dag": write_day(scene.local(told).date(), scene.today) if told else "",
        "wijk": wijk.name if wijk else "",
        "telefoon": scene.knowledge.municipality.phone,
    }
