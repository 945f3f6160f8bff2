"""Opening, checking, migrating; who may write when."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.exc import StatementError

from bot.store import notes
from bot.store.conflict import Conflict
from bot.store.database import Database, DatabaseFault, open_database
from bot.store.tables import metadata
from tests.store.engine import START, opened


def test_the_upgraded_schema_equals_the_models(database_url: str) -> None:
    with opened(database_url) as database, database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_upgraded_indexes_and_keys_equal_the_models(database_url: str) -> None:
    with opened(database_url) as database, database.write() as connection:
        upgraded = _shape(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert _shape(connection) == upgraded


def _shape(connection: Connection) -> dict[str, object]:
    seen = inspect(connection)
    return {
        table: (
            sorted(map(_index, seen.get_indexes(table))),
            seen.get_foreign_keys(table),
            sorted(str(sorted(key["column_names"])) for key in seen.get_unique_constraints(table)),
        )
        for table in metadata.tables
    }


def _index(index: ReflectedIndex) -> tuple[object, ...]:
    where = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return index["name"], index["column_names"], bool(index["unique"]), str(where)


def test_migrating_again_changes_nothing(database: Database) -> None:
    with database.write() as connection:
        notes.put_note(connection, "offset", "41")

    database.migrate()

    with database.read() as connection:
        assert notes.get_note(connection, "offset") == "41"


def test_a_number_that_another_worker_used_is_a_conflict_and_no_fault(database: Database) -> None:
    with database.write() as connection:
        notes.use_numbers(connection, "code-2027", 1, 2)

    for taken in (1, 2):
        with pytest.raises(Conflict), database.write() as connection:
            notes.use_numbers(connection, "code-2027", taken, 1)

    with database.write() as connection:
        notes.use_numbers(connection, "code-2027", 3, 1)
        assert notes.next_number(connection, "code-2027") == 4


def test_two_processes_may_migrate_at_once(database_url: str) -> None:
    both = [open_database(database_url, alone=False) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(Database.migrate, both))

    with both[0].read() as connection:
        assert inspect(connection).has_table("outbox")
    for database in both:
        database.close()


def test_a_second_process_that_wants_the_database_alone_is_refused(database_url: str) -> None:
    with (
        opened(database_url, alone=True),
        pytest.raises(DatabaseFault, match="al in gebruik door een ander aanspreekpunt"),
    ):
        open_database(database_url, alone=True)


def test_the_database_is_free_again_after_closing(database_url: str) -> None:
    with opened(database_url, alone=True):
        pass
    with opened(database_url, alone=True) as database:
        assert database.alone


def test_a_short_command_may_look_in_while_the_bot_runs(sqlite_url: str) -> None:
    with opened(sqlite_url) as running, opened(sqlite_url, alone=False) as command:
        with command.write() as connection:
            notes.put_note(connection, "group", "test:-1")
        with running.read() as connection:
            assert notes.get_note(connection, "group") == "test:-1"


def test_a_damaged_database_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "stuk.sqlite"
    url = f"sqlite:///{path}"
    with opened(url) as database, database.write() as connection:
        for number in range(2000):
            notes.put_note(connection, f"{number}", "x" * 40)
    with opened(url) as database:
        database.truncate_log()
    damaged = bytearray(path.read_bytes())
    damaged[8192:12288] = b"\xff" * 4096
    path.write_bytes(damaged)

    with pytest.raises(DatabaseFault, match="zet de laatste reservekopie terug"):
        open_database(url)


def test_a_file_that_is_no_database_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Beste gemeente, " * 100)

    with pytest.raises(DatabaseFault, match="beschadigd"):
        open_database(f"sqlite:///{tmp_path / 'brief.txt'}")


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with suppress(RuntimeError), database.write() as connection:
        notes.put_note(connection, "offset", "41")
        raise RuntimeError

    with database.read() as connection:
        assert notes.get_note(connection, "offset") is None


def test_sqlite_survives_a_power_cut(sqlite_url: str) -> None:
    with opened(sqlite_url) as database, database.write() as connection:
        pragmas = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_a_lock_of_another_writer_only_delays(sqlite_url: str) -> None:
    has_lock = threading.Event()
    with opened(sqlite_url) as database:

        def hold() -> None:
            with database.write():
                has_lock.set()
                threading.Event().wait(0.2)

        holder = threading.Thread(target=hold)
        holder.start()
        has_lock.wait()
        with database.write() as connection:
            notes.put_note(connection, "offset", "41")
        holder.join()


def test_moments_come_back_as_aware_utc(database: Database) -> None:
    with database.write() as connection:
        notes.beat(connection, "run", START.astimezone(), "goed")

    with database.read() as connection:
        assert notes.last_beat(connection, "run") == (START, "goed")


def test_a_moment_without_time_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), database.write() as connection:
        notes.beat(connection, "run", datetime(2027, 5, 11), "goed")  # noqa: DTZ001


def test_many_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nieuw.sqlite'}"

    def look_in(_: int) -> None:
        database = open_database(url, alone=False)
        with database.read() as connection:
            connection.execute(text("SELECT 1"))
        database.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(look_in, range(40)))
