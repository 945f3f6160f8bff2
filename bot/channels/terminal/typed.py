"""What somebody types in the demo, as a line to play. It remembers who speaks."""

import re
from collections.abc import Callable
from typing import Any

from bot.channels.terminal.cast import GROUP, RESIDENT, Role
from bot.channels.terminal.misplay import Misplay
from bot.channels.terminal.moves import Line, as_line
from bot.channels.terminal.player import Player
from bot.channels.terminal.stage import Message, Place

_SPEAKER = re.compile(r"@(?P<who>[^\s:]+)(?::(?P<name>[^\s:]+))?(?:\s+(?P<rest>.*))?", re.DOTALL)
_RESIDENT_SAYS = re.compile(r"bewoner:\s*(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_LITERAL = re.compile(r'"(.+)"', re.DOTALL)
_AMOUNT = re.compile(r"(\d+)\s*([a-z]+)", re.IGNORECASE)
_UNITS = {
    "P{}D": ("dag", "dagen"),
    "P{}W": ("week", "weken"),
    "P{}M": ("maand", "maanden"),
    "PT{}H": ("uur", "uren"),
    "PT{}M": ("minuut", "minuten"),
}
_ISO = {word: pattern for pattern, words in _UNITS.items() for word in words}

Fields = dict[str, Any]


class Typed:
    """Reads typed lines. `speaker` is whoever says the next one."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self.speaker: Role = RESIDENT
        self._acts: dict[str, Callable[[str, Fields], Fields]] = {
            "/op": self._at_message,
            "/onderwerp": self._in_topic,
            "/bewerk": self._edited,
            "/bestand": self._file,
            "/plaats": self._location,
            "/spraak": lambda path, where: where | {"voice": path or True},
            "/sticker": lambda _, where: where | {"sticker": True},
        }

    def read(self, typed: str) -> Line | None:
        """The line to play; None when only the speaker changed. Raises Misplay."""
        typed = self._addressed(typed.strip())
        if not typed:
            return None
        if typed.split()[0] == "/tijd":
            return as_line({"advance": duration(typed.removeprefix("/tijd").strip())})
        who = {"from": self.speaker.side, "who": self.speaker.who}
        newest = self._player.stage.newest(Place(self.speaker.chat))
        return as_line(who | self._act(typed, newest, {}))

    def _addressed(self, typed: str) -> str:
        """Let `@fatima …` and `bewoner: …` change who speaks; gives the rest."""
        if found := _RESIDENT_SAYS.fullmatch(typed):
            self.speaker = RESIDENT
            return found["rest"]
        if found := _SPEAKER.fullmatch(typed):
            self.speaker = self._named(found["who"], found["name"])
            return found["rest"] or ""
        return typed

    def _named(self, who: str, name: str | None) -> Role:
        if who.casefold() == "bewoner":
            return self._player.cast.resident(name)
        return self._player.cast.member(who)

    def _act(self, typed: str, near: Message | None, where: Fields) -> Fields:
        """What is done: an act of the demo, a press of a button of `near`, or saying it."""
        command, _, rest = typed.partition(" ")
        if command in self._acts:
            return self._acts[command](rest.strip(), where)
        if literal := _LITERAL.fullmatch(typed):
            return where | {"text": literal[1]}
        label = _label(typed, near)
        if near is None or label is None:
            return where | {"text": typed}
        return {"press": label, "message": near.number}

    def _at_message(self, rest: str, where: Fields) -> Fields:
        number, rest = _number_first(rest, "/op 12 tekst")
        near = self._player.stage.message(number)
        return self._act(rest, near, where | {"reply_to": number})

    def _in_topic(self, rest: str, where: Fields) -> Fields:
        topic, rest = _number_first(rest, "/onderwerp 12 tekst")
        near = self._player.stage.newest(Place(GROUP, topic))
        return self._act(rest, near, where | {"topic": topic})

    def _edited(self, rest: str, where: Fields) -> Fields:
        number, text = _number_first(rest, "/bewerk 12 nieuwe tekst")
        return where | {"edit": {"message": number, "text": text}}

    def _file(self, rest: str, where: Fields) -> Fields:
        path, _, caption = rest.partition(" ")
        return where | {"file": path} | ({"caption": caption.strip()} if caption.strip() else {})

    def _location(self, rest: str, where: Fields) -> Fields:
        try:
            lat, lon = (float(part) for part in rest.replace(",", " ").split())
        except ValueError as fault:
            raise Misplay("Schrijf twee getallen, zoals /plaats 52.09 5.12") from fault
        return where | {"location": [lat, lon]}


def duration(typed: str) -> str:
    """An ISO 8601 duration from "10 dagen", "3 uur" or a duration itself. Raises Misplay."""
    if typed[:1].upper() == "P":
        return typed
    found = _AMOUNT.fullmatch(typed)
    pattern = _ISO.get(found[2].lower()) if found else None
    if found is None or pattern is None:
        raise Misplay("Schrijf hoe lang, zoals /tijd 10 dagen of /tijd 3 uur")
    return pattern.format(found[1])


def _number_first(rest: str, example: str) -> tuple[int, str]:
    number, _, text = rest.partition(" ")
    if not (number.isdecimal() and text.strip()):
        raise Misplay(f"Schrijf het zo: {example}")
    return int(number), text.strip()


def _label(typed: str, message: Message | None) -> str | None:
    """The button that is meant by its number, counted from 1, or by its label."""
    labels = message.labels() if message else []
    if typed.isdecimal() and 1 <= int(typed) <= len(labels):
        return labels[int(typed) - 1]
    return typed if message and message.find(typed) is not None else None
