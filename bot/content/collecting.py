"""Python's garbage collector, kept away from reading content.

Reading makes a million things that stay. The collector would look them over again and again, which
takes half the time and holds up whatever else runs, by half a second a turn.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Collect nothing meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
