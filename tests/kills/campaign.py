"""Many dialogues, each with a kill somewhere else, against one in which nothing was killed."""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from tests.botapi import BotApiServer
from tests.kills.dialogue import Stage, play
from tests.kills.house import START, House, Unfinished
from tests.kills.judging import Facts, Verdict, facts, judge
from tests.launch import FileClock, Nursery

Databases = Callable[[Path], AbstractContextManager[str]]
"""Gives the address of an empty database, for a folder of its own."""

HOOK = "tests.kills.points"
AGAIN = 0.25
"""The part of the runs that is killed once more while it recovers."""
RECOVERY = 250
"""Within so many boundaries of a start."""
IDLE = "sql:COMMIT nothing:after"
SEEN_IDLE = 2


@dataclass
class Run:
    """One dialogue: where it should be killed, where it was, and what became of it."""

    deadly: Sequence[str]
    deaths: Sequence[str]
    verdict: Verdict
    unfinished: str = ""

    @property
    def is_good(self) -> bool:
        """Who never gets a message on which the bot gave up may wait for it in vain."""
        return self.verdict.is_good and not (self.unfinished and not self.verdict.given_up)

    @property
    def kind(self) -> str:
        return self.deaths[0].partition("#")[0] if self.deaths else "not reached"


@dataclass
class Campaign:
    """Runs against one kind of database. Use it as a context manager.

    `jobs` dialogues are played at a time; `seed` chooses where they are killed.
    """

    databases: Databases
    seed: int
    jobs: int = 2
    points: list[str] = field(default_factory=list)

    def __enter__(self) -> "Campaign":
        with ExitStack() as stack:
            self._nurseries: SimpleQueue[Nursery] = SimpleQueue()
            for _ in range(self.jobs):
                self._nurseries.put(stack.enter_context(Nursery(HOOK)))
            self._random = random.Random(self.seed)
            self._stack = stack.pop_all()
        self.expected = self._play_undisturbed()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def plan(self, count: int) -> list[list[str]]:
        """Where to kill in that many runs, spread evenly over the dialogue: half of them at what
        another can see (a commit, a request), which are few, half between those."""
        seen = [point for point in self.points if is_seen_by_another(point)]
        unseen = [point for point in self.points if not is_seen_by_another(point)]
        half = count // 2
        return [
            self._chain(one)
            for one in self._spread(seen, half) + self._spread(unseen, count - half)
        ]

    def _spread(self, points: Sequence[str], count: int) -> list[str]:
        step = len(points) / max(count, 1)
        return [points[int((n + self._random.random()) * step)] for n in range(count)]

    def run_all(self, plans: Iterable[Sequence[str]]) -> Iterator[Run]:
        with ThreadPoolExecutor(self.jobs) as pool:
            yield from pool.map(self.run, plans)

    def run(self, deadly: Sequence[str]) -> Run:
        """Play one dialogue that is killed at these boundaries, one for each start."""
        with self._house(deadly) as house:
            unfinished = _play(house)
            return Run(deadly, house.deaths, judge(house, self.expected), unfinished)

    def _chain(self, first: str) -> list[str]:
        is_killed_again = self._random.random() < AGAIN
        return [first, str(self._random.randint(1, RECOVERY))] if is_killed_again else [first]

    def _play_undisturbed(self) -> Facts:
        with self._house([], journal=True) as house:
            unfinished = _play(house)
            run = Run([], house.deaths, judge(house, None), unfinished)
            if not run.is_good:
                raise Unfinished(f"also without any kill: {run}")
            self.points = busy_points(house.points_reached())
            return facts(house)

    @contextmanager
    def _house(self, deadly: Sequence[str], *, journal: bool = False) -> Iterator[House]:
        nursery = self._nurseries.get()
        try:
            with ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kills-")))
                url = stack.enter_context(self.databases(folder))
                clock = FileClock(folder / "clock", START)
                telegram = stack.enter_context(BotApiServer(clock=clock))
                house = House(nursery, telegram, clock, url, folder, deadly, journal=journal)
                yield stack.enter_context(house)
        finally:
            self._nurseries.put(nursery)


def _play(house: House) -> str:
    """Play to the end and stop the bot; gives why that did not succeed."""
    try:
        play(Stage(house))
        house.stop()
    except Unfinished as why:
        return str(why)
    return ""


def is_seen_by_another(point: str) -> bool:
    """Whether this is a boundary beyond which the database or Telegram knows something."""
    return point.startswith(("http:", "sql:COMMIT")) and not point.startswith("sql:COMMIT nothing")


def busy_points(journal: Sequence[str]) -> list[str]:
    """The boundaries of a dialogue, without those of transactions that found nothing to do: of
    each kind of these only the first few."""
    kept: list[str] = []
    seen: Counter[str] = Counter()
    for transaction in _transactions(journal):
        is_idle = transaction[-1].startswith(IDLE)
        for point in transaction:
            kind = point.partition("#")[0]
            seen[kind] += is_idle
            if not is_idle or kind.startswith("http:") or seen[kind] <= SEEN_IDLE:
                kept.append(point)
    return kept


def _transactions(journal: Sequence[str]) -> Iterator[list[str]]:
    """What was reached up to and with each commit."""
    part: list[str] = []
    for point in journal:
        part.append(point)
        if point.startswith("sql:COMMIT") and ":after" in point:
            yield part
            part = []
    if part:
        yield part
