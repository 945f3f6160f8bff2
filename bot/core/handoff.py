"""Who gets a plan: room × wijk × theme, and the reason in words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.dossier import Dossier, Teammate, Weight
from bot.core.knowledge import Knowledge, Member
from bot.core.own_time import last_own_day
from bot.core.plan import Plan
from bot.core.situation import Situation
from bot.core.standing_in import leave_on

POINTS: Mapping[Weight, int] = {"licht": 1, "gewoon": 2, "zwaar": 4}
"""What a plan asks of a begeleider."""


@dataclass(frozen=True)
class Choice:
    """The member that suits best, and why, in words that the member reads. `in_time`: they work
    before the usual promise is due. `room` are the points that they have left without this plan; it
    has room when this plan fits in."""

    member: Member
    in_time: bool
    same_wijk: bool
    same_theme: bool
    room: int
    has_room: bool


def choose(
    plan: Plan, situation: Situation, today: date, but: Collection[str] = ()
) -> Choice | None:
    """The begeleider for this plan: with room for it, an own day before the promise is due, of the
    wijk, knowing the theme, with the most room; not on leave, not somebody who refused it, and
    nobody of `but`. When nobody has room, it is still somebody: then the choice says so. None when
    the team has nobody left."""
    available = (m for m in _available(plan, today) if m.id not in but)
    options = [_weigh(m, plan, situation, today) for m in available]
    return max(options, key=lambda c: _rank(c, situation), default=None)


def is_anybody_free(plan: Plan, situation: Situation, today: date) -> bool:
    """Whether somebody who could get this plan has room for it."""
    return any(has_room(m.id, plan, situation) for m in _available(plan, today))


def _available(plan: Plan, today: date) -> Iterable[Member]:
    for member in plan.knowledge.team.values():
        refused = member.id in plan.dossier.refused
        if member.role == "begeleider" and not on_leave(member, today) and not refused:
            yield member


def on_leave(member: Member, today: date) -> bool:
    return leave_on(member, today) is not None


def _weigh(member: Member, plan: Plan, situation: Situation, today: date) -> Choice:
    calendar, days = plan.knowledge.calendar, plan.knowledge.municipality.promise_days
    by = calendar.add_working_days(today, days)
    room = room_beside(member.id, plan.dossier, situation, plan.knowledge)
    return Choice(
        member,
        in_time=last_own_day(member, by, today, calendar) is not None,
        same_wijk=plan.wijk is not None and (not member.wijken or plan.wijk in member.wijken),
        same_theme=not member.themes or bool(plan.themes.intersection(member.themes)),
        room=room,
        has_room=has_room(member.id, plan, situation),
    )


def has_room(member: str, plan: Plan, situation: Situation) -> bool:
    """Whether this plan fits in beside what this member has."""
    return room_beside(member, plan.dossier, situation, plan.knowledge) >= points_of(plan)


def _rank(choice: Choice, situation: Situation) -> tuple[bool, bool, bool, bool, bool, int, str]:
    """Connected first (somebody must get it), then room, an own day in time, wijk, theme, and how
    much room."""
    connected = situation.chat_of(choice.member.id) is not None
    suits = (choice.has_room, choice.in_time, choice.same_wijk, choice.same_theme, choice.room)
    return connected, *suits, choice.member.id


def points_of(plan: Plan) -> int:
    return POINTS[plan.weight]


def room_beside(member: str, dossier: Dossier, situation: Situation, knowledge: Knowledge) -> int:
    """The points that this member has left beside this plan; below zero for somebody who has more
    than the municipality allows."""
    stored = situation.dossier(dossier.id)
    counted = stored is not None and stored.with_staff and stored.owner == member
    own = stored.points if stored is not None and counted else 0
    return knowledge.municipality.member_points - mate_of(member, situation).points + own


def mate_of(member: str, situation: Situation) -> Teammate:
    """What this member carries; nothing for somebody who is not known."""
    found = (mate for mate in situation.team if mate.member == member)
    return next(found, Teammate(member=member))


def coordinators(plan: Plan) -> list[Member]:
    return [m for m in plan.knowledge.team.values() if m.role == "coordinator"]
