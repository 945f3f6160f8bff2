"""Two workers wanted to write the same thing."""


class Conflict(Exception):
    """Somebody else changed it in the meantime; look again and decide again."""
