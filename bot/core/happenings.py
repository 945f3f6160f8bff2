"""What comes in. Every channel turns its world into these; the desk knows no other.

A chat is named by a string that only its channel can read ("telegram:412", "terminal:bewoner").
Text in a happening is cleaned and masked already (`core.masking`), since it is stored as it stands.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.model import Value

Side = Literal["private", "group"]


class Origin(Value):
    """Where a happening came from: the sender's side belongs here, not in a guess later on.

    `chat` is where it was said and is the lane in which order holds; `sender` is the private chat
    of who said it (the same in a private chat). `message` and `reply_to` are the channel's own
    numbers. `at` is aware UTC. A happening of our own making (a tick) has no `message`.
    """

    chat: str
    sender: str
    side: Side = "private"
    topic: int | None = None
    message: int | None = None
    reply_to: int | None = None
    at: datetime


class File(Value):
    """A file as the channel knows it; its bytes are fetched later, by a happening of their own."""

    kind: Literal["photo", "document", "voice", "video", "audio"]
    ref: str
    name: str = ""
    mime: str = ""
    size: int = 0


class Said(Value):
    kind: Literal["said"] = "said"
    text: str


class Pressed(Value):
    """A button. `button` is "<outbox id>:<index>", looked up among the buttons really sent."""

    kind: Literal["pressed"] = "pressed"
    button: str
    query: str = ""


class SentFile(Value):
    kind: Literal["sent-file"] = "sent-file"
    file: File
    caption: str = ""
    album: str = ""


class SentOther(Value):
    """Something without words or file: a sticker, a poll, a dice. `what` is the channel's word."""

    kind: Literal["sent-other"] = "sent-other"
    what: str


class SharedPlace(Value):
    kind: Literal["shared-place"] = "shared-place"
    lat: float
    lon: float


class SharedPhone(Value):
    """Only ever from *Bel me: deel mijn nummer*. `own` is False for somebody else's contact,
    whose number the channel has left out."""

    kind: Literal["shared-phone"] = "shared-phone"
    phone: str
    own: bool = True


class Edited(Value):
    """A message said earlier (`origin.message`) now reads `text`."""

    kind: Literal["edited"] = "edited"
    text: str


class TopicMade(Value):
    """The group answered: the dossier's topic exists (`origin.topic`)."""

    kind: Literal["topic-made"] = "topic-made"
    dossier: str


class Delivered(Value):
    """A send that asked to hear of it (`Send.confirm`) arrived."""

    kind: Literal["delivered"] = "delivered"
    outbox: int


class Undelivered(Value):
    """A send failed for good (`why`: blocked, refused, gone) or stays unknown (uncertain)."""

    kind: Literal["undelivered"] = "undelivered"
    outbox: int
    why: Literal["blocked", "refused", "gone", "uncertain"]


class Reachable(Value):
    """The person blocked the bot (`yes=False`) or let it back in."""

    kind: Literal["reachable"] = "reachable"
    yes: bool


class Ticked(Value):
    """A due row came up. Whether it still makes sense is decided now, not when it was planned.
    `late`: it came up while nobody looked, in an outage."""

    kind: Literal["ticked"] = "ticked"
    dossier: str
    reminder: str
    seq: int
    late: bool = False


class DigestDue(Value):
    """A digest came up for this member. What stands in it is looked up now. `late`: it came up, or
    is told, after an outage."""

    kind: Literal["digest-due"] = "digest-due"
    digest: str
    member: str
    late: bool = False


class FileFetched(Value):
    """The bytes of a file are in the data volume (`path` is relative to it), or never will be."""

    kind: Literal["file-fetched"] = "file-fetched"
    ref: str
    path: str | None


class ContentChanged(Value):
    """Other content is in force: what this plan owes is to be reckoned anew."""

    kind: Literal["content-changed"] = "content-changed"
    dossier: str


class ContentBroken(Value):
    """The files of the content were changed into something that cannot be used: the first of the
    faults, as an editor reads them, and how many more there are. The old content stays in force."""

    kind: Literal["content-broken"] = "content-broken"
    faults: tuple[str, ...]
    more: int = 0


class ContentMended(Value):
    """The files of the content are whole again, and in force."""

    kind: Literal["content-mended"] = "content-mended"


AboutContent = ContentChanged | ContentBroken | ContentMended
"""What happens to the content comes from nobody: nobody waits for an answer."""

CanWait = Ticked | DigestDue | ContentChanged
"""What time and content bring about: nobody waits for it, so it goes after all that people say."""

Happening = Annotated[
    Said
    | Pressed
    | SentFile
    | SentOther
    | SharedPlace
    | SharedPhone
    | Edited
    | TopicMade
    | Delivered
    | Undelivered
    | Reachable
    | Ticked
    | DigestDue
    | FileFetched
    | AboutContent,
    Field(discriminator="kind"),
]


class Incoming(Value):
    """One row of the inbox: a happening and where it came from."""

    origin: Origin
    happening: Happening


incoming_adapter: TypeAdapter[Incoming] = TypeAdapter(Incoming)
