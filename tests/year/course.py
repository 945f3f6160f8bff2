"""The course of a year: time goes from one moment to the next, people act, the house works."""

import heapq
import json
import sys
import time as real
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.core.dossier import Person
from bot.core.happenings import Incoming, Origin, Pressed
from bot.core.knowledge import Knowledge, Wijk
from bot.core.writing import write_day
from bot.store import people as stored_people
from bot.store.database import Database
from bot.store.inbox import Item
from tests.year.channel import Record
from tests.year.crew import Crew
from tests.year.people import SOON, Act, Colleague, Resident, Somebody, World, chat_of
from tests.year.watching import Watch
from tests.year.worker import Setup, Step

ROOT = Path(__file__).parent.parent
DAY = timedelta(days=1)
WORKDAY = (9, 14, 17.5, 19.5)
"""Local hours at which time stands still for a while, and people act."""
WEEKEND = (9, 14, 19.5)
BEGINNING = 14
"""The local hour at which residents begin: together, and while the team is at work, so that the
house has much to do at once."""
NIGHT, EVENING = 0.5, 23.5
MOST_ROUNDS = 26
OUTAGE_DAYS = 3
IDEAS = (
    "straatfeest met bbq in de {waar} op {wanneer} van 15 tot 22 uur met {hoeveel} mensen",
    "rommelmarkt in de {waar} op {wanneer} van 10 tot 16 uur met {hoeveel} mensen",
    "een lange tafel in de {waar} op {wanneer} van 17 tot 21 uur met {hoeveel} mensen",
    "een buurtmoestuin bij de {waar} met {hoeveel} mensen",
    "een weggeefkast in de {waar}",
    "een bankje in de {waar}",
    "een speeltoestel bij de {waar}",
    "geveltuintjes in de {waar} met {hoeveel} mensen",
    "een drempel in de {waar}, er wordt te hard gereden",
    "elke zaterdag repareren wij spullen in de {waar} met {hoeveel} mensen",
    "op {wanneer} zwerfvuil prikken bij de {waar} met {hoeveel} mensen",
    "de lantaarns een avond uit bij de {waar} op {wanneer}",
)
OURS = 10**9
"""People's own messages are numbered from here, beyond those of the bot."""

FIRST_PLANS = 0.86
"""Of all plans so many are somebody's first: residents come back, or begin anew."""

FAULTS = 3.0
"""In a hundred sends."""


@dataclass(frozen=True)
class Plan:
    """What the year is to be like. `first` is its first day, `days` how many there are."""

    dossiers: int
    seed: int
    first: date
    days: int
    workers: int

    @property
    def dossiers_a_year(self) -> int:
        return self.dossiers * 365 // self.days

    @property
    def last(self) -> date:
        return self.first + self.days * DAY


@dataclass
class Year:
    """One year on the database that `setup` names, and all that is written down of it."""

    plan: Plan
    setup: Setup
    knowledge: Knowledge
    database: Database
    records: list[Record] = field(default_factory=list)
    outage: set[date] = field(default_factory=set)
    kills: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(self.plan.seed)
        self._zone = ZoneInfo(self.knowledge.municipality.zone)
        self._world = World(self._zone, self._random, self._at(self.plan.last, 0))
        self._numbers = count(1)
        self._agenda: list[tuple[datetime, int, Somebody]] = []
        self._turns = count()
        self.people = {one.chat: one for one in self._everybody()}
        self.watch = Watch(self.database, self.knowledge, self._world)
        self.handled = 0

    def run(self) -> None:
        """Let the year go by, and a last week without faults in which everything is finished."""
        with self.database.write() as connection:
            self._connect_team(connection)
        for somebody in self.people.values():
            self._put_on_agenda(somebody)
        with Crew(self.setup, self.plan.workers, Random(f"crew {self.plan.seed}")) as self.crew:
            self._to_kill = set(self._moments_to_kill())
            self.outage = set(self._days_of_outage())
            for day in self._days():
                self._goes_by(day)
            self._finish()

    # --- who takes part

    def _everybody(self) -> Iterator[Somebody]:
        begins = self._at(self.plan.first, 0)
        for member in self.knowledge.team.values():
            yield Colleague(member, self._world, begins)
        told = _ideas()
        for number in range(round(self.plan.dossiers * FIRST_PLANS)):
            day = self.plan.first + DAY * self._random.randrange(max(1, self.plan.days - 14))
            wijk = self._random.choice(list(self.knowledge.wijken.values()))
            tells_much = self._random.random() < 0.7
            idea = self._idea(wijk, day) if tells_much else self._random.choice(told)
            moment = self._at(day, BEGINNING)
            yield Resident(f"bewoner-{number}", self._world, idea, moment, wijk.id)

    def _idea(self, wijk: Wijk, day: date) -> str:
        """Somebody who tells much at once, so that little need be asked."""
        return self._random.choice(IDEAS).format(
            waar=self._random.choice(wijk.streets),
            wanneer=write_day(day + DAY * self._random.randint(15, 120)),
            hoeveel=self._random.choice((12, 30, 60, 150)),
        )

    def _connect_team(self, connection: Connection) -> None:
        members = [Person(chat=chat_of(m), member=m) for m in self.knowledge.team]
        stored_people.save(connection, members)

    # --- time

    def _days(self) -> Iterator[date]:
        for number in range(self.plan.days):
            yield self.plan.first + number * DAY

    def _at(self, day: date, hour: float) -> datetime:
        clock = time(int(hour), int(hour % 1 * 60))
        return datetime.combine(day, clock, self._zone).astimezone(UTC)

    def _is_working(self, day: date) -> bool:
        return self.knowledge.calendar.is_working_day(day)

    def _moments_to_kill(self) -> Iterator[datetime]:
        """One in each week, on a working day."""
        for number in range(0, self.plan.days, 7):
            days = [self.plan.first + (number + n) * DAY for n in range(7)]
            working = [day for day in days if self._is_working(day)]
            if working:
                yield self._at(self._random.choice(working), self._random.choice(WORKDAY))

    def _days_of_outage(self) -> Iterator[date]:
        """Three working days in a row, somewhere in the middle."""
        day = self.plan.first + self.plan.days // 2 * DAY
        while not all(self._is_working(day + n * DAY) for n in range(OUTAGE_DAYS)):
            day += DAY
        for number in range(OUTAGE_DAYS):
            yield day + number * DAY

    def _goes_by(self, day: date) -> None:
        if day in self.outage and self.crew.is_there:
            self.crew.stop()
        elif day not in self.outage and not self.crew.is_there:
            self.crew.start()
        self._house_works(Step(self._at(day, NIGHT), (), frozenset(), FAULTS, tidy=True))
        for hour in WORKDAY if self._is_working(day) else WEEKEND:
            self._busy_while(self._at(day, hour))
        self.watch.look(self._at(day, EVENING), day, self.crew.confirmed)
        if day.day == 1 or self.plan.days < 90:
            self._tell(day)

    def _busy_while(self, moment: datetime) -> None:
        """Rounds, for as long as somebody is busy in their chat."""
        kill = moment in self._to_kill and self.crew.is_there
        for number in range(MOST_ROUNDS):
            now = moment + number * SOON
            self.crew.receive(list(self._what_people_do(now)))
            step = Step(now, (), frozenset(self._world.blocked), FAULTS)
            self._house_works(step, all_hands=number == 0, kill=kill)
            self.kills += [now] * kill
            kill = False
            if not self._agenda or self._agenda[0][0] > now + SOON:
                return

    def _house_works(self, step: Step, *, all_hands: bool = True, kill: bool = False) -> None:
        if not self.crew.is_there:
            return
        for record in self.crew.do(step, all_hands=all_hands, kill=kill):
            self.records.append(record._replace(buttons=()))
            somebody = self.people.get(record.chat)
            if somebody is not None and record.accepted:
                wakes = somebody.wakes
                somebody.sees(record)
                if somebody.wakes != wakes:
                    self._put_on_agenda(somebody)

    def _finish(self) -> None:
        """Nobody does anything more, and nothing goes wrong: what is owed now must go."""
        moment = self._at(self.plan.last, 9)
        for hours in (0, 0.1, 0.2, 1, 2):
            now = moment + timedelta(hours=hours)
            self._house_works(Step(now, (), frozenset(self._world.blocked), 0.0))
        self.ended = now
        self.watch.look(now, self.plan.last, self.crew.confirmed)

    # --- people

    def _put_on_agenda(self, somebody: Somebody) -> None:
        if somebody.wakes is not None:
            heapq.heappush(self._agenda, (somebody.wakes, next(self._turns), somebody))

    def _what_people_do(self, now: datetime) -> Iterator[Item]:
        while self._agenda and self._agenda[0][0] <= now:
            wakes, _, somebody = heapq.heappop(self._agenda)
            if wakes != somebody.wakes:
                continue
            for act in somebody.act(now):
                yield self._item(somebody, act, now)
            self._put_on_agenda(somebody)

    def _item(self, somebody: Somebody, act: Act, now: datetime) -> Item:
        number = next(self._numbers)
        message = act.message if isinstance(act.happening, Pressed) else OURS + number
        origin = Origin(chat=somebody.chat, sender=somebody.chat, message=message, at=now)
        return f"t{number}", somebody.chat, Incoming(origin=origin, happening=act.happening)

    def _tell(self, day: date) -> None:
        done = f"{len(self.records)} sends in {self.crew.steps} steps, {self.watch.open} plans open"
        busy = f"workers {self.crew.busy:.0f} s, people {real.process_time():.0f} s"
        print(f"{day}: {done}; {busy}", file=sys.stderr, flush=True)


def _ideas() -> Sequence[str]:
    lines = (ROOT / "ideas.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]
