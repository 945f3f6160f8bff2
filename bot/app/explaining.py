"""Faults, told to an operator."""

import traceback
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

from bot.app.serving import CannotListen, TokenRefused
from bot.content import ContentFaults
from bot.settings import SettingsFault
from bot.store.database import DatabaseFault


def explained(fault: Exception) -> list[str]:
    """What is wrong and what to do, in Dutch; never a stack trace, a token or anybody's words."""
    match fault:
        case SettingsFault(lines=lines):
            return list(lines)
        case ContentFaults(faults=faults):
            return [str(one) for one in faults]
        case DatabaseFault():
            return [str(fault)]
    return [_in_a_word(fault)]


def _in_a_word(fault: Exception) -> str:
    match fault:
        case TokenRefused() | InvalidToken():
            return "Telegram kent dit token niet. Haal er een bij @BotFather: AANSPREEKPUNT_TOKEN."
        case TelegramError():
            return "Telegram is nu niet bereikbaar. Probeer het straks nog een keer."
        case CannotListen():
            return f"De webhook kan niet luisteren op {fault}. Kies een vrij adres."
        case DBAPIError():
            return "De database werkt niet mee. Kijk of hij draait: AANSPREEKPUNT_DATABASE_URL."
    return f"Er ging iets mis: {type(fault).__name__}, {_place(fault)}. Meld dit aan de makers."


def _place(fault: Exception) -> str:
    """The last line of our own code that it passed."""
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "/bot/" in f.filename]
    return f"{Path(frames[-1].filename).name} regel {frames[-1].lineno}" if frames else "onbekend"
