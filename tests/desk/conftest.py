"""What these tests stand on."""

from tests.store.fixtures import build, database, emptied_postgres, migrated_postgres

__all__ = ["build", "database", "emptied_postgres", "migrated_postgres"]
