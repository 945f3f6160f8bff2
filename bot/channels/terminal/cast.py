"""Who takes part: residents, the begeleiders of the content, and the group of the team."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.channels.terminal.misplay import Misplay

NAME = "terminal"
GROUP = f"{NAME}:groep"
_RESIDENT = f"{NAME}:bewoner"
_STAFF = f"{NAME}:begeleider"

Side = Literal["bewoner", "begeleider", "groep"]


@dataclass(frozen=True)
class Role:
    """Somebody who sees what the bot sends: on which side, by which name, in which chat."""

    side: Side
    who: str
    chat: str


RESIDENT = Role("bewoner", "bewoner", _RESIDENT)
TEAM = Role("groep", "team", GROUP)


class Cast:
    """Everybody who can be played. `members` is the team of the content, name by id."""

    def __init__(self, members: Mapping[str, str]) -> None:
        self.members = {
            ident: Role("begeleider", name, f"{_STAFF}:{ident}") for ident, name in members.items()
        }
        self._by_chat = {role.chat: role for role in self.members.values()}
        self._by_name = {
            name.casefold(): role
            for ident, role in self.members.items()
            for name in (ident, role.who)
        }

    def resident(self, who: str | None = None) -> Role:
        """The resident of that name, or the one who plays without a name."""
        name = (who or "").strip()
        if name.casefold() in ("", RESIDENT.who):
            return RESIDENT
        return Role("bewoner", name, f"{_RESIDENT}:{name}")

    def member(self, who: str) -> Role:
        """The team member of that name or id. Raises Misplay for anybody else."""
        role = self._by_name.get(who.strip().casefold())
        if role is None:
            names = ", ".join(role.who for role in self.members.values())
            raise Misplay(f"{who} zit niet in het team. Dit zijn de namen: {names}.")
        return role

    def of(self, chat: str) -> Role:
        """Who reads that chat."""
        if chat == GROUP:
            return TEAM
        return self._by_chat.get(chat) or self.resident(chat.removeprefix(_RESIDENT).strip(":"))
