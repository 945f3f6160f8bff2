"""Trying mutants one after the other: each in a folder that is whole but for the mutated file."""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from bot.content import Fault, check, load
from tests.mutants.book import Book, Spot
from tests.mutants.kinds import FREE, WRONG, Kind
from tests.mutants.page import Mutant

End = Literal["refused", "accepted", "misplaced", "trace"]

SLOW = 4
"""So many tries of each slow kind."""
LOADED = 25
"""One of so many accepted mutants is loaded and used as well."""
TRIES = 200
"""Where a kind of mutation finds no place after so many tries, the content has none."""


@dataclass(frozen=True)
class Trial:
    """What became of one mutant. `told` is what was said of it, or the stack trace."""

    kind: str
    file: str
    end: End
    must: bool
    told: tuple[str, ...]
    changed: str

    @property
    def is_wrong(self) -> bool:
        return self.end == "trace" or (self.must and self.end != "refused")


class Campaign:
    """Mutants of the content in a folder, drawn by a seed; `folder` is a copy that may be written
    to, and is whole again after each trial."""

    def __init__(self, folder: Path) -> None:
        self.book = Book(folder)
        self._today = self.book.today
        self._spots: dict[str, list[list[Spot]]] = {}
        self._accepted = 0

    @property
    def faults_before(self) -> list[Fault]:
        """What is wrong already; a campaign needs content without faults."""
        return check(self.book.folder, self._today, sentences=False)

    def trials(self, numbers: Iterable[int], seed: int) -> Iterator[Trial]:
        """The mutants with these numbers, each the same for the same seed."""
        kinds = _order()
        for number in numbers:
            rng = Random(f"{seed}:{number}")
            trial = self._trial(kinds[number % len(kinds)], number, rng)
            if trial is not None:
                yield trial

    def _trial(self, kind: Kind, number: int, rng: Random) -> Trial | None:
        if kind.slow and number >= SLOW * len(_order()):
            return None
        drawn = self._drawn(kind, rng)
        if drawn is None:
            return None
        spot, mutant = drawn
        page, _ = spot
        must = kind in WRONG
        changed = _difference(page.text, mutant.content)
        with self._in_place(page.name, mutant.content):
            try:
                faults = check(self.book.folder, self._today, sentences=kind.slow)
                if not faults:
                    self._use()
            except Exception:
                told = traceback.format_exc().splitlines()
                return Trial(kind.name, page.name, "trace", must, tuple(told[-6:]), changed)
        end = _judged(spot, mutant, faults)
        return Trial(kind.name, page.name, end, must, tuple(map(str, faults)), changed)

    def _drawn(self, kind: Kind, rng: Random) -> tuple[Spot, Mutant] | None:
        """A place in some file, and the mutant that differs from what stood there."""
        if kind.name not in self._spots:
            self._spots[kind.name] = _by_file(kind.spots(self.book))
        files = self._spots[kind.name]
        for _ in range(TRIES if files else 0):
            page, place = spot = rng.choice(rng.choice(files))
            mutant = kind.change(page, place, rng, self.book)
            if mutant is not None and mutant.content != page.text.encode():
                return spot, mutant
        return None

    def _use(self) -> None:
        """What was accepted must work: now and then, since loading takes a second."""
        self._accepted += 1
        if self._accepted % LOADED == 1:
            knowledge = load(self.book.folder)
            for question in knowledge.questions:
                knowledge.texts.render(question.ask, naam="Samira")
            for name in knowledge.texts.labels():
                knowledge.texts.label(
                    name, naam="Samira", moment="10–12", bedrag="250 euro", wat="hekken"
                )
            knowledge.matcher.match("we willen een straatfeest met muziek")

    @contextmanager
    def _in_place(self, name: str, content: bytes) -> Iterator[None]:
        path = self.book.folder / name
        whole = path.read_bytes()
        path.write_bytes(content)
        try:
            yield
        finally:
            path.write_bytes(whole)


def by_kind(trials: Iterable[Trial]) -> dict[str, Counter[str]]:
    """What became of the mutants of each kind, in the order of the kinds."""
    counted: dict[str, Counter[str]] = {kind.name: Counter() for kind in (*WRONG, *FREE)}
    for trial in trials:
        counted[trial.kind][trial.end] += 1
    return counted


def _by_file(spots: Iterable[Spot]) -> list[list[Spot]]:
    """Each file has the same chance, however long it is."""
    files: dict[str, list[Spot]] = {}
    for page, place in spots:
        files.setdefault(page.name, []).append((page, place))
    return list(files.values())


def _order() -> tuple[Kind, ...]:
    return (*WRONG, *FREE)


def _judged(spot: Spot, mutant: Mutant, faults: Sequence[Fault]) -> End:
    if not faults:
        return "accepted"
    if mutant.lines is None:
        return "refused"
    page, place = spot
    first, last = mutant.lines
    here = any(f.file.endswith(f"/{page.name}") and first <= f.line <= last for f in faults)
    there = mutant.elsewhere and any(place.raw in fault.what for fault in faults)
    return "refused" if here or there else "misplaced"


def _difference(text: str, content: bytes) -> str:
    """The first line that changed, for whoever looks at a fault."""
    changed = content.decode(errors="replace").split("\n")
    for number, (old, new) in enumerate(zip(text.split("\n"), changed, strict=False), start=1):
        if old != new:
            return f"regel {number}: {old.strip()[:60]!r} werd {new.strip()[:60]!r}"
    return "het einde"
