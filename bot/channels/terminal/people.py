"""The terminal for people: what is typed is played, until they are done."""

from collections.abc import Callable

from rich.text import Text

from bot.channels.terminal.cast import RESIDENT
from bot.channels.terminal.jsonl import Run
from bot.channels.terminal.misplay import Misplay
from bot.channels.terminal.moves import Advance
from bot.channels.terminal.player import Player
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.stage import Place
from bot.channels.terminal.typed import Typed

Ask = Callable[[Text], str]
"""Asks for a line after a prompt. Raises EOFError when there are no more."""


class Session:
    """A person at the keyboard."""

    def __init__(self, player: Player, run: Run, screen: Screen) -> None:
        self._player = player
        self._run = run
        self._screen = screen
        self._typed = Typed(player)
        self._looks: dict[str, Callable[[str], None]] = {
            "/wie": lambda _: self._show_people(),
            "/knoppen": lambda _: self._show_buttons(),
            "/lees": self._show_message,
            "/hulp-demo": lambda _: screen.help(),
        }

    def play(self, ask: Ask) -> None:
        """Play what is typed until /klaar, or the end of the input."""
        self._screen.welcome()
        while True:
            try:
                typed = ask(self._screen.prompt(self._typed.speaker)).strip()
            except (EOFError, KeyboardInterrupt):
                return
            if typed == "/klaar":
                return
            self._take(typed)

    def _take(self, typed: str) -> None:
        command, _, rest = typed.partition(" ")
        try:
            if command in self._looks:
                self._looks[command](rest.strip())
            elif line := self._typed.read(typed):
                self._run(self._player.play(line))
                if isinstance(line, Advance):
                    self._screen.clock(self._player.now)
        except Misplay as fault:
            self._screen.fault(str(fault))

    def _show_people(self) -> None:
        members = [(f"@{ident}", role) for ident, role in self._player.cast.members.items()]
        self._screen.people([("@bewoner", RESIDENT), *members], self._typed.speaker)

    def _show_buttons(self) -> None:
        newest = self._player.stage.newest(Place(self._typed.speaker.chat))
        self._screen.buttons(newest.labels() if newest else [])

    def _show_message(self, number: str) -> None:
        message = self._player.stage.message(int(number)) if number.isdecimal() else None
        if message is None:
            raise Misplay("Schrijf het nummer van een bericht van de bot, zoals /lees 12")
        self._screen.read(message, self._player.cast.of(message.place.chat))
