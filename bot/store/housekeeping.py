"""Removing what need not be kept any longer."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, update

from bot.store.outbox import UNDONE
from bot.store.tables import inbox, outbox


def empty_payloads(connection: Connection, before: datetime) -> None:
    """Forget what handled happenings said; their keys stay."""
    old = (inbox.c.state == "done") & (inbox.c.handled_at < before) & inbox.c.payload.is_not(None)
    connection.execute(update(inbox).where(old).values(payload=None))


def purge_keys(connection: Connection, before: datetime) -> None:
    """Forget that these ever came: Telegram may use their numbers again."""
    old = (inbox.c.state != "waiting") & (inbox.c.handled_at < before)
    connection.execute(delete(inbox).where(old))


def empty_texts(connection: Connection, before: datetime) -> None:
    """Forget the words of messages that arrived or were given up; where they stood stays."""
    moment = func.coalesce(outbox.c.sent_at, outbox.c.not_before)
    old = (moment < before) & ~outbox.c.state.in_(UNDONE) & outbox.c.body.is_not(None)
    connection.execute(update(outbox).where(old).values(body=None, has_buttons=False))
