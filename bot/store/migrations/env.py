"""How Alembic runs: on the connection, and so in the transaction, that `Database.migrate` gives."""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
