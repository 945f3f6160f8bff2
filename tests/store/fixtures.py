"""Open, migrated, empty databases of both kinds, and the engine on top of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.store.database import Database
from bot.store.tables import metadata
from tests.postgres import Server
from tests.store.engine import Build, Engine, opened


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Server) -> Iterator[str]:
    """The address of a PostgreSQL database that was migrated once, for tests that empty it."""
    with postgres_server.database() as url:
        with opened(url):
            pass
        yield url


@pytest.fixture
def emptied_postgres(migrated_postgres: str) -> str:
    """The same database, emptied."""
    with opened(migrated_postgres) as database, database.write() as connection:
        names = ", ".join(f'"{name}"' for name in metadata.tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    return migrated_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An open, empty database, once of each kind."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "emptied_postgres"}[request.param]
    with opened(request.getfixturevalue(fixture)) as database:
        yield database


@pytest.fixture
def build(database: Database, tmp_path: Path) -> Build:
    """Makes an engine on the database with the decisions that a test needs."""

    def make(*parts: Any, **options: Any) -> Engine:
        return Engine(database, tmp_path, *parts, **options)

    return make
