"""Launches the app as `aanspreekpunt run` does, in a process of its own, on a clock in a file.

    with Nursery() as nursery:
        bot = nursery.start({"AANSPREEKPUNT_TOKEN": "…"}, log=tmp / "log", clock=tmp / "clock")
        bot.stop()

A nursery has everything imported and all content read, and forks a bot in milliseconds. The file
of the clock holds an ISO moment with offset; the clock stands still until somebody writes another.
Without one, the bot lives in the present.
"""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any, Self

ROOT = Path(__file__).parent.parent
TICK = timedelta(seconds=0.1)


class FileClock:
    """A clock that stands where its file says. Writing is done whole, so reading is never torn."""

    def __init__(self, path: Path, start: datetime | None = None) -> None:
        self._path = path
        if start is not None:
            self.set(start)

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self._path.read_text()).astimezone(UTC)

    def set(self, moment: datetime) -> None:
        part = self._path.with_suffix(".part")
        part.write_text(moment.isoformat())
        part.replace(self._path)


class Bot:
    """A bot that runs, as a grandchild of this process."""

    def __init__(self, nursery: "Nursery", pid: int) -> None:
        self._nursery = nursery
        self._status: int | None = None
        self.pid = pid

    def stop(self) -> int:
        """Ask it to finish (SIGTERM) and wait for its end; gives its exit status."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End it on the spot (SIGKILL); gives minus the signal."""
        return self._end(signal.SIGKILL)

    def _end(self, number: int) -> int:
        if self._status is None:
            os.kill(self.pid, number)
            self._status = self._nursery.ask(wait=self.pid)
        return self._status


class Nursery:
    """The process that forks bots. `hook` is a module that each bot imports before it runs."""

    def __init__(self, hook: str = "") -> None:
        self._command = [sys.executable, "-m", "tests.launch", *([hook] if hook else [])]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def start(self, env: dict[str, str], *, log: Path, clock: Path | None = None) -> Bot:
        """A new bot with these settings and nothing else; what it logs goes into `log`."""
        asked = {"env": env, "log": str(log), "clock": str(clock) if clock else None}
        return Bot(self, self.ask(start=asked))

    def ask(self, **question: Any) -> int:
        """One question, one number for an answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the nursery has died"
        return int(answer)


def serve_questions(questions: IO[str]) -> None:
    """Fork a bot, or wait for the end of one, for each line; ends them all when the lines end."""
    _load_everything()
    alive: set[int] = set()
    for line in questions:
        question = json.loads(line)
        if "start" in question:
            alive.add(answer := _fork(**question["start"]))
        else:
            alive.discard(question["wait"])
            answer = os.waitstatus_to_exitcode(os.waitpid(question["wait"], 0)[1])
        print(answer, flush=True)
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


def _load_everything() -> None:
    """What takes seconds is done once. The forks find the content read; the rest is as it was."""
    import bot.app.serving  # noqa: F401
    from bot import content

    knowledge = content.load(content.find_knowledge())
    read = content.load
    default = content.find_knowledge()
    content.load = lambda folder, own=None: (
        knowledge if folder == default and own is None else read(folder, own)
    )


def _fork(env: dict[str, str], log: str, clock: str | None) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            status = _run(env, log, clock)
        finally:
            os._exit(status)
    return pid


def _run(env: dict[str, str], log: str, clock: str | None) -> int:
    """Become `aanspreekpunt run`."""
    _speak_into(log)
    os.environ.update(env)
    os.chdir(Path(log).parent)
    if clock is not None:
        _set_clock(FileClock(Path(clock)))
    from bot import __main__ as command

    sys.argv = ["aanspreekpunt", "run"]
    try:
        command.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _speak_into(log: str) -> None:
    """Nothing may come from, or go to, whoever asks the questions."""
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for old, new in ((nothing, 0), (told, 1), (told, 2)):
        os.dup2(old, new)


def _set_clock(clock: FileClock) -> None:
    """The app takes its clock as an argument; it looks at it more often than in real life."""
    from bot.app import serving

    serving.TICK, serving.LOOK = TICK, 5 * TICK
    serving.serve = partial(serving.serve, now=clock)


if __name__ == "__main__":
    if sys.argv[1:]:
        __import__(sys.argv[1], fromlist=["_"])
    serve_questions(sys.stdin)
