"""Receiving: nothing is confirmed to Telegram before it is stored."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.parse import KINDS, Item, parse
from bot.channels.telegram.request import TooSoon
from bot.core.channel import Stopped

Store = Callable[[Sequence[Item]], Awaitable[None]]
"""Commits items to the inbox, leaving out what it has already (by key), or raises."""

LONGEST_PAUSE = 60.0

_log = structlog.get_logger(__name__)


def readable(updates: Sequence[dict[str, Any]], now: datetime) -> list[Item]:
    """The items of a batch; an update that holds none is told in the log, without its content."""
    items: list[Item] = []
    for update in updates:
        parsed = parse(update, now)
        items.extend(parsed.items)
        if parsed.skipped:
            _log.info("update skipped", update=update.get("update_id"), why=parsed.skipped)
    return items


def pause(failures: int) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time, with jitter."""
    longest = min(LONGEST_PAUSE, 2.0 ** min(failures, 10))
    return random.uniform(longest / 2, longest)


async def poll(
    channel: TelegramChannel,
    store: Store,
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    wait: int = 50,
) -> Stopped:
    """Fetch updates by long polling and store them, until cancelled.

    A batch is confirmed by the offset of the next request, so only after `store` has returned; what
    failed is asked for again. Returns only when Telegram refuses the token. A webhook must be gone
    (`startup.use_polling`). `now` gives aware UTC; `wait` is the long poll in seconds.
    """
    offset: int | None = None
    failures = 0
    while True:
        try:
            updates = await channel.updates(offset, wait=wait, kinds=KINDS)
            if items := readable(updates, now()):
                await store(items)
        except InvalidToken as fault:
            _log.critical("telegram refuses the token", why=fault.message)
            return Stopped(why=fault.message)
        except Exception as fault:
            failures += 1
            _tell(fault, failures)
            await sleep(fault.seconds if isinstance(fault, TooSoon) else pause(failures))
        else:
            failures = 0
            offset = after(updates)


def after(updates: Sequence[dict[str, Any]]) -> int | None:
    """The offset that confirms a batch. After an empty one there is nothing to confirm, and no
    offset either: it would hide updates if Telegram began to number from a lower one."""
    return max((update.get("update_id", -1) for update in updates), default=-1) + 1 or None


def _tell(fault: Exception, failures: int) -> None:
    match fault:
        case Conflict():
            _log.error("another process polls too, or a webhook is set", failures=failures)
        case TelegramError():
            _log.warning("telegram not reached", fault=type(fault).__name__, failures=failures)
        case _:
            _log.error("updates not stored", fault=type(fault).__name__, failures=failures)
