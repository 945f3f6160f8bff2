"""The outbox: what we owe the world, and what stands in people's chats."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.core.decision import Edit, MakeTopic, Notice, Outgoing, Send, Source
from bot.core.situation import Shown
from bot.store.tables import is_any_of, outbox

ARRIVED = ("sent", "uncertain")
_NAMED, _ROOT, _LATER, _EMPTIED_BY = (outbox.alias() for _ in range(4))
"""Made once: an alias has thirty columns to make."""


@dataclass(frozen=True)
class Owed:
    """One thing to send, under the key that keeps it from being owed twice."""

    key: str
    out: Outgoing


_EMPTIED: dict[str, object] = {
    "body": Send(chat="", text=""),
    "dossier": None,
    "name": None,
    "source_chat": None,
    "source_message": None,
}


# --- owing


def add(connection: Connection, owed: Sequence[Owed], now: datetime) -> None:
    """Owe these, in this order. An edit of a message that is not there (any more) is left out."""
    if not owed:
        return
    places = _places(connection, owed)
    rows = [_row(one, places, now) for one in owed if _has_place(one.out, places)]
    if not rows:
        return
    named = select(_NAMED.c.id).where(_NAMED.c.name == bindparam("target_name"))
    target = bindparam("target", type_=outbox.c.target.type)
    statement = insert(outbox).values(
        **{name: bindparam(name) for name in rows[0] if name not in ("target", "target_name")},
        target=func.coalesce(target, named.scalar_subquery()),
    )
    connection.execute(statement, rows)


def _places(connection: Connection, owed: Sequence[Owed]) -> dict[int | str, tuple[str, str]]:
    """Chat and lane of each message that is edited, by outbox id or by name."""
    targets = [one.out.target for one in owed if isinstance(one.out, Edit)]
    places: dict[int | str, tuple[str, str]] = {}
    if targets:
        wanted = select(outbox.c.id, outbox.c.name, outbox.c.chat, outbox.c.lane).where(
            or_(
                outbox.c.id.in_([t for t in targets if isinstance(t, int)]),
                outbox.c.name.in_([t for t in targets if isinstance(t, str)]),
            )
        )
        for row in connection.execute(wanted):
            places[row.id] = (row.chat, row.lane)
            if row.name is not None:
                places[row.name] = (row.chat, row.lane)
    for one in owed:
        if isinstance(one.out, Send) and one.out.name is not None:
            places[one.out.name] = (one.out.chat, lane_of(one.out))
    return places


def _has_place(out: Outgoing, places: Mapping[int | str, tuple[str, str]]) -> bool:
    return not isinstance(out, Edit) or out.target in places


def _row(
    owed: Owed, places: Mapping[int | str, tuple[str, str]], now: datetime
) -> dict[str, object]:
    out = owed.out
    send = out if isinstance(out, Send) else None
    target = out.target if isinstance(out, Edit) else None
    chat, lane = places[out.target] if isinstance(out, Edit) else (out.chat, lane_of(out))
    return {
        "key": owed.key,
        "chat": chat,
        "lane": lane,
        "can_wait": send is not None and send.cls == "reminder",
        "kind": out.kind,
        "dossier": getattr(out, "dossier", None),
        "cls": send.cls if send else "dialogue",
        "name": send and send.name,
        "target": target if isinstance(target, int) else None,
        "target_name": target if isinstance(target, str) else None,
        "body": out,
        "has_buttons": bool(getattr(out, "buttons", ())),
        "source_chat": send and send.source and send.source.chat,
        "source_message": send and send.source and send.source.message,
        "wait_topic": send is not None and send.wait_topic,
        "not_before": (send and send.not_before) or now,
    }


def lane_of(out: Outgoing) -> str:
    """Where order holds: a chat, or one dossier's topic in it.

    The making of a topic passes by what waits for it; the answer to a press passes by everything;
    and all else passes by reminders, of which very many may wait for their pace.
    """
    assert not isinstance(out, Edit)
    match out:
        case MakeTopic():
            return f"{out.chat}#{out.dossier}+"
        case Notice():
            return f"{out.chat}!"
        case Send(cls="reminder"):
            return f"{out.chat}~"
        case Send(dossier=str(ident)) if out.wait_topic or out.topic is not None:
            return f"{out.chat}#{ident}"
    return out.chat


def stand_at(connection: Connection, messages: Mapping[int, int]) -> None:
    """Messages of ours, by outbox id, turn out to have these numbers in their chats."""
    rows = [{"row": row, "number": number} for row, number in messages.items()]
    if rows:
        is_moved = outbox.c.external_id.is_distinct_from(bindparam("number"))
        statement = update(outbox).where(outbox.c.id == bindparam("row"), is_moved)
        connection.execute(statement.values(external_id=bindparam("number")), rows)


def forget(
    connection: Connection,
    *,
    dossiers: Iterable[str] = (),
    chats: Iterable[str] = (),
    farewell: Iterable[str] = (),
) -> None:
    """Remove everything about these dossiers and everything to these chats.

    The rows with the keys `farewell` stay: they say so to whoever is left. Of a message that they
    edit only its number in the chat is kept, so that what stands there can be taken away.
    """
    last_words = select(outbox.c.id).where(outbox.c.key.in_(list(farewell)))
    edited = select(outbox.c.target).where(
        outbox.c.key.in_(list(farewell)), outbox.c.target.is_not(None)
    )
    gone = or_(outbox.c.dossier.in_(list(dossiers)), outbox.c.chat.in_(list(chats)))
    kept = [row.id for row in connection.execute(last_words.union(edited))]
    emptied = [row.target for row in connection.execute(edited)]
    roots = select(outbox.c.id).where(gone)
    doomed = or_(outbox.c.target.in_(roots), gone) & outbox.c.id.not_in(kept)
    connection.execute(delete(outbox).where(doomed))
    connection.execute(update(outbox).where(outbox.c.id.in_(emptied)).values(_EMPTIED))


def empty_words(connection: Connection, dossiers: Iterable[str]) -> None:
    """Forget the words of what arrived about these dossiers. What is needed to edit or press
    a message stays: its number, its name and its buttons."""
    about = outbox.c.dossier.in_(list(dossiers))
    roots = select(outbox.c.id).where(about)
    said = select(outbox.c.id, outbox.c.body).where(
        or_(about, outbox.c.target.in_(roots)), outbox.c.state.in_(ARRIVED)
    )
    rows = [
        {"row": row.id, "wordless": _wordless(row.body)}
        for row in connection.execute(said)
        if isinstance(row.body, Send | Edit) and row.body.text
    ]
    if rows:
        statement = update(outbox).where(outbox.c.id == bindparam("row"))
        connection.execute(statement.values(body=bindparam("wordless")), rows)


def _wordless(said: Send | Edit) -> Send | Edit:
    """The same message without its words; a document that the program wrote is words too."""
    gone: dict[str, Any] = {"text": ""}
    if isinstance(said, Send):
        gone["document"] = None
    return said.model_copy(update=gone)


# --- what stands in people's chats


def shown_by_row(connection: Connection, ids: Iterable[int]) -> dict[int, Shown]:
    """Messages of ours by outbox row: as first sent, or as an edit left them with its buttons."""
    return {
        row.row: _shown(row) for row in connection.execute(_showing(outbox.c.id.in_(list(ids))))
    }


def shown_by_message(connection: Connection, messages: Sequence[Source]) -> dict[Source, Shown]:
    """Messages of ours by the channel's own number."""
    if not messages:
        return {}
    wanted = _showing(is_any_of(messages, outbox.c.chat, outbox.c.external_id))
    return {
        Source(chat=row.chat, message=row.external_id): _shown(row)
        for row in connection.execute(wanted)
    }


