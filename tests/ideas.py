"""`python -m tests.ideas FILE`: each line of FILE as the idea of an intake, answered to the end.

FILE holds a JSON object a line, with "text". Each idea is told to the bot in the terminal, through
the real desk and a real database; every question gets a sensible answer, the plan is sent, and the
begeleider who gets it picks it up. A table says what was found. The exit status is 1 when anything
went wrong: an exception, words without an answer, or a plan that ends with nobody.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from bot.channels.terminal.stage import Message, Place
from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.knowledge import Question
from bot.core.plan import Plan
from bot.store.tables import dossier as dossier_table
from bot.store.tables import inbox
from tests.play import Demo, real_knowledge

NOW = "2027-05-11T10:00"
AT_ONCE = 50
"""Ideas that share a database: enough for the team to be busy, few enough to stay fast."""

LONGEST = 40
"""Steps after which a dialogue counts as endless."""

TYPED = {
    "plek": ("Kerkstraat", "het Lindepark", "ergens bij het station", "Dorpsstraat 12"),
    "moment": ("za 12 juni van 14 tot 17 uur", "vanaf september", "elke woensdagmiddag"),
    "aantal": ("60 denk ik", "een stuk of twintig", "2 à 300"),
    "bedrag": ("zo'n 1500 euro", "tussen de 500 en 1000"),
    "maat": ("ongeveer 3", "10 tot 20", "minstens 12"),
    "naam": ("Noor", "ik heet Ali", "Jan-Willem"),
    "open": ("Omdat het hier gezelliger kan.", "De gemeente zei vorig jaar nee."),
    "keuze": ("ja", "nog niet"),
}
READY = ("kies", "deel-nummer")
"""What the buttons with a ready answer do."""

PLAINLY = "Ik wil iets doen met mijn buren"
"""What somebody says whose idea was heard as an emergency."""


@dataclass
class Told:
    """What became of one idea. `wrong` says what went wrong, if anything."""

    text: str
    outcome: str
    asked: list[str] = field(default_factory=list)
    weight: str = ""
    rules: tuple[str, ...] = ()
    owner: str = ""
    wrong: str = ""


class Resident:
    """Somebody with an idea, who answers whatever is asked. `number` varies the answers."""

    def __init__(self, demo: Demo, number: int, text: str) -> None:
        self._demo = demo
        self._number = number
        self._who = f"Bewoner {number}"
        self._chat = demo.player.cast.resident(self._who).chat
        self.told = Told(text, _outcome(text))

    def tells(self) -> Told:
        """From the first words until a begeleider has it."""
        try:
            self._says(self.told.text)
            if self._is_given_a_number():
                self.told.outcome = "noodgeval"
                self._says(PLAINLY)
            self._answers()
            self._is_picked_up()
        except Exception as fault:
            self.told.wrong = f"{type(fault).__name__}: {fault}"
        return self.told

    def _answers(self) -> None:
        for _ in range(LONGEST):
            if self._dossier() is not None and self._dossier_now().with_staff:
                return
            self._answer(self._newest())
        raise Endless(f"after {LONGEST} answers it is not sent")

    def _answer(self, message: Message) -> None:
        """By what the buttons do: send, choose what was meant, tick, or answer the question."""
        buttons = {button.action: button for button in message.all_buttons()}
        if "verstuur" in buttons:
            self._presses(buttons["verstuur"])
        elif "toch-een-idee" in buttons:
            self._presses(buttons["toch-een-idee"])
        elif "bedoel" in buttons:
            meant = [button for button in message.all_buttons() if button.action == "bedoel"]
            self._presses(meant[0] if self._number % 2 else meant[-1])
        elif "weet-niet" in buttons:
            self._answer_question(message, buttons["weet-niet"])
        else:
            raise Endless(f"nothing to answer under: {message.text!r}")

    def _answer_question(self, message: Message, unknown: Button) -> None:
        question = _question(unknown.value)
        if question.id not in self.told.asked:
            self.told.asked.append(question.id)
        if question.kind == "vinklijst":
            self._ticks(message)
        elif question.kind == "bellen" or self._number % 5 == 0:
            ready = [b for b in message.all_buttons() if b.action in READY]
            self._presses([*ready, unknown][self._number % (len(ready) + 1)])
        elif question.kind in TYPED:
            kinds = TYPED[question.kind]
            self._says(kinds[self._number % len(kinds)])
        else:
            self._presses(unknown)

    def _ticks(self, message: Message) -> None:
        options = [b for b in message.all_buttons() if b.action == "vink"]
        if not any(b.label.startswith("✓") for b in options):
            self._presses(options[self._number % len(options)])
        self._presses(next(b for b in self._newest().all_buttons() if b.action == "vink-klaar"))

    def _is_picked_up(self) -> None:
        """The one whose card it is picks it up; the resident hears who."""
        owner = real_knowledge().team[self._dossier_now().owner or ""]
        seen = self._demo.begeleider(owner.name, press="Ik pak dit op")
        if not any(one["who"] == self._who for one in seen):
            raise Unanswered("the resident did not hear who picked it up")
        kept = self._dossier_now()
        if kept.claimed_at is None or kept.owner != owner.id:
            raise Unanswered("the plan is with nobody")
        plan = Plan(kept, real_knowledge(), date.fromisoformat(NOW[:10]))
        self.told.owner = owner.name
        self.told.weight = plan.weight if plan.rules else "geen regel"
        self.told.rules = tuple(rule.id for rule in plan.rules)

    def _says(self, text: str) -> None:
        self._hears(self._demo.bewoner(text, who=self._who))

    def _presses(self, button: Button) -> None:
        self._hears(self._demo.bewoner(press=button.label, who=self._who))

    def _hears(self, seen: list[dict[str, object]]) -> None:
        if not any(one["who"] == self._who for one in seen):
            raise Unanswered("no answer")

    def _is_given_a_number(self) -> bool:
        return self._dossier() is None and "toch-een-idee" not in self._actions()

    def _actions(self) -> set[str]:
        newest = self._demo.player.stage.newest(Place(self._chat))
        return {button.action for button in newest.all_buttons()} if newest else set()

    def _newest(self) -> Message:
        newest = self._demo.player.stage.newest(Place(self._chat))
        if newest is None:
            raise Endless("there are no buttons")
        return newest

    def _dossier(self) -> Dossier | None:
        wanted = select(dossier_table.c.body).where(dossier_table.c.resident == self._chat)
        with self._demo.house.works.database.read() as connection:
            return connection.scalar(wanted)

    def _dossier_now(self) -> Dossier:
        found = self._dossier()
        if found is None:
            raise Endless("there is no plan")
        return found


class Endless(Exception):
    """A dialogue that does not come to its end."""


class Unanswered(Exception):
    """Something after which somebody heard nothing."""


def _outcome(text: str) -> str:
    found = real_knowledge().matcher.match(text)
    return "refer" if found.refer else found.outcome


def _question(ident: str) -> Question:
    return next(q for q in real_knowledge().questions if q.id == ident)


def play(first: int, texts: Sequence[str]) -> list[Told]:
    """Play these ideas one after the other in one database; `first` is the number of the first."""
    with Demo(now=NOW, with_group=False) as demo:
        told = [Resident(demo, first + n, text).tells() for n, text in enumerate(texts)]
        with demo.house.works.database.read() as connection:
            parked = connection.scalar(select(func.count()).where(inbox.c.state == "parked"))
        if parked:
            told[-1].wrong += f" {parked} happenings were parked"
        return told


def play_all(texts: Sequence[str], workers: int | None = None) -> list[Told]:
    """Play all ideas, on so many processors."""
    starts = range(0, len(texts), AT_ONCE)
    parts = [texts[start : start + AT_ONCE] for start in starts]
    if len(parts) <= 1:
        return play(0, texts)
    with ProcessPoolExecutor(workers) as pool:
        return [told for part in pool.map(play, starts, parts) for told in part]


def read(path: Path) -> list[str]:
    """The ideas in a file of JSON lines."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


