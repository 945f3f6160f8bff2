"""Residents and team members, by the address of their private chat."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, false, insert, or_, select, update

from bot.core.dossier import Person
from bot.store.columns import Unreadable
from bot.store.conflict import Conflict
from bot.store.tables import person


def load(connection: Connection, chats: Iterable[str], *, team: bool = False) -> list[Person]:
    """The people of these chats, and with `team` everybody who is connected as a team member.

    Whoever cannot be read is left out: one bad row of the team may not stop everybody.
    """
    # Not IS NOT NULL: for that, SQLite reads the whole table.
    in_team = person.c.member > "" if team else false()
    wanted = or_(person.c.chat.in_(list(chats)), in_team)
    bodies = connection.scalars(select(person.c.body).where(wanted))
    return [body for body in bodies if not isinstance(body, Unreadable)]


def save(connection: Connection, people: Iterable[Person]) -> None:
    """Write new states; `version` is the one that was loaded, 0 for somebody new.

    Raises Conflict when somebody else wrote in between, IntegrityError when they came first.
    """
    new: list[dict[str, object]] = []
    known: list[dict[str, object]] = []
    for one in sorted(people, key=lambda p: p.chat):
        stored = one.model_copy(update={"version": one.version + 1})
        row = {"version": stored.version, "member": stored.member, "body": stored}
        if one.version:
            known.append({**row, "was_chat": one.chat, "was_version": one.version})
        else:
            new.append({**row, "chat": one.chat})
    if new:
        connection.execute(insert(person), new)
    if known:
        _update(connection, known)


def _update(connection: Connection, rows: list[dict[str, object]]) -> None:
    statement = (
        update(person)
        .where(person.c.chat == bindparam("was_chat"), person.c.version == bindparam("was_version"))
        .values({name: bindparam(name) for name in ("version", "member", "body")})
    )
    if connection.execute(statement, rows).rowcount != len(rows):
        raise Conflict("person")


def forget(connection: Connection, chats: Iterable[str]) -> None:
    connection.execute(delete(person).where(person.c.chat.in_(list(chats))))
