"""What tests share: databases of both kinds, and a nursery of bots."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.launch import Nursery


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL that runs for the whole session, started when the first test asks for it."""
    with postgres.running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test's own."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite database of this test's own; the file does not exist yet."""
    return f"sqlite:///{tmp_path / 'aanspreekpunt.sqlite'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind that the product runs on."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """A process that forks bots, started when the first test asks for it."""
    with Nursery() as nursery:
        yield nursery
