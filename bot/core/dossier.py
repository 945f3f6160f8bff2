"""One initiative, and the people around it, as the core sees them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from bot.core.happenings import File
from bot.core.model import Value
from bot.core.readers.amount import Amount
from bot.core.readers.count import Count
from bot.core.readers.measure import Measure
from bot.core.readers.moment import Moment
from bot.core.readers.place import Place

Weight = Literal["licht", "gewoon", "zwaar"]
Status = Literal[
    "concept",  # the resident is still answering
    "zelf-verder",  # the resident goes on alone, with our reminders
    "ingediend",  # sent, nobody has picked it up
    "opgepakt",  # somebody has, and has not spoken with the resident yet
    "in-begeleiding",
    "beslistafel",  # somebody is to decide, by a day that was told
    "rustend",  # with a reason, until a day
    "gerealiseerd",
    "niet-gelukt",  # with its reasons
    "gestopt",  # by the resident
    "afgesloten",  # nothing is left to help with
]
PICKED_UP: frozenset[Status] = frozenset({"opgepakt", "in-begeleiding", "beslistafel", "rustend"})
WITH_STAFF: frozenset[Status] = PICKED_UP | {"ingediend"}
OPEN: frozenset[Status] = WITH_STAFF | {"concept", "zelf-verder"}
CLOSED_BY_STAFF: frozenset[Status] = frozenset({"gerealiseerd", "niet-gelukt", "afgesloten"})
Mover = Literal["bewoner", "begeleider", "team"]
Size = Literal["klein", "groot"]
BY_RESIDENT = "bewoner"
"""So an agreement names the resident whose plan it is."""


class At(Value):
    """Where: as it was said, and the wijk when it could be told."""

    kind: Literal["plek"] = "plek"
    place: Place


class When(Value):
    kind: Literal["moment"] = "moment"
    moment: Moment


class HowMany(Value):
    kind: Literal["aantal"] = "aantal"
    count: Count


class HowMuch(Value):
    """An amount of money, in whole euros."""

    kind: Literal["bedrag"] = "bedrag"
    amount: Amount


class Measured(Value):
    """A size or a duration, in the unit of its question."""

    kind: Literal["maat"] = "maat"
    measure: Measure


class Picked(Value):
    """The chosen ids of a tick list. Empty means: nothing of all this."""

    kind: Literal["vinklijst"] = "vinklijst"
    options: tuple[str, ...]


class Chosen(Value):
    kind: Literal["keuze"] = "keuze"
    option: str


class Named(Value):
    kind: Literal["naam"] = "naam"
    name: str


class Words(Value):
    """The words as they are: an open answer, or one that was not understood twice."""

    kind: Literal["woorden"] = "woorden"
    text: str


class Unknown(Value):
    """*Weet ik nog niet*: an answer too, nothing blocks on it."""

    kind: Literal["onbekend"] = "onbekend"


Answer = Annotated[
    At | When | HowMany | HowMuch | Measured | Picked | Chosen | Named | Words | Unknown,
    Field(discriminator="kind"),
]


class Recognised(Value):
    """A rule that the idea's own words brought, and which words."""

    rule: str
    score: float
    why: tuple[str, ...]


class Slot(Value):
    """A part of a day that was agreed on. Aware UTC."""

    start: datetime
    end: datetime


class Asked(Value):
    """A question to a colleague: whom, when, by when an answer was asked, and when it came."""

    contact: str
    at: datetime
    until: date
    answered_at: datetime | None = None


class Agreement(Value):
    """Who does what, by which local day. `who` is BY_RESIDENT, the id of a contact, or words. It
    was made at `made_at`; `done_at` is when whoever it is of, or the owner for them, ticked it
    off."""

    number: int
    who: str
    what: str
    by: date
    made_at: datetime
    done_at: datetime | None = None


class Party(Value):
    """A group or a role around the plan, never a person: its stake and its influence, and who
    speaks with them, if anybody."""

    who: str
    stake: Size
    influence: Size
    spoken_by: str = ""


class Knot(Value):
    """What lies on the beslistafel: the question, the choices, who decides, and by which local day.
    While it is not known who decides (empty), that is the day by which the resident hears who it
    is. `outcome` is what was decided."""

    question: str
    choices: str = ""
    decider: str
    by: date
    outcome: str = ""


