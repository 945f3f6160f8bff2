"""The content that is in force, and what becomes of it when its files change.

Looking costs next to nothing while nothing changed. What did change is read and checked whole, and
takes the place of what is in force in one step; what is broken never does.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.collecting import nothing_collected, set_apart
from bot.content.fault import ContentFaults, Fault
from bot.content.folder import fingerprint
from bot.content.load import load
from bot.core.knowledge import Knowledge

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class News:
    """What a look found, each state of the files by its own `key`. `faults` are why they are
    refused (`first`: what stood there before was not); without them they are in force, and `mended`
    tells that what stood there before was refused."""

    key: str
    faults: tuple[Fault, ...] = ()
    first: bool = False
    mended: bool = False


class Live:
    """The content of a folder, with a municipality's `own` over it; `knowledge` is in force.
    Whoever works on something keeps the one that it began with."""

    def __init__(self, folder: Path, own: Path | None, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._folder = folder
        self._own = own
        self._seen: Stamp | None = None
        self._judged: Stamp | None = None
        self._is_broken = False

    def look(self, *, at_once: bool = False) -> News | None:
        """Judge what changed since the last look, if anything. Who saves several files is at it for
        a while, so files are judged when two looks saw the same; `at_once` waits for no second.

        It reads files: from a loop, call it in a thread of its own."""
        stamp = self._stamp()
        rests = at_once or stamp == self._seen
        self._seen = stamp
        if stamp == self._judged or not rests:
            return None
        with nothing_collected():
            found = self._read()
            if self._stamp() != stamp:
                return None  # it changed while it was read: look again
            self._judged = stamp
            news = self._take(found, hashlib.sha256(repr(stamp).encode()).hexdigest())
            set_apart()  # and away goes what was in force before
        return news

    def _read(self) -> Knowledge | ContentFaults:
        if fingerprint(self._folder, self._own) == self.knowledge.hash:
            return self.knowledge
        try:
            return load(self._folder, self._own)
        except ContentFaults as refused:
            return refused
        except Exception as mistake:  # ours, not the editor's: what works may not stop for it
            what = f"Dit kon ik niet lezen: {type(mistake).__name__}."
            return ContentFaults([Fault(str(self._folder), 1, 1, what, "Meld dit aan de makers.")])

    def _take(self, found: Knowledge | ContentFaults, key: str) -> News | None:
        was_broken = self._is_broken
        self._is_broken = isinstance(found, ContentFaults)
        if isinstance(found, ContentFaults):
            return News(key, faults=found.faults, first=not was_broken)
        changed, self.knowledge = found is not self.knowledge, found
        return News(key, mended=was_broken) if changed or was_broken else None

    def _stamp(self) -> Stamp:
        """What changes with every file that is saved, as cheap as can be."""
        return tuple(sorted(self._files()))

    def _files(self) -> Iterator[tuple[str, int, int]]:
        for folder in filter(None, (self._folder, self._own)):
            for path in folder.rglob("*.y*ml"):
                try:
                    stat = path.stat()
                except OSError:
                    continue  # it went away
                yield str(path), stat.st_mtime_ns, stat.st_size
