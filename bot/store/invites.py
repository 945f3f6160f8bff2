"""One-time links by which a team member connects a chat. Only the hash of the secret is kept."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, update

from bot.core.invites import hash_of
from bot.store.tables import invite

VALID = timedelta(hours=48)


def make(connection: Connection, member: str, now: datetime) -> str:
    """A new secret of 256 bits for `member`, valid for 48 hours. It cannot be read back."""
    secret = secrets.token_urlsafe(32)
    connection.execute(
        insert(invite).values(hash=hash_of(secret), member=member, expires_at=now + VALID)
    )
    return secret


def redeem(connection: Connection, hashed: str, chat: str, now: datetime) -> str | None:
    """The member whom this chat now is, once; None when it was used, has expired or never was."""
    used: str | None = connection.scalar(
        update(invite)
        .where(invite.c.hash == hashed, invite.c.used_at.is_(None), invite.c.expires_at > now)
        .values(used_at=now, used_by=chat)
        .returning(invite.c.member)
    )
    return used
