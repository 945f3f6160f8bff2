"""One lock over the whole world, and a bell that rings when something in it changed."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Bell:
    """Tests wait on it from their own thread, long polls from the server's event loop."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._listeners: list[Callable[[], None]] = []

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock for a change; ring when it is done."""
        with self._condition:
            yield
            self.ring()

    def ring(self) -> None:
        """Wake all who wait, so that they look again."""
        with self._condition:
            self._condition.notify_all()
            for listener in self._listeners:
                listener()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the lock for a look."""
        with self._condition:
            yield

    def wait_for(self, predicate: Callable[[], bool], seconds: float) -> bool:
        """Block this thread until the predicate holds; False when `seconds` passed first."""
        with self._condition:
            return self._condition.wait_for(predicate, seconds)

    @contextmanager
    def heard_as_event(self) -> Iterator[asyncio.Event]:
        """Give an event of the running loop that is set at every ring."""
        loop, event = asyncio.get_running_loop(), asyncio.Event()

        def listener() -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

        with self._condition:
            self._listeners.append(listener)
        try:
            yield event
        finally:
            with self._condition:
                self._listeners.remove(listener)
