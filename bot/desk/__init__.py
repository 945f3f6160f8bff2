"""The desk: each happening is loaded, decided and written in one transaction."""

from bot.desk.desk import Decide, Desk
from bot.desk.saving import Plan

__all__ = ["Decide", "Desk", "Plan"]
