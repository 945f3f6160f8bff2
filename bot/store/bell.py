"""A bell: rung from any thread, heard on the event loop."""

import asyncio


class Bell:
    """Whoever waits wakes at the next ring; rings that nobody awaits are remembered as one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def ring(self) -> None:
        if self._loop is None or self._loop.is_closed():
            self._rung.set()
        else:
            self._loop.call_soon_threadsafe(self._rung.set)

    async def heard(self) -> None:
        """Wait for a ring, and forget it."""
        self._listen(asyncio.get_running_loop())
        await self._rung.wait()
        self._rung.clear()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        if loop is self._loop:
            return
        was_rung, self._loop, self._rung = self._rung.is_set(), loop, asyncio.Event()
        if was_rung:
            self._rung.set()
