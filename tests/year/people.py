"""Who takes part in the year: they see their own chat, and press one of the newest buttons there or
type a line, by temperament. They know no rule of the bot: what it may ask of them may change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.core.happenings import Happening, Pressed, Reachable, Said, SharedPhone
from bot.core.knowledge import WEEKDAYS, Member
from tests.year.channel import NAME, Record

SOON = timedelta(seconds=70)
"""What somebody takes who is busy in their chat; also longer than any lease or wait of the post."""
DAY = timedelta(days=1)
IN_VIEW = 8
"""So many of the newest messages with buttons somebody scrolls back to."""

Temperament = Literal["fast", "usual", "slow", "silent"]


def chat_of(ident: str) -> str:
    return f"{NAME}:{ident}"


class Act(NamedTuple):
    """What somebody does; a press is on a `message`."""

    happening: Happening
    message: int | None = None


@dataclass(frozen=True)
class Button:
    """A button as it stands in a chat: the `index`-th of outbox `row`, under `message`."""

    message: int
    row: int
    index: int
    action: str
    label: str
    value: str
    special: str


@dataclass
class Message:
    """A message of the bot, as its newest edit left it."""

    number: int
    at: datetime
    dossier: str | None
    cls: str
    text: str
    buttons: list[Button]

    def has(self, *actions: str) -> bool:
        return any(button.action in actions for button in self.buttons)


def message_of(record: Record) -> Message:
    buttons = [Button(record.number, record.row, n, *one) for n, one in enumerate(record.buttons)]
    return Message(record.number, record.at, record.dossier, record.cls, record.text, buttons)


@dataclass
class World:
    """What all of them share. `blocked` and `opted_out` are the residents who are so now."""

    zone: ZoneInfo
    random: Random
    until: datetime
    blocked: set[str] = field(default_factory=set)
    opted_out: set[str] = field(default_factory=set)
    lasts: dict[str, timedelta] = field(default_factory=dict)

    def lasting(self, dossier: str) -> timedelta:
        """How long it takes before a plan is through, for whoever helps with it."""
        if dossier not in self.lasts:
            self.lasts[dossier] = timedelta(days=self.random.choice((3, 5, 10, 15, 20, 40)))
        return self.lasts[dossier]

    def is_(self, chance: float) -> bool:
        return self.random.random() < chance

    def at_hour(self, moment: datetime, hour: float) -> datetime:
        """This hour of that local day."""
        local = moment.astimezone(self.zone)
        clock = time(int(hour), int(hour % 1 * 60))
        return datetime.combine(local.date(), clock, self.zone).astimezone(moment.tzinfo)


class Somebody:
    """A chat, and what its owner does when it is their turn: `act` gives what they do now; `wakes`
    is when they want to look again (None: only when something comes)."""

    def __init__(self, ident: str, world: World) -> None:
        self.chat = chat_of(ident)
        self.world = world
        self.wakes: datetime | None = None
        self.messages: dict[int, Message] = {}

    def sees(self, record: Record) -> None:
        """Something arrived, or changed."""
        if record.kind == "send":
            message = message_of(record)
            self.messages[message.number] = message
            self.gets(message)
        elif record.kind == "edit" and record.number in self.messages:
            old = self.messages[record.number]
            old.text, old.buttons = record.text, message_of(record).buttons
            old.at = record.at

    def gets(self, message: Message) -> None:
        raise NotImplementedError

    def act(self, now: datetime) -> Iterable[Act]:
        raise NotImplementedError

    def wake_at(self, moment: datetime) -> None:
        """Not later than then."""
        self.wakes = moment if self.wakes is None else min(self.wakes, moment)

    def says(self, *texts: str) -> Act:
        """One of these."""
        return Act(Said(text=self.world.random.choice(texts)))

    def press(self, button: Button) -> Act:
        if button.special == "phone":
            return Act(SharedPhone(phone="0612345678"))
        pressed = Pressed(button=f"{button.row}:{button.index}", query=self.chat)
        return Act(pressed, button.message)

    def choose(self, buttons: Sequence[Button], weights: Mapping[str, float]) -> Button | None:
        """One of these, by weight; what has no weight counts as one."""
        can = [button for button in buttons if button.special != "url"]
        heavy = [weights.get(button.action, 1.0) for button in can]
        return self.world.random.choices(can, heavy)[0] if any(heavy) else None

    def newest(self) -> Message | None:
        return next((m for m in reversed(self.messages.values()) if m.buttons), None)

    def forget_old(self, keep: int) -> None:
        for number in list(self.messages)[:-keep]:
            del self.messages[number]


# --- residents

ANSWERED: Mapping[Temperament, tuple[float, float, float]] = {
    "fast": (0.7, 0.5, 6),
    "usual": (0.4, 2, 48),
    "slow": (0.2, 24, 144),
    "silent": (0.01, 48, 240),
}
"""How likely something is answered, and within how many hours at least and at most."""

RESIDENT_WEIGHTS: Mapping[str, float] = {
    "verstuur": 6,
    "zelf-verder": 0.2,
    "stop": 0.3,
    "pauzeer": 0.3,
    "goed": 4,
    "klaar": 3,
    "ga-verder": 4,
    "bel-mij": 0.7,
    "minder-berichten": 0.15,
    "kopieer": 0.3,
    "briefje": 0.3,
    "nieuw": 0,
    "maak-plan": 0,
    "stel-vraag": 0,
    "bel-liever": 0,
    "wis": 0.02,
    "wis-zeker": 0.5,
}
FEWER = "minder-berichten"
MORE = "weer-herinneren"
ASKS = ("Hoe staat het ermee?", "Is er al nieuws?", "Wanneer hoor ik iets?", "Ik heb er zin in!")
SAYS = ("Dat is goed.", "Wij kunnen op zaterdag.", "De buren doen mee.", "Ik denk er nog over na.")
PLAINLY = "Ik wil iets doen met mijn buren"
NAMES = ("Noor", "Ali", "Jan-Willem", "Samira", "Pieter", "Ayşe", "Kim", "Mo")
MOST_STEPS = 25


class Resident(Somebody):
    """Somebody with an idea, who begins at a moment of the year."""

    def __init__(self, ident: str, world: World, idea: str, begins: datetime, wijk: str) -> None:
        super().__init__(ident, world)
        self._idea = idea
        self._wijk = wijk
        self.temperament: Temperament = world.random.choices(
            ("fast", "usual", "slow", "silent"), (20, 45, 20, 15)
        )[0]
        self._gives_up = world.is_(0.06)
        self._wants_fewer = world.is_(0.06)
        self._has_another = world.is_(0.05)
        self._asks_at = begins + DAY * world.random.uniform(8, 200)
        self._blocks_at = begins + DAY * world.random.uniform(1, 90) if world.is_(0.02) else None
        self._answers_at: datetime | None = None
        self._acted_at: datetime | None = None
        self._in_intake = False
        self._steps = 0
        self._begins: datetime | None = begins
        self.wakes = begins

    def gets(self, message: Message) -> None:
        self.forget_old(IN_VIEW)
        if self._in_intake or message.at == self._acted_at:
            return
        chance, soonest, latest = ANSWERED[self.temperament]
        chance = max(chance, 0.6) if self._wants_fewer and message.has(FEWER) else chance
        if self.world.is_(chance) and self._answers_at is None:
            hours = self.world.random.uniform(soonest, latest)
            self._answers_at = message.at + timedelta(hours=hours)
            self.wake_at(self._answers_at)

    def act(self, now: datetime) -> Iterable[Act]:
        done = self._act(now)
        self._acted_at = now if done else self._acted_at
        moments = [self._begins, self._answers_at, self._asks_at, self._blocks_at]
        ahead = [one for one in moments if one is not None]
        self.wakes = now + SOON if self._in_intake else min(ahead, default=None)
        return done

    def _act(self, now: datetime) -> list[Act]:
        if self._begins is not None and now >= self._begins:
            self._begins, self._in_intake, self._steps = None, True, 0
            returns = [self._comes_back()] if self.chat in self.world.blocked else []
            first = "/nieuw" if self.messages else f"/start wijk-{self._wijk}"
            return [*returns, self.says(first)]
        if self._blocks_at is not None and now >= self._blocks_at:
            return [self._blocks_or_returns(now)]
        if self.chat in self.world.blocked:
            self._in_intake, self._answers_at = False, None
            self._asks_at = max(self._asks_at, now + DAY)
            return []
        if self._in_intake:
            return self._goes_on()
        if self._answers_at is not None and now >= self._answers_at:
            self._answers_at = None
            return self._answers()
        if now >= self._asks_at:
            self._asks_at = now + DAY * self.world.random.uniform(30, 300)
            return [self.says(*ASKS)]
        return []

    def _blocks_or_returns(self, now: datetime) -> Act:
        """Telegram tells us of both."""
        self._blocks_at = None
        if self.chat in self.world.blocked:
            return self._comes_back()
        self.world.blocked.add(self.chat)
        if self.world.is_(0.6):
            self._blocks_at = now + DAY * self.world.random.uniform(5, 60)
        return Act(Reachable(yes=False))

    def _comes_back(self) -> Act:
        self._blocks_at = None
        self.world.blocked.discard(self.chat)
        return Act(Reachable(yes=True))

    # --- the intake

    def _goes_on(self) -> list[Act]:
        """Answer what stands there, until it is sent."""
        self._steps += 1
        message = self.newest()
        if self._steps > MOST_STEPS:
            self._in_intake = False
            return []
        if message is None:  # what we sent did not arrive
            return [self.says("Hallo?")]
        if self._gives_up and self._steps > 4:
            self._in_intake = self._gives_up = False
            return []
        by_action = {button.action: button for button in message.buttons}
        if "verstuur" in by_action:
            self._in_intake = False
            self._has_one_more(message.at)
            return self._presses_one_of(message, ("verstuur", "zelf-verder"))
        for sure in ("toch-een-idee", "bedoel", "geen-nood", "ga-verder"):
            if sure in by_action:
                return self._presses_one_of(message, (sure,))
        if "weet-niet" in by_action:
            return self._answers_question(message)
        self._idea = self._idea if self._steps < 6 else PLAINLY
        return [self.says(self._idea)]

    def _has_one_more(self, sent: datetime) -> None:
        if self._has_another:
            self._has_another = False
            self._begins = sent + DAY * self.world.random.uniform(20, 100)

    def _answers_question(self, message: Message) -> list[Act]:
        question = next(b.value for b in message.buttons if b.action == "weet-niet")
        if question == "naam":
            return [self.says(*NAMES)]
        ready = [b for b in message.buttons if b.action in ("kies", "deel-nummer")]
        done = [b for b in message.buttons if b.action == "vink-klaar"]
        unknown = [b for b in message.buttons if b.action == "weet-niet"]
        return [self.press(self.world.random.choice(ready or done or unknown))]

    def _presses_one_of(self, message: Message, actions: Sequence[str]) -> list[Act]:
        can = [button for button in message.buttons if button.action in actions]
        chosen = self.choose(can, RESIDENT_WEIGHTS)
        return [self.press(chosen)] if chosen else []

    # --- later on

    def _answers(self) -> list[Act]:
        """The newest message: a button of it, or a line."""
        message = next(reversed(self.messages.values()), None)
        if message is None:
            return []
        if not message.buttons or self.world.is_(0.1):
            return [self.says(*SAYS)]
        weights = {**RESIDENT_WEIGHTS, FEWER: 40} if self._wants_fewer else RESIDENT_WEIGHTS
        button = self.choose(message.buttons, weights)
        if button is None:
            return []
        self._in_intake = button.action == "ga-verder" and self.world.is_(0.7)
        self._steps = 0
        if button.action == FEWER:
            self.world.opted_out.add(self.chat)
        elif button.action == MORE:
            self.world.opted_out.discard(self.chat)
        return [self.press(button)]


# --- the team

HANDLES: Mapping[Temperament, float] = {"fast": 0.98, "usual": 0.85, "slow": 0.5, "silent": 0.1}
"""How likely what was asked is dealt with in one sitting."""

STAFF_WEIGHTS: Mapping[str, float] = {
    "pak-op": 12,
    "geef-door": 0.3,
    "kan-niet": 0.3,
    "gesproken": 5,
    "antwoord": 3,
    "volgende-stap": 2,
    "draag-over": 0.2,
    "rond-af": 0.1,
    "meer": 0.2,
    "lees-alles": 0.2,
    "toon-kaart": 0.2,
    "gerealiseerd": 5,
    "niet-gelukt": 0.5,
    "laat-rusten": 0.5,
    "zet-op-beslistafel": 0.5,
    "ik-bel-vandaag": 3,
    "ruggesteun": 0.05,
    "gooi-weg": 0.2,
    "geef-budget": 4,
}
WRITES = (
    "We zijn ermee bezig, volgende week weet ik meer.",
    "Ik heb het nagevraagd bij een collega.",
    "Het mag, als de stoep vrij blijft.",
    "Kun je een tekening sturen?",
)
SITTINGS = (14,)
"""Local hours at which somebody of the team sits down to it."""

MOST_ACTS = 20
"""In one sitting."""

UNASKED = 0.25
"""How likely somebody who deals with all that is asked also takes up one more of their plans."""


class Colleague(Somebody):
    """A member of the team, at work on their own days, in a sitting or two."""

    def __init__(self, member: Member, world: World, begins: datetime) -> None:
        super().__init__(member.id, world)
        self.member = member
        self.temperament: Temperament = world.random.choices(
            ("fast", "usual", "slow", "silent"), (35, 45, 15, 5)
        )[0]
        self._away = self._is_suddenly_away(begins)
        self._todo: dict[int, None] = {}
        self._cards: dict[str, int] = {}
        self._left = 0
        self._about: str | None = None
        self._asked_at: datetime | None = None
        self._looked: list[int] = []
        self.wakes = self._next_sitting(begins)

    def _is_suddenly_away(self, begins: datetime) -> tuple[datetime, datetime]:
        """Two weeks ill, which nobody wrote down."""
        first = begins + DAY * self.world.random.uniform(10, 340)
        return first, first + 14 * DAY

    def _is_there(self, moment: datetime) -> bool:
        day = moment.astimezone(self.world.zone).date()
        on_leave = any(leave.first <= day <= leave.last for leave in self.member.leave)
        is_ill = self._away[0] <= moment <= self._away[1]
        return WEEKDAYS[day.weekday()] in self.member.days and not on_leave and not is_ill

    def _next_sitting(self, after: datetime) -> datetime | None:
        for days in range(60):
            day = after + days * DAY
            for hour in SITTINGS:
                moment = self.world.at_hour(day, hour)
                if moment > after and self._is_there(moment) and self.world.is_(0.9):
                    return moment
        return after + 30 * DAY

    def gets(self, message: Message) -> None:
        self.forget_old(400)
        if message.has("rond-af", "pak-op") and message.dossier is not None:
            self._cards.pop(message.dossier, None)
            self._cards[message.dossier] = message.number
        if message.buttons:
            self._todo[message.number] = None

    def act(self, now: datetime) -> Iterable[Act]:
        if not self._left and not self._sits_down(now):
            return []
        self._left -= 1
        done = self._answers_back(now) or self._next_of_list(now)
        self._left = self._left if done else 0
        self.wakes = now + SOON if self._left else self._next_sitting(now)
        return done

    def _sits_down(self, now: datetime) -> bool:
        if not self._is_there(now):
            self.wakes = self._next_sitting(now)
            return False
        self._left = MOST_ACTS
        self._asked_at = None
        # What is through goes first: it makes room. Then what was asked, then a few of the other.
        chance = HANDLES[self.temperament]
        known = [number for number in self._todo if number in self.messages]
        through = [n for d, n in self._cards.items() if self._is_through(d, now)]
        other = [n for n in self._cards.values() if n not in through]
        self.world.random.shuffle(other)
        self._looked = [
            *(number for number in through if self.world.is_(chance)),
            *(number for number in known if self.world.is_(chance)),
            *(number for number in other if self.world.is_(chance * UNASKED)),
        ]
        return True

    def _is_through(self, dossier: str, now: datetime) -> bool:
        card = self.messages.get(self._cards.get(dossier, 0))
        if card is None or not card.has("rond-af"):
            return False
        begun = self.world.lasts.setdefault(f"since {dossier}", timedelta(seconds=now.timestamp()))
        since = timedelta(seconds=now.timestamp()) - begun
        return since > self.world.lasting(dossier)

    def _answers_back(self, now: datetime) -> list[Act]:
        """The bot asked something about what they did just now: press what it offers, or type."""
        if self._asked_at is None:
            return []
        asked_at, self._asked_at = self._asked_at, None
        new = [
            m
            for m in reversed(self.messages.values())
            if m.at >= asked_at and m.cls == "dialogue" and m.dossier in (None, self._about)
        ]
        reply = next((m for m in new if not m.has("rond-af", "pak-op")), None)
        if reply is None:
            return []
        self._todo.pop(reply.number, None)
        if reply.buttons:
            return self._presses(reply, now) if self.world.is_(0.9) else []
        asks = reply.text.rstrip().endswith(("?", ":")) or "typ" in reply.text.casefold()
        return [self._writes(now)] if asks else []

    def _writes(self, now: datetime) -> Act:
        self._asked_at = now
        return self.says(*WRITES)

    def _next_of_list(self, now: datetime) -> list[Act]:
        while self._looked:
            number = self._looked.pop(0)
            message = self.messages.get(number)
            self._todo.pop(number, None)
            if message is not None and message.buttons:
                return self._presses(message, now)
        return []

    def _presses(self, message: Message, now: datetime) -> list[Act]:
        dossier = message.dossier or self._about
        through = dossier is not None and self._is_through(dossier, now)
        weights = {**STAFF_WEIGHTS, "rond-af": 30} if through else STAFF_WEIGHTS
        button = self.choose(message.buttons, weights)
        if button is None:
            return []
        self._asked_at, self._about = now, dossier
        return [self.press(button)]
