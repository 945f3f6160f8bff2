"""Messages with a file, and fetching files."""

from typing import Any

from aiogram import methods as api
from aiogram.types import InputFile
from telegram.constants import FileSizeLimit, MediaGroupLimit

from tests.botapi import files, limits, shapes
from tests.botapi.methods import reach
from tests.botapi.methods.registry import plays
from tests.botapi.refusals import bad_request
from tests.botapi.rules import Upload
from tests.botapi.world import World

Json = dict[str, Any]


@plays(api.SendPhoto)
def send_photo(world: World, ask: api.SendPhoto) -> Json:
    return reach.spoken(world, ask, _content(world, "photo", ask.photo, ask))


@plays(api.SendDocument)
def send_document(world: World, ask: api.SendDocument) -> Json:
    return reach.spoken(world, ask, _content(world, "document", ask.document, ask))


@plays(api.SendVoice)
def send_voice(world: World, ask: api.SendVoice) -> Json:
    return reach.spoken(world, ask, _content(world, "voice", ask.voice, ask))


@plays(api.SendVideo)
def send_video(world: World, ask: api.SendVideo) -> Json:
    return reach.spoken(world, ask, _content(world, "video", ask.video, ask))


@plays(api.SendMediaGroup)
def send_media_group(world: World, ask: api.SendMediaGroup) -> list[Json]:
    low, high = MediaGroupLimit.MIN_MEDIA_LENGTH, MediaGroupLimit.MAX_MEDIA_LENGTH
    if not low <= len(ask.media) <= high:
        raise bad_request(f"an album holds {low} to {high} items")
    kinds = {item.type for item in ask.media}
    if not (kinds <= {"photo", "video"} or kinds == {"document"}):
        raise bad_request("document can't be mixed with other media types")
    contents = [_content(world, str(item.type), item.media, item) for item in ask.media]
    return [shapes.message(world, part) for part in reach.speak(world, ask, *contents)]


@plays(api.GetFile)
def get_file(world: World, ask: api.GetFile) -> Json:
    stored = world.files.named(ask.file_id.removesuffix("-s"))
    if stored.gone:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    stored.link_expired = False
    return stored.reference() | {"file_path": stored.path}


def _content(world: World, kind: str, source: str | InputFile, words: Any) -> Json:
    """Return a message's file and caption; `words` has caption, parse_mode, caption_entities."""
    caption = limits.caption(words.caption, words.parse_mode, words.caption_entities)
    return files.content(_stored(world, kind, source)) | caption


def _stored(world: World, kind: str, source: str | InputFile) -> files.StoredFile:
    if isinstance(source, Upload):
        return world.files.upload(kind, source.data, source.name, source.mime)
    if str(source).startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.named(str(source).removesuffix("-s"))
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored
