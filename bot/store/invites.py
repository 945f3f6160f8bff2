"""One-time links by which a team member connects a chat. Only the hash of the secret is kept."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from bot.core.invites import hash_of
from bot.store.conflict import Conflict
from bot.store.tables import invite

VALID = timedelta(hours=48)


def make(connection: Connection, member: str, now: datetime) -> str:
    """A new secret of 256 bits for `member`, valid for 48 hours. It cannot be read back."""
    secret = secrets.token_urlsafe(32)
    connection.execute(
        insert(invite).values(hash=hash_of(secret), member=member, expires_at=now + VALID)
    )
    return secret


def valid(connection: Connection, hashes: Iterable[str], now: datetime) -> dict[str, str]:
    """The members for whom these invitations still stand, by hash."""
    stands = (invite.c.used_at.is_(None)) & (invite.c.expires_at > now)
    wanted = select(invite.c.hash, invite.c.member).where(invite.c.hash.in_(list(hashes)), stands)
    return {row.hash: row.member for row in connection.execute(wanted)}


def redeem(connection: Connection, hashed: str, chat: str, now: datetime) -> None:
    """The invitation is used, by this chat. Raises Conflict when somebody else was first."""
    used = connection.execute(
        update(invite)
        .where(invite.c.hash == hashed, invite.c.used_at.is_(None))
        .values(used_at=now, used_by=chat)
    )
    if used.rowcount != 1:
        raise Conflict("invite")
