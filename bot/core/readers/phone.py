"""Recognising a Dutch phone number that somebody typed instead of shared.

A typed number stays in the text and goes no further: the bot uses this only to say that *Bel me:
deel mijn nummer* keeps a number apart, and away from everybody but the begeleider.
"""

import re

_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?|\(?0)([1-9](?:[ .()-]{0,2}\d){8})(?!\d)"
)


def find_phone(text: str) -> str | None:
    """The first Dutch phone number in the text, as "+31612345678", or None."""
    match = _PHONE.search(text)
    return "+31" + re.sub(r"\D", "", match[1]) if match else None
