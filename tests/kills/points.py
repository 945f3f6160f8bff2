"""Names every boundary between the bot and its database or Telegram, and ends it at a chosen one.

A hook of `tests.launch`: it changes nothing until the environment of a bot names a journal (a file
that gets the name of each boundary reached, one a line) and, at will, the boundary to die at.
"""

import asyncio
import os
import re
import signal
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import aiohttp
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from bot import clock
from bot.app import serving
from bot.channels.telegram.request import AiohttpRequest

JOURNAL, DEADLY = "KILLS_JOURNAL", "KILLS_AT"
CALM = timedelta(seconds=0.4)
"""Between ticks: more often, and what is counted would mostly be a bot that finds nothing to do."""

WRITES = ("INSERT", "UPDATE", "DELETE")
TABLE = re.compile(r"\b(?:INTO|FROM|UPDATE|TABLE|PRAGMA)\s+\"?(\w+)", re.IGNORECASE)


class Points:
    """Counts boundaries. One is named "sql:INSERT inbox:before#3": the third of its kind; or by
    its number among all ("812")."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Counter[str] = Counter()
        self._journal: int | None = None

    def reach(self, kind: str) -> None:
        if JOURNAL not in os.environ:
            return
        with self._lock:
            self._seen[kind] += 1
            name = f"{kind}#{self._seen[kind]}"
            self._note(name)
            if os.environ.get(DEADLY) in (name, str(self._seen.total())):
                os.kill(os.getpid(), signal.SIGKILL)

    def _note(self, name: str) -> None:
        if self._journal is None:
            self._journal = os.open(os.environ[JOURNAL], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(self._journal, f"{name}\n".encode())


points = Points()
transaction = threading.local()
"""The first thing that this thread's transaction wrote: what its commit is about."""


def in_short(statement: str) -> str:
    """ "UPDATE outbox" for a whole statement."""
    verb = statement.split(None, 1)[0].upper()
    table = TABLE.search(statement)
    return f"{verb} {table[1]}" if table else verb


def watch_database() -> None:
    event.listen(Engine, "begin", _begin)
    event.listen(Engine, "before_cursor_execute", _before)
    event.listen(Engine, "after_cursor_execute", _after)
    commit: Callable[[DefaultDialect, Any], None] = DefaultDialect.do_commit

    def watched(self: DefaultDialect, connection: Any) -> None:
        what = f"sql:COMMIT {getattr(transaction, 'wrote', None) or 'nothing'}"
        points.reach(f"{what}:before")
        commit(self, connection)
        points.reach(f"{what}:after")

    setattr(DefaultDialect, "do_commit", watched)  # noqa: B010


def _begin(_connection: Connection) -> None:
    transaction.wrote = None
    points.reach("sql:begin")


def _before(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    points.reach(f"sql:{in_short(statement)}:before")


def _after(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    what = in_short(statement)
    if what.startswith(WRITES):
        transaction.wrote = getattr(transaction, "wrote", None) or what
    points.reach(f"sql:{what}:after")


def watch_telegram() -> None:
    ask, open_pool = AiohttpRequest.do_request, AiohttpRequest.initialize

    async def asked(self: AiohttpRequest, url: str, *how: Any, **more: Any) -> tuple[int, bytes]:
        points.reach(f"{_method(url)}:before")
        answer = await ask(self, url, *how, **more)
        points.reach(f"{_method(url)}:read")
        return answer

    async def opened(self: AiohttpRequest) -> None:
        await open_pool(self)
        assert self._session
        self._session.trace_configs.append(_trace())

    setattr(AiohttpRequest, "do_request", asked)  # noqa: B010
    setattr(AiohttpRequest, "initialize", opened)  # noqa: B010


def _trace() -> aiohttp.TraceConfig:
    trace = aiohttp.TraceConfig()
    trace.on_request_chunk_sent.append(_sent)
    trace.on_request_end.append(_answered)
    trace.freeze()
    return trace


async def _sent(_session: Any, _context: Any, about: aiohttp.TraceRequestChunkSentParams) -> None:
    # This is told just before the bytes are written; they are when the loop comes round again.
    asyncio.get_running_loop().call_soon(points.reach, f"{_method(str(about.url))}:sent")


async def _answered(_session: Any, _context: Any, about: aiohttp.TraceRequestEndParams) -> None:
    points.reach(f"{_method(str(about.url))}:answered")


def _method(url: str) -> str:
    return "http:file" if "/file/bot" in url else f"http:{url.rpartition('/')[2]}"


def calm_down() -> None:
    """Tick less often than a test in a hurry would."""
    schedule = clock.schedule
    Jobs = Mapping[Callable[[], Awaitable[object]], timedelta]

    def calmly(jobs: Jobs) -> Any:
        return schedule({job: max(every, CALM) for job, every in jobs.items()})

    setattr(serving, "schedule", calmly)  # noqa: B010


watch_database()
watch_telegram()
calm_down()
