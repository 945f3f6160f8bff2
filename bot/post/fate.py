"""What becomes of a parcel, by what the channel said of it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.core.channel import Blocked, Gone, Moved, NotSent, Receipt, Refused, Sent, Stopped, Unsure
from bot.core.decision import MakeTopic, Send
from bot.core.happenings import Delivered, Happening, TopicMade, Undelivered
from bot.store.sending import Parcel

Failure = Literal["blocked", "refused", "gone", "uncertain"]
RELAY_AGAIN_AFTER = timedelta(seconds=60)
KICKED_HOLD = timedelta(minutes=5)
LONGEST_WAIT = timedelta(seconds=60)
PASSING_TRIES = 5
"""How often something is tried that does no harm twice, or that only matters now."""


@dataclass(frozen=True)
class Fate:
    """The row's next state. `hold` keeps the whole chat, `not_before` only the row. `report` is
    the happening by which the desk hears of it."""

    state: str
    unsure: int = 0
    not_before: datetime | None = None
    hold: datetime | None = None
    report: Happening | None = None
    why: str | None = None


def fate(parcel: Parcel, receipt: Receipt, now: datetime, *, is_group: bool = False) -> Fate:
    """What to write of `parcel` now that the channel gave this receipt."""
    match receipt:
        case Sent():
            return Fate("sent", parcel.unsure, report=_arrival(parcel))
        case NotSent(retry_after=seconds):
            return _not_sent(parcel, timedelta(seconds=seconds), now)
        case Unsure():
            return _unsure(parcel, now)
        case Blocked() if is_group:
            return Fate("waiting", parcel.unsure, hold=now + KICKED_HOLD, why="blocked")
        case Blocked():
            return _failed(parcel, "blocked", "blocked")
        case Refused(why=why):
            return _failed(parcel, "refused", why)
        case Gone(what="topic") if _has_other_topic(parcel):
            return Fate("waiting", parcel.unsure, why="gone")
        case Gone():
            return _failed(parcel, "gone", "gone")
        case Moved() | Stopped():
            return Fate("waiting", parcel.unsure)


def _has_other_topic(parcel: Parcel) -> bool:
    is_in_topic = isinstance(parcel.out, Send) and parcel.dossier is not None
    return is_in_topic and parcel.tries <= PASSING_TRIES


def _arrival(parcel: Parcel) -> Happening | None:
    if isinstance(parcel.out, MakeTopic):
        return TopicMade(dossier=parcel.out.dossier)
    if isinstance(parcel.out, Send) and parcel.out.confirm:
        return Delivered(outbox=parcel.id)
    return None


def _not_sent(parcel: Parcel, asked: timedelta, now: datetime) -> Fate:
    if parcel.out.kind == "notice" and parcel.tries >= PASSING_TRIES:
        return _failed(parcel, "refused", "too late")
    pause = min(timedelta(seconds=2 ** min(parcel.tries, 6)), LONGEST_WAIT)
    return Fate("waiting", parcel.unsure, hold=now + max(asked, pause))


def _unsure(parcel: Parcel, now: datetime) -> Fate:
    unsure = parcel.unsure + 1
    is_first = parcel.unsure == 0
    match parcel.out, parcel.cls:
        case Send(), "reminder":
            return _unknown(parcel, tell=True)
        case Send(), "relay" if is_first:
            return Fate("waiting", unsure, not_before=now + RELAY_AGAIN_AFTER)
        case Send(), "dialogue" if is_first:
            return Fate("waiting", unsure)
        case Send(confirm=confirm), cls:
            return _unknown(parcel, tell=confirm or cls == "relay")
    if parcel.tries < PASSING_TRIES:
        return Fate("waiting", unsure)
    if isinstance(parcel.out, MakeTopic):
        return _failed(parcel, "uncertain", "uncertain")
    return _unknown(parcel, tell=False)


def _unknown(parcel: Parcel, *, tell: bool) -> Fate:
    report = Undelivered(outbox=parcel.id, why="uncertain") if tell else None
    return Fate("uncertain", parcel.unsure + 1, report=report)


def _failed(parcel: Parcel, what: Failure, why: str) -> Fate:
    """Given up. Nobody needs to hear of an edit, a reaction or a notice."""
    matters = isinstance(parcel.out, Send | MakeTopic)
    report = Undelivered(outbox=parcel.id, why=what) if matters else None
    return Fate("failed", parcel.unsure, report=report, why=why)
