"""Who acts for whom. Somebody on leave names a stand-in, and a stand-in may be on leave as well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import Leave, Member


def leave_on(member: Member, today: date) -> Leave | None:
    """The leave that a member is on, on this local day."""
    return next((one for one in member.leave if one.first <= today <= one.last), None)


def acting(member: str, team: Mapping[str, Member], today: date) -> str:
    """Who acts for this member today: themselves, or who stands in. Whoever left nobody behind, or
    whose stand-ins are all away, keeps what is theirs."""
    passed: list[str] = []
    now = member
    while now not in passed:
        passed.append(now)
        leave = leave_on(team[now], today) if now in team else None
        if leave is None:
            return now
        if leave.stand_in is None or leave.stand_in not in team:
            return member
        now = leave.stand_in
    return member


@dataclass(frozen=True)
class Away:
    """A leave, and who acts meanwhile; None when nobody does."""

    leave: Leave
    stand_in: str | None

    @property
    def key(self) -> str:
        """Names this stand-in for this leave: a resident hears it once."""
        return f"{self.stand_in}:{self.leave.first.isoformat()}"


def away_on(member: str, team: Mapping[str, Member], today: date) -> Away | None:
    """The leave that a member is on, on this local day."""
    leave = leave_on(team[member], today) if member in team else None
    now = acting(member, team, today)
    return Away(leave, now if now != member else None) if leave is not None else None


def acts_for(member: str, team: Mapping[str, Member], today: date) -> frozenset[str]:
    """All for whom this member acts today; always themselves."""
    away = (one for one in team if acting(one, team, today) == member)
    return frozenset((member, *away))
