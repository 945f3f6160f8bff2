"""Whether a reminder that comes up is still to be said, and to whom."""

from collections.abc import Iterable

from bot.core.dossier import Dossier
from bot.core.due import Due, plan
from bot.core.happenings import Ticked
from bot.core.reminding import to_resident, to_staff
from bot.core.scene import Scene


def remind(scene: Scene, happening: Ticked) -> None:
    """Say it, unless something moved since it was planned."""
    dossier = scene.dossier(happening.dossier)
    reminder = scene.knowledge.reminders.get(happening.reminder)
    if dossier is None or reminder is None:
        return
    owed = list(plan(dossier, scene.knowledge, scene.now))
    planned = next((o for o in owed if _is_of(happening, o)), None)
    dossier = scene.mark(dossier)  # what comes next is planned anew
    if planned is None or planned.at > scene.now:
        # Something moved since it was planned. If it is owed again, it is planned again.
        scene.comes_up_later()
    elif _is_stale(scene, planned, owed):
        scene.log(dossier, "vervallen", reminder.id, who="bot", visible=False)
    elif reminder.to == "niemand":
        _clean_up(scene, dossier)
    elif reminder.to == "bewoner":
        to_resident.remind(scene, dossier, reminder, happening)
    elif happening.late:
        # After an outage everybody gets one overview of how it all stands instead.
        scene.log(dossier, "vervallen-na-storing", reminder.id, who="bot", visible=False)
    else:
        to_staff.remind(scene, dossier, reminder)


def _clean_up(scene: Scene, dossier: Dossier) -> None:
    """The plan goes, and with a resident's last plan what was kept of their dialogue."""
    scene.forget_dossier(dossier)
    if scene.situation.person is not None and not scene.dossiers():
        scene.know(current=None, mode="vrij", holding=None, wijk_hint=None)


def _is_of(happening: Ticked, owed: Due) -> bool:
    return (owed.reminder, owed.seq) == (happening.reminder, happening.seq)


def _is_stale(scene: Scene, planned: Due, owed: Iterable[Due]) -> bool:
    """After an outage two steps of one kind can be due at once: only the last one is said."""
    kinds = scene.knowledge.reminders

    def kind(one: Due) -> tuple[str, str, int]:
        return kinds[one.reminder].condition, kinds[one.reminder].to, one.seq

    steps = (o.at for o in owed if kind(o) == kind(planned) and o.at <= scene.now)
    return planned.at < max(steps)
