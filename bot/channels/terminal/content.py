"""What a move brings: words, a place, a sticker, or a file from this computer."""

import mimetypes
import os
from collections.abc import Callable
from pathlib import Path

from bot.channels.terminal.channel import ref_of
from bot.channels.terminal.misplay import Misplay
from bot.channels.terminal.moves import Move
from bot.core.happenings import File, Happening, Said, SentFile, SentOther, SharedPlace
from bot.core.invites import conceal
from bot.core.masking import clean, mask

PHOTOS = {".jpg", ".jpeg", ".png", ".webp"}

Content = Callable[[int], Happening]
"""What is brought, once the message has its number."""


def storable(text: str) -> str:
    """What may be kept of a typed text."""
    return mask(clean(conceal(text))).text


def content_of(move: Move) -> Content:
    """What is said, once it has a number. Raises Misplay for a file that cannot be read."""
    match move.act:
        case "text":
            said = Said(text=storable(move.text or ""))
            return lambda _: said
        case "location":
            lat, lon = move.location or (0.0, 0.0)
            return lambda _: SharedPlace(lat=lat, lon=lon)
        case "sticker":
            return lambda _: SentOther(what="sticker")
        case "voice":
            return _voice(move)
    return _document(move)


def _voice(move: Move) -> Content:
    path = _readable(move.voice) if isinstance(move.voice, str) else None
    return lambda number: SentFile(
        file=File(kind="voice", ref=ref_of(number, path), mime="audio/ogg")
    )


def _document(move: Move) -> Content:
    path = _readable(move.file or "")
    caption = storable(move.caption) if move.caption else ""

    def sent(number: int) -> Happening:
        file = File(
            kind="photo" if path.suffix.lower() in PHOTOS else "document",
            ref=ref_of(number, path),
            name=path.name,
            mime=mimetypes.guess_type(path.name)[0] or "",
            size=path.stat().st_size,
        )
        return SentFile(file=file, caption=caption)

    return sent


def _readable(name: str) -> Path:
    path = Path(name).expanduser().resolve()
    if not path.is_file() or not os.access(path, os.R_OK):
        raise Misplay(f"Het bestand {name} is er niet, of is niet te lezen.")
    return path
