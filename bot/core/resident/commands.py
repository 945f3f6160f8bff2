"""Commands of a resident. Whatever is not known gets the list of what is."""

from bot.core.dossier import Dossier
from bot.core.resident import own_copy, papers, stopping, welcome
from bot.core.scene import Row, Scene


def obey(scene: Scene, text: str) -> None:
    """Whatever begins with a slash; `/minder` and `/weer` turn reminders off and on."""
    word, _, rest = text.partition(" ")
    match word.split("@")[0].casefold():
        case "/start":
            welcome.start(scene, rest.strip())
        case "/status":
            show_status(scene)
        case "/nieuw":
            begin_new(scene)
        case "/stop":
            offer_to_stop(scene)
        case "/minder":
            stopping.fewer(scene)
        case "/weer":
            stopping.again(scene)
        case "/privacy":
            welcome.show_privacy(scene)
        case "/mijngegevens":
            own_copy.send_copy(scene)
        case _:
            scene.say(scene.texts("bewoner.help", telefoon=scene.knowledge.municipality.phone))


def show_status(scene: Scene) -> None:
    """Every plan, with the same truth that staff see; the newest of the closed ones when no plan is
    open."""
    plans = scene.dossiers()
    shown = [d for d in plans if d.is_open] or plans[-1:]
    for dossier in shown:
        papers.show_status(scene, dossier)
    if not shown:
        scene.say(scene.texts("bewoner.nog-geen-plan"))


def begin_new(scene: Scene) -> None:
    """The running intake waits; its answers are kept. What is said next is the new idea."""
    scene.know(current=None, mode="nieuw-idee", holding=None)
    if scene.person.notice_version is None:
        welcome.greet(scene, ask=True)
    else:
        scene.say(scene.texts("bewoner.wat-wil-je"))


def offer_to_stop(scene: Scene) -> None:
    """Pause, stop, or erase; for each plan that runs."""
    running = [d for d in scene.dossiers() if d.is_open]
    if not running:
        scene.say(scene.texts("bewoner.niets-te-stoppen"), [scene.button("wis", "wis")])
    for dossier in running:
        scene.say(
            scene.texts("bewoner.stoppen", idee=dossier.idea, code=dossier.code or ""),
            *_stop_rows(scene, dossier),
            dossier=dossier.id,
        )


def _stop_rows(scene: Scene, dossier: Dossier) -> list[Row]:
    return [
        [scene.button("pauzeer", "pauzeer"), scene.button("stop", "stop")],
        [scene.button("wis", "wis"), scene.button("ga-verder", "ga-verder", dossier.id)],
    ]
