"""The commands with which a begeleider or the coordinator sees the work."""

from bot.core.knowledge import Member
from bot.core.lookups import asked
from bot.core.scene import Scene
from bot.core.staff import finding, lists, whole
from bot.core.staff.overviews import own


def obey(scene: Scene, member: Member, text: str) -> bool:
    """`/team`, `/beslistafel`, `/overzicht`, `/zoek` and `/dossier`; gives whether it was one of
    these."""
    found = asked(text)
    if found is None or found[0] == "mijngegevens":
        return False
    if not member.helps:
        scene.say(scene.texts("team.alleen-begeleiders", naam=member.name, code=""))
        return True
    match found:
        case ("team", _):
            lists.tell_team(scene, member)
        case ("beslistafel", _):
            lists.tell_decisions(scene, member)
        case ("overzicht", _):
            own.tell(scene, member)
        case ("zoek", words):
            finding.tell_found(scene, member, words)
        case (_, words):
            whole.obey(scene, member, words)
    return True
