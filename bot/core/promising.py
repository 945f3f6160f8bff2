"""By when a resident hears something: the told day. Every day that is told is one that the clock
guards (`core.due`), and it stands until a person tells another."""

from datetime import date, datetime, time
from typing import Any

from bot.core.dossier import Dossier
from bot.core.knowledge import Knowledge
from bot.core.moments import USUAL
from bot.core.scene import Scene
from bot.core.writing import enumerate_nl

CLOSES = time(17, 0)


def close_of(scene: Scene, day: date) -> datetime:
    """The moment on this local day by which whatever was promised for it is done; aware."""
    return scene.knowledge.calendar.at_local(day, CLOSES)


def within(scene: Scene, working_days: int) -> datetime:
    """The end of that working day, counted from today."""
    return close_of(scene, scene.knowledge.calendar.add_working_days(scene.today, working_days))


def next_word(scene: Scene, dossier: Dossier, usual: int = USUAL) -> datetime:
    """The day to tell: one that was told already and is still ahead, else the end of so many
    working days."""
    ahead = [day for day in _told_days(scene, dossier) if day > scene.now]
    return min(ahead, default=within(scene, usual))


def _told_days(scene: Scene, dossier: Dossier) -> list[datetime]:
    """The days that stand whatever else is said: the end of a rest, a decision, a call, a visit,
    the answer of a colleague, the first word of a person."""
    if dossier.status == "rustend":
        return [dossier.next_date] if dossier.next_date else []
    days = [close_of(scene, one.until) for one in dossier.unanswered]
    days += [slot.end for slot in dossier.slots]
    if dossier.status == "beslistafel" and dossier.knot is not None:
        days.append(close_of(scene, dossier.knot.by))
    if dossier.spoken_at is None and dossier.promised_by is not None:
        days.append(dossier.promised_by)
    return days


def still_ahead(scene: Scene, dossier: Dossier) -> datetime | None:
    """The told day, while it is still to come."""
    told = dossier.next_date
    return told if told is not None and told > scene.now else None


def news(scene: Scene, dossier: Dossier, by: datetime | None = None, **changes: Any) -> Dossier:
    """A person gave news, and told by when more follows: `by`, else as `next_word` says. Saved,
    with these other changes."""
    usual: dict[str, Any] = {
        "no_news_said": 0,
        "reminded": (),
        "waiting_for": None,
        "untold_at": None,
    }
    changed = scene.save(dossier, news_at=scene.now, **{**usual, **changes})
    return scene.save(changed, next_date=by or next_word(scene, changed))


def awaited(dossier: Dossier, knowledge: Knowledge) -> str:
    """Whom this plan waits for, as a resident may read it: who decides, the departments that were
    asked, or what the begeleider said; empty when it waits for nobody."""
    if dossier.status == "beslistafel" and dossier.knot is not None:
        return dossier.knot.decider
    contacts = (knowledge.contacts.get(one.contact) for one in dossier.unanswered)
    names = dict.fromkeys(contact.department for contact in contacts if contact is not None)
    return enumerate_nl(list(names)) or dossier.waiting_for or ""
