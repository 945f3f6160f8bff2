"""Everything that a batch of happenings may look at, loaded in a few queries."""

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.core import lookups
from bot.core.budget import BUDGET, Booking, Given, Purse, purses_of
from bot.core.decision import Decision, Source
from bot.core.dossier import Dossier, Person, Teammate
from bot.core.happenings import (
    ContentChanged,
    Delivered,
    Edited,
    FileFetched,
    Happening,
    Incoming,
    Pressed,
    Said,
    Ticked,
    TopicMade,
    Undelivered,
)
from bot.core.invites import invited
from bot.core.knowledge import Knowledge
from bot.core.situation import Earlier, Heard, Line, Shown, Situation
from bot.core.staff.buttons import PLAN, filled_by
from bot.core.staff.signals import LOADED, asks_for_secret, asks_for_signals
from bot.core.standing_in import acts_for
from bot.store import budgets, dossiers, files, invites, notes, openings, outbox, people, signals
from bot.store.inbox import Claimed

CODE = re.compile(r"\b[A-Z]{2}-\d{4}-\d{4,}\b", re.IGNORECASE)
KEPT_IN_VIEW = timedelta(days=365)


@dataclass
class Workspace:
    """The state of a batch in memory: as loaded, then as each decision leaves it."""

    connection: Connection
    knowledge: Knowledge
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    rows: dict[int, Shown] = field(default_factory=dict)
    replied: dict[Source, Shown] = field(default_factory=dict)
    earlier: dict[Source, Earlier] = field(default_factory=dict)
    latest: dict[str, Shown] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    loads: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    with_staff: tuple[str, ...] = ()
    newest: tuple[str, ...] = ()
    beside: dict[str, Dossier] = field(default_factory=dict)
    group: str | None = None
    invites: dict[str, str] = field(default_factory=dict)
    invites_used: dict[str, str] = field(default_factory=dict)
    openings: dict[str, str] = field(default_factory=dict)
    openings_used: list[str] = field(default_factory=list)
    signals: tuple[Heard, ...] = ()
    first_number: int = 1
    numbers_used: int = 0
    purses: dict[str, Purse] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    changed_people: dict[str, Person] = field(default_factory=dict)
    changed_dossiers: dict[str, Dossier] = field(default_factory=dict)
    left_team: set[str] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(ZoneInfo(self.knowledge.municipality.zone)).date()

    @property
    def counter(self) -> str:
        """The name under which this year's codes are counted."""
        return f"code-{self.today.year}"

    def situation(self, claimed: Claimed) -> Situation:
        """What the decision about this happening may look at."""
        origin, happening = claimed.incoming.origin, claimed.incoming.happening
        person = self.people.get(origin.sender)
        pointed = self._pointed(claimed.incoming)
        latest = self.latest.get(origin.sender) if origin.side == "private" else None
        near = {pointed, latest and latest.dossier, *_held(person)}
        mine = self._acts_for(origin.sender)
        seen = tuple(
            d for d in self.dossiers.values() if d.id in near or self._sees(origin.sender, mine, d)
        )
        wants = lookups.asked_in(happening)
        if wants == "mijngegevens":
            seen = tuple(d for d in self.dossiers.values() if d.resident == origin.sender)
        said = _source(origin.chat, origin.message)
        return Situation(
            origin=origin,
            fresh=f"d{claimed.id}",
            person=person,
            dossiers=seen,
            pointed=pointed,
            lines=self.lines.get(self.focus(claimed.incoming) or "", ()),
            others=tuple(self._others(claimed.incoming, seen)),
            timelines=self._timelines(seen) if wants == "mijngegevens" else {},
            shown=self.shown(claimed.incoming),
            latest=latest,
            earlier=self.earlier.get(said) if said and isinstance(happening, Edited) else None,
            team=self._team(),
            people=tuple(self.people.values()),
            group=self.group,
            next_number=self.first_number + self.numbers_used,
            invite=self._invite(claimed.incoming),
            purses=tuple(self.purses.values()) if self.member(origin.sender) else (),
            given=self.given if self.member(origin.sender) else (),
            opening=self._opening(claimed.incoming),
            signals=self.signals if asks_for_signals(happening) else (),
            secret=self._secret(claimed.incoming),
        )

    def lists_open(self, incoming: Incoming) -> bool:
        """Whether the plans that are with the team come along."""
        member = self.knowledge.team.get(self.member(incoming.origin.sender) or "")
        return lookups.lists_open(incoming.happening, member, self.knowledge)

    def _others(self, incoming: Incoming, seen: Sequence[Dossier]) -> Iterable[Dossier]:
        """The plans to list, to search or to compare with, as far as this asks for them; else those
        that a plan in view resembles."""
        match lookups.asked_in(incoming.happening):
            case _ if self.lists_open(incoming):
                wanted = self.with_staff
            case _ if lookups.looks_over_all(incoming.happening, self.knowledge):
                wanted = tuple(dict.fromkeys(self.with_staff + self.newest))
            case "zoek" if self.is_member(incoming.origin.sender):
                wanted = self.newest[: lookups.NEWEST_TO_SEARCH]
            case _ if self.may_send(incoming):
                wanted = self.newest[: lookups.NEWEST_TO_COMPARE]
            case _:
                wanted = tuple(d.like for d in seen if d.like is not None)
        known = self.beside | self.dossiers
        return (known[ident] for ident in wanted if ident in known)

    def _timelines(self, seen: Sequence[Dossier]) -> dict[str, tuple[Line, ...]]:
        return {d.id: self.lines.get(d.id, ()) for d in seen}

    def is_member(self, chat: str) -> bool:
        return self.member(chat) is not None

    def may_send(self, incoming: Incoming) -> bool:
        """Whether a resident may be about to send a plan: by its button, or by typing its label."""
        shown = self.shown(incoming)
        if isinstance(incoming.happening, Pressed):
            pressed = shown.pressed if shown else None
            return pressed is not None and pressed.action == lookups.SEND
        latest = self.latest.get(incoming.origin.sender)
        buttons = [b for row in latest.buttons for b in row] if latest else []
        return isinstance(incoming.happening, Said) and any(
            b.action == lookups.SEND for b in buttons
        )

    def take(self, claimed: Claimed, decision: Decision) -> None:
        """Let later happenings of this batch see what was decided about this one.

        Raises ValueError for a decision that gives more than it was shown: it would never be
        written, however often it is repeated.
        """
        self._give(decision.bookings)
        for person in decision.people:
            self._know(person)
        for dossier in decision.dossiers:
            self._keep(dossier)
        self.numbers_used += decision.used_number
        if decision.used_invite:
            used = _hash(claimed.incoming.happening)
            self.invites_used[used] = claimed.incoming.origin.sender
            self.invites.pop(used, None)
        if decision.used_opening:
            used = _hash(claimed.incoming.happening)
            self.openings_used.append(used)
            self.openings.pop(used, None)

    def _give(self, bookings: Iterable[Booking]) -> None:
        after = dict(self.purses)
        for one in bookings:
            purse = after.get(one.wijk)
            if purse is None or purse.year != one.year or one.euros > purse.left:
                raise ValueError("more is given than was left")
            after[one.wijk] = purse.less(one.euros)
        self.purses = after

    def _know(self, person: Person) -> None:
        """Keep a new state; a member who connects another chat leaves the one before."""
        for other in list(self.people.values()):
            if other.member and other.member == person.member and other.chat != person.chat:
                self._know(other.model_copy(update={"member": None}))
        known = self.people.get(person.chat)
        kept = person.model_copy(update={"version": known.version if known else 0})
        self.people[person.chat] = self.changed_people[person.chat] = kept

    def _keep(self, dossier: Dossier) -> None:
        known = self.dossiers.get(dossier.id)
        kept = dossier.model_copy(update={"version": known.version if known else 0})
        if known is not None and known.with_staff and not kept.with_staff:
            self.left_team.add(kept.id)
        for state, change in ((known, -1), (kept, 1)):
            if state and state.owner and state.with_staff:
                self.loads[state.owner] += change
                self.points[state.owner] += change * state.points
        self.dossiers[dossier.id] = self.changed_dossiers[dossier.id] = kept

    def _invite(self, incoming: Incoming) -> str | None:
        is_private = incoming.origin.side == "private"
        return self.invites.get(_hash(incoming.happening)) if is_private else None

    def _opening(self, incoming: Incoming) -> str | None:
        is_private = incoming.origin.side == "private"
        return self.openings.get(_hash(incoming.happening)) if is_private else None

    def _secret(self, incoming: Incoming) -> str | None:
        """A new secret of 256 bits, for whoever will give a code away."""
        shown = self.shown(incoming) if isinstance(incoming.happening, Pressed) else None
        return secrets.token_urlsafe(32) if shown and asks_for_secret(shown.pressed) else None

    def _acts_for(self, chat: str) -> frozenset[str]:
        """Of whom the plans are in view of whoever has this chat."""
        member = self.member(chat)
        return acts_for(member, self.knowledge.team, self.today) if member else frozenset()

    def _sees(self, chat: str, mine: frozenset[str], dossier: Dossier) -> bool:
        if dossier.resident == chat:
            return dossier.closed_at is None or dossier.closed_at > self.now - KEPT_IN_VIEW
        return dossier.owner in mine and dossier.is_open

    def member(self, chat: str) -> str | None:
        """Who of the team this is; nobody any more, once the content no longer names them."""
        person = self.people.get(chat)
        is_known = person is not None and person.member in self.knowledge.team
        return person.member if person and is_known else None

    def shown(self, incoming: Incoming) -> Shown | None:
        """The message of ours that this is about: pressed, replied to, or delivered."""
        origin = incoming.origin
        match incoming.happening:
            case Pressed(button=button):
                return self._pressed(button, origin.chat)
            case Delivered(outbox=row) | Undelivered(outbox=row):
                return self.rows.get(row)
        replied = _source(origin.chat, origin.reply_to)
        return self.replied.get(replied) if replied else None

    def _pressed(self, button: str, chat: str) -> Shown | None:
        """The message with the pressed button, if it stands in the chat where it was pressed."""
        row, index = _button(button)
        shown = self.rows.get(row)
        if shown is None or shown.chat != chat:
            return None
        buttons = [one for line in shown.buttons for one in line]
        pressed = buttons[index] if 0 <= index < len(buttons) else None
        return shown.model_copy(update={"pressed": pressed})

    def _pointed(self, incoming: Incoming) -> str | None:
        """The dossier that this is about, if it says so itself."""
        return (
            _named(incoming.happening)
            or self._asked_by_code(incoming)
            or self._pointed_by_file(incoming.happening)
            or self._pointed_by_message(incoming)
            or self._pointed_by_topic(incoming)
            or self._pointed_by_code(incoming)
        )

    def focus(self, incoming: Incoming) -> str | None:
        """The dossier pointed to; else that of the newest buttons, or of the dialogue so far."""
        pointed = self._pointed(incoming)
        if pointed is not None or incoming.origin.side == "group":
            return pointed
        latest = self.latest.get(incoming.origin.sender)
        person = self.people.get(incoming.origin.sender)
        if latest is not None and latest.dossier is not None:
            return latest.dossier
        return person.current if person else None

    def _pointed_by_file(self, happening: Happening) -> str | None:
        belongs = self.files.get(happening.ref) if isinstance(happening, FileFetched) else None
        return belongs if belongs in self.dossiers else None

    def _pointed_by_message(self, incoming: Incoming) -> str | None:
        shown = self.shown(incoming)
        if (named := _plan_of(shown)) in self.dossiers:
            return named
        if shown is not None and shown.dossier in self.dossiers:
            return shown.dossier
        said = _source(incoming.origin.chat, incoming.origin.message)
        earlier = self.earlier.get(said) if said else None
        return earlier.dossier if earlier else None

    def _pointed_by_topic(self, incoming: Incoming) -> str | None:
        topic = _topic(incoming)
        if topic is None or incoming.origin.chat != self.group:
            return None
        return next((d.id for d in self.dossiers.values() if d.topic == topic), None)

    def _asked_by_code(self, incoming: Incoming) -> str | None:
        """Whoever asks for a plan by its code means that one, wherever they ask."""
        is_asked = lookups.asked_in(incoming.happening) == "dossier"
        return self._pointed_by_code(incoming) if is_asked else None

    def _pointed_by_code(self, incoming: Incoming) -> str | None:
        chat, codes = incoming.origin.sender, _codes(incoming.happening)
        coded = (d for d in self.dossiers.values() if d.code in codes)
        is_staff = self.member(chat) is not None
        return next((d.id for d in coded if is_staff or d.resident == chat), None)

    def _team(self) -> tuple[Teammate, ...]:
        chats = {p.member: p.chat for p in self.people.values() if p.member}
        return tuple(
            Teammate(
                member=member,
                chat=chats.get(member),
                load=self.loads[member],
                points=self.points[member],
            )
            for member in self.knowledge.team
        )