class Story(Value):
    """What a resident tells of a plan that was realised. `agreed_at` is when they agreed that these
    words and this photo may be shown to others; without it nobody sees them. `shown` is the handle
    of the message in which the owner reads it."""

    text: str = ""
    photo: File | None = None
    agreed_at: datetime | None = None
    shown: str | None = None


class AskedBudget(Value):
    """A contribution that is asked from the budget of the wijk: how much, which member decides, and
    the message (by its handle) that is their card."""

    euros: int
    at: datetime
    member: str
    card: str


class Granted(Value):
    """The contribution that was given, and which member said yes."""

    euros: int
    at: datetime
    member: str


class Dossier(Value):
    """One initiative, and all that is known of it.

    Position is derived: stored are the answers, the next question follows from them. All moments
    are aware UTC, all dates local.
    """

    id: str
    resident: str
    version: int = 0
    code: str | None = None
    status: Status = "concept"
    knowledge: str = ""

    # What the resident told. `heard` is what the idea's own sentence answered, `ticking` a list
    # that is being ticked, `revising` the question that *Wijzig iets* reopened, `misread` how often
    # each question was not understood. `questions` were asked meanwhile; `open_questions` of them
    # are left for a person. `language` is another than Dutch; `in_dutch` when they go on in Dutch.
    idea: str = ""
    themes: tuple[str, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    outcome: Literal["match", "doubt", "none"] = "none"
    heard: dict[str, Answer] = Field(default_factory=dict)
    answers: dict[str, Answer] = Field(default_factory=dict)
    ticking: tuple[str, ...] | None = None
    revising: str | None = None
    misread: dict[str, int] = Field(default_factory=dict)
    extras: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    language: str | None = None
    in_dutch: bool = False
    wijk_hint: str | None = None
    phone: str | None = None

    # Whose it is, and who is to move by when. `refused` gave it back, `helped_before` had picked it
    # up. `offered_to` was asked to take it over at `offered_at`, by the owner or by the clock:
    # until they accept, it stays with its owner. `handed_on`: how often the clock gave it to
    # somebody else since somebody last picked it up. `stand_in_told` is the last stand-in of whom
    # the resident heard. `points` say how much it asks of a begeleider; without a weight it counts
    # as *gewoon*.
    owner: str | None = None
    refused: tuple[str, ...] = ()
    helped_before: tuple[str, ...] = ()
    offered_to: str | None = None
    offered_at: datetime | None = None
    offered_by_clock: bool = False
    handed_on: int = 0
    stand_in_told: str | None = None
    points: int = 2
    move: Mover = "bewoner"
    next_date: datetime | None = None
    waiting_for: str | None = None

    # Where it stands: its topic, and the message that is the owner's card.
    topic: int | None = None
    card: str | None = None
    in_group: bool = False

    # The clocks. `next_date` is what the resident was told: by then they hear something.
    # `promised_by` is the first of these, told when it was sent. `spoken_at`: words of a person to
    # the resident; `talked_at`: a talk, in person or by phone; `untold_at`: a talk after which
    # nothing was written to them yet; `news_at`: the last news by a person; `word_at`: when the bot
    # last said in their place that there is none; `heard_at`: any other word about how it stands;
    # `no_news_said`: how often in a row the news was "nog geen nieuws"; `reminded`: who of
    # begeleider, coordinator and opdrachtgever was asked about it since the last news.
    # `unheard_at`: such a word of the bot may not have arrived. `wrote_at`: the resident's oldest
    # message without an answer. `waits_since`: put before the team, and not picked up.
    began_at: datetime
    touched_at: datetime
    sent_at: datetime | None = None
    promised_by: datetime | None = None
    claimed_at: datetime | None = None
    spoken_at: datetime | None = None
    talked_at: datetime | None = None
    untold_at: datetime | None = None
    news_at: datetime | None = None
    word_at: datetime | None = None
    heard_at: datetime | None = None
    unheard_at: datetime | None = None
    no_news_said: int = 0
    reminded: tuple[str, ...] = ()
    wrote_at: datetime | None = None
    waits_since: datetime | None = None
    closed_at: datetime | None = None

    # What reminders keep to: when the resident last got one unasked, before when they want none, or
    # get none since they had one this week; when they asked to be reminded of their terms again;
    # and the last term that they said is done.
    unasked_at: datetime | None = None
    snoozed_until: datetime | None = None
    later_at: datetime | None = None
    held_back_until: datetime | None = None
    done_until: date | None = None

    # A call or a visit: when, the moments proposed, and whether the resident wants another.
    call: Slot | None = None
    visits: tuple[Slot, ...] = ()
    visit: Slot | None = None
    other_moment: bool = False

    # The work: colleagues who were asked and who work on it together (`coalition`), who does what
    # by when (`agreements`), the krachtenveld (`forces`), the five `facts`, what lies on the
    # beslistafel (`knot`), a question to the resident that waits for its answer, why it rests, and
    # a contribution from the budget of the wijk. `like` is a plan of the last year that is alike.
    asked: tuple[Asked, ...] = ()
    coalition: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    forces: tuple[Party, ...] = ()
    facts: dict[str, str] = Field(default_factory=dict)
    knot: Knot | None = None
    asks_resident: str = ""
    resting: str = ""
    asked_budget: AskedBudget | None = None
    granted: Granted | None = None
    like: str | None = None

    # What is left of it: what the team learned, and what the resident tells.
    lesson: str = ""
    story: Story | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def with_staff(self) -> bool:
        return self.status in WITH_STAFF

    @property
    def bot_spoke_last(self) -> bool:
        """Whether the bot said that there is no news, and no person has spoken since."""
        said, news = self.word_at, self.news_at
        return said is not None and (news is None or said > news)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The call and the visit that are agreed on, also when they have passed."""
        return tuple(slot for slot in (self.call, self.visit) if slot is not None)

    @property
    def unanswered(self) -> tuple[Asked, ...]:
        """The questions to colleagues without an answer, the nearest day first."""
        waiting = (one for one in self.asked if one.answered_at is None)
        return tuple(sorted(waiting, key=lambda one: one.until))

    @property
    def is_first_promise(self) -> bool:
        """Whether the resident still waits for the first word of a person, by the first day."""
        return self.spoken_at is None and self.promised_by == self.next_date is not None

    @property
    def is_decided_by_somebody(self) -> bool:
        """Whether it lies on the beslistafel, and it is known who decides."""
        unknown = self.knot is not None and not self.knot.decider
        return self.status == "beslistafel" and not unknown


class Holding(Value):
    """Words of a person that wait for one tap: to which dossier, or what to do with them. They were
    said as `message` in `chat`: only a button about exactly these words may place them."""

    text: str = ""
    attached: File | None = None
    place: tuple[float, float] | None = None
    chat: str | None = None
    message: int | None = None
    dossier: str | None = None


class Form(Value):
    """What a staff member is filling in: for which action with which plan, what is filled in
    already, and which field is asked for now, in the chat (and its topic) where the next words are
    its answer."""

    action: str
    dossier: str
    filled: dict[str, str] = Field(default_factory=dict)
    field: str
    chat: str
    topic: int | None = None


class Person(Value):
    """A resident or a staff member, by the address of their private chat.

    Kept of a resident: this address, which version of the privacy text was shown and when, and
    where the dialogue is. No username, no last name. `member` is the id in the team's content and
    is what makes somebody staff; a display name never does. `calm_until` is until when their words
    are answered although they may tell of an emergency, since they just said that there is none.
    `no_reminders`: a resident who wants none. `pinged` are the moments of the last week at which a
    member was reminded unasked; `reminded_at` when a resident last got a reminder.
    """

    chat: str
    version: int = 0
    member: str | None = None
    notice_version: str | None = None
    notice_at: datetime | None = None
    wijk_hint: str | None = None
    current: str | None = None
    mode: Literal["vrij", "vraag", "nieuw-idee", "welk-plan", "notitie-of-bericht", "verhaal"] = (
        "vrij"
    )
    form: Form | None = None
    calm_until: datetime | None = None
    holding: Holding | None = None
    blocked: bool = False
    no_reminders: bool = False
    reminded_at: datetime | None = None
    pinged: tuple[datetime, ...] = ()

    def gets_reminders(self, *, always: bool = False) -> bool:
        """Whether a resident gets what the clock tells: not when they blocked us, nor when they
        want none, unless it is `always` told."""
        return not self.blocked and (always or not self.no_reminders)


class Teammate(Value):
    """A team member as a decision needs them: connected where, carrying how many plans, and how
    many points those weigh together."""

    member: str
    chat: str | None = None
    load: int = 0
    points: int = 0
