"""Reminding a member unasked: within their hours, and not more often than they can bear."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.core.dossier import Dossier, Person
from bot.core.knowledge import Member
from bot.core.scene import Row, Scene

WEEK = timedelta(days=7)


def ping(
    scene: Scene,
    member: Member,
    text: Markup,
    *rows: Row,
    dossier: Dossier,
    counts: bool = True,
    name: str | None = None,
) -> bool:
    """Send it to this member within office hours, under this handle; gives whether it was sent.
    What `counts` is left out once they got as many this week as the municipality allows: it stands
    in their overview."""
    person = _person(scene, member)
    if person is None or (counts and not may_be_pinged(scene, member)):
        return False
    at = _arrives(scene)
    if counts:
        scene.know_of(person, pinged=(*_recent(person, at), at))
    scene.send(
        person.chat, text, *rows, dossier=dossier.id, cls="reminder", not_before=at, name=name
    )
    return True


def may_be_pinged(scene: Scene, member: Member) -> bool:
    """Whether this member is connected, and got fewer in the week before than the most."""
    person = _person(scene, member)
    most = scene.knowledge.municipality.pings_per_week
    return person is not None and len(_recent(person, _arrives(scene))) < most


def _person(scene: Scene, member: Member) -> Person | None:
    chat = scene.situation.chat_of(member.id)
    return scene.person_at(chat) if chat is not None else None


def _arrives(scene: Scene) -> datetime:
    return scene.knowledge.calendar.next_working_moment(scene.now)


def _recent(person: Person, at: datetime) -> tuple[datetime, ...]:
    """Those of the week before this moment."""
    return tuple(one for one in person.pinged if one > at - WEEK)
