"""An inbox for tests: keeps each key once, and can be out of order."""

from collections.abc import Sequence
from datetime import datetime

from bot.channels.telegram.parse import Item
from bot.core.happenings import Said
from tests.channels.telegram.updates import NOW


class Inbox:
    """`failures` is how many commits still go wrong; `offered` counts them all."""

    def __init__(self, failures: int = 0) -> None:
        self.rows: dict[str, Item] = {}
        self.offered = 0
        self._failures = failures

    async def store(self, items: Sequence[Item]) -> None:
        self.offered += 1
        if self._failures:
            self._failures -= 1
            raise OSError("database is locked")
        for item in items:
            self.rows.setdefault(item.key, item)

    @property
    def texts(self) -> list[str]:
        happenings = [item.incoming.happening for item in self.rows.values()]
        return [h.text for h in happenings if isinstance(h, Said)]


def now() -> datetime:
    return NOW
