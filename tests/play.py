"""Plays whole dialogues for tests: in this process, or with the real command as a process.

    with Demo(now="2027-05-11T20:14") as demo:
        demo.bewoner("straatfeest met bbq, za 12 juni")
        demo.press("Verstuur naar een begeleider")
        demo.begeleider("fatima", press="Ik pak dit op")
        demo.advance("P2D")
        assert "Fatima" in demo.last("bewoner")["text"]

What is seen are the lines of `demo --jsonl`, as dictionaries. `RunProcess` is the bot itself, for
tests that play over HTTP.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from bot.app.demo import open_demo
from bot.app.works import Core
from bot.channels.terminal.channel import Watcher
from bot.channels.terminal.jsonl import as_fields, as_line, play_lines
from bot.content import find_knowledge, load
from bot.content.live import Live
from bot.core.knowledge import Knowledge
from bot.settings import PREFIX

ROOT = Path(__file__).parent.parent
Fields = dict[str, Any]


class Impossible(AssertionError):
    """The demo answered with an error."""


class Play:
    """Sends lines and keeps what comes back. Subclasses know how."""

    def __init__(self) -> None:
        self.seen: list[Fields] = []

    def exchange(self, line: str) -> list[Fields]:
        """Everything that comes back for a raw line of input, idle included."""
        raise NotImplementedError

    def send(self, **fields: Any) -> list[Fields]:
        """What the bot sent because of this line; raises Impossible when it was refused."""
        if "side" in fields:
            fields = {"from": fields.pop("side"), **fields}
        *sent, idle = self.exchange(as_line(fields))
        assert idle["idle"] is True
        errors = [line["error"] for line in sent if "error" in line]
        if errors:
            raise Impossible(errors[0])
        self.seen += sent
        return sent

    def bewoner(self, text: str | None = None, **more: Any) -> list[Fields]:
        """The resident says something, or does what `more` says: `press="…"`, `who="Pieter"`."""
        return self.send(side="bewoner", **_said(text), **more)

    def begeleider(
        self, who: str | None = None, text: str | None = None, **more: Any
    ) -> list[Fields]:
        """A begeleider, or the one last addressed, does something."""
        named = {} if who is None else {"who": who}
        return self.send(side="begeleider", **named, **_said(text), **more)

    def press(self, *labels: str) -> list[Fields]:
        """The resident presses these buttons, one after the other."""
        return [one for label in labels for one in self.bewoner(press=label)]

    def advance(self, duration: str) -> list[Fields]:
        """Time goes by: an ISO 8601 duration."""
        return self.send(advance=duration)

    def seen_by(self, to: str, who: str | None = None) -> list[Fields]:
        """All that was sent to that side ("bewoner", "begeleider", "groep"), or to one of them."""
        return [one for one in self.seen if one["to"] == to and who in (None, one["who"])]

    def last(self, to: str, who: str | None = None) -> Fields:
        """The newest message to that side, with its newest wording; no notices or reactions."""
        messages = [one for one in self.seen_by(to, who) if one.get("event") in (None, "edit")]
        assert messages, f"nothing was sent to {who or to}"
        return messages[-1]

    def labels(self, to: str = "bewoner", who: str | None = None) -> list[str]:
        """The buttons of that message."""
        return [label for row in self.last(to, who)["buttons"] for label in row]


def _said(text: str | None) -> Fields:
    return {} if text is None else {"text": text}


class Standing(Live):
    """Content of which nobody changes the files."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(Path(), None, knowledge)

    def look(self, *, at_once: bool = False) -> None:  # noqa: ARG002
        return None


class Demo(Play):
    """The demo in this process. `now` is ISO, local unless it has an offset; `url` a database that
    stays, by default one of its own; `core` other decisions than the house's. Its content is that
    of the checkout, or `knowledge`, and stands still; or what a test does to the files of `live`.
    """

    def __init__(
        self,
        now: str | None = None,
        *,
        url: str | None = None,
        knowledge: Knowledge | None = None,
        live: Live | None = None,
        core: Core | None = None,
        with_group: bool = True,
    ) -> None:
        super().__init__()
        self._start = datetime.fromisoformat(now) if now else None
        self._url = url
        self._knowledge = knowledge
        self._live = live
        self._core = core
        self._with_group = with_group
        self._stack = ExitStack()
        self._lines: list[Fields] = []
        self.watch: Watcher = lambda seen: self._lines.append(as_fields(seen))

    def __enter__(self) -> Self:
        with self._stack:
            folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
            self.data = folder / "data"
            self.run = self._stack.enter_context(asyncio.Runner()).run
            demo = self._stack.enter_context(
                open_demo(
                    self._url or f"sqlite:///{folder / 'demo.sqlite'}",
                    self._live or Standing(self._knowledge or real_knowledge()),
                    lambda seen: self.watch(seen),
                    data=self.data,
                    start=self._start,
                    with_group=self._with_group,
                    core=self._core,
                )
            )
            self.player = demo.player
            self.house = demo.house
            self.run(demo.resume())
            self.seen += self._taken()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def exchange(self, line: str) -> list[Fields]:
        play_lines(self.player, self.run, [line.encode()], self._lines.append)
        return self._taken()

    def _taken(self) -> list[Fields]:
        taken, self._lines[:] = list(self._lines), []
        return [json.loads(as_line(fields)) for fields in taken]


@lru_cache
def real_knowledge() -> Knowledge:
    """The content of the checkout, read once."""
    return load(find_knowledge())


class DemoProcess(Play):
    """The real `aanspreekpunt demo --jsonl`, with these options, as a process."""

    def __init__(self, *options: str) -> None:
        super().__init__()
        self._options = options

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--jsonl", *self._options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        return self

    def __exit__(self, *raised: object) -> None:
        self.process.terminate()
        self.process.communicate()

    def exchange(self, line: str) -> list[Fields]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        back: list[Fields] = []
        while not (back and "idle" in back[-1]):
            answer = self.process.stdout.readline()
            if not answer:
                raise Impossible(f"the demo stopped: {self.end()[1]}")
            back.append(json.loads(answer))
        return back

    def end(self) -> tuple[int, str]:
        """Close the input: the exit status, and what was said on stderr."""
        _, told = self.process.communicate()
        return self.process.returncode, told.decode()


def surroundings(**chosen: str) -> dict[str, str]:
    """The environment of a process, with these settings of ours and no others."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return others | {PREFIX + name.upper(): value for name, value in chosen.items()}


class RunProcess:
    """The real `aanspreekpunt run`, in `folder`, with these settings; it starts anew each time that
    the block is entered."""

    def __init__(self, folder: Path, **chosen: str) -> None:
        self._folder = folder
        self._log = folder / "run.log"
        self._environment = surroundings(**chosen) | {"PYTHONPATH": str(ROOT)}

    def __enter__(self) -> Self:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    def __exit__(self, *raised: object) -> None:
        self.end(signal.SIGKILL)

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and wait; gives the exit status."""
        self.process.send_signal(by)
        return self.process.wait()

    @property
    def told(self) -> str:
        """Everything that it wrote."""
        return self._log.read_text()

    @property
    def logged(self) -> list[Fields]:
        """The lines of its log."""
        return [json.loads(line) for line in self.told.splitlines()]
