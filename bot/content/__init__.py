"""Reads and checks `knowledge/`: content that is broken is refused, with place and remedy."""

from bot.content.fault import ContentFaults, Fault
from bot.content.folder import find_knowledge
from bot.content.load import check, load, overridden

__all__ = ["ContentFaults", "Fault", "check", "find_knowledge", "load", "overridden"]
