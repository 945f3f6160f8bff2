"""What the team talks about: new, stalled, to be decided, room, and one lesson."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.handoff import mate_of, on_leave
from bot.core.knowledge import Member
from bot.core.masking import hide_phones
from bot.core.scene import Scene
from bot.core.staff.lists import (
    MOST_BUTTONS,
    decision_line,
    line,
    on_the_table,
    opening,
    why_stalled,
)
from bot.core.staff.overviews.told import WEEK, Told, school_holiday, section
from bot.core.texts import paragraphs
from bot.core.writing import enumerate_nl, write_day


def compose(scene: Scene, member: Member) -> Told | None:
    """New this week, what stalls and why, what is to be decided, who has room, and one lesson."""
    since = scene.now - WEEK
    plans = sorted(
        (d for d in scene.situation.others if d.with_staff), key=lambda d: d.sent_at or d.began_at
    )
    stalls = {d.id for d in plans if why_stalled(scene, d) is not None}
    stuck = [d for d in plans if d.id in stalls]
    new = [d for d in plans if d.id not in stalls and d.sent_at and d.sent_at > since]
    decisions, lesson = on_the_table(scene), _lesson(scene.situation.others, since)
    if not (stuck or new or decisions or lesson):
        return None
    told_team = partial(line, scene, for_owner=False)
    text = paragraphs(
        scene.texts("team.overzicht-team", dag=write_day(scene.today)),
        section(scene, "team.overzicht-team-nieuw", new, told_team),
        section(scene, "team.team-stokt", stuck, told_team),
        section(scene, "team.overzicht-besluiten", decisions, partial(decision_line, scene)),
        _room(scene),
        scene.texts("team.overzicht-les", les=hide_phones(lesson)) if lesson else None,
        school_holiday(scene),
    )
    shown = list({d.id: d for d in (*stuck, *decisions)}.values())[:MOST_BUTTONS]
    return Told(text, [[opening(scene, dossier, member)] for dossier in shown])


def _room(scene: Scene) -> Markup | None:
    """How many points each begeleider who is there has left; nothing when nobody is there."""
    limit, team = scene.knowledge.municipality.member_points, scene.knowledge.team.values()
    here = [m for m in team if m.role == "begeleider" and not on_leave(m, scene.today)]
    left = [f"{m.name} {max(0, limit - mate_of(m.id, scene.situation).points)}" for m in here]
    return scene.texts("team.overzicht-ruimte", ruimte=enumerate_nl(left)) if left else None


def _lesson(plans: Iterable[Dossier], since: datetime) -> str:
    """The newest lesson of what was closed since then, without whose it was."""
    closed = [d for d in plans if d.lesson and d.closed_at is not None and d.closed_at > since]
    return max(closed, key=lambda d: d.closed_at or since).lesson if closed else ""