def load(
    connection: Connection, batch: Sequence[Claimed], knowledge: Knowledge, now: datetime
) -> Workspace:
    """Load what these happenings may look at."""
    incoming = [claimed.incoming for claimed in batch]
    space = Workspace(connection, knowledge, now)
    space.group = notes.get_note(connection, notes.GROUP)
    _load_messages(space, incoming)
    # Before all that a choice depends on: who waits here must not choose by what was read before.
    may_send = any(map(space.may_send, incoming))
    space.first_number = notes.next_number(connection, space.counter, hold=may_send)
    fetched = [i.happening.ref for i in incoming if isinstance(i.happening, FileFetched)]
    space.files = files.dossiers_of(connection, fetched) if fetched else {}
    _load_people(space, {i.origin.sender for i in incoming}, team=True)
    _load_dossiers(space, incoming)
    _load_people(space, {d.resident for d in space.dossiers.values()} - set(space.people))
    _load_others(space, incoming, may_send=may_send)
    told = {space.focus(i) for i in incoming}
    told |= {d for i in incoming for d in _all_of(space, i)}
    space.lines = dossiers.lines(connection, _present(told))
    for member, (load, points) in dossiers.loads(connection).items():
        space.loads[member], space.points[member] = load, points
    _load_budgets(space, incoming)
    hashes = {_hash(i.happening) for i in incoming} - {""}
    if hashes:
        space.invites = invites.valid(connection, hashes, now)
        space.openings = openings.valid(connection, hashes, now)
    if any(asks_for_signals(i.happening) for i in incoming):
        first = knowledge.calendar.local_day(now) - timedelta(days=LOADED)
        space.signals = signals.since(connection, first)
    return space


