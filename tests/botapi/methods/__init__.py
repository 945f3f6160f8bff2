"""The methods that the server plays, by name; each takes the world and aiogram's request."""

from tests.botapi.methods import chats, editing, media, sending, topics, webhook
from tests.botapi.methods.registry import PLAYED

__all__ = ["PLAYED", "chats", "editing", "media", "sending", "topics", "webhook"]
