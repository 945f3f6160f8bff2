"""How a plan stands, in words: whose move it is, and whether and why it stalls."""

from datetime import datetime

from bot.core.agreements import open_ones
from bot.core.dossier import Dossier
from bot.core.knowledge import Knowledge
from bot.core.masking import hide_phones
from bot.core.telling import shortened
from bot.core.writing import write_day

SILENT_DAYS = 7
"""After so many working days without news a plan stalls."""
UNANSWERED_DAYS = 2
"""A resident's message may wait so many working days."""
HAS_A_DAY = frozenset({"beslistafel", "rustend"})
"""In these statuses nobody expects news before the day that was told."""


def stalled(dossier: Dossier, knowledge: Knowledge, now: datetime) -> str | None:
    """Why nothing happens with this plan, the most pressing reason; None when it goes on."""
    if not dossier.with_staff:
        return None
    return (
        _unanswered(dossier, knowledge, now)
        or _day_has_passed(dossier, knowledge, now)
        or _agreement_is_late(dossier, knowledge, now)
        or _silent(dossier, knowledge, now)
    )


def _unanswered(dossier: Dossier, knowledge: Knowledge, now: datetime) -> str | None:
    """A resident wrote, and the begeleider has not answered."""
    if dossier.wrote_at is None or dossier.move != "begeleider":
        return None
    days = working_days_since(dossier.wrote_at, knowledge, now)
    waits = days > UNANSWERED_DAYS
    return str(knowledge.texts("team.stokt-bericht", dagen=days)) if waits else None


def _day_has_passed(dossier: Dossier, knowledge: Knowledge, now: datetime) -> str | None:
    if dossier.next_date is None or dossier.next_date >= now:
        return None
    day = write_day(knowledge.calendar.local_day(dossier.next_date), short=True)
    return str(knowledge.texts("team.stokt-datum", dag=day))


def _agreement_is_late(dossier: Dossier, knowledge: Knowledge, now: datetime) -> str | None:
    """What somebody would have done by now, and nobody ticked off: the oldest."""
    today = knowledge.calendar.local_day(now)
    late = next((one for one in open_ones(dossier) if one.by < today), None)
    if late is None:
        return None
    what = hide_phones(shortened(late.what, 40))
    day = write_day(late.by, short=True)
    return str(knowledge.texts("team.stokt-afspraak", wat=what, dag=day))


def _silent(dossier: Dossier, knowledge: Knowledge, now: datetime) -> str | None:
    if dossier.news_at is None or dossier.status in HAS_A_DAY:
        return None
    days = working_days_since(dossier.news_at, knowledge, now)
    return str(knowledge.texts("team.stokt-stil", dagen=days)) if days >= SILENT_DAYS else None


def working_days_since(moment: datetime, knowledge: Knowledge, now: datetime) -> int:
    calendar = knowledge.calendar
    return calendar.working_days_between(calendar.local_day(moment), calendar.local_day(now))