def _load_messages(space: Workspace, batch: Sequence[Incoming]) -> None:
    connection = space.connection
    rows = list(filter(None, map(_row, batch)))
    space.rows = outbox.shown_by_row(connection, rows) if rows else {}
    replies = [_source(i.origin.chat, i.origin.reply_to) for i in batch]
    space.replied = outbox.shown_by_message(connection, list(filter(None, replies)))
    private = {i.origin.sender for i in batch if i.origin.side == "private"}
    space.latest = outbox.latest_with_buttons(connection, private)
    edited = [
        _source(i.origin.chat, i.origin.message) for i in batch if isinstance(i.happening, Edited)
    ]
    space.earlier = _earlier(connection, list(filter(None, edited)))


def _earlier(connection: Connection, edited: Sequence[Source]) -> dict[Source, Earlier]:
    if not edited:
        return {}
    copies = outbox.copies_of(connection, edited)
    return {
        source: Earlier(
            dossier=entry.dossier,
            who=entry.who,
            what=entry.what,
            text=entry.text,
            visible=entry.visible,
            copies=tuple(copies.get(source, ())),
        )
        for source, entry in dossiers.said(connection, edited).items()
    }


def _load_people(space: Workspace, chats: set[str], *, team: bool = False) -> None:
    for person in people.load(space.connection, chats, team=team):
        space.people[person.chat] = person


