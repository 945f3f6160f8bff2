"""Reading a transcript, playing it, and writing down what everybody saw."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from bot.core.writing import enumerate_nl, write_day, write_time

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Europe/Amsterdam")
MONTHS = {name: number for number, name in get_month_names("wide", locale="nl").items()}
INDENT = "    "
STAFF = 1
END = "== Wat er bewaard is =="

HEADING = re.compile(
    r"== \w+ (?P<day>\d+) (?P<month>\w+) (?P<year>\d{4}), (?P<hour>\d+)\.(?P<minute>\d\d) uur =="
)
PRESS = re.compile(r"(?P<who>\w+) tikt op \[(?P<label>.+)\]")
REPLY = re.compile(r'(?P<who>\w+) antwoordt op "(?P<to>.+?)": (?P<text>.+)')
PHOTO = re.compile(r"(?P<who>\w+) stuurt een foto(?:: (?P<text>.+))?")
SAY = re.compile(r"(?P<who>\w+): (?P<text>.+)")

What = Literal["bericht", "wijziging", "melding", "reactie"]


@dataclass(frozen=True)
class Seen:
    """One thing that somebody sees. `message` tells messages apart; `at` is local time; `side` is
    the order in which sides are written down: residents, begeleiders, the group."""

    side: int
    who: str
    what: What
    text: str
    message: object
    at: datetime
    buttons: tuple[tuple[str, ...], ...] = ()
    attached: str = ""


class Theatre(Protocol):
    """A channel with people in it. Each method gives what everybody saw because of it."""

    def says(self, who: str, text: str) -> list[Seen]: ...

    def presses(self, who: str, label: str) -> list[Seen]: ...

    def replies(self, who: str, to: str, text: str) -> list[Seen]: ...

    def sends_photo(self, who: str, caption: str) -> list[Seen]: ...

    def goes_to(self, moment: datetime) -> list[Seen]: ...

    def kept(self) -> list[str]:
        """What is in the database now, as lines."""
        ...


@dataclass(frozen=True)
class Script:
    """A transcript: its name, and its lines as they stand."""

    name: str
    text: str

    @property
    def start(self) -> datetime:
        """The moment of the first heading."""
        return next(m for m in map(moment_of, self.text.splitlines()) if m is not None)

    @property
    def with_group(self) -> bool:
        return "met een groep" in self.text.partition("==")[0]

    def played(self, theatre: Theatre) -> str:
        """The transcript as it is when played there."""
        pages = _Pages()
        for line in self.text.splitlines():
            if line == END:
                break
            if line and not line.startswith(INDENT):
                pages.add(line, self._seen_after(line, theatre, pages))
        return pages.closed(theatre.kept())

    def _seen_after(self, line: str, theatre: Theatre, pages: "_Pages") -> list[Seen]:
        try:
            return _play(theatre, line)
        except AssertionError as stuck:
            stuck.add_note("\n".join([*pages.lines[-30:], f"Here it got stuck: {line}"]))
            raise


def scripts() -> list[Script]:
    """All transcripts, by name."""
    return [Script(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


def moment_of(line: str) -> datetime | None:
    """The moment that a heading names."""
    found = HEADING.fullmatch(line)
    if not found:
        return None
    day, year, hour, minute = (int(found[name]) for name in ("day", "year", "hour", "minute"))
    return datetime(year, MONTHS[found["month"]], day, hour, minute, tzinfo=ZONE)


def _play(theatre: Theatre, line: str) -> list[Seen]:
    if moment := moment_of(line):
        return theatre.goes_to(moment)
    if found := PRESS.fullmatch(line):
        return theatre.presses(found["who"], found["label"])
    if found := REPLY.fullmatch(line):
        return theatre.replies(found["who"], found["to"], found["text"])
    if found := PHOTO.fullmatch(line):
        return theatre.sends_photo(found["who"], found["text"] or "")
    if found := SAY.fullmatch(line):
        return theatre.says(found["who"], found["text"])
    return []


@dataclass
class _Pages:
    """What is written so far."""

    lines: list[str] = field(default_factory=list)
    _now: datetime | None = None
    _before: dict[object, Seen] = field(default_factory=dict)

    def add(self, line: str, seen: list[Seen]) -> None:
        if moment := moment_of(line):
            self._now = moment
        self.lines += [line, ""]
        told = list(filter(self._tells, seen))
        in_order = sorted(told, key=lambda s: (_minute(s.at), s.side, s.who, s.what != "melding"))
        for one in _together(in_order):
            self.lines += [f"{INDENT}{told}".rstrip() for told in self._block(one)]
            self.lines.append("")

    def closed(self, kept: list[str]) -> str:
        """Everything, with at the end what is kept."""
        ending = [END, "", *(f"{INDENT}{line}".rstrip() for line in kept)]
        return _tidy("\n".join([*self.lines, *ending]))

    def _tells(self, seen: Seen) -> bool:
        """Not when only the buttons went away of a message that was answered."""
        before = self._before.get(seen.message) if seen.what == "wijziging" else None
        is_same = before is not None and before.text == seen.text and not seen.buttons
        if before is not None and is_same:
            self._before[seen.message] = seen
        return not is_same

    def _block(self, seen: Seen) -> Iterator[str]:
        if seen.what == "reactie":
            yield f"{seen.who} krijgt {seen.text}"
            return
        if seen.what == "melding":
            yield f"{seen.who} ziet even: {seen.text}"
            return
        before = self._before.get(seen.message)
        self._before[seen.message] = seen
        yield self._head(seen)
        if seen.attached:
            yield f"({seen.attached})"
        yield from seen.text.splitlines() if before is None else _changed(before.text, seen.text)
        if before is None or before.buttons != seen.buttons:
            yield from (" ".join(f"[{label}]" for label in row) for row in seen.buttons)

    def _head(self, seen: Seen) -> str:
        head = f"aan {seen.who}" if seen.what == "bericht" else f"bij {seen.who} wordt het"
        if self._now is not None and _minute(seen.at) != _minute(self._now):
            head += f", {write_day(seen.at.date())}, {write_time(seen.at.time())} uur"
        return f"{head}:"


def _together(seen: list[Seen]) -> list[Seen]:
    """What was sent to several people word for word, once, with all of their names."""
    names: dict[object, list[str]] = {}
    for one in seen:
        names.setdefault(_as_read(one), []).append(one.who)
    first = {_as_read(one): one for one in reversed(seen)}
    told = [one for one in seen if first[_as_read(one)] is one]
    return [replace(one, who=enumerate_nl(names[_as_read(one)])) for one in told]


def _as_read(seen: Seen) -> object:
    """What makes two messages one to a reader; whatever can change later is by itself."""
    if seen.what != "bericht" or seen.side != STAFF:
        return seen
    return _minute(seen.at), seen.text, seen.buttons, seen.attached


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _changed(before: str, now: str) -> Iterator[str]:
    """The lines that are new; "…" for what stayed as it was."""
    old, new = before.splitlines(), now.splitlines()
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "…"
        yield from [] if kind == "equal" else new[start:end]


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
