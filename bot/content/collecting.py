"""Python's garbage collector, kept away from reading content.

Reading makes a million things that stay. The collector would look them over again and again, which
takes half the time and holds up whatever else runs, by half a second a turn.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def set_apart() -> None:
    """Throw away what nothing refers to any more, and keep the collector away from what is there
    now: what was read stays, and looking it over again would hold up everything for most of a
    second. Takes as long itself: for when the program starts, and when other content is in force.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


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
