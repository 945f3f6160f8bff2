"""What somebody asks to see with a command, and which plans must be loaded for it."""

import re
from typing import Literal, get_args

from bot.core.happenings import DigestDue, Happening, Said
from bot.core.knowledge import OVERSEEING, Knowledge, Member

Lookup = Literal["team", "beslistafel", "overzicht", "zoek", "dossier", "mijngegevens"]
_LOOKUPS: tuple[Lookup, ...] = get_args(Lookup)
_COMMAND = re.compile(rf"^/({'|'.join(_LOOKUPS)})(?:@\w+)?(?:\s+(.*))?$", re.DOTALL | re.IGNORECASE)
NEWEST_TO_SEARCH = 500
NEWEST_TO_COMPARE = 100
"""So many plans, the newest first, are searched, and compared with a new one."""

SEND = "verstuur"
"""The button with which a resident sends a plan: then it is compared with others."""


def asked(text: str) -> tuple[Lookup, str] | None:
    """What is asked for, and the words behind the command."""
    found = _COMMAND.match(text.strip())
    if found is None:
        return None
    name = found[1].lower()
    lookup = next(one for one in _LOOKUPS if one == name)
    return lookup, (found[2] or "").strip()


def asked_in(happening: Happening) -> Lookup | None:
    """What a happening asks for."""
    found = asked(happening.text) if isinstance(happening, Said) else None
    return found[0] if found else None


def lists_open(happening: Happening, member: Member | None, knowledge: Knowledge) -> bool:
    """Whether the plans that are with the team are listed for this member; in their own overview
    only for who sees to all."""
    if member is None:
        return False
    digest = knowledge.digests.get(happening.digest) if isinstance(happening, DigestDue) else None
    is_own = asked_in(happening) == "overzicht" or (digest is not None and digest.kind == "eigen")
    return asked_in(happening) in ("team", "beslistafel") or (is_own and member.role in OVERSEEING)


def looks_over_all(happening: Happening, knowledge: Knowledge) -> bool:
    """Whether a digest comes up that is about the plans of everybody."""
    digest = knowledge.digests.get(happening.digest) if isinstance(happening, DigestDue) else None
    return digest is not None and digest.kind != "eigen"
