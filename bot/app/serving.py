"""The bot on Telegram: receiving, deciding and sending until it is told to stop."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from telegram.error import InvalidToken, TelegramError

from bot.app.renewing import Renewal
from bot.app.works import Works, build
from bot.channels.telegram.address import chat_name
from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.parse import Item
from bot.channels.telegram.receive import pause, poll
from bot.channels.telegram.startup import publish_commands, startup_report, use_polling, use_webhook
from bot.channels.telegram.webhook import webhook_app
from bot.clock import Job, schedule
from bot.content.collecting import set_apart
from bot.content.live import Live
from bot.core.knowledge import Knowledge
from bot.core.relay import SEEN
from bot.core.texts import plain
from bot.settings import Listen, Settings
from bot.store import inbox, notes
from bot.store.database import Database, open_database
from bot.store.pace import TELEGRAM
from bot.store.sending import moved_to

TICK = timedelta(seconds=5)
BEAT = timedelta(seconds=20)
TIDY = timedelta(hours=1)
LOOK = timedelta(seconds=10)
MENU = ("start", "nieuw", "status", "stop", "privacy", "mijngegevens", "help")
DRAIN = 8.0
"""Seconds for what is under way when we are told to stop; the rest of ten is for the database."""

log = structlog.get_logger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the token (any more)."""


class CannotListen(Exception):
    """The webhook's address, which is taken or not this computer's."""


Now = Callable[[], datetime]


def present() -> datetime:
    """The present, aware UTC."""
    return datetime.now(UTC)


async def serve(settings: Settings, live: Live, now: Now = present) -> None:
    """Run on this content until SIGTERM or SIGINT, then finish what is under way. `now` gives aware
    UTC.

    Raises DatabaseFault, SettingsFault (no token) and TokenRefused.
    """
    token = settings.needed_token().get_secret_value()
    database = open_database(settings.database_url)
    set_apart()
    try:
        database.migrate()
        _link_group(database, settings.staff_chat)
        async with TelegramChannel(token, settings.api_url) as channel:
            works = _works(database, live, channel, settings.data, now)
            for change in await startup_report(channel, settings.staff_chat, [SEEN]):
                log.warning("telegram.setup", change=change)
            await _publish_menu(channel, live.knowledge)
            await database.run(works.clock.beat)
            await works.renewal.look()
            renew = partial(_renew, works.renewal, channel)
            await _work(works, _receiving(works, channel, settings, now), renew)
    finally:
        database.close()


def _works(database: Database, live: Live, channel: TelegramChannel, data: Path, now: Now) -> Works:
    data.mkdir(parents=True, exist_ok=True)
    limits = {channel.name: TELEGRAM}
    return build(database, live, {channel.name: channel}, now, data=data, limits=limits)


def _link_group(database: Database, staff_chat: int | None) -> None:
    """The setting decides, also when it is taken away; a group that moved is found where it is."""
    with database.write() as connection:
        if staff_chat is None:
            notes.drop_note(connection, notes.GROUP)
        else:
            notes.put_note(connection, notes.GROUP, moved_to(connection, chat_name(staff_chat)))


async def _publish_menu(channel: TelegramChannel, knowledge: Knowledge) -> None:
    """Set the menu of residents. Without it every command works all the same."""
    menu = [(command, plain(knowledge.texts(f"bewoner.menu-{command}"))) for command in MENU]
    try:
        await publish_commands(channel, menu)
    except TelegramError as fault:
        log.warning("telegram.menu", fault=type(fault).__name__)


async def _renew(renewal: Renewal, channel: TelegramChannel) -> None:
    """Look whether the content changed; its words also stand in the menu."""
    if await renewal.look():
        await _publish_menu(channel, renewal.live.knowledge)


async def _work(works: Works, receiving: Coroutine[Any, Any, None], renew: Job) -> None:
    """Everything at once, until a signal comes or something ends that should not."""
    stop = asyncio.Event()
    rooms = [works.desk.run(), works.fetcher.run(), works.post.run(), _post_stopped(works)]
    received = asyncio.ensure_future(receiving)
    others = [asyncio.ensure_future(one) for one in (stop.wait(), *rooms)]
    scheduler = schedule(_jobs(works) | {renew: LOOK})
    with _signals(stop):
        scheduler.start()
        log.info("run.started")
        await asyncio.wait([received, *others], return_when=asyncio.FIRST_COMPLETED)
        log.info("run.stopping")
        scheduler.shutdown(wait=False)
        await _drain(works, received, others)


async def _drain(
    works: Works, received: "asyncio.Task[None]", others: "Sequence[asyncio.Task[Any]]"
) -> None:
    """Take nothing more in, let what is under way land, and end. Raises what a task had raised."""
    ended = await _ended([received])
    await works.post.close(DRAIN)
    ended += await _ended(others)
    # A round that was in its thread while the post closed may have landed since.
    await works.post.close(1)
    for fault in ended:
        raise fault


async def _ended(tasks: "Sequence[asyncio.Task[Any]]") -> list[Exception]:
    """Cancel these tasks and wait for their end; gives what they had raised themselves."""
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    return [fault for fault in results if isinstance(fault, Exception)]


def _jobs(works: Works) -> dict[Job, timedelta]:
    async def tick() -> None:
        await works.sweep()
        works.wake()

    beat = partial(works.database.run, works.clock.beat)
    tidy = partial(works.database.run, works.clock.tidy)
    return {tick: TICK, beat: BEAT, tidy: TIDY}


async def _post_stopped(works: Works) -> None:
    """Wait until Telegram refuses what we send. Raises TokenRefused."""
    await works.post.refused.wait()
    raise TokenRefused


def _receiving(
    works: Works, channel: TelegramChannel, settings: Settings, now: Now
) -> Coroutine[Any, Any, None]:
    async def store(items: Sequence[Item]) -> None:
        await works.database.run(inbox.receive, works.database, items, now())
        works.desk.bell.ring()

    if settings.mode == "webhook":
        return _webhook(channel, store, settings, now)
    return _polling(channel, store, now)


Store = Callable[[Sequence[Item]], Awaitable[None]]


async def _polling(channel: TelegramChannel, store: Store, now: Now) -> None:
    await _persistently(partial(use_polling, channel))
    await poll(channel, store, now=now)
    raise TokenRefused


async def _webhook(channel: TelegramChannel, store: Store, settings: Settings, now: Now) -> None:
    url, secret = settings.webhook_url or "", settings.webhook_secret
    key = secret.get_secret_value() if secret else ""
    path = urlsplit(url).path or "/"
    server = _Server(
        uvicorn.Config(
            webhook_app(store, key, now=now, path=path),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
    )
    listening = _listen(settings.webhook_listen)
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    try:
        await _persistently(partial(use_webhook, channel, url, key))
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving


def _listen(where: Listen) -> socket.socket:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    try:
        return socket.create_server(where, family=family)
    except OSError as fault:
        raise CannotListen(f"{where.host}:{where.port}") from fault


class _Server(uvicorn.Server):
    """A server that leaves the signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _persistently(ask: Callable[[], Awaitable[None]]) -> None:
    """Ask Telegram something until it is reached. Raises TokenRefused."""
    failures = 0
    while True:
        try:
            return await ask()
        except InvalidToken as fault:
            raise TokenRefused from fault
        except TelegramError as fault:
            failures += 1
            log.warning("telegram.unreachable", fault=type(fault).__name__, failures=failures)
            await asyncio.sleep(pause(failures))


@contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    with ExitStack() as stack:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
            stack.callback(loop.remove_signal_handler, number)
        yield
