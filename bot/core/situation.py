"""What a decision may look at, loaded in the transaction that will write the answer."""

from datetime import date, datetime

from pydantic import Field

from bot.core.budget import Given, Purse
from bot.core.decision import Button, Buttons, SendClass, Signal, Source
from bot.core.dossier import Dossier, Person, Teammate
from bot.core.happenings import File, Origin
from bot.core.model import Value


class Shown(Value):
    """A message of ours that is in somebody's chat: pressed, replied to, or failed to arrive.
    `answered`: its buttons were taken away meanwhile, which a quick second tap does not see."""

    outbox: int
    chat: str
    dossier: str | None
    name: str | None
    cls: SendClass
    text: str
    buttons: Buttons = ()
    pressed: Button | None = None
    answered: bool = False
    source: Source | None = None


class Earlier(Value):
    """Something said earlier that is now edited: what it was on the timeline (and whether the
    resident may read that line), and our copies."""

    dossier: str
    who: str
    what: str
    text: str
    visible: bool = True
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
    number of a code this year. `others` are plans to list, to search or to compare with: only there
    when the happening asks for them (see `core.lookups`), else those that a plan in view resembles.
    `timelines` are those of all of a resident's plans when they ask for what is kept. `group` is
    the staff group's chat, if one is linked. `fresh` is an id that nothing has yet, for a new
    dossier. `invite` is the member that a "/start" with a valid, unused invitation stands for (see
    `core.invites`), `opening` the words with which a resident begins by a valid, unused code.
    `purses` are the budgets of this year, loaded when a member speaks or presses; `given` what was
    given from them, when they ask for it. `signals` are those of this month and the one before,
    where they are asked for. `secret` is a new secret, where one is asked for: whoever gives it
    away keeps only its hash.
    """

    origin: Origin
    fresh: str
    person: Person | None = None
    dossiers: tuple[Dossier, ...] = ()
    pointed: str | None = None
    lines: tuple[Line, ...] = ()
    others: tuple[Dossier, ...] = ()
    timelines: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    shown: Shown | None = None
    latest: Shown | None = None
    earlier: Earlier | None = None
    team: tuple[Teammate, ...] = ()
    people: tuple[Person, ...] = ()
    group: str | None = None
    next_number: int = 1
    invite: str | None = None
    purses: tuple[Purse, ...] = ()
    given: tuple[Given, ...] = ()
    opening: str | None = None
    signals: tuple[Heard, ...] = ()
    secret: str | None = None

    def dossier(self, ident: str | None) -> Dossier | None:
        return next((d for d in self.dossiers if d.id == ident), None)

    def chat_of(self, member: str | None) -> str | None:
        return next((mate.chat for mate in self.team if mate.member == member), None)

    def purse_of(self, wijk: str | None) -> Purse | None:
        return next((purse for purse in self.purses if purse.wijk == wijk), None)

    def resident_of(self, dossier: Dossier) -> Person | None:
        return next((p for p in self.people if p.chat == dossier.resident), None)
