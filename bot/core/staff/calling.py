"""The buttons that say when to call: moments to tap, and a moment or a visit of one's own."""

from bot.core.dossier import Dossier
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff.buttons import action_button
from bot.core.staff.fields import FIELDS


def rows_to_call(scene: Scene, dossier: Dossier) -> list[Row]:
    """Moments that are possible for the owner, and the ways to another one."""
    plan = dossier.id
    ready = [
        action_button(scene, "bel-op", plan=plan, label=label, moment=slot)
        for label, slot in FIELDS["moment"].choices(scene, dossier, {})
    ]
    own = [action_button(scene, name, plan=plan) for name in ("bel-op", "bezoek")]
    return [*in_rows(ready), own]
