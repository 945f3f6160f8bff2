"""What becomes of the content while the house runs: plans are reckoned anew, and staff hear of
content that cannot be used."""

from markupsafe import Markup

from bot.core.happenings import AboutContent, ContentBroken, ContentChanged, ContentMended
from bot.core.masking import hide_phones
from bot.core.scene import Scene


def renew(scene: Scene, happening: AboutContent) -> None:
    match happening:
        case ContentChanged(dossier=ident):
            _reckon_anew(scene, ident)
        case ContentBroken(faults=faults, more=more):
            shown = [hide_phones(fault) for fault in faults]
            _tell(scene, scene.texts("team.inhoud-kapot", fouten=shown, meer=more))
        case ContentMended():
            _tell(scene, scene.texts("team.inhoud-hersteld"))


def _reckon_anew(scene: Scene, ident: str) -> None:
    """Saving a plan makes its reminders equal to what the content now says of it."""
    dossier = scene.dossier(ident)
    if dossier is not None and dossier.is_open:
        scene.mark(dossier)


def _tell(scene: Scene, text: Markup) -> None:
    """To the coordinators; where none is connected, to the group."""
    team = scene.knowledge.team.values()
    coordinators = (scene.situation.chat_of(m.id) for m in team if m.role == "coordinator")
    chats = [chat for chat in coordinators if chat is not None]
    for chat in chats or filter(None, [scene.situation.group]):
        scene.send(chat, text)
