"""Claiming outbox rows with a lease and a fence, and writing what became of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import structlog
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from bot.core.decision import MakeTopic, Outgoing, Send, SendClass
from bot.store import files, notes
from bot.store.columns import Unreadable
from bot.store.pace import Ledger, Limits
from bot.store.tables import (
    UNDONE,
    dossier,
    is_in,
    is_undone,
    note,
    outbox,
    pace,
    person,
    timeline,
)

MOVED = "moved:"
"""The key of the note with the new address of a group, before its old one."""

_ONE, _TARGET = outbox.alias(), outbox.alias()
"""Made once: an alias has thirty columns to make, and parcels are looked for all the time."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Parcel:
    """One claimed row, ready to be carried: ours until `lease_until`, while `fence` stands.

    `tries` counts this attempt too; `unsure` the earlier ones of which nobody knows the outcome.
    """

    id: int
    chat: str
    out: Outgoing
    cls: SendClass
    dossier: str | None
    message: int | None
    file: str | None
    tries: int
    unsure: int
    fence: int
    lease_until: datetime

    @property
    def channel(self) -> str:
        return channel_of(self.chat)


def channel_of(chat: str) -> str:
    return chat.partition(":")[0]


def claim(
    connection: Connection,
    now: datetime,
    lease: timedelta,
    *,
    room: int,
    channels: Collection[str],
    limits: Mapping[str, Limits],
) -> list[Parcel]:
    """Up to `room` rows that may go now, one of each lane at most, marked as being sent."""
    rows = [] if room <= 0 or not channels else _candidates(connection, now, room, channels)
    stray = _close_stray(connection, rows)
    allowed = _within_pace(connection, [r for r in rows if r.id not in stray], limits, now)
    if not allowed:
        return []
    until = now + lease
    connection.execute(
        update(outbox)
        .where(outbox.c.id.in_([row.id for row in allowed]))
        .values(
            state="sending",
            lease_until=until,
            fence=outbox.c.fence + 1,
            tries=outbox.c.tries + 1,
        )
    )
    refs = [row.body.file.ref for row in allowed if isinstance(row.body, Send) and row.body.file]
    paths = files.paths(connection, refs) if refs else {}
    return [_parcel(row, paths, until, new=1) for row in allowed]


def _candidates(
    connection: Connection, now: datetime, room: int, channels: Collection[str]
) -> Sequence[Row[tuple[object, ...]]]:
    """What may go now. What cannot be read is given up, which may free what stood behind it."""
    wanted = _wanted(frozenset(channels))
    while True:
        found = connection.execute(wanted, {"now": now, "room": room}).all()
        rows = _readable(connection, found)
        if len(rows) == len(found):
            return rows


@cache
def _wanted(channels: frozenset[str]) -> Select[tuple[object, ...]]:
    """At most `room` rows that may go at `now`."""
    one, target = _ONE, _TARGET
    now: BindParameter[datetime] = bindparam("now")
    # Looked up for each row in turn, and never joined: PostgreSQL cannot know how many wait now.
    first = (
        select(one.c.id)
        .where(one.c.lane == outbox.c.lane, is_undone(one), one.c.not_before <= now)
        .order_by(one.c.id)
        .limit(1)
        .scalar_subquery()
    )
    is_free = or_(pace.c.free_at.is_(None), pace.c.free_at <= now, outbox.c.kind == "notice")
    has_topic = or_(~outbox.c.wait_topic, dossier.c.topic.is_not(None))
    has_target = or_(outbox.c.kind != "edit", target.c.state.is_(None), ~target.c.state.in_(UNDONE))
    is_ours = or_(*(outbox.c.chat.startswith(f"{name}:", autoescape=True) for name in channels))
    return (
        _parcels()
        .outerjoin(pace, pace.c.chat == outbox.c.chat)
        .where(is_in("waiting", outbox), outbox.c.not_before <= now)
        .where(outbox.c.id == first, is_free, has_topic, has_target, is_ours)
        .order_by(outbox.c.can_wait, outbox.c.id)
        .limit(bindparam("room", type_=Integer))
        .with_for_update(of=outbox, skip_locked=True)
    )


