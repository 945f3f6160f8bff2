"""Two members press at once, on the desks of two processes with one database: it must end as if one
of them had been a moment earlier, and the other must hear so."""

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC
from multiprocessing.synchronize import Barrier, Event

from sqlalchemy import Connection, select

from bot.core.decide import decide
from bot.core.decision import Button, Decision, Notice, Send
from bot.core.dossier import Dossier, Person
from bot.core.due import plan
from bot.core.happenings import Incoming, Origin, Pressed
from bot.core.staff.buttons import filling
from bot.core.texts import plain
from bot.desk import Desk
from bot.store import dossiers, inbox, outbox, people
from bot.store.database import Database
from bot.store.tables import inbox as inbox_table
from bot.store.tables import metadata
from bot.store.tables import outbox as outbox_table
from tests.always.cast import MEMBERS
from tests.core.paper import PHONE, RESIDENT, chat_of, local, real_knowledge
from tests.store.engine import opened

NOW = local("2027-05-12 10:00").astimezone(UTC)
KNOWLEDGE = real_knowledge()
CODE = "VB-2027-0001"


@dataclass(frozen=True)
class Press:
    """A member presses the button of an action, with all fields filled in."""

    member: str
    action: str
    filled: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Race:
    """What two members press at once, on a plan that Fatima has; `claimed` says whether she picked
    it up, and then Els was asked to take it over. With `tells_who` who comes second hears who was
    first."""

    name: str
    one: Press
    other: Press
    claimed: bool = True
    tells_who: bool = False


RACES = (
    Race(
        "Ik pak dit op / Ik pak dit op",
        Press("fatima", "pak-op"),
        Press("els", "pak-op"),
        claimed=False,
        tells_who=True,
    ),
    Race(
        "Kan niet / Ik pak dit op",
        Press("fatima", "kan-niet", {"reden-niet": "Geen tijd"}),
        Press("els", "pak-op"),
        claimed=False,
    ),
    Race("Neem over / Kan niet", Press("els", "neem-over"), Press("els", "neem-niet-over")),
    Race(
        "Rond af / Neem over",
        Press("fatima", "gerealiseerd", {"les": ""}),
        Press("els", "neem-over"),
    ),
    Race(
        "Draag over / Neem over",
        Press("fatima", "draag-over", {"naar": "marco"}),
        Press("els", "neem-over"),
    ),
    Race(
        "Rond af / Draag over",
        Press("fatima", "redt-het-zelf"),
        Press("fatima", "draag-over", {"naar": "team"}),
    ),
)

End = tuple[object, ...]
"""How it ended: the state of the plan, and what everybody read."""


@dataclass
class Result:
    """Rounds of one race: how often which press came first, and what ended otherwise."""

    race: Race
    first: int = 0
    other: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def rounds(self) -> int:
        return self.first + self.other + len(self.broken)


def _desk(database: Database) -> Desk:
    return Desk(database, lambda: KNOWLEDGE, lambda: NOW, decide, plan, on_parked=_never, at_once=1)


def _is_waiting(database: Database) -> bool:
    with database.read() as connection:
        waiting = select(inbox_table.c.id).where(inbox_table.c.state == "waiting").limit(1)
        return connection.scalar(waiting) is not None


def _work_off(desk: Desk, database: Database) -> None:
    while _is_waiting(database):
        desk.work()


def _other_process(url: str, line: Barrier, over: Event) -> None:
    """The second desk: from each start to its finish, until it is over."""
    with opened(url, alone=False, migrate=False) as database:
        desk = _desk(database)
        while True:
            line.wait()
            if over.is_set():
                return
            _work_off(desk, database)
            line.wait()


