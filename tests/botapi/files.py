"""Files that were sent: what the Bot API calls file_id, file_unique_id and file_path."""

from dataclasses import dataclass, field
from typing import Any

from telegram.constants import FileSizeLimit

from tests.botapi.refusals import bad_request

Json = dict[str, Any]

FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "video": "videos",
    "sticker": "stickers",
}
SUFFIXES = {"photo": "jpg", "voice": "oga", "sticker": "webp"}
# A picture of one pixel, for tests that only need that there is one.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)
PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


@dataclass
class StoredFile:
    """A file on the server; `size` may be stated larger than the bytes that are kept.

    An expired link works again after a new getFile; what is `gone` cannot be had any more.
    """

    number: int
    kind: str
    data: bytes
    name: str
    mime: str
    size: int
    link_expired: bool = False
    gone: bool = False

    @property
    def id(self) -> str:
        return f"AgAC-{self.kind}-{self.number:06}"

    @property
    def unique_id(self) -> str:
        return f"AQAD{self.number:06}"

    @property
    def path(self) -> str:
        own = self.name.rpartition(".")[2] if "." in self.name else "bin"
        suffix = SUFFIXES.get(self.kind, own)
        return f"{FOLDERS[self.kind]}/file_{self.number}.{suffix}"

    def reference(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


@dataclass
class Shelf:
    """All files of one server."""

    files: list[StoredFile] = field(default_factory=list)

    def store(self, kind: str, data: bytes, name: str, mime: str, size: int = 0) -> StoredFile:
        stored = StoredFile(len(self.files) + 1, kind, data, name, mime, size or len(data))
        self.files.append(stored)
        return stored

    def upload(self, kind: str, data: bytes, name: str, mime: str) -> StoredFile:
        """Store what the bot sends; raise Refusal when Telegram would not take it."""
        if not data:
            raise bad_request("file must be non-empty")
        limit = FileSizeLimit.PHOTOSIZE_UPLOAD if kind == "photo" else FileSizeLimit.FILESIZE_UPLOAD
        if len(data) > limit:
            raise bad_request(f"file of size {len(data)} bytes is too big for a {kind}")
        if kind == "photo" and not data.startswith(PICTURE_STARTS):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return self.store(kind, data, name, mime)

    def named(self, file_id: str) -> StoredFile:
        """Return a file by its file_id; raise Refusal for an unknown one."""
        for stored in self.files:
            if stored.id == file_id:
                return stored
        raise bad_request("wrong file identifier/HTTP URL specified")

    def at(self, path: str) -> StoredFile | None:
        """Return the file that can be fetched at this path."""
        alive = (f for f in self.files if not (f.gone or f.link_expired))
        return next((stored for stored in alive if stored.path == path), None)


def content(stored: StoredFile) -> Json:
    """Return the part of a message that shows this file."""
    return {stored.kind: _SHAPES[stored.kind](stored)}


def _photo(stored: StoredFile) -> list[Json]:
    thumb = {"file_id": stored.id + "-s", "file_unique_id": stored.unique_id + "s"}
    return [
        thumb | {"width": 90, "height": 67, "file_size": min(stored.size, 1200)},
        stored.reference() | {"width": 800, "height": 600},
    ]


def _document(stored: StoredFile) -> Json:
    return stored.reference() | {"file_name": stored.name, "mime_type": stored.mime}


def _voice(stored: StoredFile) -> Json:
    return stored.reference() | {"duration": 4, "mime_type": stored.mime}


def _video(stored: StoredFile) -> Json:
    return _voice(stored) | {"width": 640, "height": 360, "file_name": stored.name}


def _sticker(stored: StoredFile) -> Json:
    looks = {"type": "regular", "width": 512, "height": 512, "emoji": "👍", "set_name": "Buurt"}
    return stored.reference() | looks | {"is_animated": False, "is_video": False}


_SHAPES = {
    "photo": _photo,
    "document": _document,
    "voice": _voice,
    "video": _video,
    "sticker": _sticker,
}
