"""*Overzichten*: what there is for a begeleider on their own day, what the team talks about, and
what lives in each wijk. One on which nothing stands is not sent."""

from collections.abc import Callable, Mapping

from bot.core.handoff import on_leave
from bot.core.happenings import DigestDue
from bot.core.knowledge import Digest, Member
from bot.core.own_time import after_the_night, is_at_work
from bot.core.scene import Scene
from bot.core.spreading import NONE, spread_of
from bot.core.staff.overviews import own, team, wijk
from bot.core.staff.overviews.told import Told

_COMPOSE: Mapping[str, Callable[[Scene, Member], Told | None]] = {
    "eigen": own.compose,
    "team": team.compose,
    "wijk": wijk.compose,
}
"""By the kind of the digest (`soort`)."""


def come_up(scene: Scene, happening: DigestDue) -> None:
    """Send the overview that came up, if anything stands on it and it is still theirs; without
    sound outside their own hours."""
    digest = scene.knowledge.digests.get(happening.digest)
    member = scene.knowledge.team.get(happening.member)
    if digest is None or member is None or not _is_for(scene, digest, member):
        return
    told = _COMPOSE[digest.kind](scene, member)
    if told is not None:
        calendar = scene.knowledge.calendar
        at = calendar.next_working_moment(scene.now) if happening.late else scene.now
        spread = spread_of(member.id) if happening.late else NONE
        scene.send(
            scene.chat,
            told.text,
            *told.rows,
            cls="reminder",
            silent=not is_at_work(member, scene.now, calendar),
            not_before=after_the_night(at, calendar) + spread,
        )


def _is_for(scene: Scene, digest: Digest, member: Member) -> bool:
    """Content may have changed since it came up, and a member may have connected another chat."""
    is_here = scene.situation.chat_of(member.id) == scene.chat
    return is_here and member.role in digest.to and not on_leave(member, scene.today)
