"""`make picture`: the pictures in the README and the handbook, drawn by the demo itself."""

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from bot.channels.terminal.cast import Side
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.typed import Typed
from tests.play import ROOT, Demo

START = "2027-05-11T20:14"
WIDTH = 80
NOBODY: frozenset[Side] = frozenset()
RESIDENT: frozenset[Side] = frozenset({"bewoner"})
STAFF: frozenset[Side] = frozenset({"begeleider"})
BOTH: frozenset[Side] = RESIDENT | STAFF


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

UNTIL_SENT = tuple(one._replace(drawn=NOBODY) for one in DIALOGUE[:-1])
WORK = (
    *UNTIL_SENT[:-1],
    Typing("Verstuur naar een begeleider", STAFF),
    Typing("@fatima Ik pak dit op", STAFF),
    Typing("@fatima Wo 12 mei 10–12", RESIDENT),
)
TOGETHER = (
    *(one._replace(drawn=NOBODY) for one in WORK),
    Typing("@fatima Gesproken", STAFF),
    Typing("@fatima Vraag een collega", STAFF),
    Typing("@fatima Joost (Evenementen)", STAFF),
    Typing("@fatima Kopieer voor mail", RESIDENT),
)
PICTURES = {
    ROOT / "docs" / "dialoog.svg": DIALOGUE,
    ROOT / "docs" / "begeleider.svg": WORK,
    ROOT / "docs" / "begeleider-collega.svg": TOGETHER,
}


def picture(dialogue: Sequence[Typing]) -> str:
    """A dialogue as SVG, the same each time."""
    console = Console(record=True, file=io.StringIO(), width=WIDTH, highlight=False)
    screen = Screen(console)
    with Demo(START, with_group=False) as demo:
        typed = Typed(demo.player)
        for before, one in pairwise((Typing(""), *dialogue)):
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


def main() -> None:
    """Draw them anew."""
    for target, dialogue in PICTURES.items():
        target.write_text(picture(dialogue), "utf-8")


if __name__ == "__main__":
    main()