def _readable(
    connection: Connection, rows: Sequence[Row[tuple[object, ...]]]
) -> list[Row[tuple[object, ...]]]:
    """Those that can be read; the others are given up."""
    bad = [row.id for row in rows if isinstance(row.body, Unreadable)]
    if bad:
        log.error("outbox.unreadable", outbox=bad)
        given_up = update(outbox).where(outbox.c.id.in_(bad))
        connection.execute(given_up.values(state="failed", why="unreadable", lease_until=None))
    return [row for row in rows if row.id not in bad]


def _close_stray(
    connection: Connection, rows: Sequence[Row[tuple[object, ...]]]
) -> Collection[int]:
    """Give up edits of what never arrived, and words about a dossier to whom it is not; their ids.

    Who may hear of a dossier is looked at here once more: it may have changed since."""
    lost = [row.id for row in rows if row.kind == "edit" and row.message is None]
    wrong = [row.id for row in rows if row.is_elsewhere]
    if lost:
        close(connection, outbox.c.id.in_(lost), "dropped", "the message to edit never arrived")
    if wrong:
        close(connection, outbox.c.id.in_(wrong), "failed", "not a party to this dossier")
    return {*lost, *wrong}


def _within_pace(
    connection: Connection,
    rows: Sequence[Row[tuple[object, ...]]],
    limits: Mapping[str, Limits],
    now: datetime,
) -> list[Row[tuple[object, ...]]]:
    """Those for which there is an allowance, which is thereby used."""
    paced = [row for row in rows if channel_of(row.chat) in limits and row.kind != "notice"]
    if not paced:
        return list(rows)
    group = notes.get_note(connection, notes.GROUP)
    keys = {row.chat for row in paced} | {channel_of(row.chat) for row in paced}
    ledger = Ledger(connection, keys, now)
    held = {row.id for row in paced if not _spend(ledger, row.chat, group, limits)}
    ledger.save()
    return [row for row in rows if row.id not in held]


def _spend(ledger: Ledger, chat: str, group: str | None, limits: Mapping[str, Limits]) -> bool:
    channel = channel_of(chat)
    if not (ledger.is_free(chat) and ledger.is_free(channel)):
        return False
    allowed = limits[channel]
    ledger.spend(chat, allowed.group if chat == group else allowed.chat)
    ledger.spend(channel, allowed.channel)
    return True


def _parcels() -> Select[tuple[object, ...]]:
    return (
        select(
            outbox,
            _TARGET.c.external_id.label("message"),
            dossier.c.topic,
            _is_elsewhere().label("is_elsewhere"),
        )
        .outerjoin(_TARGET, _TARGET.c.id == outbox.c.target)
        .outerjoin(dossier, dossier.c.id == outbox.c.dossier)
    )


def _is_elsewhere() -> ColumnElement[bool]:
    """The row is about a dossier, and its chat is not the resident's, a member's or the group's."""
    is_member = exists().where(person.c.chat == outbox.c.chat, person.c.member.is_not(None))
    is_group = exists().where(note.c.key == notes.GROUP, note.c.value == outbox.c.chat)
    is_party = or_(dossier.c.resident == outbox.c.chat, is_member, is_group)
    return dossier.c.id.is_not(None) & ~is_party


def _parcel(
    row: Row[tuple[object, ...]], paths: Mapping[str, str], until: datetime, *, new: int
) -> Parcel:
    ref = row.body.file.ref if isinstance(row.body, Send) and row.body.file else ""
    return Parcel(
        id=row.id,
        chat=row.chat,
        out=_addressed(row),
        cls=row.cls,
        dossier=row.dossier,
        message=row.message,
        file=paths.get(ref),
        tries=row.tries + new,
        unsure=row.unsure,
        fence=row.fence + new,
        lease_until=until,
    )


def _addressed(row: Row[tuple[object, ...]]) -> Outgoing:
    """The thing with its chat and topic as they are now: a group may have moved."""
    out: Outgoing = row.body
    if isinstance(out, Send) and row.wait_topic:
        return out.model_copy(update={"chat": row.chat, "topic": row.topic})
    return out.model_copy(update={"chat": row.chat})


def left_behind(
    connection: Connection, now: datetime, *, every: bool, mine: Collection[int]
) -> list[Parcel]:
    """Rows that somebody began to send and never marked: those whose lease ran out, or with
    `every` all of them, other than the ones that are `mine` and still under way."""
    wanted = _under_way(every=every)
    rows = connection.execute(wanted, {"now": now, "mine": list(mine)}).all()
    return [_parcel(row, {}, now, new=0) for row in _readable(connection, rows)]


