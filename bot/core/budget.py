"""The budget of a wijk: what is left of it this year, and what a decision takes from it.

The core only ever sees what was loaded. That two decisions at the same moment cannot both take the
last of it is the ledger's work, where they are written.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.core.knowledge import Wijk
from bot.core.model import Value

BUDGET = "/budget"
"""The command that asks what was given this year; only then is it read back line by line."""


class Purse(Value):
    """What a wijk may give in a calendar year, and what was given already, in whole euros."""

    wijk: str
    year: int
    budget: int
    granted: int = 0

    @property
    def left(self) -> int:
        """Never below zero, also when the budget was lowered in the course of the year."""
        return max(0, self.budget - self.granted)

    def less(self, euros: int) -> "Purse":
        """The same purse, with so much more given."""
        return self.model_copy(update={"granted": self.granted + euros})


def purses_of(wijken: Iterable[Wijk], year: int, granted: Mapping[str, int]) -> dict[str, Purse]:
    """The purse of each of these wijken that has a budget, by its id; `granted` is what they gave
    in this year."""
    return {
        w.id: Purse(wijk=w.id, year=year, budget=w.budget, granted=granted.get(w.id, 0))
        for w in wijken
        if w.budget is not None
    }


class Booking(Value):
    """A contribution, as it is written in the ledger: to which plan, and which member said yes."""

    wijk: str
    year: int
    dossier: str
    euros: int
    member: str


class Given(Value):
    """A contribution, as it is read back. Of a plan that was erased nothing is left but this."""

    wijk: str
    code: str | None
    euros: int
    at: datetime
