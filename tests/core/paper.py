"""A desk on paper: the core's decisions carried out in memory, without database or channel.

It lets a test play whole conversations with nothing but the core and the content. What the real
desk must do besides (transactions, order, splitting) is tested where it lives.
"""

from datetime import UTC, datetime, timedelta

from bot.core.decide import decide
from bot.core.decision import Button, Decision, Edit, MakeTopic, Send, Source
from bot.core.dossier import Dossier, Person, Teammate
from bot.core.due import plan
from bot.core.happenings import Happening, Origin, Pressed, Said, SharedPhone, Ticked, TopicMade
from bot.core.knowledge import Knowledge
from bot.core.situation import Earlier, Line, Shown, Situation
from bot.core.texts import plain

RESIDENT = "terminal:bewoner"
GROUP = "terminal:groep"


class PaperDesk:
    """Everybody's chats, on paper. `now` is aware UTC and moves only by `advance`."""

    def __init__(self, knowledge: Knowledge, now: datetime, *, group: bool = False) -> None:
        self.knowledge = knowledge
        self.now = now.astimezone(UTC)
        self.group = GROUP if group else None
        self.dossiers: dict[str, Dossier] = {}
        self.people = {
            chat_of(m): Person(chat=chat_of(m), member=m) for m in knowledge.team
        }
        self.shown: list[Shown] = []
        self.lines: list[tuple[str, Line, Source | None]] = []
        self.outgoing: list[object] = []
        self.done: set[tuple[str, str, int]] = set()
        self._messages = 0
        self._numbers = 0

    # --- what people do

    def say(self, text: str, chat: str = RESIDENT) -> list[Send | Edit]:
        return self.happen(Said(text=text), chat)

    def press(self, label: str, chat: str = RESIDENT) -> list[Send | Edit]:
        """The newest button with this label, in that chat."""
        for shown in reversed(self.shown):
            flat = [b for row in shown.buttons for b in row]
            found = next((b for b in flat if b.label == label), None)
            if shown.chat == chat and found is not None:
                return self._press(shown, found, chat)
        raise AssertionError(f"no button {label!r}; there are {self.labels(chat)}")

    def _press(self, shown: Shown, button: Button, chat: str) -> list[Send | Edit]:
        if button.share:
            return self.happen(SharedPhone(phone="06 12345678"), chat)
        pressed = shown.model_copy(update={"pressed": button})
        return self.happen(Pressed(button="x", query="q"), chat, shown=pressed)

    def labels(self, chat: str = RESIDENT) -> list[str]:
        """The labels of the newest message with buttons."""
        latest = self._latest(chat)
        return [b.label for row in latest.buttons for b in row] if latest else []

    def advance(self, days: float) -> None:
        """Move the clock through every due moment, in order."""
        end = self.now + timedelta(days=days)
        while (coming := self._next_due(end)) is not None:
            at, dossier, reminder, seq = coming
            self.now = max(self.now, at)
            self.done.add((dossier, reminder, seq))
            ticked = Ticked(dossier=dossier, reminder=reminder, seq=seq)
            self.happen(ticked, self.dossiers[dossier].resident, message=False)
        self.now = end

    def _next_due(self, end: datetime) -> tuple[datetime, str, str, int] | None:
        owed = [
            (due.at, d.id, due.reminder, due.seq)
            for d in self.dossiers.values()
            for due in plan(d, self.knowledge, self.now)
            if (d.id, due.reminder, due.seq) not in self.done
        ]
        return min((o for o in owed if o[0] <= end), default=None)

    # --- the desk's work

    def happen(
        self,
        happening: Happening,
        chat: str,
        *,
        shown: Shown | None = None,
        reply_to: Shown | None = None,
        earlier: Earlier | None = None,
        message: bool = True,
    ) -> list[Send | Edit]:
        """One happening, decided and carried out. Gives the messages that it led to."""
        self._messages += message
        origin = Origin(
            chat=chat, sender=chat, message=self._messages if message else None, at=self.now
        )
        pointed = shown or reply_to
        ident = getattr(happening, "dossier", None) or (pointed.dossier if pointed else None)
        situation = Situation(
            origin=origin,
            fresh=f"d{len(self.dossiers) + len(self.lines) + 1}",
            person=self.people.get(chat),
            dossiers=tuple(d for d in self.dossiers.values() if self._may_see(d, chat, ident)),
            pointed=ident,
            lines=tuple(line for d, line, _ in self.lines if d == ident),
            shown=pointed,
            latest=self._latest(chat),
            earlier=earlier,
            team=self._team(),
            people=tuple(self.people.values()),
            group=self.group,
            next_number=self._numbers + 1,
        )
        return self._carry_out(decide(situation, happening, self.knowledge, self.now))

    def _may_see(self, dossier: Dossier, chat: str, pointed: str | None) -> bool:
        member = self.people[chat].member if chat in self.people else None
        return dossier.resident == chat or dossier.id == pointed or member is not None

    def _team(self) -> tuple[Teammate, ...]:
        loads = [d.owner for d in self.dossiers.values() if d.with_staff]
        return tuple(
            Teammate(member=m, chat=chat_of(m), load=loads.count(m)) for m in self.knowledge.team
        )

    def _latest(self, chat: str) -> Shown | None:
        mine = (s for s in reversed(self.shown) if s.chat == chat and s.buttons)
        return next(mine, None)

    def _carry_out(self, decision: Decision) -> list[Send | Edit]:
        for dossier in decision.dossiers:
            self.dossiers[dossier.id] = dossier
        for person in decision.people:
            self.people[person.chat] = person
        for entry in decision.timeline:
            line = Line(
                at=self.now,
                who=entry.who,
                what=entry.what,
                text=entry.text,
                visible=entry.visible,
            )
            self.lines.append((entry.dossier, line, entry.message))
        for ident in decision.forget_dossiers:
            self.dossiers.pop(ident, None)
            self.lines = [row for row in self.lines if row[0] != ident]
        for chat in decision.forget_people:
            self.people.pop(chat, None)
        self._numbers += decision.used_number
        return [out for out in map(self._show, decision.out) if out is not None]

    def _show(self, out: object) -> Send | Edit | None:
        self.outgoing.append(out)
        match out:
            case Send():
                self.shown.append(
                    Shown(
                        outbox=len(self.shown) + 1,
                        chat=out.chat,
                        dossier=out.dossier,
                        name=out.name,
                        cls=out.cls,
                        text=out.text,
                        buttons=out.buttons,
                        source=out.source,
                    )
                )
                return out
            case Edit(target=target):
                self.shown = [
                    s.model_copy(update={"text": out.text, "buttons": out.buttons})
                    if target in (s.outbox, s.name)
                    else s
                    for s in self.shown
                ]
                return out
            case MakeTopic(dossier=dossier):
                self.dossiers[dossier] = self.dossiers[dossier].model_copy(update={"topic": 7})
                return None
            case _:
                return None

    def seen(self, chat: str = RESIDENT) -> list[str]:
        """What stands in a chat, as plain text."""
        return [plain(s.text) for s in self.shown if s.chat == chat]


def chat_of(member: str) -> str:
    return f"terminal:begeleider:{member}"


__all__ = ["GROUP", "RESIDENT", "PaperDesk", "TopicMade", "chat_of"]
