"""The terminal for people: who sees what, in colours where there are any."""

import html
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.channels.terminal.cast import Role, Side
from bot.channels.terminal.seen import Seen
from bot.channels.terminal.stage import Message
from bot.core.texts import plain
from bot.core.writing import write_day, write_time

COLOURS: dict[Side, str] = {"bewoner": "blue", "begeleider": "green", "groep": "magenta"}
WIDEST = 68
_TAG = re.compile(r"(</?[bi]>)")
_STYLES = {"<b>": "bold", "<i>": "italic"}

HOW = (
    ("straatfeest met bbq", "typ wat een bewoner zou typen"),
    ("1", "druk op knop 1, of typ wat erop staat"),
    ("@fatima", "praat verder als Fatima; @bewoner wisselt terug"),
    ("/tijd 10 dagen", "laat de tijd voorbijgaan"),
    ("/hulp-demo", "alles wat je hier kunt"),
    ("/klaar", "stop de demo"),
)

HELP = (
    ("1", "druk op die knop van het laatste bericht"),
    ('"1"', "zeg een 1, zonder op een knop te drukken"),
    ("@fatima tekst", "praat verder als Fatima"),
    ("@bewoner tekst", "praat verder als bewoner"),
    ("@bewoner:pieter tekst", "praat verder als een andere bewoner"),
    ("/op 12 tekst", "antwoord op bericht 12, of druk op een knop ervan"),
    ("/onderwerp 12 tekst", "zeg of druk dat in een onderwerp van de groep"),
    ("/lees 12", "toon bericht 12 helemaal"),
    ("/bewerk 12 tekst", "wijzig je eigen bericht 12"),
    ("/bestand pad bijschrift", "stuur een bestand van deze computer"),
    ("/spraak", "stuur een spraakbericht"),
    ("/sticker", "stuur een sticker"),
    ("/plaats 52.09 5.12", "deel een plek"),
    ("/tijd 10 dagen", "zet de klok vooruit; /tijd 3 uur kan ook"),
    ("/wie", "toon wie er meedoen"),
    ("/knoppen", "toon de knoppen die je nu hebt"),
    ("/klaar", "stop de demo"),
)


class Screen:
    """Draws on a console: residents left, begeleiders right, the group in one dim line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._texts: dict[int, str] = {}

    def welcome(self) -> None:
        intro = "Je speelt hier een gesprek na: de bewoner én de begeleider.\n"
        body = Group(intro, _grid(HOW))
        self._console.print(Panel(body, title="aanspreekpunt · demo", width=self._wide))

    def help(self) -> None:
        """Everything that can be typed."""
        self._console.print(_grid(HELP))
        self._console.print("Alle andere tekst gaat naar de bot, ook /start, /status en /stop.")

    def clock(self, now: datetime) -> None:
        """Where the clock stands (local)."""
        self._console.print(Text(f"Het is nu {_moment(now)}.", style="bright_black"))

    def show(self, seen: Seen) -> None:
        """One thing that the bot sent. That the buttons of an answered message went away needs no
        drawing."""
        if seen.event == "edit" and not seen.buttons and self._texts.get(seen.id) == seen.text:
            return
        if seen.event in (None, "edit"):
            self._texts[seen.id] = seen.text
        match seen.event:
            case "reaction" | "notice":
                self._side(seen.role, _aside(seen))
            case _ if seen.role.side == "groep":
                self._console.print(_one_line(seen), style="dim", no_wrap=True, overflow="ellipsis")
            case _:
                self._side(seen.role, self._panel(seen))

    def read(self, message: Message, role: Role) -> None:
        """A message in full."""
        body = _body(message.text, message.labels_by_row(), ())
        title = f"bericht {message.number}, voor {role.who}"
        self._side(
            role, Panel(body, title=title, border_style=COLOURS[role.side], width=self._wide)
        )

    def buttons(self, labels: list[str]) -> None:
        """Which buttons there are."""
        numbered = [f"{number} {label}" for number, label in enumerate(labels, 1)]
        self._console.print("\n".join(numbered) or "Er zijn nu geen knoppen.", markup=False)

    def people(self, roles: list[tuple[str, Role]], speaker: Role) -> None:
        """Who takes part, and who speaks now."""
        for typed, role in roles:
            mark = "→" if role == speaker else " "
            self._console.print(
                Text(f"{mark} {typed:<16} {role.who}, {role.side}", style=COLOURS[role.side])
            )

    def fault(self, text: str) -> None:
        self._console.print(Text(text, style="red"))

    def prompt(self, speaker: Role) -> Text:
        """What stands before the line that somebody types."""
        return Text(f"{speaker.who} › ", style=f"bold {COLOURS[speaker.side]}")

    @property
    def _wide(self) -> int:
        return max(20, min(WIDEST, self._console.width - 8))

    def _panel(self, seen: Seen) -> Panel:
        kind = " · gewijzigd" if seen.event == "edit" else ""
        foot = " · ".join(filter(None, (_moment(seen.at), f"nr {seen.id}", seen.dossier)))
        return Panel(
            _body(seen.text, seen.buttons, _attached(seen)),
            title=Text(f"{seen.role.who} ziet{kind}"),
            title_align="left",
            subtitle=Text(foot, style="bright_black"),
            subtitle_align="right",
            border_style=COLOURS[seen.role.side],
            width=self._wide,
        )

    def _side(self, role: Role, drawn: RenderableType) -> None:
        right = role.side == "begeleider"
        self._console.print(Align.right(drawn) if right else Align.left(drawn))


def as_text(markup: str) -> Text:
    """The small markup of `core.texts` as rich text."""
    text = Text()
    style = ""
    for part in _TAG.split(markup):
        if _TAG.fullmatch(part):
            style = _STYLES.get(part, "")
        else:
            text.append(html.unescape(part), style)
    return text


def _body(
    markup: str, buttons: tuple[tuple[str, ...], ...], attached: tuple[str, ...]
) -> RenderableType:
    parts: list[RenderableType] = [as_text(markup)] if markup else []
    parts += [Text(line, style="italic") for line in attached]
    if buttons:
        parts.append(Text())
    numbers = count(1)
    for row in buttons:
        line = Text()
        for label in row:
            line.append(f" {next(numbers)} ", "reverse").append(f" {label}   ", "bold")
        parts.append(line)
    return Group(*parts)


def _grid(rows: Sequence[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for typed, meaning in rows:
        grid.add_row(Text(typed, style="bold"), Text(meaning))
    return grid


def _attached(seen: Seen) -> tuple[str, ...]:
    lines = []
    if seen.file:
        lines.append(f"Bestand: {seen.file}")
    if seen.place:
        lines.append("Plek: {}, {}".format(*seen.place))
    return tuple(lines)


def _aside(seen: Seen) -> Text:
    if seen.event == "reaction":
        return Text(f"{seen.text} bij bericht {seen.id} van {seen.role.who}", style="bright_black")
    return Text(f"{seen.role.who} ziet even: {plain(seen.text)}", style="bright_black")


def _one_line(seen: Seen) -> Text:
    said = plain(seen.text).replace("\n", " · ")
    where = f"groep, onderwerp {seen.topic}" if seen.topic else "groep"
    kind = " (gewijzigd)" if seen.event == "edit" else ""
    return Text(f"{where}{kind}, nr {seen.id}: {said}")


def _moment(at: datetime) -> str:
    return f"{write_day(at.date(), short=True)}, {write_time(at.timetz())} uur"
