"""The engine, built by each test with the decisions it needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.store.database import Database
from tests.store.engine import Build, Engine, opened


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with opened(database_url) as database:
        yield database


@pytest.fixture
def build(database: Database, tmp_path: Path) -> Build:
    def make(*parts: Any, **options: Any) -> Engine:
        return Engine(database, tmp_path, *parts, **options)

    return make
