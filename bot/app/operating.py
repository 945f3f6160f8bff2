"""Short commands beside a bot that runs: they look in, or write one row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import inspect, make_url

from bot.channels.telegram import startup
from bot.channels.telegram.client import TelegramChannel
from bot.core.gaps import Missed
from bot.settings import Settings
from bot.store import gaps, invites, notes
from bot.store.database import Database, open_database
from bot.store.tables import gap, heartbeat


async def bot_name(settings: Settings) -> str:
    """The bot's username on Telegram. Raises SettingsFault without a token, and
    telegram.error.TelegramError."""
    token = settings.needed_token().get_secret_value()
    async with TelegramChannel(token, settings.api_url) as channel:
        return await startup.bot_name(channel)


def make_invitation(url: str, member: str, now: datetime) -> str:
    """A new one-time secret for that member, valid from `now` (aware); only its hash is kept."""
    with _visited(url) as database:
        database.migrate()
        with database.write() as connection:
            return invites.make(connection, member, now)


def missed(url: str, first: date | None = None) -> list[Missed]:
    """What nobody could answer, from that day on; nothing if the bot never ran there."""
    if _is_absent(url):
        return []
    with _visited(url) as database, database.read() as connection:
        if not inspect(connection).has_table(gap.name):
            return []
        return gaps.since(connection, first)


def seconds_since_beat(url: str) -> float | None:
    """How long ago the bot said that it lives; None if it never ran on this database."""
    if _is_absent(url):
        return None
    with _visited(url) as database, database.read() as connection:
        if not inspect(connection).has_table(heartbeat.name):
            return None
        beat = notes.last_beat(connection, "run")
    return (datetime.now(UTC) - beat[0]).total_seconds() if beat else None


def _is_absent(url: str) -> bool:
    """A look must not make the file."""
    address = make_url(url)
    is_file = Path(address.database or "").is_file()
    return address.get_backend_name() == "sqlite" and not is_file


@contextmanager
def _visited(url: str) -> Iterator[Database]:
    """The database, while a bot may be running on it."""
    database = open_database(url, alone=False)
    try:
        yield database
    finally:
        database.close()
