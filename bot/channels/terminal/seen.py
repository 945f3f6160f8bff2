"""One thing that the bot sends, as somebody sees it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.channels.terminal.cast import Role

Event = Literal["edit", "reaction", "notice"]


@dataclass(frozen=True)
class Seen:
    """`text` is the small markup of `core.texts` (an emoji for a reaction). `id` is the message's
    number: of the changed message for an edit, of the one reacted to for a reaction. `dossier` is
    a code. `at` is local time with its offset."""

    role: Role
    id: int
    text: str
    at: datetime
    buttons: tuple[tuple[str, ...], ...] = ()
    dossier: str | None = None
    topic: int | None = None
    file: Path | None = None
    place: tuple[float, float] | None = None
    reply_to: int | None = None
    event: Event | None = None
