"""Whether a member may do something now: the table, with all that it looks at."""

from bot.core.dossier import Dossier
from bot.core.knowledge import Member
from bot.core.scene import Scene
from bot.core.staff.table import StaffAction, refusal


def why_not(scene: Scene, action: StaffAction, dossier: Dossier, member: Member) -> str | None:
    """The name of the text that says why not; None when they may."""
    return refusal(
        action,
        scene.plan(dossier),
        member,
        acts_for=scene.acts_for(member),
        purse=scene.purse(dossier),
    )


def may(scene: Scene, action: StaffAction, dossier: Dossier, member: Member) -> bool:
    """Whether nothing forbids it now."""
    return why_not(scene, action, dossier, member) is None
