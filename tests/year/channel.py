"""A channel in this process: it writes down what it accepts, and sometimes it fails."""

import json
import os
import time
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bot.core.channel import Blocked, NotSent, Receipt, Sent, Unsure
from bot.core.decision import Edit, Outgoing, Send
from bot.core.texts import plain

NAME = "jaar"
SHOWN = 160
"""So much of a text is kept, to tell what went wrong."""


class Record(NamedTuple):
    """What the channel did with one attempt: at which moment (aware UTC), by which `life` of a
    process, on which outbox `row`. `turn` tells what came first where time stood still. `number` is
    that of the message in its chat (for an edit, of the one that it changes), `buttons` are
    (action, label, value, what it is besides)."""

    life: int
    at: datetime
    turn: int
    row: int
    kind: str
    chat: str
    dossier: str | None
    cls: str
    number: int
    accepted: bool
    receipt: str
    text: str
    buttons: tuple[tuple[str, str, str, str], ...]


class Ledger:
    """The file in which one life of a process writes what its channel did: a line is written whole,
    and outlives the process however that ends."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, *fields: Any) -> None:
        os.write(self._file, json.dumps(fields, separators=(",", ":")).encode() + b"\n")


class LedgerReader:
    """Reads on where it left off."""

    def __init__(self, path: Path, life: int) -> None:
        self._path, self._life, self._at = path, life, 0

    def read(self) -> list[Record]:
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            file.seek(self._at)
            lines = file.readlines()
            self._at = file.tell()
        return [self._record(json.loads(line)) for line in lines]

    def _record(self, fields: list[Any]) -> Record:
        at, *rest, buttons = fields
        moment = datetime.fromisoformat(at)
        return Record._make((self._life, moment, *rest, tuple(map(tuple, buttons))))


class YearChannel:
    """Accepts what it is given, but for `faults` of every hundred attempts. `blocked` are the chats
    of those who blocked us; `life` numbers the process, so that no message gets a number twice."""

    name = NAME

    def __init__(self, ledger: Ledger, now: Callable[[], datetime], life: int, seed: int) -> None:
        self._ledger = ledger
        self._now = now
        self._random = Random(f"{seed}/{life}")
        self._number = life * 1_000_000
        self.faults = 0.0
        self.blocked: Collection[str] = frozenset()

    async def deliver(
        self,
        out: Outgoing,
        *,
        outbox: int,
        message: int | None,
        file: Path | None,  # noqa: ARG002
    ) -> Receipt:
        """Without any waiting, so that what is claimed together also lands together."""
        receipt, accepted = self._fate(out.chat)
        self._number += isinstance(out, Send)
        number = self._number if isinstance(out, Send) else message or 0
        if isinstance(receipt, Sent):
            receipt = Sent(message=number)
        self._write(out, outbox, number, receipt, accepted=accepted)
        return receipt

    async def fetch(self, ref: str, to: Path) -> Receipt:
        raise NotImplementedError(f"nobody sends files here: {ref} {to}")

    def _fate(self, chat: str) -> tuple[Receipt, bool]:
        if chat in self.blocked:
            return Blocked(), False
        if self._random.random() * 100 >= self.faults:
            return Sent(), True
        return self._random.choice(
            (
                (NotSent(), False),
                (NotSent(retry_after=self._random.uniform(1, 30)), False),
                (Unsure(), True),
                (Unsure(), False),
            )
        )

    def _write(
        self, out: Outgoing, row: int, number: int, receipt: Receipt, *, accepted: bool
    ) -> None:
        buttons = [b for row in out.buttons for b in row] if isinstance(out, Send | Edit) else []
        self._ledger.write(
            self._now().isoformat(),
            time.monotonic_ns(),
            row,
            out.kind,
            out.chat,
            out.dossier if isinstance(out, Send) else None,
            out.cls if isinstance(out, Send) else "",
            number,
            accepted,
            receipt.kind,
            plain(out.text)[:SHOWN] if isinstance(out, Send | Edit) else "",
            [(b.action, b.label, b.value, "url" if b.url else b.share or "") for b in buttons],
        )
