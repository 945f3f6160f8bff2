"""The first message: who speaks, what follows, what is kept."""

import re

from bot.core.scene import Row, Scene

QUESTION = "vraag"
SMALLTALK = "smalltalk"
WIJK = re.compile(r"^wijk-([a-z0-9-]+)$")


def greet(scene: Scene, *, ask: bool = False) -> None:
    """Say what this is before anything is kept; the version of the privacy text is remembered.
    With `ask` it ends with the one question."""
    municipality = scene.knowledge.municipality
    scene.know(notice_version=municipality.privacy_version, notice_at=scene.now)
    scene.say(scene.texts("bewoner.welkom", gemeente=municipality.name, vraag=ask), *_rows(scene))


def _rows(scene: Scene) -> list[Row]:
    return [
        [scene.button("stel-vraag", "stel-vraag"), scene.button("lees-privacy", "privacy")],
        [scene.button("bel-liever", "bel-liever")],
    ]


def start(scene: Scene, payload: str) -> None:
    """`/start`, perhaps with the wijk of the poster that was scanned."""
    wijk = _wijk_of(scene, payload)
    if wijk is not None:
        scene.know(wijk_hint=wijk)
    running = [d for d in scene.dossiers() if d.is_open]
    if running:
        come_back(scene)
    else:
        greet(scene, ask=True)


def _wijk_of(scene: Scene, payload: str) -> str | None:
    found = WIJK.match(payload.casefold())
    return found[1] if found and found[1] in scene.knowledge.wijken else None


def come_back(scene: Scene) -> None:
    """Somebody who was here before: on where they were, or something new."""
    running = [d for d in scene.dossiers() if d.is_open]
    rows: list[Row] = []
    for dossier in running:
        if dossier.status == "concept":
            rows.append([scene.button("ga-verder", "ga-verder", dossier.id)])
        else:
            rows.append([scene.button("bekijk-status", "status", dossier.id)])
    newest = running[-1]
    scene.say(
        scene.texts("bewoner.welkom-terug", idee=newest.idea, code=newest.code or ""),
        *rows,
        [scene.button("nieuw-idee", "nieuw")],
        dossier=newest.id,
    )


def show_privacy(scene: Scene) -> None:
    """The full text, in its present version."""
    municipality = scene.knowledge.municipality
    scene.know(notice_version=municipality.privacy_version, notice_at=scene.now)
    scene.say(
        scene.texts(
            "bewoner.privacy",
            gemeente=municipality.name,
            versie=municipality.privacy_version,
            telefoon=municipality.phone,
            site=municipality.site,
        )
    )


def rather_call(scene: Scene, about: str = "") -> None:
    """The number of a person, and what to say there: their question (`about` is QUESTION), else
    their idea."""
    municipality = scene.knowledge.municipality
    scene.say(
        scene.texts(
            "bewoner.bel-liever",
            telefoon=municipality.phone,
            site=municipality.site,
            vraag=about == QUESTION,
        )
    )
