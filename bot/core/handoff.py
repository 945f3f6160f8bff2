"""Who gets a plan: wijk × theme × room, and the reason in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import Member
from bot.core.plan import Plan
from bot.core.situation import Situation
from bot.core.standing_in import leave_on


@dataclass(frozen=True)
class Choice:
    """The member that suits best, and why, in words that the member reads."""

    member: Member
    same_wijk: bool
    same_theme: bool
    load: int


def choose(plan: Plan, situation: Situation, today: date) -> Choice | None:
    """The begeleider for this plan: of the wijk, knowing the theme, with the most room; not on
    leave, not somebody who refused it. None when the team has nobody left."""
    options = [_weigh(m, plan, situation) for m in _available(plan, today)]
    return max(options, key=lambda c: _rank(c, situation), default=None)


def _available(plan: Plan, today: date) -> Iterable[Member]:
    for member in plan.knowledge.team.values():
        refused = member.id in plan.dossier.refused
        if member.role == "begeleider" and not on_leave(member, today) and not refused:
            yield member


def on_leave(member: Member, today: date) -> bool:
    return leave_on(member, today) is not None


def _weigh(member: Member, plan: Plan, situation: Situation) -> Choice:
    return Choice(
        member,
        same_wijk=plan.wijk is not None and (not member.wijken or plan.wijk in member.wijken),
        same_theme=not member.themes or bool(plan.themes.intersection(member.themes)),
        load=load_of(member.id, situation),
    )


def _rank(choice: Choice, situation: Situation) -> tuple[bool, bool, bool, float, str]:
    """Connected first (somebody must get it), then wijk, theme, and room for the hours one has."""
    connected = situation.chat_of(choice.member.id) is not None
    room = -choice.load / max(choice.member.hours, 0.5)
    return connected, choice.same_wijk, choice.same_theme, room, choice.member.id


def load_of(member: str, situation: Situation) -> int:
    return next((mate.load for mate in situation.team if mate.member == member), 0)


def coordinators(plan: Plan) -> list[Member]:
    return [m for m in plan.knowledge.team.values() if m.role == "coordinator"]
