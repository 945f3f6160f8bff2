"""Reminding a member unasked: within their hours, and not more often than they can bear."""

from datetime import timedelta

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.knowledge import Member
from bot.core.scene import Row, Scene

WEEK = timedelta(days=7)


def ping(
    scene: Scene, member: Member, text: Markup, *rows: Row, dossier: Dossier, counts: bool
) -> bool:
    """Send it to this member within office hours; gives whether it was sent. What `counts` is left
    out once they got as many this week as the municipality allows: it stands in their overview."""
    chat = scene.situation.chat_of(member.id)
    person = scene.person_at(chat) if chat is not None else None
    if chat is None or person is None:
        return False
    recent = tuple(at for at in person.pinged if at > scene.now - WEEK)
    if counts and len(recent) >= scene.knowledge.municipality.pings_per_week:
        return False
    if counts:
        scene.know_of(person, pinged=(*recent, scene.now))
    at = scene.knowledge.calendar.next_working_moment(scene.now)
    scene.send(chat, text, *rows, dossier=dossier.id, cls="reminder", not_before=at)
    return True
