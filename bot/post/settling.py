"""Writing what became of parcels: their rows, and what the rest of the house must hear of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.core.channel import Blocked, Gone, Moved, Receipt, Sent
from bot.core.decision import MakeTopic, Send
from bot.core.happenings import Happening, Incoming, Origin, Undelivered
from bot.post.fate import Fate, fate
from bot.store import dossiers, inbox, notes, outbox, sending
from bot.store.columns import Unreadable
from bot.store.outbox import Owed
from bot.store.sending import Parcel
from bot.store.tables import outbox as rows

log = structlog.get_logger()


def settle_all(
    connection: Connection, landed: Iterable[tuple[Parcel, Receipt]], now: datetime
) -> None:
    """Write what became of these parcels. One whose lease passed to another changes nothing."""
    group = notes.get_note(connection, notes.GROUP)
    plain: list[tuple[Parcel, Mapping[str, object]]] = []
    for parcel, receipt in landed:
        is_group = parcel.chat == group
        known = fate(parcel, receipt, now, is_group=is_group)
        values = _values(parcel, known, receipt, now)
        if isinstance(receipt, Sent) and known.report is None:
            plain.append((parcel, values))
        elif sending.settle(connection, parcel, **values):
            _tell(connection, parcel, receipt, known, now, is_group=is_group)
        else:
            log.warning("post.stale", outbox=parcel.id)
    # Most arrive and nobody need hear of it: all of those in one statement.
    stale = len(plain) - sending.settle_alike(connection, plain)
    if stale:
        log.warning("post.stale", number=stale)


def _tell(
    connection: Connection,
    parcel: Parcel,
    receipt: Receipt,
    known: Fate,
    now: datetime,
    *,
    is_group: bool,
) -> None:
    """What follows from it for the rest of the house."""
    if known.state != "sent":
        log.info("post.settled", outbox=parcel.id, receipt=receipt.kind, state=known.state)
    if known.hold is not None:
        sending.hold(connection, parcel.chat, known.hold, now)
    _follow_up(connection, parcel, receipt, known, now)
    if known.report is not None:
        _report(connection, parcel, known.report, receipt, now, is_group=is_group)


def _values(parcel: Parcel, known: Fate, receipt: Receipt, now: datetime) -> dict[str, object]:
    values: dict[str, object] = {"state": known.state, "unsure": known.unsure, "why": known.why}
    if known.not_before is not None:
        values["not_before"] = known.not_before
    if isinstance(receipt, Sent):
        is_message = isinstance(parcel.out, Send)
        values |= {"sent_at": now, "external_id": receipt.message if is_message else None}
    elif known.state == "uncertain":
        values["sent_at"] = now
    elif isinstance(receipt, Gone) and known.state == "waiting":
        values["wait_topic"] = True
    return values


def _follow_up(
    connection: Connection, parcel: Parcel, receipt: Receipt, known: Fate, now: datetime
) -> None:
    match receipt:
        case Blocked() if known.state == "failed":
            reminders = (rows.c.chat == parcel.chat) & (rows.c.cls == "reminder")
            sending.close(connection, reminders, "dropped", "blocked")
        case Gone() if known.state == "waiting":
            _make_topic_again(connection, parcel, now)
        case Moved(chat=new):
            sending.move_chat(connection, parcel.chat, new)
    if isinstance(parcel.out, MakeTopic) and known.state == "failed":
        _give_up_topic(connection, parcel, receipt, now)


def _make_topic_again(connection: Connection, parcel: Parcel, now: datetime) -> None:
    """The topic was removed. Whoever notices first clears it and has a new one made."""
    used = parcel.out.topic if isinstance(parcel.out, Send) else None
    try:
        found = dossiers.load(connection, ids=[parcel.dossier or ""])
    except Unreadable:
        log.error("post.unreadable", outbox=parcel.id)
        return
    for dossier in found:
        if dossier.topic != used:
            continue
        dossiers.save(connection, [dossier.model_copy(update={"topic": None})])
        title = sending.title_of_topic(connection, dossier.id) or dossier.code or dossier.id
        made = MakeTopic(chat=parcel.chat, dossier=dossier.id, title=title)
        outbox.add(connection, [Owed(f"o{parcel.id}:topic:{parcel.tries}", made)], now)


def _give_up_topic(connection: Connection, parcel: Parcel, receipt: Receipt, now: datetime) -> None:
    """What waited for a topic that will never be is not delivered either."""
    waiting = (rows.c.dossier == parcel.dossier) & rows.c.wait_topic
    for ident in sending.close(connection, waiting, "failed", "no topic"):
        held = Undelivered(outbox=ident, why="refused")
        _report(connection, parcel, held, receipt, now, is_group=True)


def _report(
    connection: Connection,
    parcel: Parcel,
    happening: Happening,
    receipt: Receipt,
    now: datetime,
    *,
    is_group: bool,
) -> None:
    ident = happening.outbox if isinstance(happening, Undelivered) else parcel.id
    topic = receipt.topic if isinstance(receipt, Sent) else None
    origin = Origin(
        chat=parcel.chat,
        sender=parcel.chat,
        side="group" if is_group else "private",
        topic=topic,
        at=now,
    )
    item = (f"o{ident}:{happening.kind}", parcel.chat, Incoming(origin=origin, happening=happening))
    inbox.put(connection, [item], now)
