"""`/dossier CODE`: a whole plan by its code, on the screen or as files."""

from bot.core.dossier import Dossier
from bot.core.knowledge import Member
from bot.core.scene import Row, Scene
from bot.core.staff import card, exporting
from bot.core.staff.acts.looking import show_card_again
from bot.core.staff.buttons import rows_of
from bot.core.staff.history import tell_all
from bot.core.telling import shortened
from bot.core.writing import write_day

AS_FILES = "bestand"
MOST_FILES = 10
FOR_ANYBODY = ("pak-op", "wijs-toe")
"""What somebody else than its owner can do with a plan that they look at."""


def obey(scene: Scene, member: Member, words: str) -> None:
    """`/dossier VB-2027-0014`, perhaps with *bestand* behind it."""
    code, _, rest = words.partition(" ")
    if not code:
        scene.say(scene.texts("team.dossier-hoe"))
        return
    dossier = next((d for d in scene.dossiers() if d.code == code.upper()), None)
    if dossier is None:
        scene.say(scene.texts("team.onbekende-code", code=shortened(code, 20)))
    elif rest.strip().casefold() == AS_FILES:
        exporting.send_files(scene, dossier)
    else:
        show(scene, dossier, member)


def show(scene: Scene, dossier: Dossier, member: Member) -> None:
    """The card, what happened, and the files."""
    _show_card(scene, dossier, member)
    read(scene, dossier)


def read(scene: Scene, dossier: Dossier) -> None:
    """What happened, and the files."""
    tell_all(scene, dossier)
    _send_attachments(scene, dossier)


def _show_card(scene: Scene, dossier: Dossier, member: Member) -> None:
    """Its owner, or who stands in for them, gets the card itself, with all its buttons; others a
    copy to read."""
    is_private = scene.situation.origin.side == "private"
    if dossier.with_staff and dossier.owner in scene.acts_for(member) and is_private:
        show_card_again(scene, dossier, {})
        return
    rows: list[Row] = rows_of(scene, dossier, member, FOR_ANYBODY)
    scene.say(card.card_text(scene, dossier, for_owner=False), *rows, dossier=dossier.id)


def _send_attachments(scene: Scene, dossier: Dossier) -> None:
    """What was sent along, the newest; each with who sent it and when."""
    attached = [line for line in scene.situation.lines if line.file is not None]
    for line in attached[-MOST_FILES:]:
        member = scene.knowledge.team.get(line.who)
        scene.say(
            scene.texts(
                "team.dossier-bestand",
                code=dossier.code,
                wie=member.name if member else line.who,
                dag=write_day(scene.local(line.at).date(), short=True),
                intern=not line.visible,
            ),
            dossier=dossier.id,
            cls="relay",
            file=line.file,
            silent=True,
        )
    if len(attached) > MOST_FILES:
        left = len(attached) - MOST_FILES
        scene.say(scene.texts("team.dossier-meer-bestanden", aantal=left), dossier=dossier.id)
