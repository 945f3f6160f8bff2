"""Due rows: which reminders a dossier owes, computed from its facts. The desk keeps the table equal
to this after every decision, and asks it again when a row comes up.

Content says who, after how long, with which words; what a condition means stands in `moments`.
All moments are aware UTC. Local intent ("nine in the morning") becomes a moment at the end, so a
change of the clocks moves nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.core import own_time
from bot.core.dossier import Dossier
from bot.core.knowledge import After, Knowledge, Reminder, Role
from bot.core.model import Value
from bot.core.moments import CONDITIONS, shifted
from bot.core.standing_in import acting

ONE_DAY = timedelta(days=1)
FAR = 60
"""So many days ahead an own day is looked for."""
A_MOMENT_TO_ACT = timedelta(hours=2)
"""Who picks a plan up on the last day is not asked about it the next minute."""


class Due(Value):
    """A reminder that will come up at `at` (aware UTC) unless something moves first. (`reminder`,
    `seq`) is unique within a dossier, so planning twice changes nothing; `seq` follows from the
    moment that it counts from, so a new moment gives a new reminder."""

    reminder: str
    seq: int
    at: datetime


def plan(dossier: Dossier, knowledge: Knowledge, now: datetime) -> Iterable[Due]:
    """The reminders that this dossier owes from now on, in no particular order."""
    return _of(knowledge.reminders.values(), dossier, knowledge, now)


def _of(
    kinds: Iterable[Reminder], dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterator[Due]:
    """Those of these kinds. Kinds with one condition count from the same moments."""
    found: dict[str, list[datetime]] = {}
    for reminder in kinds:
        name = reminder.condition
        if name not in found:
            anchors = CONDITIONS[name](dossier, knowledge, now)
            found[name] = [anchor for anchor in anchors if anchor is not None]
        for anchor in found[name]:
            if not _told_already(reminder, dossier, anchor, knowledge):
                yield _due(reminder, dossier, anchor, knowledge)


def due(dossier: Dossier, knowledge: Knowledge, now: datetime) -> list[Due]:
    """What this dossier owes at this moment, the oldest first."""
    owed = (one for one in plan(dossier, knowledge, now) if one.at <= now)
    return sorted(owed, key=lambda one: (one.at, one.reminder))


def waits_for(dossier: Dossier, role: Role, knowledge: Knowledge, now: datetime) -> bool:
    """Whether something came up that this role was to hear of, and nothing moved since."""
    theirs = (kind for kind in knowledge.reminders.values() if kind.to == role)
    return any(one.at <= now for one in _of(theirs, dossier, knowledge, now))


def next_due(dossier: Dossier, knowledge: Knowledge, now: datetime) -> datetime | None:
    """When something comes up next, after now; None when nothing will."""
    ahead = (one.at for one in plan(dossier, knowledge, now) if one.at > now)
    return min(ahead, default=None)


def _told_already(
    reminder: Reminder, dossier: Dossier, anchor: datetime, knowledge: Knowledge
) -> bool:
    """A plan that begins within the last days was told its term just now."""
    if reminder.to != "bewoner" or reminder.before is None:
        return False
    return _counted(reminder, anchor, knowledge) <= (dossier.sent_at or dossier.touched_at)


def _due(reminder: Reminder, dossier: Dossier, anchor: datetime, knowledge: Knowledge) -> Due:
    seq, at = anchor, _counted(reminder, anchor, knowledge)
    floor = _not_before(reminder, dossier)
    if floor is not None and floor > _in_hours(reminder, at, knowledge):
        seq = at = floor
    elif reminder.own_day is not None:
        at = _on_own_day(reminder, dossier, at, knowledge)
    return Due(
        reminder=reminder.id, seq=int(seq.timestamp()), at=_in_hours(reminder, at, knowledge)
    )


def _counted(reminder: Reminder, anchor: datetime, knowledge: Knowledge) -> datetime:
    if reminder.before is not None:
        return shifted(anchor, reminder.before, -1, knowledge)
    return shifted(anchor, reminder.after or After(), 1, knowledge)


def _in_hours(reminder: Reminder, at: datetime, knowledge: Knowledge) -> datetime:
    """Moved into the hours of whoever gets it, never dropped."""
    if reminder.to == "bewoner":
        return quiet_until(at, knowledge)
    return at if reminder.to == "niemand" else knowledge.calendar.next_working_moment(at)


def quiet_until(moment: datetime, knowledge: Knowledge) -> datetime:
    """The first moment at which a resident may be disturbed, by the municipality's own hours."""
    hours = (knowledge.municipality.quiet_before, knowledge.municipality.quiet_after)
    return knowledge.calendar.quiet_until(moment, hours)


