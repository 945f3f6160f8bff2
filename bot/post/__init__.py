"""The post: carries what is owed to the channels, and writes honestly what became of it."""

from bot.post.fetcher import Fetcher
from bot.post.post import Post

__all__ = ["Fetcher", "Post"]
