"""The dialogue with the resident."""

from bot.core.resident.listening import listen

__all__ = ["listen"]
