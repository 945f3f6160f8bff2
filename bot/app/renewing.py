"""Content that changes while the house runs: noticed, put in force, and told through the inbox."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot import content
from bot.content.fault import Fault
from bot.content.live import Live, News
from bot.core.happenings import ContentBroken, ContentMended
from bot.settings import Settings
from bot.store import content as told
from bot.store.database import Database

SHOWN = 5
"""So many faults are told in a message; `aanspreekpunt check` tells all."""

log = structlog.get_logger(__name__)


def content_of(settings: Settings) -> Live:
    """The content of an installation, read and checked. Raises ContentFaults."""
    folder, own = content.find_knowledge(settings.knowledge), settings.knowledge_own
    return Live(folder, own, content.load(folder, own))


class Renewal:
    """Looks after the content. `now` gives aware UTC; `notify` is called when something came of it.

    The files are read in a thread of their own: neither the loop nor the writer waits for that.
    """

    def __init__(
        self,
        database: Database,
        live: Live,
        now: Callable[[], datetime],
        *,
        notify: Callable[[], None] = lambda: None,
    ) -> None:
        self.live = live
        self._database = database
        self._now = now
        self._notify = notify
        self._untold: list[News] = []
        self._reckoned: str | None = None

    async def look(self, *, at_once: bool = False) -> bool:
        """Put changed content in force, and see to it that the desk hears of it; gives whether that
        is other content. What could not be stored now is stored at the next look.

        Raises sqlalchemy.exc.OperationalError when the database fails.
        """
        before = self.live.knowledge
        news = await asyncio.to_thread(self.live.look, at_once=at_once)
        if news is not None:
            _log(news, self.live)
            self._untold.append(news)
        await self._store()
        return self.live.knowledge is not before

    async def _store(self) -> None:
        in_force = self.live.knowledge.hash
        if not self._untold and self._reckoned == in_force:
            return
        if await self._database.run(self._write, tuple(self._untold), in_force):
            self._notify()
        self._untold.clear()
        self._reckoned = in_force

    def _write(self, untold: tuple[News, ...], in_force: str) -> bool:
        now, happened = self._now(), [(news.key, _happening(news)) for news in untold]
        with self._database.write() as connection:
            to_reckon = told.in_force(connection, in_force, now)
            for key, happening in happened:
                if happening is not None:
                    told.tell(connection, key, happening, now)
        return to_reckon or any(happening for _, happening in happened)


def _happening(news: News) -> ContentBroken | ContentMended | None:
    """What staff hear of it: that it broke, and that it is whole again; not each save between."""
    if news.faults and news.first:
        shown = tuple(_shown(fault) for fault in news.faults[:SHOWN])
        return ContentBroken(faults=shown, more=len(news.faults) - len(shown))
    return ContentMended() if news.mended else None


def _shown(fault: Fault) -> str:
    return f"{fault.file}, regel {fault.line}: {fault.what} {fault.remedy}"


def _log(news: News, live: Live) -> None:
    """Where it is wrong, not what: a fault quotes the content, and that names people."""
    if news.faults:
        first = news.faults[0]
        place = f"{first.file}:{first.line}"
        log.warning("content.refused", faults=len(news.faults), first=place)
    else:
        log.info("content.live", hash=live.knowledge.hash)
