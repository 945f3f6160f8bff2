"""Files that people sent: which bytes are wanted, and where they lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, or_, select, update

from bot.core.happenings import File
from bot.store.tables import file
from bot.store.upsert import insert_into


@dataclass(frozen=True)
class Wanted:
    """A file whose bytes this worker may fetch, for as long as the fence stands."""

    ref: str
    chat: str
    tries: int
    fence: int


def want(
    connection: Connection,
    files: Iterable[tuple[File, str]],
    dossiers: Mapping[str, str],
    now: datetime,
) -> None:
    """Want the bytes of (file, chat); `dossiers` says to which dossier a reference belongs."""
    rows = [
        {
            **one.model_dump(),
            "chat": chat,
            "dossier": dossiers.get(one.ref),
            "not_before": now,
        }
        for one, chat in files
    ]
    if rows:
        connection.execute(insert_into(connection, file).on_conflict_do_nothing(), rows)


def claim(connection: Connection, now: datetime, lease: timedelta, limit: int) -> list[Wanted]:
    """Files to fetch now, leased. Fetching again does no harm, so an old lease is simply taken."""
    is_free = (file.c.state == "wanted") & (file.c.not_before <= now)
    is_left = (file.c.state == "fetching") & (file.c.lease_until <= now)
    rows = connection.execute(
        select(file.c.ref, file.c.chat, file.c.tries, file.c.fence)
        .where(or_(is_free, is_left))
        .order_by(file.c.not_before)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if rows:
        connection.execute(
            update(file)
            .where(file.c.ref.in_([row.ref for row in rows]))
            .values(
                state="fetching",
                tries=file.c.tries + 1,
                fence=file.c.fence + 1,
                lease_until=now + lease,
            )
        )
    return [Wanted(row.ref, row.chat, row.tries + 1, row.fence + 1) for row in rows]


def settle(
    connection: Connection,
    wanted: Wanted,
    state: Literal["wanted", "fetched", "failed"],
    *,
    path: str | None = None,
    not_before: datetime | None = None,
) -> bool:
    """Write what became of it; False when the lease has passed to somebody else."""
    values: dict[str, object] = {"state": state, "path": path, "lease_until": None}
    if not_before is not None:
        values["not_before"] = not_before
    ours = (file.c.ref == wanted.ref) & (file.c.fence == wanted.fence)
    held = file.c.state == "fetching"
    return connection.execute(update(file).where(ours, held).values(**values)).rowcount == 1


def is_held(connection: Connection, ref: str) -> bool:
    """Somebody is fetching these bytes, or has them."""
    held = file.c.state.in_(("fetching", "fetched"))
    return connection.scalar(select(file.c.ref).where(file.c.ref == ref, held)) is not None


def paths(connection: Connection, refs: Sequence[str]) -> dict[str, str]:
    """Where the bytes lie, of those that were fetched."""
    wanted = select(file.c.ref, file.c.path).where(file.c.ref.in_(refs), file.c.state == "fetched")
    return {row.ref: row.path for row in connection.execute(wanted)}


def dossiers_of(connection: Connection, refs: Iterable[str]) -> dict[str, str]:
    """The dossiers to which these files belong."""
    belongs = file.c.ref.in_(list(refs)) & file.c.dossier.is_not(None)
    wanted = select(file.c.ref, file.c.dossier).where(belongs)
    return {row.ref: row.dossier for row in connection.execute(wanted)}


def forget(
    connection: Connection, *, dossiers: Iterable[str] = (), chats: Iterable[str] = ()
) -> None:
    """Mark files for removal; their bytes go with the next housekeeping."""
    gone = or_(file.c.dossier.in_(list(dossiers)), file.c.chat.in_(list(chats)))
    connection.execute(update(file).where(gone).values(state="forgotten", name=""))


def forgotten(connection: Connection) -> list[tuple[str, str | None]]:
    """Reference and path of what is to be removed."""
    wanted = select(file.c.ref, file.c.path).where(file.c.state == "forgotten")
    return [(ref, path) for ref, path in connection.execute(wanted)]


def remove(connection: Connection, refs: Sequence[str]) -> None:
    connection.execute(delete(file).where(file.c.ref.in_(refs)))