def _load_dossiers(space: Workspace, batch: Sequence[Incoming]) -> None:
    shown = [*space.rows.values(), *space.replied.values(), *space.latest.values()]
    ids = {
        *(s.dossier for s in shown),
        *(e.dossier for e in space.earlier.values()),
        *space.files.values(),
        *(_plan_of(space.shown(i)) for i in batch),
        *(_named(i.happening) for i in batch),
    }
    senders = {i.origin.sender for i in batch}
    speaking = [p for chat, p in space.people.items() if chat in senders]
    ids.update(ident for person in speaking for ident in _held(person))
    found = dossiers.load(
        space.connection,
        ids=_present(ids),
        codes={code for i in batch for code in _codes(i.happening)},
        topics=filter(None, map(_topic, batch)),
        residents=senders,
        owners=_present(
            owner
            for person in speaking
            if (member := space.member(person.chat)) is not None
            for owner in acts_for(member, space.knowledge.team, space.today)
        ),
    )
    space.dossiers = {dossier.id: dossier for dossier in found}


def _load_others(space: Workspace, batch: Sequence[Incoming], *, may_send: bool) -> None:
    """What somebody lists, searches or compares with: nothing of it for any other happening."""
    wanted = {lookups.asked_in(i.happening) for i in batch if space.is_member(i.origin.sender)}
    lists_open = any(map(space.lists_open, batch))
    over_all = any(lookups.looks_over_all(i.happening, space.knowledge) for i in batch)
    found: list[Dossier] = []
    if over_all or lists_open:
        open_ones = dossiers.with_staff(space.connection)
        space.with_staff = tuple(d.id for d in open_ones)
        found += open_ones
    number = lookups.NEWEST_TO_COMPARE if may_send else 0
    number = lookups.NEWEST_TO_SEARCH if over_all or "zoek" in wanted else number
    if number:
        newest = dossiers.sent(space.connection, number)
        space.newest = tuple(d.id for d in newest)
        found += newest
    space.beside = {d.id: d for d in found}
    known = space.beside | space.dossiers
    alike = {d.like for d in space.dossiers.values() if d.like} - set(known)
    if alike:
        more = dossiers.named(space.connection, _present(alike))
        space.beside |= {d.id: d for d in more}


