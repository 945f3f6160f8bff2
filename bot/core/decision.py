"""What the core answers: data, never calls. The desk stores it, `post` carries it out."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from bot.core.budget import Booking
from bot.core.dossier import Dossier, Person
from bot.core.happenings import File
from bot.core.model import Value

SendClass = Literal["dialogue", "relay", "reminder"]
"""What may happen when a send is uncertain: dialogue is repeated once at once, a relay gets one
marked retry, a reminder is sent at most once. Edits and reactions are repeated freely."""


class Button(Value):
    """A button. `action` names a row of the resident's or the staff's action table, `value` is its
    one argument. With `url` it opens a page and comes back to nobody; `share` asks the channel for
    the sender's own phone number."""

    label: str
    action: str = ""
    value: str = ""
    url: str | None = None
    share: Literal["phone"] | None = None


Buttons = tuple[tuple[Button, ...], ...]


class Source(Value):
    """The incoming message that an outgoing one is a copy of, so that its edits find the copy."""

    chat: str
    message: int


class Send(Value):
    """A new message. `text` is the small markup of `core.texts` (escaped, only <b> and <i>).

    `name` is a handle by which a later `Edit` finds it (unique in the outbox).
    `wait_topic` holds the row, and all later ones to that topic, until the dossier's topic exists;
    the topic's number is filled in then. `confirm` asks for a `Delivered` happening.
    `not_before` is aware UTC; None means at once. `silent` is without sound.
    """

    kind: Literal["send"] = "send"
    chat: str
    text: str
    buttons: Buttons = ()
    dossier: str | None = None
    cls: SendClass = "dialogue"
    name: str | None = None
    topic: int | None = None
    wait_topic: bool = False
    reply_to: int | None = None
    source: Source | None = None
    file: File | None = None
    document: tuple[str, str] | None = None
    place: tuple[float, float] | None = None
    confirm: bool = False
    silent: bool = False
    not_before: datetime | None = None


class Edit(Value):
    """A message that was sent (by outbox id or name) now reads `text`, with these buttons. `chat`
    is where it stands: the outbox knows, and fills it in."""

    kind: Literal["edit"] = "edit"
    target: int | str
    chat: str = ""
    text: str
    buttons: Buttons = ()


class React(Value):
    """An emoji on somebody's own message."""

    kind: Literal["react"] = "react"
    chat: str
    message: int
    emoji: str


class Notice(Value):
    """The short answer to a pressed button; also what stops its spinner. May be empty."""

    kind: Literal["notice"] = "notice"
    chat: str
    query: str
    text: str = ""


class MakeTopic(Value):
    kind: Literal["make-topic"] = "make-topic"
    chat: str
    dossier: str
    title: str


Outgoing = Annotated[Send | Edit | React | Notice | MakeTopic, Field(discriminator="kind")]


class Entry(Value):
    """A line of a dossier's timeline. `who` is "bewoner", "bot" or a member's id; `visible` says
    whether the resident may ever read it. `message` ties it to what was said, for edits."""

    dossier: str
    who: str
    what: str
    text: str = ""
    visible: bool = True
    message: Source | None = None
    file: File | None = None


class Gap(Value):
    """What somebody wanted or asked and nobody could answer, for the editor. Never who or where:
    `words` hold only what `core.gaps` lets through."""

    kind: Literal["idee", "vraag"]
    words: str
    language: str = "nl"


class Signal(Value):
    """Something that a member heard in the street: a line in the picture of a wijk (None where the
    words do not tell), with no dossier and no clock."""

    wijk: str | None
    words: str
    member: str


class Opening(Value):
    """A one-time code by which a resident begins their plan with these words; only the hash of its
    secret is kept."""

    hash: str
    words: str


class Decision(Value):
    """Everything that one happening changes. Empty is a decision too: nothing changes.

    `dossiers` and `people` are whole new states (the desk checks their version on saving);
    `forget` names chats of which everything must be erased. `bookings` are taken from the budgets
    that were loaded: when somebody else took from them meanwhile, the happening is decided anew.
    """

    dossiers: tuple[Dossier, ...] = ()
    people: tuple[Person, ...] = ()
    out: tuple[Outgoing, ...] = ()
    timeline: tuple[Entry, ...] = ()
    fetch: tuple[File, ...] = ()
    gaps: tuple[Gap, ...] = ()
    bookings: tuple[Booking, ...] = ()
    forget_dossiers: tuple[str, ...] = ()
    forget_people: tuple[str, ...] = ()
    used_number: bool = False
    used_invite: bool = False
    signals: tuple[Signal, ...] = ()
    openings: tuple[Opening, ...] = ()
    used_opening: bool = False
    comes_up_later: bool = False
