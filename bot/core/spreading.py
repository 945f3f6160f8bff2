"""After an outage not everybody hears everything in the same minute."""

from datetime import timedelta
from zlib import crc32

NONE = timedelta()
WIDTH = 60
"""Minutes over which what came up in an outage is spread."""


def spread_of(name: str) -> timedelta:
    """How much later this one hears it: always the same for the same name."""
    return timedelta(minutes=crc32(name.encode()) % WIDTH)
