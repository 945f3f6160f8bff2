"""A Bot API server on loopback, and people who chat with the bot through it.

with BotApiServer() as telegram:
    pieter = telegram.user("Pieter")
    pieter.starts()
    pieter.waits_for("Wat wil je doen?")
"""

from tests.botapi import faults
from tests.botapi.groups import Group
from tests.botapi.pace import TelegramPace
from tests.botapi.places import Button, Place
from tests.botapi.players import Player, Press
from tests.botapi.server import BotApiServer
from tests.botapi.world import Message

__all__ = [
    "BotApiServer",
    "Button",
    "Group",
    "Message",
    "Place",
    "Player",
    "Press",
    "TelegramPace",
    "faults",
]
