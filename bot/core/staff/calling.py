"""The buttons that say when to call or to visit: moments to tap, and one of one's own."""

from collections.abc import Iterable

from bot.core.dossier import Dossier, Slot
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff.buttons import action_button
from bot.core.staff.fields import FIELDS, write_slot
from bot.core.telling import wants_call
from bot.core.writing import write_day


def rows_to_visit(scene: Scene, dossier: Dossier) -> list[Row]:
    """Another visit, or a call instead where that can be."""
    calls = ("bel-op",) if wants_call(scene.plan(dossier)) else ()
    return [[action_button(scene, name, plan=dossier.id) for name in ("bezoek", *calls)]]


def rows_to_call(scene: Scene, dossier: Dossier) -> list[Row]:
    """Moments that are possible for the owner, and the ways to another one; only a visit to whoever
    would rather be written to."""
    if not wants_call(scene.plan(dossier)):
        return rows_to_visit(scene, dossier)
    plan = dossier.id
    ready = [
        action_button(scene, "bel-op", plan=plan, label=label, moment=slot)
        for label, slot in FIELDS["moment"].choices(scene, dossier, {})
    ]
    own = [action_button(scene, name, plan=plan) for name in ("bel-op", "bezoek")]
    return [*in_rows(ready), own]


def visit_rows(scene: Scene, dossier: Dossier, slots: Iterable[Slot]) -> list[Row]:
    """The moments for a visit, of which the resident chooses one, or another."""
    rows: list[Row] = [
        [scene.button("kies-bezoek", "kies-bezoek", write_slot(slot), moment=_short(scene, slot))]
        for slot in slots
    ]
    return [*rows, [scene.button("ander-moment", "ander-moment", dossier.id)]]


def _short(scene: Scene, slot: Slot) -> str:
    start = scene.local(slot.start)
    return f"{write_day(start.date(), short=True)} {start.hour}.{start.minute:02d}"
