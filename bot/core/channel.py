"""What the house asks of a channel: carry out one thing, and say honestly what became of it."""

from pathlib import Path
from typing import Annotated, Literal, Protocol

from pydantic import Field

from bot.core.decision import Outgoing
from bot.core.model import Value


class Sent(Value):
    """It arrived. `message` is the channel's number of the new message; `topic` of a new topic."""

    kind: Literal["sent"] = "sent"
    message: int | None = None
    topic: int | None = None


class NotSent(Value):
    """Surely not sent (no connection, 429): try again after so many seconds, this chat only."""

    kind: Literal["not-sent"] = "not-sent"
    retry_after: float = 0.0


class Unsure(Value):
    """Nobody knows (read time-out, 5xx, connection reset after the request went out)."""

    kind: Literal["unsure"] = "unsure"


class Refused(Value):
    """Never (400 and its kin). `why` is the channel's reason, without any text of people."""

    kind: Literal["refused"] = "refused"
    why: str = ""


class Blocked(Value):
    """The person blocked the bot, or the bot was put out of the group."""

    kind: Literal["blocked"] = "blocked"


class Gone(Value):
    """The topic or the message to edit is no longer there."""

    kind: Literal["gone"] = "gone"
    what: Literal["topic", "message"]


class Moved(Value):
    """The group became a supergroup with another chat."""

    kind: Literal["moved"] = "moved"
    chat: str


class Stopped(Value):
    """The channel refuses us altogether (401): stop, alarm, keep the queue."""

    kind: Literal["stopped"] = "stopped"
    why: str = ""


Receipt = Annotated[
    Sent | NotSent | Unsure | Refused | Blocked | Gone | Moved | Stopped,
    Field(discriminator="kind"),
]


class Channel(Protocol):
    """A channel carries out and decides nothing.

    `deliver` gets one outgoing thing with all references resolved: `message` is the channel's
    number of the message that an `Edit` changes; `outbox` is the row's id, from which a button's
    callback data is made ("<outbox>:<index>", counting the buttons row by row from 0); `file` is
    where the bytes of a file lie, if they were fetched. It never raises.
    """

    name: str

    async def deliver(
        self, out: Outgoing, *, outbox: int, message: int | None, file: Path | None
    ) -> Receipt: ...

    async def fetch(self, ref: str, to: Path) -> Receipt:
        """The bytes of a file, into `to` (written whole or not at all)."""
        ...
