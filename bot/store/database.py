"""The database: one file of SQLite, or PostgreSQL. Opened, checked, migrated, and written to."""

import asyncio
import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

P = ParamSpec("P")
T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING, ALONE = 7_203_001, 7_203_002
PRAGMA_TRIES = 200
PRAGMA_PAUSE = 0.05
"""Seconds between two tries."""

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "busy_timeout": "5000",
}


class DatabaseFault(Exception):
    """The database cannot be used; the message tells the operator, in Dutch, what to do."""


class Database:
    """An open database. `alone` says that no other process works on it.

    All work on it from a running loop goes through `run`, one piece at a time on one thread:
    waiting for a lock must never stall the loop.
    """

    def __init__(self, engine: Engine, held: ExitStack, *, alone: bool) -> None:
        self.engine = engine
        self.alone = alone
        self._held = held
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, undone when anything raises.

        Raises sqlalchemy.exc.OperationalError when the database itself failed: try again later.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except DBAPIError as fault:
            if fault.connection_invalidated and not isinstance(fault, OperationalError):
                raise OperationalError(
                    fault.statement, fault.params, fault.orig or fault
                ) from fault
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only looks, and waits for nobody."""
        with self.engine.connect().execution_options(only_reads=True) as connection:
            yield connection

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do `work` on the writer thread and give what it gives."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, lambda: work(*args, **kwargs))

    def migrate(self) -> None:
        """Bring the schema up to date, whole or not at all; a second process waits its turn."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.write() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def truncate_log(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what was erased."""
        if self.is_sqlite:
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._writer.shutdown()
        self._held.close()


def open_database(
    url: str, *, alone: bool | None = None, lease: timedelta = timedelta(seconds=60)
) -> Database:
    """Open the database at `url` ("sqlite:///path", "postgresql+psycopg://…").

    `alone` claims it for this process: by default on SQLite, where a second process may only look
    in with `alone=False` (a short command). `lease` is how long PostgreSQL lets a transaction of a
    frozen worker stand. Raises DatabaseFault when the file is damaged or somebody else has it.
    """
    address = make_url(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = _sqlite(address) if is_sqlite else _postgres(address, lease)
    alone = is_sqlite if alone is None else alone
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        if alone:
            stack.enter_context(_file_lock(address) if is_sqlite else _session_lock(engine))
        if is_sqlite and alone:
            _check_integrity(engine)
        return Database(engine, stack.pop_all(), alone=alone)


def _sqlite(address: URL) -> Engine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        _set_pragma(connection, f"PRAGMA {name} = {value}")


def _set_pragma(connection: Any, statement: str) -> None:
    """The change to WAL of a new file does not wait for another process that makes it too: SQLite
    says "locked" at once, whatever the busy timeout. So ask again."""
    for _ in range(PRAGMA_TRIES):
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(PRAGMA_PAUSE)
    connection.execute(statement)


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: upgrading a read lock later fails without waiting."""
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _postgres(address: URL, lease: timedelta) -> Engine:
    milliseconds = int(lease.total_seconds() * 1000)
    return create_engine(
        address,
        pool_pre_ping=True,
        connect_args={"options": f"-c idle_in_transaction_session_timeout={milliseconds}"},
    )


@contextmanager
def _file_lock(address: URL) -> Iterator[None]:
    with Path(f"{address.database}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise DatabaseFault(_taken(address)) from fault
        yield


@contextmanager
def _session_lock(engine: Engine) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text(f"SELECT pg_try_advisory_lock({ALONE})")):
            raise DatabaseFault(_taken(engine.url))
        yield


def _taken(address: URL) -> str:
    return (
        f"De database {address.database} is al in gebruik door een ander aanspreekpunt."
        " Stop dat eerst, of kies een andere database."
    )


def _check_integrity(engine: Engine) -> None:
    try:
        with engine.connect().execution_options(only_reads=True) as connection:
            verdict = connection.scalar(text("PRAGMA integrity_check(1)"))
    except DatabaseError:
        verdict = None
    if verdict != "ok":
        raise DatabaseFault(
            f"De database {engine.url.database} is beschadigd."
            " Bewaar het bestand, zet de laatste reservekopie terug en start opnieuw."
        )