def _not_before(reminder: Reminder, dossier: Dossier) -> datetime | None:
    """A pause, *later*, or a message this week: before then no reminder to the resident, deadlines
    excepted."""
    if reminder.to != "bewoner" or not reminder.counts_as_unasked:
        return None
    floors = [dossier.snoozed_until, dossier.held_back_until]
    return max((floor for floor in floors if floor is not None), default=None)


# --- the day of whoever has it


def _on_own_day(
    reminder: Reminder, dossier: Dossier, at: datetime, knowledge: Knowledge
) -> datetime:
    """The moment at which whoever acts for the owner works: the first from then on, or the last own
    day up to then."""
    if reminder.own_day == "ervoor":
        return _on_last_own_day(dossier, at, knowledge)
    return _on_next_own_day(dossier, at, knowledge)


def _on_next_own_day(dossier: Dossier, at: datetime, knowledge: Knowledge) -> datetime:
    """The first moment from then on within somebody's own hours."""
    day = knowledge.calendar.local_day(at)
    ahead = (day + n * ONE_DAY for n in range(FAR))
    spans = (span for d in ahead for span in _hours(dossier, d, knowledge))
    return next((max(at, begins) for begins, ends in spans if ends > at), at)


def _on_last_own_day(dossier: Dossier, at: datetime, knowledge: Knowledge) -> datetime:
    """The last own day up to then that begins after the last word. On the day of that word nobody
    is asked again, but who picked it up then has that day to call. Without such a day it is the
    moment itself: then whoever must know hears it in time."""
    day, since = knowledge.calendar.local_day(at), _since(dossier, at)
    first = knowledge.calendar.local_day(since)
    back = (day - n * ONE_DAY for n in range((day - first).days + 1))
    last = next(filter(None, (_begins(dossier, d, knowledge) for d in back)), None)
    if last is not None and (last > since or since == dossier.claimed_at):
        return max(last, since + A_MOMENT_TO_ACT)
    return max(at, since + A_MOMENT_TO_ACT)


def _since(dossier: Dossier, at: datetime) -> datetime:
    """When something was last said or done about it; `at` when nothing was."""
    words = (dossier.news_at, dossier.word_at, dossier.wrote_at, dossier.claimed_at)
    begun = [*words, *(slot.end for slot in dossier.slots)]
    return max((moment for moment in begun if moment is not None), default=at)


def _begins(dossier: Dossier, day: date, knowledge: Knowledge) -> datetime | None:
    """When whoever acts for the owner on this local day begins to work; None if they do not."""
    return next((begins for begins, _ in _hours(dossier, day, knowledge)), None)


def _hours(
    dossier: Dossier, day: date, knowledge: Knowledge
) -> Iterator[tuple[datetime, datetime]]:
    """From when until when whoever acts for the owner on this local day works."""
    member = knowledge.team.get(acting(dossier.owner or "", knowledge.team, day))
    for span in own_time.spans_on(member, day, knowledge.calendar) if member else ():
        at_local = knowledge.calendar.at_local
        yield at_local(day, span.starts), at_local(day, span.ends)
