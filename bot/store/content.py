"""What became of the content, put in the inbox: the desk decides what it means."""

from datetime import datetime

from sqlalchemy import Connection, select

from bot.core.dossier import OPEN
from bot.core.happenings import ContentBroken, ContentChanged, ContentMended, Incoming, Origin
from bot.store import inbox, notes
from bot.store.tables import dossier

LANE = "aanspreekpunt:inhoud"
"""The lane of what nobody said. No channel has this chat."""

IN_FORCE = "content"
"""The note with the hash of the content by which all open plans were reckoned last."""


def tell(
    connection: Connection, key: str, happening: ContentBroken | ContentMended, now: datetime
) -> None:
    """That the content broke, or is whole again; the same `key` is told once."""
    incoming = Incoming(origin=Origin(chat=LANE, sender=LANE, at=now), happening=happening)
    inbox.put(connection, [(f"content:{key}", LANE, incoming)], now)


def in_force(connection: Connection, hashed: str, now: datetime) -> bool:
    """This content is in force: every open plan is to be reckoned anew, once, in its resident's
    lane. Gives whether anything is to be done."""
    if notes.get_note(connection, IN_FORCE) == hashed:
        return False
    notes.put_note(connection, IN_FORCE, hashed)
    open_ones = select(dossier.c.id, dossier.c.resident).where(dossier.c.status.in_(sorted(OPEN)))
    rows = connection.execute(open_ones).all()
    inbox.put(connection, [_reckon(row.id, row.resident, hashed, now) for row in rows], now)
    return bool(rows)


def _reckon(ident: str, resident: str, hashed: str, now: datetime) -> inbox.Item:
    origin = Origin(chat=resident, sender=resident, at=now)
    incoming = Incoming(origin=origin, happening=ContentChanged(dossier=ident))
    return f"content:{hashed[:32]}:{now.isoformat()}:{ident}", resident, incoming
