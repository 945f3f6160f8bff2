"""When nobody looked at what came up: the last outage. What came up in it is late."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from bot.store import notes

LONG = timedelta(hours=12)
"""What waited longer than this before anybody looked, waited for the program."""

NOTE = "outage"


class Outage(NamedTuple):
    """From the last look before it to the first one after (aware UTC)."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether something that came up at this moment came up in it."""
        return self.since < moment <= self.until


def notice(
    connection: Connection, since: datetime | None, missed: datetime | None, now: datetime
) -> bool:
    """Whether the program was away: the first thing that it `missed` after it last looked, at
    `since`, has waited too long. Then that is kept."""
    if since is None or missed is None or now - max(since, missed) <= LONG:
        return False
    notes.put_note(connection, NOTE, f"{since.isoformat()} {now.isoformat()}")
    return True


def last(connection: Connection) -> Outage | None:
    """The last one; None when there never was any."""
    written = notes.get_note(connection, NOTE)
    return Outage(*map(datetime.fromisoformat, written.split())) if written else None
