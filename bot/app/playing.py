"""The demo in this terminal: for programs, and for people."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.app import logs
from bot.app.demo import Demo, open_demo
from bot.app.renewing import content_of
from bot.channels.terminal.channel import Watcher
from bot.channels.terminal.jsonl import as_fields, play_lines
from bot.channels.terminal.people import Session
from bot.channels.terminal.screen import Screen
from bot.settings import Settings


@dataclass(frozen=True)
class Choices:
    """How a demo is played. `stays` keeps it in the database of the settings; without it everything
    is gone at the end. `start` sets the clock: local unless it has an offset."""

    settings: Settings
    stays: bool = False
    start: datetime | None = None
    with_group: bool = True


def play_json(choices: Choices) -> None:
    """Play the lines of stdin until its end; see `channels.terminal.jsonl`."""
    with (
        only_json_on_stdout() as write,
        _opened(choices, lambda seen: write(as_fields(seen))) as (runner, demo),
    ):
        play_lines(demo.player, runner.run, sys.stdin.buffer, write)


def play_by_hand(choices: Choices) -> None:
    """Play what somebody types."""
    console = Console(highlight=False)
    screen = Screen(console)

    def ask(prompt: Text) -> str:
        typed = console.input(prompt)
        if not sys.stdin.isatty():
            console.print(typed, markup=False)
        return typed

    with _opened(choices, screen.show) as (runner, demo):
        Session(demo.player, runner.run, screen).play(ask)


@contextmanager
def _opened(choices: Choices, watch: Watcher) -> Iterator[tuple[asyncio.Runner, Demo]]:
    """A demo, and what runs it. What an earlier run left undone is done first."""
    logs.configure("ERROR")
    # Being told to stop must not leave the folder behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    settings = choices.settings
    with TemporaryDirectory(prefix="aanspreekpunt-") as folder, asyncio.Runner() as runner:
        data = settings.data if choices.stays else Path(folder)
        opened = open_demo(
            settings.database_url if choices.stays else f"sqlite:///{data / 'demo.sqlite'}",
            content_of(settings),
            watch,
            data=data,
            start=choices.start,
            with_group=choices.with_group,
        )
        with opened as demo:
            runner.run(demo.resume())
            yield runner, demo


@contextmanager
def only_json_on_stdout() -> Iterator[Callable[[dict[str, Any]], None]]:
    """A writer of JSON lines that has stdout to itself: what else is printed goes to stderr."""
    sys.stdout.flush()
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def write(fields: dict[str, Any]) -> None:
        left = (json.dumps(fields, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        while left:
            left = left[os.write(own, left) :]

    try:
        yield write
    finally:
        os.close(own)