def _all_of(space: Workspace, incoming: Incoming) -> Iterable[str]:
    """The plans of a resident who asks for all that is kept."""
    if lookups.asked_in(incoming.happening) == "mijngegevens":
        yield from (d.id for d in space.dossiers.values() if d.resident == incoming.origin.sender)


def _plan_of(shown: Shown | None) -> str | None:
    """The plan that a pressed button names itself, where its message is about several."""
    return filled_by(shown.pressed).get(PLAN) if shown and shown.pressed else None


def _load_budgets(space: Workspace, batch: Sequence[Incoming]) -> None:
    """Only where a member speaks or presses: nothing else looks at money."""
    wijken = [w for w in space.knowledge.wijken.values() if w.budget is not None]
    said = [i.happening for i in batch if space.member(i.origin.sender)]
    if not wijken or not any(isinstance(one, Said | Pressed) for one in said):
        return
    year = space.knowledge.calendar.local_day(space.now).year
    space.purses = purses_of(wijken, year, budgets.granted(space.connection, year))
    if any(isinstance(one, Said) and one.text.startswith(BUDGET) for one in said):
        space.given = tuple(budgets.given(space.connection, year))


def _present(names: Iterable[str | None]) -> list[str]:
    return sorted({name for name in names if name is not None})


def _held(person: Person | None) -> set[str | None]:
    """The dossiers that a person's dialogue is about."""
    if person is None:
        return set()
    asked = (person.holding, person.form)
    return {person.current, *(one.dossier for one in asked if one is not None)}


def _named(happening: Happening) -> str | None:
    names_one = Ticked | TopicMade | ContentChanged
    return happening.dossier if isinstance(happening, names_one) else None


def _row(incoming: Incoming) -> int | None:
    match incoming.happening:
        case Pressed(button=button):
            return _button(button)[0]
        case Delivered(outbox=row) | Undelivered(outbox=row):
            return row
    return None


def _button(button: str) -> tuple[int, int]:
    """Outbox row and index of a button; (-1, -1) for one that we never made."""
    found = re.fullmatch(r"(\d{1,18}):(\d{1,4})", button)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def _topic(incoming: Incoming) -> int | None:
    return incoming.origin.topic if incoming.origin.side == "group" else None


def _hash(happening: Happening) -> str:
    """The invitation in a "/start", or nothing."""
    return (invited(happening.text) if isinstance(happening, Said) else None) or ""


def _codes(happening: Happening) -> set[str]:
    text = happening.text if isinstance(happening, Said) else ""
    return {code.upper() for code in CODE.findall(text)}


def _source(chat: str, message: int | None) -> Source | None:
    return None if message is None else Source(chat=chat, message=message)
