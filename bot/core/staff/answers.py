"""What somebody elsewhere in the house answers: to whoever has the plan, never to the resident."""

from bot.core.dossier import Dossier
from bot.core.knowledge import Member
from bot.core.scene import Scene
from bot.core.staff.buttons import action_button
from bot.core.texts import lines


def pass_on_answer(
    scene: Scene, dossier: Dossier, member: Member, what: str, text: str, then: str = "antwoord"
) -> None:
    """Kept as a note named `what`, and shown to the owner with the way to tell the resident: the
    action `then`."""
    scene.log(dossier, what, text, visible=False)
    chat = scene.owner_chat(dossier)
    if chat is not None:
        head = scene.texts("team.antwoord-van-collega", naam=member.name, code=dossier.code)
        tell = [action_button(scene, then, plan=dossier.id)]
        scene.send(
            chat,
            lines(head, scene.texts("team.woorden", woorden=text)),
            tell if dossier.with_staff and dossier.claimed_at else [],
            dossier=dossier.id,
        )
    scene.say(scene.texts("team.antwoord-doorgegeven", naam=scene.owner_name(dossier)))
