"""The tables. Rows are written and read through SQLAlchemy Core; SQLModel names their shape.

`state` words per table stand with the class. Numbers are never handed out twice, since buttons in
people's chats refer to outbox rows for as long as the chat lives.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, cast

from pydantic import TypeAdapter
from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    FromClause,
    Index,
    Table,
    UniqueConstraint,
    false,
    literal,
    or_,
    text,
)
from sqlmodel import Field, SQLModel

from bot.core.decision import Outgoing, Source
from bot.core.dossier import Dossier, Person
from bot.core.happenings import File, Incoming, incoming_adapter
from bot.store.columns import Shaped, Utc

outgoing_adapter: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)
UNDONE = ("waiting", "sending")
"""The states of what is still owed."""

NEVER_REUSE = {"sqlite_autoincrement": True}


def _only(where: str, name: str, *columns: str) -> Index:
    """An index on some rows alone: it stays as small as what still has to be done. Ask for a state
    with `is_in`."""
    rows = text(where)
    return Index(name, *columns, sqlite_where=rows, postgresql_where=rows)


def is_in(state: str, row: FromClause) -> ColumnElement[bool]:
    """The row is in this state. The word stands in the statement itself: the database uses an index
    on such rows only where it can read that nothing else is asked for."""
    return row.c.state == literal(state, literal_execute=True)


def is_undone(row: FromClause) -> ColumnElement[bool]:
    """The row of the outbox is waiting or sending; written out as `is_in` does."""
    return row.c.state.in_([literal(one, literal_execute=True) for one in UNDONE])


def is_any_of(
    messages: Iterable[Source], chat: ColumnElement[Any], message: ColumnElement[Any]
) -> ColumnElement[bool]:
    """These columns name one of the messages. For `(chat, message) IN …` SQLite would read all that
    there is."""
    return or_(false(), *((chat == m.chat) & (message == m.message) for m in messages))


def _of_dossier() -> Column[str]:
    return Column(ForeignKey("dossier.id", ondelete="CASCADE"), nullable=False, index=True)


class InboxRow(SQLModel, table=True):
    """What came in. `state`: waiting, done, parked. An emptied payload leaves the key, which is
    what keeps a happening from being taken twice. What `can_wait` goes after all that people say.
    """

    __tablename__ = "inbox"
    __table_args__: ClassVar[Any] = (
        Index("inbox_lane", "lane", "state", "can_wait", "id"),
        _only("state = 'waiting'", "inbox_next", "can_wait", "id"),
        NEVER_REUSE,
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    lane: str
    can_wait: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    payload: Incoming | None = Field(sa_column=Column(Shaped(incoming_adapter)))
    state: str = "waiting"
    tries: int = 0
    received_at: datetime = Field(sa_type=Utc)
    handled_at: datetime | None = Field(default=None, sa_type=Utc, index=True)


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"

    chat: str = Field(primary_key=True)
    version: int
    member: str | None = Field(default=None, index=True)
    body: Person = Field(sa_column=Column(Shaped(TypeAdapter(Person)), nullable=False))


class DossierRow(SQLModel, table=True):
    """A dossier; the columns beside `body` are copies to search by."""

    __tablename__ = "dossier"

    id: str = Field(primary_key=True)
    version: int
    code: str | None = Field(default=None, unique=True)
    resident: str = Field(index=True)
    status: str
    owner: str | None = Field(default=None, index=True)
    move: str
    next_date: datetime | None = Field(default=None, sa_type=Utc)
    topic: int | None = Field(default=None, index=True)
    points: int = Field(default=2, sa_column_kwargs={"server_default": "2"})
    body: Dossier = Field(sa_column=Column(Shaped(TypeAdapter(Dossier)), nullable=False))


class CarriedRow(SQLModel, table=True):
    """How many dossiers a team member carries now, and the points that those weigh. Who writes
    dossiers counts here, in the same transaction."""

    __tablename__ = "carried"

    member: str = Field(primary_key=True)
    dossiers: int
    points: int


class TimelineRow(SQLModel, table=True):
    """A line of a dossier. `chat` and `message` are where it was said, so that an edit finds it."""

    __tablename__ = "timeline"
    __table_args__: ClassVar[Any] = (Index("timeline_said", "chat", "message"), NEVER_REUSE)

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(sa_column=_of_dossier())
    at: datetime = Field(sa_type=Utc)
    who: str
    what: str
    text: str
    visible: bool
    chat: str | None = None
    message: int | None = None
    file: File | None = Field(default=None, sa_column=Column(Shaped(TypeAdapter(File))))


class OutboxRow(SQLModel, table=True):
    """What we owe the world. `state`: waiting, sending, sent, uncertain, failed, dropped.

    Order holds within a `lane`: a chat, or one topic of it. What `can_wait` goes after all else.
    `target` is the row that an edit changes. `not_before` is when it is owed. `unsure` counts the
    attempts of which nobody knows the outcome. `external_id` is the channel's number of the
    message.
    """

    __tablename__ = "outbox"
    __table_args__: ClassVar[Any] = (
        _only("state IN ('waiting', 'sending')", "outbox_lane", "lane", "id"),
        _only("state = 'sending'", "outbox_sending", "id"),
        _only("state = 'waiting'", "outbox_next", "can_wait", "id"),
        # It names the lease so that only who asks when the next may go uses it: whoever claims is
        # to read in order, by `outbox_next`, and stop when there is enough.
        _only("state = 'waiting' AND lease_until IS NULL", "outbox_ahead", "not_before"),
        Index("outbox_message", "chat", "external_id"),
        Index("outbox_buttons", "chat", "has_buttons"),
        Index("outbox_source", "source_chat", "source_message"),
        NEVER_REUSE,
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    chat: str
    lane: str
    can_wait: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    kind: str
    dossier: str | None = Field(default=None, index=True)
    cls: str
    name: str | None = Field(default=None, unique=True)
    target: int | None = Field(default=None, index=True)
    body: Any = Field(sa_column=Column(Shaped(outgoing_adapter)))
    has_buttons: bool = False
    source_chat: str | None = None
    source_message: int | None = None
    state: str = "waiting"
    wait_topic: bool = False
    not_before: datetime = Field(sa_type=Utc)
    tries: int = 0
    unsure: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=Utc)
    fence: int = 0
    external_id: int | None = None
    why: str | None = None
    sent_at: datetime | None = Field(default=None, sa_type=Utc, index=True)


class DueRow(SQLModel, table=True):
    """A reminder that is owed. `state`: planned, queued (in the inbox), done, dropped."""

    __tablename__ = "due"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("dossier", "reminder", "seq"),
        _only("state = 'planned'", "due_planned", "at", "id"),
        NEVER_REUSE,
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(sa_column=_of_dossier())
    reminder: str
    seq: int
    at: datetime = Field(sa_type=Utc)
    state: str = "planned"


class PaceRow(SQLModel, table=True):
    """How fast we may go to a chat, or over a whole channel: nothing before `free_at`.
    `spent_until` is the moment up to which the allowance has been used."""

    __tablename__ = "pace"

    chat: str = Field(primary_key=True)
    spent_until: datetime = Field(sa_type=Utc)
    free_at: datetime = Field(sa_type=Utc, index=True)


class FileRow(SQLModel, table=True):
    """A file by its channel's reference. `state`: wanted, fetching, fetched, failed, forgotten
    (its bytes are still to be removed). `path` is relative to the data volume."""

    __tablename__ = "file"

    ref: str = Field(primary_key=True)
    chat: str
    dossier: str | None = Field(default=None, index=True)
    kind: str
    name: str
    mime: str
    size: int
    path: str | None = None
    state: str = Field(default="wanted", index=True)
    tries: int = 0
    not_before: datetime = Field(sa_type=Utc)
    lease_until: datetime | None = Field(default=None, sa_type=Utc)
    fence: int = 0


class InviteRow(SQLModel, table=True):
    """A one-time link for a team member; only the hash of its secret is kept."""

    __tablename__ = "invite"

    hash: str = Field(primary_key=True)
    member: str
    expires_at: datetime = Field(sa_type=Utc)
    used_at: datetime | None = Field(default=None, sa_type=Utc)
    used_by: str | None = None


class GapRow(SQLModel, table=True):
    """What nobody could answer. It refers to nobody: no chat, no dossier, and no moment but the
    day. `until` is the last day on which it is kept."""

    __tablename__ = "gap"

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    until: date = Field(index=True)
    kind: str
    words: str
    language: str


class PurseRow(SQLModel, table=True):
    """What a wijk gave in a calendar year, against its budget when that was last given from. The
    database itself refuses to go below zero."""

    __tablename__ = "purse"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("granted >= 0 AND granted <= budget", name="purse_never_below_zero"),
    )

    wijk: str = Field(primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    budget: int
    granted: int = 0


class BookingRow(SQLModel, table=True):
    """A contribution to a plan, at most one each. It is money of the municipality: when the plan is
    erased the line stays, and refers to nobody."""

    __tablename__ = "booking"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("euros > 0", name="booking_gives_something"),
        ForeignKeyConstraint(["wijk", "year"], ["purse.wijk", "purse.year"]),
        NEVER_REUSE,
    )

    id: int | None = Field(default=None, primary_key=True)
    wijk: str
    year: int = Field(index=True)
    dossier: str | None = Field(
        default=None,
        sa_column=Column(ForeignKey("dossier.id", ondelete="SET NULL"), nullable=True, unique=True),
    )
    euros: int
    at: datetime = Field(sa_type=Utc)
    member: str


class SignalRow(SQLModel, table=True):
    """What a member heard in the street: a line in the picture of a wijk."""

    __tablename__ = "signal"

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    wijk: str | None = None
    words: str
    member: str


class OpeningRow(SQLModel, table=True):
    """A one-time code by which a resident begins with these words; only the hash of its secret is
    kept. Used or expired, the row is gone."""

    __tablename__ = "opening"

    hash: str = Field(primary_key=True)
    words: str
    expires_at: datetime = Field(sa_type=Utc, index=True)


class CounterRow(SQLModel, table=True):
    __tablename__ = "counter"

    name: str = Field(primary_key=True)
    value: int


class HeartbeatRow(SQLModel, table=True):
    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    detail: str


class NoteRow(SQLModel, table=True):
    """A small thing to remember: the polling offset, the staff group, the demo's clock."""

    __tablename__ = "note"

    key: str = Field(primary_key=True)
    value: str


def _table(row: type[SQLModel]) -> Table:
    return cast(Table, vars(row)["__table__"])


metadata = SQLModel.metadata
inbox = _table(InboxRow)
person = _table(PersonRow)
dossier = _table(DossierRow)
carried = _table(CarriedRow)
timeline = _table(TimelineRow)
outbox = _table(OutboxRow)
due = _table(DueRow)
pace = _table(PaceRow)
file = _table(FileRow)
invite = _table(InviteRow)
gap = _table(GapRow)
purse = _table(PurseRow)
booking = _table(BookingRow)
signal = _table(SignalRow)
opening = _table(OpeningRow)
counter = _table(CounterRow)
heartbeat = _table(HeartbeatRow)
note = _table(NoteRow)
