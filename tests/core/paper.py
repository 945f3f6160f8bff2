"""A desk on paper: the core's decisions carried out in memory, without database or channel.

It lets a test play whole conversations with nothing but the core and the content. What a decision
may look at is loaded as the real desk loads it; what that must do besides (transactions, order,
splitting) is tested where it lives.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, Self

from bot.content import find_knowledge, load
from bot.core.budget import Booking, Given, Purse, purses_of
from bot.core.decide import decide
from bot.core.decision import (
    Button,
    Decision,
    Edit,
    Entry,
    Gap,
    MakeTopic,
    Notice,
    Outgoing,
    React,
    Send,
    Source,
)
from bot.core.dossier import Dossier, Person, Teammate
from bot.core.due import plan
from bot.core.happenings import (
    ContentChanged,
    Delivered,
    DigestDue,
    Edited,
    File,
    Happening,
    Origin,
    Pressed,
    Said,
    SentFile,
    SentOther,
    SharedPhone,
    SharedPlace,
    Ticked,
    TopicMade,
    Undelivered,
)
from bot.core.invites import conceal, invited
from bot.core.knowledge import Knowledge
from bot.core.lookups import SEND, asked_in, lists_open, looks_over_all
from bot.core.situation import Earlier, Heard, Line, Shown, Situation
from bot.core.staff.buttons import PLAN, filled_by
from bot.core.staff.signals import asks_for_secret, asks_for_signals
from bot.core.standing_in import acts_for
from bot.core.texts import plain
from bot.core.working_time import at_local, to_local

RESIDENT = "terminal:bewoner"
GROUP = "terminal:groep"
PHONE = "06 12345678"
PHOTO = File(kind="photo", ref="foto-1", name="foto.jpg")
Key = tuple[str, str, int]


@lru_cache
def real_knowledge() -> Knowledge:
    """The content that is shipped."""
    return load(find_knowledge())


def local(text: str) -> datetime:
    """ "2027-05-11 20:14", as the clock on the wall shows it."""
    moment = datetime.fromisoformat(text)
    return at_local(moment.date(), moment.time())


@dataclass(frozen=True)
class Stood:
    """A message of ours as it stands in a chat, who it was shown to, and when it came."""

    shown: Shown
    at: datetime
    topic: int | None

    @classmethod
    def sent(cls, out: Send, outbox: int, at: datetime, topic: int | None) -> Self:
        """As it arrives."""
        shown = Shown(
            outbox=outbox,
            chat=out.chat,
            dossier=out.dossier,
            name=out.name,
            cls=out.cls,
            text=out.text,
            buttons=out.buttons,
            source=out.source,
        )
        return cls(shown, at, topic)

    def edited(self, out: Edit) -> Self:
        """As it reads after this."""
        new = self.shown.model_copy(update={"text": out.text, "buttons": out.buttons})
        return replace(self, shown=new)


class PaperDesk:
    """Everybody's chats, on paper. `now` is aware UTC and moves only by `advance`. `connected` are
    the members who linked their chat (all of them unless told)."""

    def __init__(
        self,
        knowledge: Knowledge,
        now: datetime,
        *,
        group: bool = False,
        connected: tuple[str, ...] | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.now = now.astimezone(UTC)
        self.group = GROUP if group else None
        self.dossiers: dict[str, Dossier] = {}
        members = tuple(knowledge.team) if connected is None else connected
        self.people = {chat_of(m): Person(chat=chat_of(m), member=m) for m in members}
        self.stood: dict[int, Stood] = {}
        self.entries: list[tuple[datetime, Entry]] = []
        self.outgoing: list[Outgoing] = []
        self.planned: dict[Key, datetime] = {}
        self.done: set[Key] = set()
        self.gaps: list[Gap] = []
        self.ledger: list[tuple[datetime, Booking]] = []
        self.signals: list[Heard] = []
        self.openings: dict[str, str] = {}
        self.messages = 0
        self._numbers = 0
        self._ids = 0

    def hold(self, *dossiers: Dossier) -> None:
        """Plans that are there already; the ids and codes of new ones come after these."""
        self.dossiers |= {dossier.id: dossier for dossier in dossiers}
        self._ids = self._numbers = 100
        for dossier in dossiers:
            self._plan(dossier)

    # --- what people do

    def say(
        self, text: str, chat: str = RESIDENT, *, reply_to: Shown | None = None
    ) -> list[Outgoing]:
        return self.happen(Said(text=conceal(text)), chat, reply_to=reply_to)

    def press(
        self, label: str, chat: str = RESIDENT, *, where: str | None = None
    ) -> list[Outgoing]:
        """The newest button with this label that stands in `where` (the own chat unless told)."""
        for shown in reversed(self.standing(where or chat)):
            found = next((b for row in shown.buttons for b in row if b.label == label), None)
            if found is not None:
                return self.press_button(shown, found, chat)
        raise AssertionError(f"no button {label!r}; there are {self.labels(where or chat)}")

    def press_button(self, shown: Shown, button: Button, chat: str = RESIDENT) -> list[Outgoing]:
        """A button of this message, which may be an old one."""
        if button.share:
            return self.share_phone(chat)
        stood = self.stood.get(shown.outbox)
        answered = stood is not None and bool(shown.buttons) and not stood.shown.buttons
        pressed = shown.model_copy(update={"pressed": button, "answered": answered})
        topic = stood.topic if stood else None
        return self.happen(
            Pressed(button="x", query="q"),
            chat,
            where=shown.chat,
            topic=topic,
            shown=pressed,
            message=False,
        )

    def share_phone(self, chat: str = RESIDENT, *, own: bool = True) -> list[Outgoing]:
        return self.happen(SharedPhone(phone=PHONE if own else "", own=own), chat)

    def share_place(self, lat: float, lon: float, chat: str = RESIDENT) -> list[Outgoing]:
        return self.happen(SharedPlace(lat=lat, lon=lon), chat)

    def send_file(
        self, chat: str = RESIDENT, caption: str = "", *, reply_to: Shown | None = None
    ) -> list[Outgoing]:
        return self.happen(SentFile(file=PHOTO, caption=caption), chat, reply_to=reply_to)

    def send_sticker(self, chat: str = RESIDENT) -> list[Outgoing]:
        return self.happen(SentOther(what="sticker"), chat)

    def edit(self, message: int, text: str, chat: str = RESIDENT) -> list[Outgoing]:
        """The person's own message with this number now reads `text`."""
        return self.happen(Edited(text=text), chat, message=message)

    def say_in_topic(self, text: str, chat: str, dossier: Dossier) -> list[Outgoing]:
        return self.happen(Said(text=text), chat, where=GROUP, topic=self.topic_of(dossier))

    def topic_of(self, dossier: Dossier) -> int | None:
        return self.dossiers[dossier.id].topic

    # --- what the world answers

    def arrived(self, shown: Shown) -> list[Outgoing]:
        return self.happen(Delivered(outbox=shown.outbox), shown.chat, shown=shown, message=False)

    def failed(
        self, shown: Shown, why: Literal["blocked", "refused", "gone", "uncertain"] = "blocked"
    ) -> list[Outgoing]:
        undelivered = Undelivered(outbox=shown.outbox, why=why)
        return self.happen(undelivered, shown.chat, shown=shown, message=False)

    # --- time

    def advance(self, days: float = 0, **more: float) -> None:
        """Move the clock through every due moment, in order."""
        self.until(self.now + timedelta(days=days, **more))

    def until(self, end: datetime) -> None:
        while owed := [(at, key) for key, at in self.planned.items() if at <= end]:
            at, key = min(owed)
            self.now = max(self.now, at)
            self.tick(key)
        self.now = max(self.now, end)

    def tick(self, key: Key) -> None:
        """A due row comes up."""
        self.planned.pop(key)
        self.done.add(key)
        ident, reminder, seq = key
        ticked = Ticked(dossier=ident, reminder=reminder, seq=seq)
        self.happen(ticked, self.dossiers[ident].resident, message=False)

    def come_up(self, digest: str, member: str) -> list[Outgoing]:
        """A digest comes up for a member. (It does so by no clock here: see tests of the clock.)"""
        due = DigestDue(digest=digest, member=member)
        return self.happen(due, chat_of(member), message=False)

    @property
    def today(self) -> date:
        """The local day."""
        return to_local(self.now).date()

    # --- what can be seen

    def standing(self, chat: str = RESIDENT) -> list[Shown]:
        """The messages in a chat as they read now, oldest first."""
        return [s.shown for s in self.stood.values() if s.shown.chat == chat]

    def seen(self, chat: str = RESIDENT) -> list[str]:
        """What stands in a chat, as plain text."""
        return [plain(s.text) for s in self.standing(chat)]

    def last(self, chat: str = RESIDENT) -> str:
        return self.seen(chat)[-1]

    def labels(self, chat: str = RESIDENT) -> list[str]:
        """The labels of the newest message with buttons."""
        latest = self._latest(chat)
        return [b.label for row in latest.buttons for b in row] if latest else []

    def came(self, chat: str = RESIDENT) -> list[tuple[datetime, str]]:
        """What was sent to a chat, each with the local moment at which it came."""
        return [
            (to_local(s.at), plain(s.shown.text))
            for s in self.stood.values()
            if s.shown.chat == chat
        ]

    def card(self, dossier: Dossier) -> str:
        """The owner's card, as it reads now."""
        dossier = self.dossiers[dossier.id]
        return next(
            plain(s.shown.text) for s in self.stood.values() if s.shown.name == dossier.card
        )

    def lines(self, ident: str) -> list[Line]:
        return [
            Line(at=at, who=e.who, what=e.what, text=e.text, visible=e.visible, file=e.file)
            for at, e in self.entries
            if e.dossier == ident
        ]

    @property
    def only(self) -> Dossier:
        """The one dossier that there is."""
        (dossier,) = self.dossiers.values()
        return dossier

    @property
    def newest(self) -> Dossier:
        return max(self.dossiers.values(), key=lambda d: int(d.id[1:]))

    # --- the desk's work

    def happen(
        self,
        happening: Happening,
        sender: str,
        *,
        where: str | None = None,
        topic: int | None = None,
        shown: Shown | None = None,
        reply_to: Shown | None = None,
        message: int | bool = True,
    ) -> list[Outgoing]:
        """One happening, decided and carried out. Gives what goes out because of it."""
        if message is True:
            self.messages += 1
            message = self.messages
        self._ids += 1
        chat = where or sender
        origin = Origin(
            chat=chat,
            sender=sender,
            side="private" if chat == sender else "group",
            topic=topic,
            message=message or None,
            at=self.now,
        )
        situation = self._situation(origin, happening, shown or reply_to)
        decision = decide(situation, happening, self.knowledge, self.now)
        self._carry_out(decision)
        if decision.comes_up_later and isinstance(happening, Ticked):
            self.done.discard((happening.dossier, happening.reminder, happening.seq))
            self._plan(self.dossiers[happening.dossier])
        if decision.used_opening:
            self.openings.pop(_hash_in(happening))
        return list(decision.out)

    def _situation(self, origin: Origin, happening: Happening, shown: Shown | None) -> Situation:
        is_private = origin.side == "private"
        person = self._person(origin.sender)
        earlier = self._earlier(origin) if isinstance(happening, Edited) else None
        pointed = self._pointed(origin, happening, shown, earlier)
        latest = self._latest(origin.sender) if is_private else None
        held = person.holding.dossier if person and person.holding else None
        form = person.form.dossier if person and person.form else None
        near = {pointed, latest and latest.dossier, person and person.current, held, form}
        wants = asked_in(happening)
        seen = tuple(
            d for d in self.dossiers.values() if d.id in near or self._sees(origin.sender, d)
        )
        return Situation(
            origin=origin,
            fresh=f"d{self._ids}",
            person=person,
            dossiers=seen,
            pointed=pointed,
            lines=tuple(self.lines(pointed or "")),
            others=tuple(self.dossiers.values())
            if self._looks_around(origin.sender, happening, shown)
            else (),
            timelines={d.id: tuple(self.lines(d.id)) for d in seen}
            if wants == "mijngegevens"
            else {},
            shown=shown,
            latest=latest,
            earlier=earlier,
            team=self._team(),
            people=tuple(self.people.values()),
            group=self.group,
            next_number=self._numbers + 1,
            purses=self.purses if self._member(origin.sender) else (),
            given=tuple(
                Given(
                    wijk=b.wijk,
                    code=self.dossiers[b.dossier].code if b.dossier in self.dossiers else None,
                    euros=b.euros,
                    at=at,
                )
                for at, b in self.ledger
                if b.year == self.today.year
            ),
            opening=self.openings.get(_hash_in(happening)) if is_private else None,
            signals=tuple(self.signals) if asks_for_signals(happening) else (),
            secret=self._secret(shown),
        )

    @property
    def purses(self) -> tuple[Purse, ...]:
        """What each wijk with a budget gave this year."""
        granted: Counter[str] = Counter()
        for _, booked in self.ledger:
            if booked.year == self.today.year:
                granted[booked.wijk] += booked.euros
        return tuple(purses_of(self.knowledge.wijken.values(), self.today.year, granted).values())

    def _looks_around(self, chat: str, happening: Happening, shown: Shown | None) -> bool:
        """Whether other plans come along: to list, to search, to compare, or because one in view
        resembles another."""
        pressed = shown.pressed if shown else None
        sends = pressed is not None and pressed.action == SEND
        alike = any(d.like for d in self.dossiers.values())
        member = self.knowledge.team.get(self._member(chat) or "")
        lists = asked_in(happening) == "zoek" or lists_open(happening, member, self.knowledge)
        return sends or alike or lists or looks_over_all(happening, self.knowledge)

    def _secret(self, shown: Shown | None) -> str | None:
        asked = shown is not None and asks_for_secret(shown.pressed)
        return f"{self._ids:043}" if asked else None

    def _person(self, chat: str) -> Person | None:
        person = self.people.get(chat)
        return person and person.model_copy(update={"member": self._member(chat)})

    def _member(self, chat: str) -> str | None:
        person = self.people.get(chat)
        return person.member if person and person.member in self.knowledge.team else None

    def _sees(self, chat: str, dossier: Dossier) -> bool:
        member = self._member(chat)
        acting = acts_for(member, self.knowledge.team, self.today) if member else ()
        mine = dossier.owner in acting and dossier.is_open
        return dossier.resident == chat or mine

    def _pointed(
        self, origin: Origin, happening: Happening, shown: Shown | None, earlier: Earlier | None
    ) -> str | None:
        by_id = isinstance(happening, Ticked | TopicMade | ContentChanged)
        named = happening.dossier if by_id else None
        button = filled_by(shown.pressed).get(PLAN) if shown and shown.pressed else None
        by_message = button or (shown.dossier if shown else earlier.dossier if earlier else None)
        topic = origin.topic if origin.chat == self.group else None
        by_topic = (d.id for d in self.dossiers.values() if topic and d.topic == topic)
        text = happening.text if isinstance(happening, Said) else ""
        found = (d for d in self.dossiers.values() if d.code and d.code in text.upper())
        is_staff = self._member(origin.sender) is not None
        by_code = (d.id for d in found if is_staff or d.resident == origin.sender)
        coded = next(by_code, None)
        if asked_in(happening) == "dossier":
            return coded
        return named or by_message or next(by_topic, None) or coded

    def _earlier(self, origin: Origin) -> Earlier | None:
        """What this message last said on a timeline, and our copies of it."""
        source = Source(chat=origin.chat, message=origin.message or 0)
        said = [e for _, e in self.entries if e.message == source]
        if not said:
            return None
        newest = max(enumerate(said), key=lambda one: (one[1].text != "", one[0]))[1]
        return Earlier(
            dossier=newest.dossier,
            who=newest.who,
            what=newest.what,
            text=newest.text,
            visible=newest.visible,
            copies=tuple(s.shown for s in self.stood.values() if s.shown.source == source),
        )

    def _team(self) -> tuple[Teammate, ...]:
        carried = [d for d in self.dossiers.values() if d.with_staff]
        chats = {p.member: p.chat for p in self.people.values() if p.member}
        return tuple(
            Teammate(
                member=m,
                chat=chats.get(m),
                load=sum(d.owner == m for d in carried),
                points=sum(d.points for d in carried if d.owner == m),
            )
            for m in self.knowledge.team
        )

    def _latest(self, chat: str) -> Shown | None:
        return next((s for s in reversed(self.standing(chat)) if s.buttons), None)

    def _carry_out(self, decision: Decision) -> None:
        for person in decision.people:
            self.people[person.chat] = person
        for dossier in decision.dossiers:
            self.dossiers[dossier.id] = dossier
        self.entries += [(self.now, entry) for entry in decision.timeline]
        self._forget(decision)
        self._numbers += decision.used_number
        self.gaps += decision.gaps
        self.ledger += [(self.now, booking) for booking in decision.bookings]
        self.signals += [Heard(day=self.today, signal=s) for s in decision.signals]
        self.openings |= {o.hash: o.words for o in decision.openings}
        for out in decision.out:
            self._show(out)
        for dossier in decision.dossiers:
            self._plan(dossier)

    def _forget(self, decision: Decision) -> None:
        gone, chats = decision.forget_dossiers, decision.forget_people
        for ident in gone:
            self.dossiers.pop(ident, None)
        for chat in chats:
            self.people.pop(chat, None)
        self.entries = [(at, e) for at, e in self.entries if e.dossier not in gone]
        self.planned = {k: at for k, at in self.planned.items() if k[0] not in gone}
        self.stood = {
            n: s
            for n, s in self.stood.items()
            if s.shown.dossier not in gone and s.shown.chat not in chats
        }

    def _plan(self, dossier: Dossier) -> None:
        """Its due rows become equal to its plan; what came up already stays so."""
        self.planned = {k: at for k, at in self.planned.items() if k[0] != dossier.id}
        if dossier.id in self.dossiers:
            for due in plan(dossier, self.knowledge, self.now):
                key = (dossier.id, due.reminder, due.seq)
                if key not in self.done:
                    self.planned[key] = due.at

    def _show(self, out: Outgoing) -> None:
        self.outgoing.append(out)
        match out:
            case Send():
                number, topic = len(self.outgoing), out.topic
                if out.wait_topic and out.dossier:
                    topic = self.dossiers[out.dossier].topic
                self.stood[number] = Stood.sent(out, number, self.now, topic)
            case Edit(target=target):
                for number, stood in self.stood.items():
                    if target in (number, stood.shown.name):
                        self.stood[number] = stood.edited(out)
            case MakeTopic(dossier=ident):
                topic = len(self.outgoing)
                made = self.dossiers[ident].model_copy(update={"topic": topic})
                self.dossiers[ident] = made
            case React() | Notice():
                pass


def _hash_in(happening: Happening) -> str:
    """The code in a "/start", or nothing."""
    return (invited(happening.text) if isinstance(happening, Said) else None) or ""


def chat_of(member: str) -> str:
    return f"terminal:begeleider:{member}"


__all__ = ["GROUP", "PHONE", "RESIDENT", "PaperDesk", "chat_of", "local", "real_knowledge"]
