"""What was true: every call in order, accepted or refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One accepted call: what was asked, the ids of the messages it made, when.

    `answered` is False when the answer was withheld: the bot cannot know that it was accepted.
    """

    method: str
    params: Json
    chat_id: int | None
    message_ids: tuple[int, ...]
    at: datetime
    answered: bool


@dataclass(frozen=True)
class Refused:
    """One call that was refused, with the code and text that were the answer.

    `planned` tells a fault that the test asked for from a mistake of the bot.
    """

    method: str
    params: Json
    code: int
    description: str
    at: datetime
    planned: bool