def copies_of(connection: Connection, messages: Sequence[Source]) -> dict[Source, list[Shown]]:
    """What we sent on of each of these incoming messages."""
    if not messages:
        return {}
    wanted = _showing(is_any_of(messages, outbox.c.source_chat, outbox.c.source_message))
    found: dict[Source, list[Shown]] = {}
    for row in connection.execute(wanted):
        shown = _shown(row)
        if shown.source is not None:
            found.setdefault(shown.source, []).append(shown)
    return found


def latest_with_buttons(connection: Connection, chats: Iterable[str]) -> dict[str, Shown]:
    """The lowest message with buttons in each chat, as it reads after its edits."""
    rows = connection.execute(_lowest_with_buttons(), {"chats": list(chats)})
    return {row.chat: _shown(row) for row in rows}


@cache
def _lowest_with_buttons() -> Select[tuple[object, ...]]:
    """In each of `chats`."""
    later = _LATER
    place = func.coalesce(outbox.c.target, outbox.c.id)
    is_current = ~exists().where(
        later.c.target == place, later.c.id > outbox.c.id, later.c.state.in_(ARRIVED)
    )
    order = (place.desc(), outbox.c.id.desc())
    ranked = (
        select(
            outbox.c.id,
            func.row_number().over(partition_by=outbox.c.chat, order_by=order).label("rank"),
        )
        .where(
            outbox.c.chat.in_(bindparam("chats", expanding=True)),
            outbox.c.has_buttons,
            outbox.c.state.in_(ARRIVED),
            is_current,
        )
        .subquery()
    )
    lowest = select(ranked.c.id).where(ranked.c.rank == 1)
    return _showing(outbox.c.id.in_(lowest))


def _showing(wanted: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    root, later = _ROOT, _EMPTIED_BY
    emptied = exists().where(
        later.c.target == root.c.id, later.c.id > outbox.c.id, ~later.c.has_buttons
    )
    return (
        select(
            outbox.c.id.label("row"),
            outbox.c.body,
            (outbox.c.has_buttons & emptied).label("answered"),
            outbox.c.external_id,
            root.c.id,
            root.c.chat,
            root.c.dossier,
            root.c.name,
            root.c.cls,
            root.c.source_chat,
            root.c.source_message,
        )
        .join(root, root.c.id == func.coalesce(outbox.c.target, outbox.c.id))
        .where(wanted)
    )


def _shown(row: Row[tuple[object, ...]]) -> Shown:
    has_source = row.source_chat is not None
    return Shown(
        outbox=row.id,
        chat=row.chat,
        dossier=row.dossier,
        name=row.name,
        cls=row.cls,
        text=getattr(row.body, "text", ""),
        buttons=getattr(row.body, "buttons", ()),
        answered=bool(row.answered),
        source=Source(chat=row.source_chat, message=row.source_message) if has_source else None,
    )
