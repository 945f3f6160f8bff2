"""Due rows: which reminders a dossier owes, computed from its facts. The desk keeps the table equal
to this after every decision."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.dossier import Dossier
from bot.core.knowledge import Knowledge
from bot.core.model import Value


class Due(Value):
    """A reminder that will come up at `at` (aware UTC) unless something moves first. (`reminder`,
    `seq`) is unique within a dossier, so planning twice changes nothing."""

    reminder: str
    seq: int
    at: datetime


def plan(dossier: Dossier, knowledge: Knowledge, now: datetime) -> Iterable[Due]:
    """The reminders that this dossier owes from now on."""
    raise NotImplementedError
