"""Whether a reminder that comes up is still to be said, and to whom."""

from bot.core.dossier import Dossier
from bot.core.due import Due, due, plan
from bot.core.happenings import Ticked
from bot.core.knowledge import Reminder
from bot.core.reminding import to_resident, to_staff
from bot.core.scene import Scene


def remind(scene: Scene, happening: Ticked) -> None:
    """Say it, unless something moved since it was planned."""
    dossier = scene.dossier(happening.dossier)
    reminder = scene.knowledge.reminders.get(happening.reminder)
    if dossier is None or reminder is None:
        return
    planned = _planned(scene, dossier, happening)
    dossier = scene.mark(dossier)  # what comes next is planned anew
    if planned is None:
        return
    if planned.at > scene.now:
        # Something moved its moment since it was planned.
        scene.comes_up_later()
    elif _is_stale(scene, dossier, reminder, happening.seq):
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


def _planned(scene: Scene, dossier: Dossier, happening: Ticked) -> Due | None:
    """This reminder as the facts of the plan have it now."""
    owed = plan(dossier, scene.knowledge, scene.now)
    same = (o for o in owed if (o.reminder, o.seq) == (happening.reminder, happening.seq))
    return next(same, None)


def _is_stale(scene: Scene, dossier: Dossier, reminder: Reminder, seq: int) -> bool:
    """After an outage two steps of one kind can be due at once: only the last one is said."""
    kinds = scene.knowledge.reminders
    steps = {
        one.reminder: one.at
        for one in due(dossier, scene.knowledge, scene.now)
        if one.seq == seq
        and (kinds[one.reminder].condition, kinds[one.reminder].to)
        == (reminder.condition, reminder.to)
    }
    return steps[reminder.id] < max(steps.values())
