"""The house for the terminal: on a clock that stands still, step by step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, select

from bot.app.works import Core, Works, build
from bot.channels.terminal.cast import GROUP, NAME, Cast
from bot.channels.terminal.channel import Surroundings, TerminalChannel, Watcher
from bot.channels.terminal.player import Player
from bot.channels.terminal.stage import Message, Place, Stage
from bot.content.live import Live
from bot.core.decision import Edit, MakeTopic, Send
from bot.core.dossier import Person
from bot.core.happenings import Edited, Incoming, Pressed
from bot.core.knowledge import Knowledge
from bot.store import dossiers, inbox, notes, people
from bot.store.database import Database, DatabaseFault, open_database
from bot.store.outbox import ARRIVED
from bot.store.tables import dossier, outbox
from bot.store.tables import inbox as inbox_table

CLOCK = "demo-clock"
RESERVED = 100


class ClockGoesBack(Exception):
    """The clock of a database never goes back; the message says so in Dutch."""


class StandingClock:
    """A clock that moves only when it is set, and remembers in the database where it stands."""

    def __init__(self, database: Database, start: datetime | None, zone: ZoneInfo) -> None:
        """`start` (aware) is where it begins: by default where it stood, else the present.
        Raises ClockGoesBack when it stood later."""
        self._database = database
        stood = self._stood()
        if stood and start and start < stood:
            raise ClockGoesBack(
                f"De klok van deze database staat al op {stood.astimezone(zone):%Y-%m-%dT%H:%M%z}."
                " Terug kan niet. Geef een later moment, of laat --now weg."
            )
        self._moment = start or stood or datetime.now(UTC).replace(microsecond=0)
        self.set(self._moment)

    def __call__(self) -> datetime:
        return self._moment

    def set(self, moment: datetime) -> None:
        with self._database.write() as connection:
            notes.put_note(connection, CLOCK, moment.astimezone(UTC).isoformat())
        self._moment = moment.astimezone(UTC)

    def _stood(self) -> datetime | None:
        with self._database.read() as connection:
            written = notes.get_note(connection, CLOCK)
        return datetime.fromisoformat(written) if written else None


class Numbers:
    """Message numbers, never given twice. They are reserved by the hundred, to write less often."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reserved: Iterator[int] = iter(())

    async def __call__(self) -> int:
        number = next(self._reserved, None)
        if number is None:
            self._reserved = iter(await self._database.run(self._reserve))
            number = next(self._reserved)
        return number

    def _reserve(self) -> range:
        with self._database.write() as connection:
            first = notes.next_number(connection, NAME)
            notes.use_numbers(connection, NAME, first, RESERVED)
        return range(first, first + RESERVED)


@dataclass(frozen=True)
class StandingHouse:
    """The bot, doing all that follows from one thing before the next comes in."""

    works: Works
    clock: StandingClock

    async def receive(self, key: str, incoming: Incoming) -> None:
        """Store what came in, once by its key, and do all that follows from it now, by the content
        as it stands at this moment."""
        await self.works.renewal.look(at_once=True)
        database, item = self.works.database, (key, incoming.origin.chat, incoming)
        await database.run(inbox.receive, database, [item], self.clock())
        await self.works.settle()
        # What was said may have made something due at this very moment.
        while await self.works.sweep():
            await self.works.settle()

    async def advance(self, until: datetime) -> None:
        """Let time go by until then (aware), and do all that comes up, in order."""
        await self.works.renewal.look(at_once=True)
        run = self.works.database.run
        while (moment := await run(self.works.clock.next_moment)) and moment < until:
            await self._come_to(moment)
        await self._come_to(until)
        await run(self.works.clock.tidy)

    async def _come_to(self, moment: datetime) -> None:
        run = self.works.database.run
        await run(self.clock.set, moment)
        await self.works.sweep()
        await self.works.settle()


@dataclass(frozen=True)
class Demo:
    """What a demo starts with; see `open_demo`."""

    player: Player
    house: StandingHouse

    async def resume(self) -> None:
        """Do what an earlier run left undone, and what came up since."""
        await self.house.advance(self.house.clock())


