"""Emergencies, violence and self-harm, recognised before any matching."""

from bot.core.matching.urgent.alarm import Alarm

__all__ = ["Alarm"]
