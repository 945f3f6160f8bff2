"""The workers of the house, started, killed and started again, and what came in for them."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from multiprocessing.connection import Connection, wait
from random import Random
from typing import Any

from bot.store.inbox import Item
from tests.year.channel import LedgerReader, Record
from tests.year.worker import Done, Setup, Step, ledger_of, run

LONGEST_UNTIL_KILL = 0.06
"""Within so many real seconds of a step a worker that is to die does."""

FEW = 12
"""What came in that is less than this is left to one worker."""

WORKERS = multiprocessing.get_context("forkserver")
WORKERS.set_forkserver_preload(["tests.year.preload"])


class Crew:
    """So many workers on one database. Used as a context manager.

    What came in is kept until a worker confirms that it is stored; then its key is in `confirmed`.
    `killed` tells of each life that was ended at work, at which moment.
    """

    def __init__(self, setup: Setup, workers: int, random: Random) -> None:
        self._setup = setup
        self._random = random
        self._lives = 0
        self._lines: list[Connection | None] = [None] * workers
        self._processes: list[Any] = [None] * workers
        self._life_of: list[int] = [0] * workers
        self._readers: list[LedgerReader] = []
        self._unconfirmed: list[Item] = []
        self.confirmed: list[str] = []
        self.killed: dict[int, datetime] = {}
        self.trouble = 0
        self.busy = 0.0
        self.steps = 0

    def __enter__(self) -> "Crew":
        for place in range(len(self._lines)):
            self._start(place)
        return self

    def __exit__(self, *_: object) -> None:
        for place, line in enumerate(self._lines):
            if line is not None:
                line.close()
                self._processes[place].join(5)
                if self._processes[place].is_alive():
                    self._processes[place].kill()

    @property
    def is_there(self) -> bool:
        return any(line is not None for line in self._lines)

    def receive(self, items: Sequence[Item]) -> None:
        """The world says this; it is kept until somebody confirms it."""
        self._unconfirmed += items

    @property
    def has_post(self) -> bool:
        return bool(self._unconfirmed)

    def do(self, step: Step, *, all_hands: bool, kill: bool = False) -> list[Record]:
        """Let the workers do all that can be done at this moment; gives what the channel did. One
        of them does it alone when only a few things came in, unless `all_hands` are wanted. With
        `kill`, one does not live to see the end of it, and another life takes its place."""
        here = [place for place, line in enumerate(self._lines) if line is not None]
        if len(self._unconfirmed) < FEW and not all_hands and not kill:
            here = [self._random.choice(here)]
        self.steps += 1
        parts = _dealt(self._unconfirmed, len(here))
        given = dict(zip(here, parts, strict=True))
        for n, place in enumerate(here):
            mine = replace(step, items=given[place], tidy=step.tidy and n == 0)
            self._line(place).send(mine)
        doomed = self._random.choice(here) if kill else None
        if doomed is not None:
            time.sleep(self._random.uniform(0, LONGEST_UNTIL_KILL))
            self.killed[self._life_of[doomed]] = step.now
            self._kill(doomed)
        for place in here:
            if place != doomed:
                self._hear(place, given[place])
        if doomed is not None:
            self._start(doomed)
        return sorted(self._read(), key=lambda record: record.turn)

    def stop(self) -> None:
        """An outage: everybody ends on the spot."""
        for place, line in enumerate(self._lines):
            if line is not None:
                self._kill(place)

    def start(self) -> None:
        """Everybody is there again."""
        for place, line in enumerate(self._lines):
            if line is None:
                self._start(place)

    def _start(self, place: int) -> None:
        ours, theirs = WORKERS.Pipe()
        life = self._lives
        self._lives += 1
        process = WORKERS.Process(target=run, args=(self._setup, life, theirs), daemon=True)
        process.start()
        theirs.close()
        self._lines[place], self._processes[place] = ours, process
        self._life_of[place] = life
        self._readers.append(LedgerReader(ledger_of(self._setup.folder, life), life))

    def _kill(self, place: int) -> None:
        os.kill(self._processes[place].pid, signal.SIGKILL)
        self._processes[place].join()
        self._line(place).close()
        self._lines[place] = None

    def _hear(self, place: int, given: Sequence[Item]) -> None:
        line = self._line(place)
        wait([line, self._processes[place].sentinel])
        try:
            done: Done = line.recv()
        except (EOFError, ConnectionError):
            log = (self._setup.folder / "worker.log").read_text()[-3000:]
            raise RuntimeError(f"a worker fell over:\n{log}") from None
        self.trouble += done.trouble
        self.busy += done.busy
        keys = {key for key, _, _ in given}
        self.confirmed += keys
        self._unconfirmed = [item for item in self._unconfirmed if item[0] not in keys]

    def _line(self, place: int) -> Connection:
        line = self._lines[place]
        assert line is not None
        return line

    def _read(self) -> Iterator[Record]:
        for reader in self._readers:
            yield from reader.read()


def _dealt(items: Sequence[Item], parts: int) -> list[list[Item]]:
    """Over so many, each lane to one of them."""
    lanes = {lane: n for n, lane in enumerate(dict.fromkeys(lane for _, lane, _ in items))}
    return [[item for item in items if lanes[item[1]] % parts == n] for n in range(parts)]
