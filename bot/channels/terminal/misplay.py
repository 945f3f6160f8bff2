"""What a player cannot do."""


class Misplay(Exception):
    """The message says in Dutch what is wrong and what would work."""