@cache
def _under_way(*, every: bool) -> Select[tuple[object, ...]]:
    """Rows being sent, but for those of `mine`: of which the lease is over at `now`, or `every`."""
    not_mine = outbox.c.id.not_in(bindparam("mine", expanding=True))
    is_over = outbox.c.lease_until <= bindparam("now")
    return (
        _parcels()
        .where(is_in("sending", outbox), not_mine, true() if every else is_over)
        .order_by(outbox.c.id)
        .with_for_update(of=outbox, skip_locked=True)
    )


def settle(connection: Connection, parcel: Parcel, **values: object) -> bool:
    """Write what became of a parcel; False when the lease has passed to somebody else."""
    return settle_alike(connection, [(parcel, values)]) == 1


def settle_alike(
    connection: Connection, parcels: Sequence[tuple[Parcel, Mapping[str, object]]]
) -> int:
    """Write what became of parcels, with the same columns for each; gives how many were ours."""
    if not parcels:
        return 0
    _, values = parcels[0]
    statement = (
        update(outbox)
        .where(
            outbox.c.id == bindparam("was_id"),
            outbox.c.fence == bindparam("was_fence"),
            outbox.c.state == "sending",
        )
        .values({"lease_until": None, **{name: bindparam(name) for name in values}})
    )
    rows = [{**own, "was_id": one.id, "was_fence": one.fence} for one, own in parcels]
    return connection.execute(statement, rows).rowcount


def close(connection: Connection, which: ColumnElement[bool], state: str, why: str) -> list[int]:
    """Give up the waiting rows that match; gives their ids."""
    return list(
        connection.scalars(
            update(outbox)
            .where(which, outbox.c.state == "waiting")
            .values(state=state, why=why)
            .returning(outbox.c.id)
        )
    )


def hold(connection: Connection, chat: str, until: datetime, now: datetime) -> None:
    """Nothing goes to this chat before `until`."""
    ledger = Ledger(connection, [chat], now)
    ledger.hold(chat, until)
    ledger.save()


def move_chat(connection: Connection, old: str, new: str) -> None:
    """A group has another address from now on."""
    moved_lane = func.replace(outbox.c.lane, old, new)
    connection.execute(update(outbox).where(outbox.c.chat == old).values(chat=new, lane=moved_lane))
    connection.execute(update(outbox).where(outbox.c.source_chat == old).values(source_chat=new))
    connection.execute(update(timeline).where(timeline.c.chat == old).values(chat=new))
    notes.put_note(connection, f"{MOVED}{old}", new)
    if notes.get_note(connection, notes.GROUP) == old:
        notes.put_note(connection, notes.GROUP, new)


def moved_to(connection: Connection, chat: str) -> str:
    """The address of this group now, as far as we were told; the same when it never moved."""
    passed: set[str] = set()
    while chat not in passed and (new := notes.get_note(connection, f"{MOVED}{chat}")):
        passed.add(chat)
        chat = new
    return chat


def next_moment(connection: Connection, now: datetime) -> datetime | None:
    """The earliest moment after `now` at which something that waits may go."""
    waits, unleased = is_in("waiting", outbox), outbox.c.lease_until.is_(None)
    own = select(func.min(outbox.c.not_before)).where(waits, unleased, outbox.c.not_before > now)
    is_wanted = or_(~pace.c.chat.contains(":"), exists().where(waits, outbox.c.chat == pace.c.chat))
    allowed = select(func.min(pace.c.free_at)).where(pace.c.free_at > now, is_wanted)
    moments = [connection.scalar(own), connection.scalar(allowed)]
    return min((moment for moment in moments if moment is not None), default=None)


def title_of_topic(connection: Connection, ident: str) -> str | None:
    """How the dossier's topic was called when it was last made."""
    made = (
        select(outbox.c.body)
        .where(outbox.c.dossier == ident, outbox.c.kind == "make-topic", outbox.c.body.is_not(None))
        .order_by(outbox.c.id.desc())
    )
    body = connection.scalars(made).first()
    return body.title if isinstance(body, MakeTopic) else None
