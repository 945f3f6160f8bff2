"""Everything that a staff member can do with a plan: one table.

The buttons on the card, the checks in the desk and the help text all come from it; what an action
does stands under its name in `core.staff.actions`.
"""

from dataclasses import dataclass
from typing import Literal

from bot.core.dossier import WITH_STAFF, Dossier, Status
from bot.core.knowledge import Member

Who = Literal["team", "owner", "coordinator"]

AFTER_PICK_UP = frozenset({True})
BEFORE_PICK_UP = frozenset({False})
ALWAYS = AFTER_PICK_UP | BEFORE_PICK_UP


@dataclass(frozen=True)
class StaffAction:
    """One action. `label` names its button in the content, `who` may do it, from the statuses
    `before` and in the `phase` before or after pick-up. `after` is the status that it leads to;
    None leaves it. `on_card` puts its button on the card."""

    name: str
    label: str
    who: Who
    phase: frozenset[bool]
    after: Status | None = None
    before: frozenset[Status] = WITH_STAFF
    on_card: bool = False


ACTIONS: dict[str, StaffAction] = {
    action.name: action
    for action in (
        StaffAction("pak-op", "pak-op", "team", BEFORE_PICK_UP, "opgepakt", on_card=True),
        StaffAction(
            "heb-gesproken",
            "heb-gesproken",
            "owner",
            AFTER_PICK_UP,
            "in-begeleiding",
            on_card=True,
        ),
        StaffAction("geen-gehoor", "geen-gehoor", "owner", AFTER_PICK_UP),
        StaffAction("straks", "straks", "owner", AFTER_PICK_UP),
        StaffAction("draag-over", "draag-over", "owner", ALWAYS, "ingediend", on_card=True),
        StaffAction("kan-niet", "kan-niet", "owner", BEFORE_PICK_UP, on_card=True),
        StaffAction("kan-niet-omdat", "kan-niet", "owner", BEFORE_PICK_UP, "ingediend"),
        StaffAction("ik-bel-vandaag", "ik-bel-vandaag", "owner", AFTER_PICK_UP),
        StaffAction("wacht-op-collega", "wacht-op-collega", "owner", AFTER_PICK_UP),
        StaffAction("kom-er-niet-aan-toe", "kom-er-niet-aan-toe", "owner", AFTER_PICK_UP),
        StaffAction("er-is-nieuws", "er-is-nieuws", "owner", AFTER_PICK_UP),
        StaffAction("rond-af", "rond-af", "owner", AFTER_PICK_UP, on_card=True),
        StaffAction("rond-af-zeker", "rond-af-zeker", "owner", AFTER_PICK_UP, "afgesloten"),
        StaffAction("wijs-toe", "wijs-toe", "coordinator", ALWAYS, "ingediend"),
        StaffAction("toon-kaart", "lees-alles", "owner", ALWAYS),
        StaffAction("lees-alles", "lees-alles", "team", ALWAYS, on_card=True),
    )
}


def refusal(wanted: StaffAction, dossier: Dossier, member: Member) -> str | None:
    """Why this member may not do this now: the name of a text, or None when they may."""
    picked_up = dossier.claimed_at is not None
    if not dossier.is_open:
        return "team.al-afgesloten"
    if picked_up not in wanted.phase:
        return "team.was-eerst" if picked_up else "team.eerst-oppakken"
    if dossier.status not in wanted.before:
        return "team.kan-nu-niet"
    if wanted.who == "owner" and dossier.owner != member.id:
        return "team.niet-van-jou"
    if wanted.who == "coordinator" and member.role != "coordinator":
        return "team.alleen-coordinator"
    return None
