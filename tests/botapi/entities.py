"""What Telegram marks by itself in a text that somebody types."""

import re
from typing import Any

from tests.botapi.html import length

Json = dict[str, Any]

PATTERNS = {
    "bot_command": re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?"),
    "url": re.compile(r"https?://\S+"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "mention": re.compile(r"(?<!\S)@\w{4,32}"),
}


def typed(text: str) -> Json:
    """Return the `entities` of a typed text, or nothing when there are none."""
    found = [
        {
            "type": kind,
            "offset": length(text[: match.start()]),
            "length": length(match[0]),
        }
        for kind, pattern in PATTERNS.items()
        for match in pattern.finditer(text)
    ]
    return {"entities": sorted(found, key=lambda e: int(str(e["offset"])))} if found else {}
