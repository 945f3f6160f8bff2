"""A reminder comes up: look again whether it still makes sense, then say it."""

from bot.core.reminding.coming_up import remind

__all__ = ["remind"]
