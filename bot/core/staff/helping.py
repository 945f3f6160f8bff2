"""/help: everything that somebody can do, straight from the table."""

from bot.core.knowledge import Member
from bot.core.scene import Scene
from bot.core.staff.table import Place, offered

PLACES: tuple[Place, ...] = ("nieuw", "kaart", "stap", "sluiten", "meer")


def tell_help(scene: Scene, member: Member) -> None:
    """The commands, and the actions by the place where their buttons stand."""
    if member.role == "wijkregisseur":
        scene.say(scene.texts("team.wijkregisseur-hoe", wijken=_reads_about_wijken(scene, member)))
        return
    if not member.helps:
        scene.say(scene.texts("team.collega-hoe", wijken=_reads_about_wijken(scene, member)))
        return
    labels = {
        at: " · ".join(scene.texts.label(action.name, naam="") for action in offered(at))
        for at in PLACES
    }
    scene.say(
        scene.texts(
            "team.help", naam=member.name, coordinator=member.role == "coordinator", **labels
        )
    )


def _reads_about_wijken(scene: Scene, member: Member) -> bool:
    digests = scene.knowledge.digests.values()
    return any(digest.kind == "wijk" and member.role in digest.to for digest in digests)
