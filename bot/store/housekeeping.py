"""Removing what need not be kept any longer."""

from datetime import datetime

from sqlalchemy import Connection, delete, false, func, select, update

from bot.core.dossier import OPEN
from bot.store.tables import UNDONE, dossier, inbox, outbox


def empty_payloads(connection: Connection, before: datetime) -> None:
    """Forget what handled happenings said; their keys stay."""
    old = (inbox.c.state == "done") & (inbox.c.handled_at < before) & inbox.c.payload.is_not(None)
    connection.execute(update(inbox).where(old).values(payload=None))


def purge_keys(connection: Connection, before: datetime) -> None:
    """Forget that these ever came: Telegram may use their numbers again."""
    old = (inbox.c.state != "waiting") & (inbox.c.handled_at < before)
    connection.execute(delete(inbox).where(old))


def empty_texts(connection: Connection, before: datetime) -> None:
    """Forget the words of messages that arrived or were given up; where they stood stays. Buttons
    about a plan that is still open must work for as long as it is."""
    moment = func.coalesce(outbox.c.sent_at, outbox.c.not_before)
    still_open = select(dossier.c.id).where(dossier.c.status.in_(sorted(OPEN)))
    needed = outbox.c.has_buttons & outbox.c.dossier.in_(still_open)
    done = ~outbox.c.state.in_(UNDONE) & outbox.c.body.is_not(None)
    old = (moment < before) & done & ~func.coalesce(needed, false())
    connection.execute(update(outbox).where(old).values(body=None, has_buttons=False))