@contextmanager
def open_demo(
    url: str,
    live: Live,
    watch: Watcher,
    *,
    data: Path,
    start: datetime | None = None,
    with_group: bool = True,
    core: Core | None = None,
) -> Iterator[Demo]:
    """A demo on the database at `url`, with the whole team connected. `watch` sees what the bot
    sends; `data` is the folder for files; `start` (aware, or local) sets the clock.

    Raises DatabaseFault and ClockGoesBack, both with a Dutch message; a database on which the
    real bot ran is refused, since the demo would take its team's place.
    """
    database = open_database(url)
    try:
        database.migrate()
        knowledge = live.knowledge
        zone = ZoneInfo(knowledge.municipality.zone)
        clock = StandingClock(database, _aware(start, zone), zone)
        channel = _channel(database, knowledge, clock, watch, data)
        with database.write() as connection:
            _refuse_the_real_one(connection)
            _connect_team(connection, channel.cast)
            _link_group(connection, with_group)
        with database.read() as connection:
            _restore(connection, channel.stage)
        works = build(database, live, {NAME: channel}, clock, data=data, core=core)
        house = StandingHouse(works, clock)
        yield Demo(Player(house, channel), house)
    finally:
        database.close()


def _aware(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.replace(tzinfo=zone) if moment and moment.tzinfo is None else moment


def _channel(
    database: Database, knowledge: Knowledge, clock: StandingClock, watch: Watcher, data: Path
) -> TerminalChannel:
    async def code(ident: str) -> str | None:
        return await database.run(_code, database, ident)

    return TerminalChannel(
        Cast({member.id: member.name for member in knowledge.team.values()}),
        Surroundings(
            number=Numbers(database),
            code=code,
            now=clock,
            zone=ZoneInfo(knowledge.municipality.zone),
            folder=data / "verstuurd",
        ),
        watch,
    )


def _code(database: Database, ident: str) -> str | None:
    with database.read() as connection:
        return next((found.code for found in dossiers.load(connection, ids=[ident])), None)


def _refuse_the_real_one(connection: Connection) -> None:
    if notes.last_beat(connection, "run") is not None:
        raise DatabaseFault(
            "Op deze database werkte de echte bot. De demo raakt haar niet aan. "
            "Kies een andere met --db, of laat --db weg."
        )


def _connect_team(connection: Connection, cast: Cast) -> None:
    chats = {role.chat: member for member, role in cast.members.items()}
    known = {person.chat for person in people.load(connection, chats)}
    people.save(
        connection,
        [Person(chat=chat, member=member) for chat, member in chats.items() if chat not in known],
    )


def _link_group(connection: Connection, with_group: bool) -> None:
    if with_group:
        notes.put_note(connection, notes.GROUP, GROUP)
    else:
        notes.drop_note(connection, notes.GROUP)


def _restore(connection: Connection, stage: Stage) -> None:
    """Put back what an earlier run left standing in everybody's chat."""
    numbers: dict[int | None, int] = {}
    for row in connection.execute(_delivered()):
        match row.body:
            case MakeTopic():
                stage.open_topic(row.opened)
            case Edit(text=text, buttons=buttons):
                stage.change(numbers.get(row.target, 0), row.id, text, buttons)
            case Send(text=text, buttons=buttons):
                numbers[row.id] = row.external_id
                place = Place(row.chat, row.body.topic or (row.opened if row.wait_topic else None))
                stage.put(Message(row.external_id, row.id, place, text, row.dossier, buttons))
    for incoming in connection.scalars(select(inbox_table.c.payload).order_by(inbox_table.c.id)):
        _restore_said(incoming, stage)


def _delivered() -> Select[tuple[object, ...]]:
    """What arrived in the chats of the terminal, with the topic of its dossier."""
    ours = outbox.c.chat.startswith(f"{NAME}:") & outbox.c.state.in_(ARRIVED)
    return (
        select(outbox, dossier.c.topic.label("opened"))
        .outerjoin(dossier, dossier.c.id == outbox.c.dossier)
        .where(ours)
        .order_by(outbox.c.id)
    )


def _restore_said(incoming: Incoming | None, stage: Stage) -> None:
    if incoming is None or isinstance(incoming.happening, Pressed | Edited):
        return
    origin = incoming.origin
    if origin.message is not None and origin.chat.startswith(f"{NAME}:"):
        stage.hear(origin.message, Place(origin.chat, origin.topic), origin.sender)
