"""How a Telegram chat is named in the rest of the house: "telegram:<its number>"."""

PREFIX = "telegram:"


class ForeignChat(ValueError):
    """A chat of another channel."""


def chat_name(number: int) -> str:
    """The name of a chat, "telegram:-1001234" for the group -1001234."""
    return f"{PREFIX}{number}"


def chat_number(name: str) -> int:
    """Telegram's number of a chat. Raises ForeignChat for a chat of another channel."""
    if not name.startswith(PREFIX):
        raise ForeignChat("not a chat on Telegram")
    return int(name.removeprefix(PREFIX))
