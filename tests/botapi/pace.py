"""How fast a bot may send. Telegram does not publish its algorithm, so this part is pluggable."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Protocol

from telegram.constants import FloodLimit


class Pace(Protocol):
    """Decides about each call that sends something."""

    def wait(self, chat_id: int, method: str, now: datetime) -> int:
        """Return 0 and count the call, or the seconds to wait (429)."""


class Unhurried:
    """No limits at all."""

    def wait(self, chat_id: int, method: str, now: datetime) -> int:  # noqa: ARG002
        return 0


@dataclass
class _Window:
    """At most `count` calls within `seconds`."""

    count: int
    seconds: float
    calls: deque[datetime] = field(default_factory=deque)

    def wait(self, now: datetime) -> int:
        while self.calls and self.calls[0] <= now - timedelta(seconds=self.seconds):
            self.calls.popleft()
        if len(self.calls) < self.count:
            return 0
        free = self.calls[0] + timedelta(seconds=self.seconds)
        return max(1, ceil((free - now).total_seconds()))


class TelegramPace:
    """About one message a second a chat with bursts, 30 a second in all, 20 a minute a group.

    Edits count toward the total only.
    """

    def __init__(self, burst: int = 5) -> None:
        self._all = _Window(FloodLimit.MESSAGES_PER_SECOND, 1)
        self._chats: defaultdict[int, _Window] = defaultdict(lambda: _Window(burst, burst))
        self._groups: defaultdict[int, _Window] = defaultdict(
            lambda: _Window(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60)
        )

    def wait(self, chat_id: int, method: str, now: datetime) -> int:
        windows = [self._all]
        if method.startswith(("send", "copy")):
            windows.append(self._groups[chat_id] if chat_id < 0 else self._chats[chat_id])
        seconds = max(window.wait(now) for window in windows)
        if not seconds:
            for window in windows:
                window.calls.append(now)
        return seconds
