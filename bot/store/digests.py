"""Digests that came up. Of them nothing is kept but until when was looked."""

from datetime import datetime

from sqlalchemy import Connection

from bot.core.digests import moments, owns
from bot.core.happenings import DigestDue, Incoming, Origin
from bot.core.knowledge import Knowledge
from bot.store import due, inbox, notes, outages, people

LOOKED = "digests-looked"


def queue(connection: Connection, knowledge: Knowledge, now: datetime) -> int:
    """Put what came up since the last look in the inbox, each in the lane of its member; gives how
    many. After downtime it is the newest of each digest, and everybody's own: what they missed is
    told there. The first look finds nothing; two that look at once find the same keys."""
    since = looked(connection)
    if since is not None and since >= now:
        return 0
    notes.put_note(connection, LOOKED, now.isoformat())
    came_up = list(moments(knowledge, since or now, now))
    first = min([one.at for one in came_up], default=None)
    missed = [at for at in (first, due.first_missed(connection, now)) if at is not None]
    late = outages.notice(connection, since, min(missed, default=None), now)
    if late:
        came_up += owns(knowledge, now)
    newest = {(one.digest, one.member): one for one in came_up}
    if not newest:
        return 0
    chats = {p.member: p.chat for p in people.load(connection, (), team=True) if p.member}
    items = [
        (
            f"g{one.digest}:{one.member}:{knowledge.calendar.local_day(one.at)}",
            chats[one.member],
            Incoming(
                origin=Origin(chat=chats[one.member], sender=chats[one.member], at=now),
                happening=DigestDue(digest=one.digest, member=one.member, late=late),
            ),
        )
        for one in newest.values()
        if one.member in chats
    ]
    inbox.put(connection, items, now)
    return len(items)


def looked(connection: Connection) -> datetime | None:
    """Until when was looked (aware UTC); None when it never was."""
    written = notes.get_note(connection, LOOKED)
    return datetime.fromisoformat(written) if written else None
