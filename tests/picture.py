"""`make picture`: the picture in the README, drawn by the demo itself: docs/dialoog.svg."""

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from bot.channels.terminal.cast import Side
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.typed import Typed
from tests.play import ROOT, Demo

PICTURE = ROOT / "docs" / "dialoog.svg"
START = "2027-05-11T20:14"
WIDTH = 80


NOBODY: frozenset[Side] = frozenset()
RESIDENT: frozenset[Side] = frozenset({"bewoner"})
BOTH: frozenset[Side] = frozenset({"bewoner", "begeleider"})


class Typing(NamedTuple):
    """A line that somebody types, and of whom the answer is drawn: only the telling ones are."""

    line: str
    drawn: frozenset[Side] = NOBODY


DIALOGUE = (
    Typing("/start wijk-noord"),
    Typing("straatfeest met bbq, za 12 juni", RESIDENT),
    Typing("kerkstraat"),
    Typing("60 denk ik"),
    Typing("Straat dicht voor auto's"),
    Typing("Muziek uit een box"),
    Typing("Ga verder"),
    Typing("3 tot 10 savonds"),
    Typing("Een paar"),
    Typing("Samira"),
    Typing("Bel me: deel mijn nummer", RESIDENT),
    Typing("Verstuur naar een begeleider", BOTH),
    Typing("@fatima Ik pak dit op", RESIDENT),
)


def picture() -> str:
    """The dialogue as SVG, the same each time."""
    console = Console(record=True, file=io.StringIO(), width=WIDTH, highlight=False)
    screen = Screen(console)
    with Demo(START, with_group=False) as demo:
        typed = Typed(demo.player)
        for before, one in pairwise((Typing(""), *DIALOGUE)):
            if before.drawn and not one.drawn:
                console.print("  ⋮")
            _draw(one, demo, typed, screen, console)
    svg = console.export_svg(title="make demo", theme=DIMMED_MONOKAI, unique_id="dialoog")
    return _without_fonts(svg)


def _draw(one: Typing, demo: Demo, typed: Typed, screen: Screen, console: Console) -> None:
    if one.drawn:
        console.print(screen.prompt(typed.speaker).append(one.line, "not bold default"))
    demo.watch = lambda seen: screen.show(seen) if seen.role.side in one.drawn else None
    line = typed.read(one.line)
    assert line is not None
    demo.run(demo.player.play(line))


def _without_fonts(svg: str) -> str:
    """A picture that fetches nothing: the reader's own fixed-width letters will do."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main(target: Path = PICTURE) -> None:
    """Draw it anew."""
    target.write_text(picture(), "utf-8")


if __name__ == "__main__":
    main()