# --- telling


def table(told: Sequence[Told]) -> str:
    """What was found, in Markdown."""
    asked = sorted(len(one.asked) for one in told if not one.wrong)
    questions = f"{asked[0]} / {statistics.median(asked):g} / {asked[-1]}" if asked else "-"
    top = Counter(rule for one in told for rule in one.rules).most_common(10)
    return "\n".join(
        [
            *_rows("What", [("ideas", len(told)), ("went wrong", len(_wrong(told)))]),
            *_rows("Understood as", _counted(told, "outcome")),
            *_rows("Weight", _counted(told, "weight")),
            *_rows("Questions", [("min / median / max", questions)]),
            *_rows("With", _counted(told, "owner")),
            *_rows("Rule (the ten most frequent)", top),
        ]
    )


def _rows(title: str, pairs: Sequence[tuple[str, object]]) -> Iterator[str]:
    yield f"| {title} | |"
    yield "| --- | ---: |"
    yield from (f"| {name or '-'} | {value} |" for name, value in pairs)
    yield ""


def _counted(told: Sequence[Told], what: str) -> list[tuple[str, int]]:
    return Counter(str(getattr(one, what)) for one in told).most_common()


def _wrong(told: Sequence[Told]) -> list[Told]:
    return [one for one in told if one.wrong]


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    start = time.monotonic()
    told = play_all(read(parser.parse_args().file))
    print(table(told))
    for one in _wrong(told):
        print(f"- {one.text!r}: {one.wrong}")
    print(f"{time.monotonic() - start:.0f} seconds", file=sys.stderr)
    return 1 if _wrong(told) else 0


if __name__ == "__main__":
    sys.exit(main())
