"""The terminal for programs: a JSON object a line in, a JSON object a line out. A contract."""

import json
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, Protocol, TypeVar

from bot.channels.terminal.misplay import Misplay
from bot.channels.terminal.moves import read_line
from bot.channels.terminal.player import Player
from bot.channels.terminal.seen import Seen
from bot.core.texts import plain

T = TypeVar("T")
Write = Callable[[dict[str, Any]], None]


class Run(Protocol):
    """Runs a coroutine to its end."""

    def __call__(self, coroutine: Coroutine[Any, Any, T], /) -> T: ...


def as_fields(seen: Seen) -> dict[str, Any]:
    """What a program reads of one thing that the bot sent."""
    always = {
        "to": seen.role.side,
        "who": seen.role.who,
        "text": plain(seen.text),
        "buttons": [list(row) for row in seen.buttons],
        "id": seen.id,
        "dossier": seen.dossier,
        "at": seen.at.isoformat(timespec="seconds"),
    }
    sometimes = {
        "topic": seen.topic,
        "reply_to": seen.reply_to,
        "file": str(seen.file) if seen.file else None,
        "location": list(seen.place) if seen.place else None,
        "event": seen.event,
    }
    return always | {name: value for name, value in sometimes.items() if value is not None}


def as_line(fields: dict[str, Any]) -> str:
    """A line of output, without its end."""
    return json.dumps(fields, ensure_ascii=False)


def play_lines(player: Player, run: Run, lines: Iterable[bytes], write: Write) -> None:
    """Play each line; after each comes what it caused, an error if it cannot be done, and idle."""
    for line in lines:
        try:
            run(player.play(read_line(line)))
        except Misplay as fault:
            write({"error": str(fault)})
        write({"idle": True})
