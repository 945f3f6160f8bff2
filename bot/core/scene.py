"""A decision in the making: what the handlers add to, one line at a time.

It holds the situation, the content and the moment, and hands out the newest state of a dossier, so
that a handler that changes it twice builds on its own first change.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.core.budget import Booking, Purse
from bot.core.decision import (
    Button,
    Buttons,
    Decision,
    Edit,
    Entry,
    Gap,
    MakeTopic,
    Notice,
    Opening,
    Outgoing,
    React,
    Send,
    Signal,
    Source,
)
from bot.core.dossier import Dossier, Holding, Person
from bot.core.gaps import gap
from bot.core.handoff import on_leave
from bot.core.happenings import File, Pressed
from bot.core.invites import hash_of
from bot.core.knowledge import Knowledge, Language, Member
from bot.core.masking import without_marks
from bot.core.matching import Alarm, Outcome, dutch
from bot.core.plan import Plan
from bot.core.situation import Situation
from bot.core.standing_in import acting, acts_for

Row = Sequence[Button]
COMMAND = re.compile(r"^/[a-z_]+(@\w+)?(?=\s|$)", re.IGNORECASE)
ABOUT = "@"


class Scene:
    """Everything a handler needs, and everything it decides. `now` is aware UTC."""

    def __init__(self, situation: Situation, knowledge: Knowledge, now: datetime) -> None:
        self.situation = situation
        self.knowledge = knowledge
        self.texts = knowledge.texts
        self.now = now
        self._dossiers: dict[str, Dossier] = {}
        self._people: dict[str, Person] = {}
        self._out: list[Outgoing] = []
        self._entries: list[Entry] = []
        self._fetch: list[File] = []
        self._gaps: list[Gap] = []
        self._bookings: list[Booking] = []
        self._gave_number = False
        self._forget_dossiers: list[str] = []
        self._forget_people: list[str] = []
        self._used_number = False
        self._used_invite = False
        self._signals: list[Signal] = []
        self._openings: list[Opening] = []
        self._used_opening = False
        self._comes_up_later = False
        self._acts_for: dict[str, frozenset[str]] = {}

    # --- looking

    @property
    def today(self) -> date:
        """The local day."""
        return self.local(self.now).date()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.knowledge.municipality.zone))

    @property
    def chat(self) -> str:
        """The private chat of whoever did this."""
        return self.situation.origin.sender

    @property
    def person(self) -> Person:
        """Whoever did this, as this decision leaves them; somebody new if they were never seen."""
        known = self._people.get(self.chat) or self.situation.person
        return known or Person(chat=self.chat)

    def person_at(self, chat: str) -> Person | None:
        """Whoever has this private chat, as this decision leaves them; None for nobody known."""
        known = (p for p in self.situation.people if p.chat == chat)
        return self._people.get(chat) or next(known, None)

    @property
    def member(self) -> Member:
        """The member of the team who did this; raises `KeyError` for a resident."""
        return self.knowledge.team[self.person.member or ""]

    @property
    def source(self) -> Source | None:
        """The message that was said, if the channel numbered it."""
        origin = self.situation.origin
        return None if origin.message is None else Source(chat=origin.chat, message=origin.message)

    def dossier(self, ident: str | None) -> Dossier | None:
        """The dossier as this decision leaves it so far."""
        if ident in self._dossiers:
            return self._dossiers[ident]
        return self.situation.dossier(ident)

    def other(self, ident: str | None) -> Dossier | None:
        """A plan that was loaded beside those that this is about."""
        found = (d for d in (*self.situation.others, *self.situation.dossiers) if d.id == ident)
        return next(found, None)

    def dossiers(self) -> list[Dossier]:
        """All loaded dossiers, with the changes so far, in order of beginning."""
        loaded = {d.id: d for d in self.situation.dossiers} | self._dossiers
        kept = (d for d in loaded.values() if d.id not in self._forget_dossiers)
        return sorted(kept, key=lambda d: d.began_at)

    def plan(self, dossier: Dossier) -> Plan:
        return Plan(dossier, self.knowledge, self.today)

    def owner_chat(self, dossier: Dossier) -> str | None:
        """The chat of whoever has this dossier, or stands in for them today, when connected."""
        if dossier.owner is None:
            return None
        now = acting(dossier.owner, self.knowledge.team, self.today)
        return self.situation.chat_of(now)

    def acts_for(self, member: Member) -> frozenset[str]:
        """The members for whom this one acts today; always themselves."""
        if member.id not in self._acts_for:
            self._acts_for[member.id] = acts_for(member.id, self.knowledge.team, self.today)
        return self._acts_for[member.id]

    def owner_name(self, dossier: Dossier) -> str:
        """The name of whoever has this dossier; empty when nobody has."""
        member = self.knowledge.team.get(dossier.owner or "")
        return member.name if member else ""

    def purse(self, dossier: Dossier) -> Purse | None:
        """What is left for this plan in its wijk, after this decision; None where nothing can be
        given: the wijk has no budget, or nobody who decides about it is connected."""
        purse = self.situation.purse_of(self.plan(dossier).wijk)
        if purse is None or not self.deciders(purse.wijk):
            return None
        taken = (b.euros for b in self._bookings if b.wijk == purse.wijk)
        return purse.less(sum(taken))

    def deciders(self, wijk: str) -> list[Member]:
        """The wijkregisseurs of a wijk who are connected; who is there before who is on leave."""
        found = [
            m
            for m in self.knowledge.team.values()
            if m.role == "wijkregisseur" and m.is_in(wijk) and self.situation.chat_of(m.id)
        ]
        return sorted(found, key=lambda m: on_leave(m, self.today))

    def match(self, text: str) -> Outcome:
        """What these words are about, by the rules. What was masked has no meaning."""
        return self.knowledge.matcher.about(without_marks(text))

    def alarm(self, text: str) -> Alarm | None:
        """The emergency that these words tell of, also behind a command."""
        said = _bare(text)
        found = self.knowledge.matcher.alarm(said)
        # How people in need sound is counted in Dutch; elsewhere only what is named counts.
        heard = found is not None and (found.named or self.knowledge.tongues.is_dutch(said))
        return found if heard else None

    # --- deciding

    def save(self, dossier: Dossier, **changes: Any) -> Dossier:
        """The dossier with these changes; `touched_at` moves along."""
        return self.mark(dossier, **changes, touched_at=self.now)

    def mark(self, dossier: Dossier, **changes: Any) -> Dossier:
        """The dossier with these changes, when nobody touched it: a reminder went out."""
        changed = dossier.model_copy(update={"knowledge": self.knowledge.hash, **changes})
        self._dossiers[changed.id] = changed
        return changed

    def know(self, **changes: Any) -> Person:
        """Change what is kept of the person who did this."""
        return self.know_of(self.person, **changes)

    def hold(self, held: Holding, **changes: Any) -> Holding:
        """Keep these words, just said, until one tap says what is to be done with them."""
        origin = self.situation.origin
        held = held.model_copy(update={"chat": origin.chat, "message": origin.message})
        self.know(holding=held, **changes)
        return held

    def held_for(self, value: str) -> tuple[Dossier | None, Holding | None]:
        """The plan that a pressed `about` names, and the words that it was shown for: None when
        other words wait by now."""
        ident, _, message = value.partition(ABOUT)
        held = self.person.holding
        same = held is not None and about("", held) == ABOUT + message
        here = held is not None and held.chat == self.situation.origin.chat
        return self.dossier(ident), held if same and here else None

    def know_of(self, person: Person, **changes: Any) -> Person:
        changed = person.model_copy(update=changes)
        self._people[changed.chat] = changed
        return changed

    def say(self, text: Markup, *rows: Row, **more: Any) -> None:
        """To whoever did this, where they did it (a group's topic, or their own chat)."""
        origin = self.situation.origin
        self.send(origin.chat, text, *rows, **{"topic": origin.topic, **more})

    def give_number(self, text: Markup, *rows: Row) -> None:
        """The number of an emergency, before anything else."""
        self._gave_number = True
        self.say(text, *rows)

    def send(self, chat: str, text: Markup, *rows: Row, **more: Any) -> None:
        self._out.append(Send(chat=chat, text=text, buttons=as_buttons(rows), **more))

    def edit(self, target: int | str, text: Markup, *rows: Row) -> None:
        self._out.append(Edit(target=target, text=text, buttons=as_buttons(rows)))

    def react(self, emoji: str) -> None:
        """An emoji on what was just said; nothing if it has no number."""
        if self.source is not None:
            self.react_on(self.source, emoji)

    def react_on(self, source: Source, emoji: str) -> None:
        self._out.append(React(chat=source.chat, message=source.message, emoji=emoji))

    def notice(self, happening: Pressed, text: str = "") -> None:
        """Answer the press itself, with a short line or without."""
        self._out.append(Notice(chat=self.situation.origin.chat, query=happening.query, text=text))

    def make_topic(self, chat: str, dossier: str, title: str) -> None:
        self._out.append(MakeTopic(chat=chat, dossier=dossier, title=title))

    def log(
        self,
        dossier: Dossier,
        what: str,
        text: str = "",
        *,
        who: str | None = None,
        visible: bool = True,
        file: File | None = None,
        source: Source | None = None,
    ) -> None:
        """A line on the dossier's timeline, tied to the message that was said: the present one,
        or an earlier one whose words waited for a tap (`source`)."""
        self._entries.append(
            Entry(
                dossier=dossier.id,
                who=who or self.person.member or "bewoner",
                what=what,
                text=text,
                visible=visible,
                message=source or self.source,
                file=file,
            )
        )

    def miss(
        self, kind: Literal["idee", "vraag"], text: str, language: Language | None = None
    ) -> None:
        """Somebody wanted or asked this, and nobody could answer: for the editor, without who. Of
        words that may tell of an emergency nothing goes there."""
        if self._gave_number:
            return
        known = self.knowledge.vocabulary
        streets = [name for wijk in self.knowledge.municipality.wijken for name in wijk.streets]
        if language is None:
            missed = gap(kind, text, known, streets)
        else:
            own = map(dutch.fold, (*language.small, *language.usual))
            missed = gap(kind, text, known.union(own), streets, language.id)
        if missed is not None:
            self._gaps.append(missed)

    def book(self, dossier: Dossier, purse: Purse, euros: int) -> None:
        """Give so much from this budget to this plan, by whoever does this."""
        self._bookings.append(
            Booking(
                wijk=purse.wijk,
                year=purse.year,
                dossier=dossier.id,
                euros=euros,
                member=self.person.member or "",
            )
        )

    def comes_up_later(self) -> None:
        """The reminder that came up is not due, or not yet; it may be at another moment."""
        self._comes_up_later = True

    def fetch(self, file: File) -> None:
        self._fetch.append(file)

    def forget_dossier(self, dossier: Dossier) -> None:
        self._dossiers.pop(dossier.id, None)
        self._forget_dossiers.append(dossier.id)

    def forget_person(self) -> None:
        self._people.pop(self.chat, None)
        self._forget_people.append(self.chat)

    def next_code(self) -> str:
        """A code that nobody has yet, such as VB-2027-0014."""
        self._used_number = True
        letters = self.knowledge.municipality.code_letters
        return f"{letters}-{self.today.year}-{self.situation.next_number:04d}"

    def use_invite(self) -> None:
        """The invitation in this situation is spent."""
        self._used_invite = True

    def signal(self, heard: Signal) -> None:
        """A line in the picture of a wijk."""
        self._signals.append(heard)

    def open_with(self, secret: str, words: str) -> None:
        """Whoever brings this secret begins with these words, once."""
        self._openings.append(Opening(hash=hash_of(secret), words=words))

    def use_opening(self) -> None:
        """The code in this situation is spent."""
        self._used_opening = True

    def button(self, label: str, action: str, value: str = "", **names: object) -> Button:
        """A button whose label stands in the content under `label`."""
        return Button(label=self.texts.label(label, **names), action=action, value=value)

    def decision(self) -> Decision:
        return Decision(
            dossiers=tuple(self._dossiers.values()),
            people=tuple(self._people.values()),
            out=tuple(self._out),
            timeline=tuple(self._entries),
            fetch=tuple(self._fetch),
            gaps=tuple(self._gaps),
            bookings=tuple(self._bookings),
            forget_dossiers=tuple(self._forget_dossiers),
            forget_people=tuple(self._forget_people),
            used_number=self._used_number,
            used_invite=self._used_invite,
            signals=tuple(self._signals),
            openings=tuple(self._openings),
            used_opening=self._used_opening,
            comes_up_later=self._comes_up_later,
        )


def _bare(text: str) -> str:
    """What was said, without a command before it and without what was masked."""
    return COMMAND.sub("", without_marks(text)).strip()


def about(ident: str, held: Holding) -> str:
    """What a button carries that places waiting words: where to, and which words."""
    return f"{ident}{ABOUT}{held.message}"


def source_of(held: Holding) -> Source | None:
    """The message in which these words were said, so that its edits and its reaction find them."""
    if held.message is None or held.chat is None:
        return None
    return Source(chat=held.chat, message=held.message)


def as_buttons(rows: Sequence[Row]) -> Buttons:
    """Rows of buttons, without the empty ones."""
    return tuple(tuple(row) for row in rows if row)


def in_rows(buttons: Sequence[Button], width: int = 2) -> list[Row]:
    """Buttons under each other, `width` beside each other."""
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]
