"""The terminal as a theatre: in this process, or the real command as another."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.store.database import open_database
from tests.play import Demo, DemoProcess, Play, real_knowledge
from tests.transcripts.kept import kept_in
from tests.transcripts.script import Script, Seen, What

SIDES = {"bewoner": 0, "begeleider": 1, "groep": 2}
EVENTS: dict[str | None, What] = {
    None: "bericht",
    "edit": "wijziging",
    "notice": "melding",
    "reaction": "reactie",
}


class Terminal:
    """Plays the lines of `demo --jsonl`."""

    def __init__(self, play: Play, start: datetime, url: str, folder: Path) -> None:
        self._play = play
        self._now = start
        self._url = url
        self._team = {member.name for member in real_knowledge().team.values()}
        self._photo = folder / "foto.jpg"
        self._photo.write_bytes(b"\xff\xd8\xff\xd9")

    def says(self, who: str, text: str) -> list[Seen]:
        return self._does(who, text=text)

    def presses(self, who: str, label: str) -> list[Seen]:
        return self._does(who, press=label)

    def replies(self, who: str, to: str, text: str) -> list[Seen]:
        theirs = [m for m in self._play.seen if m["who"] == who and to in m["text"]]
        return self._does(who, text=text, reply_to=theirs[-1]["id"])

    def sends_photo(self, who: str, caption: str) -> list[Seen]:
        words = {"caption": caption} if caption else {}
        return self._does(who, file=str(self._photo), **words)

    def goes_to(self, moment: datetime) -> list[Seen]:
        seconds = int(moment.timestamp() - self._now.timestamp())  # a night may lose an hour
        self._now = moment
        return [_seen(one) for one in self._play.advance(f"PT{seconds}S")]

    def kept(self) -> list[str]:
        database = open_database(self._url, alone=False)
        try:
            return kept_in(database)
        finally:
            database.close()

    def _does(self, who: str, **act: Any) -> list[Seen]:
        side = "begeleider" if who in self._team else "bewoner"
        return [_seen(one) for one in self._play.send(side=side, who=who, **act)]


def _seen(line: dict[str, Any]) -> Seen:
    return Seen(
        side=SIDES[line["to"]],
        who="de groep" if line["to"] == "groep" else line["who"],
        what=EVENTS[line.get("event")],
        text=line["text"],
        message=line["id"],
        at=datetime.fromisoformat(line["at"]),
        buttons=tuple(map(tuple, line["buttons"])),
        attached=_attached(line.get("file")),
    )


def _attached(file: str | None) -> str:
    """A note has a name; what was fetched has none, and here only photos are."""
    if file is None:
        return ""
    return Path(file).name if Path(file).suffix else "foto"


@contextmanager
def in_terminal(script: Script, folder: Path) -> Iterator[Terminal]:
    """The demo in this process, at the moment at which the script begins."""
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    now = script.start.isoformat()
    with Demo(now=now, url=url, with_group=script.with_group) as demo:
        yield Terminal(demo, script.start, url, folder)


@contextmanager
def in_terminal_process(script: Script, folder: Path) -> Iterator[Terminal]:
    """The command `aanspreekpunt demo --jsonl`."""
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    options = ["--db", url, "--now", script.start.isoformat()]
    options += [] if script.with_group else ["--zonder-groep"]
    with ExitStack() as stack:
        demo = stack.enter_context(DemoProcess(*options))
        yield Terminal(demo, script.start, url, folder)
