"""What a decision may look at, loaded in the transaction that will write the answer."""

from datetime import date, datetime

from bot.core.decision import Button, Buttons, SendClass, Signal, Source
from bot.core.dossier import Dossier, Person, Teammate
from bot.core.happenings import File, Origin
from bot.core.model import Value


class Shown(Value):
    """A message of ours that is in somebody's chat: pressed, replied to, or failed to arrive."""

    outbox: int
    chat: str
    dossier: str | None
    name: str | None
    cls: SendClass
    text: str
    buttons: Buttons = ()
    pressed: Button | None = None
    source: Source | None = None


class Earlier(Value):
    """Something said earlier that is now edited: what it was on the timeline, and our copies."""

    dossier: str
    who: str
    what: str
    text: str
    copies: tuple[Shown, ...] = ()


class Line(Value):
    """A line of the timeline, as read back."""

    at: datetime
    who: str
    what: str
    text: str
    visible: bool
    file: File | None = None


class Heard(Value):
    """A signal, and the local day on which it was told."""

    day: date
    signal: Signal


class Situation(Value):
    """`dossiers` are: a resident's own (open, and closed ones of the last year); a staff member's
    open ones; and whatever dossier the happening points to, by button, reply, topic, code or tick.
    `lines` is the timeline of the dossier pointed to. `latest` is the newest message with buttons
    in that private chat, so that a typed label works as a press. `next_number` is the next free
    number of a code this year. `group` is the staff group's chat, if one is linked. `fresh` is an
    id that nothing has yet, for a new dossier. `invite` is the member that a "/start" with a valid,
    unused invitation stands for (see `core.invites`), `opening` the words with which a resident
    begins by a valid, unused code. `signals` are those of the last month, where they are asked for.
    `secret` is a new secret, where one is asked for: whoever gives it away keeps only its hash.
    """

    origin: Origin
    fresh: str
    person: Person | None = None
    dossiers: tuple[Dossier, ...] = ()
    pointed: str | None = None
    lines: tuple[Line, ...] = ()
    shown: Shown | None = None
    latest: Shown | None = None
    earlier: Earlier | None = None
    team: tuple[Teammate, ...] = ()
    people: tuple[Person, ...] = ()
    group: str | None = None
    next_number: int = 1
    invite: str | None = None
    opening: str | None = None
    signals: tuple[Heard, ...] = ()
    secret: str | None = None

    def dossier(self, ident: str | None) -> Dossier | None:
        return next((d for d in self.dossiers if d.id == ident), None)

    def chat_of(self, member: str | None) -> str | None:
        return next((mate.chat for mate in self.team if mate.member == member), None)

    def resident_of(self, dossier: Dossier) -> Person | None:
        return next((p for p in self.people if p.chat == dossier.resident), None)
