"""Invitations by which a team member connects a chat: 256 bits, kept only as a hash.

A channel conceals the token the moment it reads it: the inbox never holds what opens a door.
"""

import re
from hashlib import sha256

TOKEN = re.compile(r"^/start ([A-Za-z0-9_-]{43})$")
CONCEALED = re.compile(r"^/start uitnodiging:([0-9a-f]{64})$")


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return sha256(token.encode()).hexdigest()


def conceal(text: str) -> str:
    """A "/start <token>" with the token replaced by its hash; any other text as it is."""
    found = TOKEN.match(text.strip())
    return f"/start uitnodiging:{hash_of(found[1])}" if found else text


def invited(text: str) -> str | None:
    """The hash in a concealed "/start", or None."""
    found = CONCEALED.match(text)
    return found[1] if found else None