class Track:
    """Two desks with one database, each in a process of its own: this one, and one that is started
    here. Used as a context manager."""

    def __init__(self, url: str, database: Database) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._database = database
        self._desk = _desk(database)
        self._line, self._over = spawning.Barrier(2), spawning.Event()
        arguments = (url, self._line, self._over)
        self._other = spawning.Process(target=_other_process, args=arguments, daemon=True)

    def __enter__(self) -> "Track":
        self._other.start()
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            self._over.set()
            self._line.wait()
        else:  # it may stand anywhere on its way
            self._other.terminate()
        self._other.join()

    def run(self, race: Race, rounds: int) -> Result:
        """So many rounds of this race."""
        ends = [self._one_after_the_other(race, turned=turned) for turned in (False, True)]
        result = Result(race)
        if ends[0] == ends[1]:
            result.broken.append("it does not matter who comes first")
        if race.tells_who:
            orders = ((race.one, race.other), (race.other, race.one))
            for end, (first, second) in zip(ends, orders, strict=True):
                if not _hears(end, second, first):
                    result.broken.append(f"{second.member} does not hear of {first.member}")
        for _ in range(rounds):
            self._lay(race)
            self._work_at_once()
            end = self._end()
            if end not in ends:
                result.broken.append(f"ended as {end}")
            elif end == ends[0]:
                result.first += 1
            else:
                result.other += 1
        return result

    def _one_after_the_other(self, race: Race, *, turned: bool) -> End:
        self._lay(race, turned=turned)
        while self._desk.work():
            pass
        return self._end()

    def _work_at_once(self) -> None:
        self._line.wait()
        _work_off(self._desk, self._database)
        self._line.wait()

    def _lay(self, race: Race, *, turned: bool = False) -> None:
        """The plan, its card in both chats, and both presses in the inbox, in lanes of their own:
        one member may have two telephones."""
        presses = (race.other, race.one) if turned else (race.one, race.other)
        with self._database.write() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
            known = [Person(chat=chat_of(m), member=m) for m in MEMBERS]
            people.save(connection, [*known, Person(chat=RESIDENT, notice_version="1")])
            dossiers.save(connection, [_plan(race)])
            rows = [_shows(connection, n, one) for n, one in enumerate(presses)]
            items = [
                (f"p{n}", f"lane {n}", _pressed(row, one))
                for n, (row, one) in enumerate(zip(rows, presses, strict=True))
            ]
            inbox.put(connection, items, NOW)

    def _end(self) -> End:
        with self._database.read() as connection:
            (body,) = dossiers.load(connection, ids=["d1"])
            rows = connection.execute(
                select(outbox_table)
                .where(outbox_table.c.key.like("u%"))
                .order_by(outbox_table.c.id)
            ).all()
            tried = connection.scalars(select(inbox_table.c.state)).all()
        said = sorted(
            (row.chat, row.kind, plain(row.body.text))
            for row in rows
            if isinstance(row.body, Send | Notice)
        )
        state = (body.status, body.owner, body.offered_to, body.claimed_at, body.phone)
        return (state, tuple(sorted(tried)), *said)


def _hears(end: End, who: Press, of: Press) -> bool:
    """Whether this member reads the other's name in what was said to them."""
    name = KNOWLEDGE.team[of.member].name
    said = [one for one in end[2:] if isinstance(one, tuple)]
    return any(chat == chat_of(who.member) and f"{name} was" in text for chat, _, text in said)


def _never(*_: object) -> Decision:
    raise AssertionError("nothing may be parked")


def _plan(race: Race) -> Dossier:
    return Dossier(
        id="d1",
        resident=RESIDENT,
        code=CODE,
        idea="straatfeest",
        status="opgepakt" if race.claimed else "ingediend",
        owner="fatima",
        claimed_at=NOW if race.claimed else None,
        offered_to="els" if race.claimed else None,
        offered_at=NOW if race.claimed else None,
        phone=PHONE,
        move="begeleider",
        next_date=local("2027-05-19 17:00"),
        began_at=NOW,
        touched_at=NOW,
        sent_at=NOW,
        waits_since=NOW,
        news_at=NOW,
    )


def _shows(connection: Connection, number: int, press: Press) -> int:
    """A message with this button in the member's chat; gives its row."""
    button = Button(label="x", action=press.action, value=filling(press.filled))
    send = Send(chat=chat_of(press.member), text="kaart", dossier="d1", buttons=((button,),))
    outbox.add(connection, [outbox.Owed(f"laid{number}", send)], NOW)
    wanted = select(outbox_table.c.id).where(outbox_table.c.key == f"laid{number}")
    row: int = connection.execute(wanted).scalar_one()
    return row


def _pressed(row: int, press: Press) -> Incoming:
    chat = chat_of(press.member)
    return Incoming(
        origin=Origin(chat=chat, sender=chat, at=NOW),
        happening=Pressed(button=f"{row}:0", query=f"q-{press.action}"),
    )


def run_races(url: str, rounds: int) -> Sequence[Result]:
    """So many rounds in all, over the races, on the migrated or empty database at `url`."""
    with ExitStack() as stack:
        database = stack.enter_context(opened(url, alone=False))
        track = stack.enter_context(Track(url, database))
        parts = Counter(RACES[n % len(RACES)].name for n in range(rounds))
        return [track.run(race, parts[race.name]) for race in RACES if parts[race.name]]
