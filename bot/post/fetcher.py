"""The bytes of files that people sent, from the channel into the data volume."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import structlog
from sqlalchemy.exc import OperationalError

from bot.core.channel import Channel, NotSent, Receipt, Sent, Unsure
from bot.core.happenings import FileFetched, Incoming, Origin
from bot.store import files, inbox
from bot.store.bell import Bell
from bot.store.database import Database
from bot.store.files import Wanted
from bot.store.sending import channel_of

AT_ONCE = 4
TRIES = 5
PAUSE = timedelta(seconds=30)

log = structlog.get_logger()


class Fetcher:
    """Fetches wanted files under names of our own, and tells the desk about each.

    `now` gives aware UTC; `data` is the folder under which files are kept; `notify` is called when
    the desk has something to hear.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        *,
        data: Path,
        notify: Callable[[], None] = lambda: None,
        lease: timedelta = timedelta(minutes=5),
    ) -> None:
        self._database = database
        self._channels = channels
        self._now = now
        self._data = data
        self._notify = notify
        self._lease = lease
        self.bell = Bell()

    async def run(self) -> None:
        """Fetch whenever the bell rings, until cancelled."""
        while True:
            try:
                await self.fetch_all()
            except OperationalError as trouble:
                log.error("fetcher.database", trouble=type(trouble.orig).__name__)
            await self.bell.heard()

    async def fetch_all(self) -> int:
        """Fetch until nothing is wanted now; gives how many were tried."""
        tried = 0
        while wanted := await self._database.run(self._claim):
            await asyncio.gather(*map(self._fetch, wanted))
            tried += len(wanted)
        return tried

    def _claim(self) -> list[Wanted]:
        with self._database.write() as connection:
            return files.claim(connection, self._now(), self._lease, AT_ONCE)

    async def _fetch(self, wanted: Wanted) -> None:
        path = _place_of(wanted)
        target = self._data / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            receipt = await self._ask(wanted, target)
        except Exception as fault:
            log.error("fetcher.channel", fault=type(fault).__name__)
            receipt = Unsure()
        if not await self._database.run(self._settle, wanted, receipt, path):
            target.unlink(missing_ok=True)
        self._notify()

    async def _ask(self, wanted: Wanted, target: Path) -> Receipt:
        channel = self._channels.get(channel_of(wanted.chat))
        return await channel.fetch(wanted.ref, target) if channel else NotSent()

    def _settle(self, wanted: Wanted, receipt: Receipt, path: Path) -> bool:
        """Write what became of it; False when nobody keeps the bytes."""
        now = self._now()
        with self._database.write() as connection:
            if isinstance(receipt, NotSent | Unsure) and wanted.tries < TRIES:
                files.settle(connection, wanted, "wanted", not_before=now + PAUSE * wanted.tries)
                return files.is_held(connection, wanted.ref)
            kept = str(path) if isinstance(receipt, Sent) else None
            if not files.settle(connection, wanted, "fetched" if kept else "failed", path=kept):
                return files.is_held(connection, wanted.ref)
            origin = Origin(chat=wanted.chat, sender=wanted.chat, at=now)
            told = Incoming(origin=origin, happening=FileFetched(ref=wanted.ref, path=kept))
            inbox.put(connection, [(f"f{wanted.ref}", wanted.chat, told)], now)
        return kept is not None


def _place_of(wanted: Wanted) -> Path:
    """A name of our own, the same at each try: bytes that a kill left behind are written over."""
    name = sha256(wanted.ref.encode()).hexdigest()[:32]
    return Path("files") / name[:2] / name
