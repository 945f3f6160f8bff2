"""What must always hold, looked at after each happening."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from bot.core.budget import Purse
from bot.core.decision import Edit, Notice, React, Send
from bot.core.dossier import CLOSED_BY_STAFF, PICKED_UP, Dossier
from bot.core.happenings import DigestDue, Edited
from bot.core.knowledge import Member
from bot.core.plan import Plan
from bot.core.situation import Shown
from bot.core.staff.card import ON_CARD
from bot.core.staff.table import ACTIONS, StaffAction, offered, refusal
from bot.core.standing_in import acting, acts_for
from bot.core.texts import plain
from tests.always.cast import (
    COLLEAGUES,
    DIRECTOR,
    ELSEWHERE,
    PHONES,
    RESIDENTS,
    STAFF,
    TEAM,
    TYPED,
    member_of,
)
from tests.always.seen import MARK, Broken, Seen, WalkingDesk, Words
from tests.core.paper import Stood, chat_of

Fault = Iterator[str]
WEEK = timedelta(days=7)
LET_GO = CLOSED_BY_STAFF | {"zelf-verder"}
"""A plan that a begeleider finished: they may still write to its resident."""
OF_THE_TEAM = "Teamoverleg, "
"""So begins what the whole team reads of every plan."""
UNASKED = "is nog niet verstuurd. Je"


class Rules:
    """Checks one happening after the other. `words` are all marked words so far."""

    def __init__(self, desk: WalkingDesk, words: dict[str, Words]) -> None:
        self._desk = desk
        self._words = words
        self._unasked: dict[str, datetime] = {}
        self._purses = desk.purses
        self._asked: set[tuple[str, str]] = set()
        self.checked: Counter[str] = Counter()

    def check(self, seen: Seen, now: datetime) -> None:
        """Raises Broken for the first rule that does not hold."""
        self._now = now
        for name, rule in RULES.items():
            self.checked[name] += 1
            for how in rule(self, seen):
                raise Broken(name, how)
        self._purses = self._desk.purses

    # --- words

    def internal_words(self, seen: Seen) -> Fault:
        for stood in seen.standing:
            if stood.shown.chat in RESIDENTS:
                for word in MARK.findall(_text(stood.shown)):
                    said = self._words[word]
                    if said.author in STAFF and stood.shown.chat not in said.readers:
                        yield f"{word} of {said.author} ({said.fills or 'words'}) stands in" + (
                            f" {stood.shown.chat}: {plain(stood.shown.text)}"
                        )

    def visible_lines(self, seen: Seen) -> Fault:
        for entry in seen.entries:
            resident = next((d.resident for d in seen.plans(entry.dossier)), "")
            for word in MARK.findall(entry.text) if entry.visible else ():
                said = self._words[word]
                if said.author in STAFF and resident not in said.readers:
                    yield f"{word} ({said.fills or 'words'}) on the line {entry.what!r}"

    def words_of_residents(self, seen: Seen) -> Fault:
        for stood in seen.standing:
            if stood.shown.chat in RESIDENTS:
                for word in MARK.findall(_text(stood.shown)):
                    author = self._words[word].author
                    if author in RESIDENTS and author != stood.shown.chat:
                        yield f"{word} of {author} stands in {stood.shown.chat}"

    # --- numbers

    def shared_numbers(self, seen: Seen) -> Fault:
        for stood in self._desk.all_standing().values():
            for resident, phone in PHONES.items():
                if phone in stood.shown.text and stood.shown.chat != resident:
                    plan = seen.after.get(stood.shown.dossier or "")
                    if plan is None or not _is_led(plan) or plan.resident != resident:
                        yield f"a number in {stood.shown.chat} of a plan that nobody leads"
                    elif stood.shown.chat != chat_of(plan.owner or ""):
                        yield f"a number in {stood.shown.chat}, not with the owner"

    def typed_numbers(self, seen: Seen) -> Fault:
        """Words with a number reach who helps this resident now, and their card only while so."""
        for stood in seen.standing:
            for resident, phone in TYPED.items():
                if phone in stood.shown.text and stood.shown.chat != resident:
                    plans = [d for d in seen.after.values() if d.resident == resident]
                    led = {chat_of(d.owner or "") for d in plans if _is_led(d)}
                    if stood.shown.chat not in led:
                        yield f"a typed number in {stood.shown.chat}: {plain(stood.shown.text)}"

    def closed_numbers(self, seen: Seen) -> Fault:
        for plan in seen.after.values():
            if plan.phone is not None and not plan.is_open:
                yield f"{plan.code or plan.id} is {plan.status} and has a number"

    # --- the plan

    def owner_move_date(self, seen: Seen) -> Fault:
        for plan in _changed(seen):
            if plan.with_staff:
                has = plan.owner in self._desk.knowledge.team and plan.move and plan.next_date
                if not has:
                    yield f"{plan.code} is {plan.status}, of {plan.owner}, {plan.next_date}"
                if (plan.status in PICKED_UP) != (plan.claimed_at is not None):
                    yield f"{plan.code} is {plan.status}, picked up at {plan.claimed_at}"
                if plan.claimed_at is None and plan.offered_to is not None:
                    yield f"{plan.code} is nobody's, and {plan.offered_to} may take it over"
                if plan.offered_to == plan.owner:
                    yield f"{plan.code} is offered to its owner"

    def date_ahead(self, seen: Seen) -> Fault:
        for plan in _changed(seen):
            was = seen.before.get(plan.id)
            is_new = was is None or was.next_date != plan.next_date
            if plan.with_staff and is_new and plan.next_date and plan.next_date <= self._now:
                yield f"{plan.code} promises {plan.next_date}, and it is {self._now}"

    def card_offers(self, seen: Seen) -> Fault:
        """The card in the owner's chat has the buttons of the table, no more and no fewer."""
        cards = {s.shown.name: s.shown for s in self._desk.all_standing().values() if s.shown.name}
        for plan in _changed(seen):
            shown = cards.get(plan.card or "")
            owner = self._desk.knowledge.team.get(plan.owner or "")
            if shown is None or owner is None:
                continue
            stands = [b.action for row in shown.buttons for b in row]
            may = [
                action.name
                for place in ON_CARD
                for action in offered(place)
                if self._why_not(action, plan, owner, self._desk.purses) is None
            ]
            if plan.claimed_at is None and may:
                may.append("lees-alles")
            if stands != may:
                yield f"{plan.code} ({plan.status}) offers {stands}, may {may}"

    def codes(self, seen: Seen) -> Fault:
        codes = [d.code for d in seen.after.values() if d.code]
        if len(codes) != len(set(codes)):
            yield f"{codes}"

    # --- the budgets

    def budgets(self, _: Seen) -> Fault:
        for purse in self._desk.purses:
            if purse.granted > purse.budget:
                yield f"{purse.wijk} gave {purse.granted} of {purse.budget}"

    def given_once(self, seen: Seen) -> Fault:
        """The balance of a wijk is what its lines add up to, and a plan has what was booked for
        it."""
        ledger = [booking for _, booking in self._desk.ledger]
        for purse in self._desk.purses:
            lines = [b.euros for b in ledger if (b.wijk, b.year) == (purse.wijk, purse.year)]
            if sum(lines) != purse.granted:
                yield f"{purse.wijk} gave {purse.granted}, line by line {lines}"
        for plan in _changed(seen):
            lines = [b.euros for b in ledger if b.dossier == plan.id]
            if lines != ([plan.granted.euros] if plan.granted else []):
                yield f"{plan.code} has {plan.granted}, booked are {lines}"

    # --- what is sent unasked, and kept

    def unasked(self, seen: Seen) -> Fault:
        """Of who was forgotten nobody knows any more what they got before."""
        for chat in set(self._unasked) - set(self._desk.people):
            del self._unasked[chat]
        for stood in seen.standing:
            chat = stood.shown.chat
            if chat in RESIDENTS and UNASKED in plain(stood.shown.text):
                last = self._unasked.get(chat)
                self._unasked[chat] = stood.at
                if last is not None and last != stood.at and stood.at - last < WEEK:
                    yield f"{chat} got one at {last} and at {stood.at}"

    def kept(self, _: Seen) -> Fault:
        for person in self._desk.people.values():
            if not person.member and not person.notice_version:
                yield f"{person.chat} is kept without having seen the first message"

    # --- answers and refusals

    def answered(self, seen: Seen) -> Fault:
        if seen.deed is None or isinstance(seen.deed.happening, Edited | DigestDue):
            return
        if not any(self._reaches(one, seen) for one in seen.out):
            yield f"no answer to {seen.deed.told}"

    def _reaches(self, out: object, seen: Seen) -> bool:
        match out:
            case Send(confirm=True, source=source) if source is not None:
                return out.chat == seen.where or source.chat == seen.where
            case Send():
                return out.chat == seen.where
            case Notice(text=text):
                return bool(text)
            case Edit():
                return any(s.shown.chat == seen.where for s in seen.standing)
            case React():
                return True
        return False

    def refused(self, seen: Seen) -> Fault:
        """What the table refuses, or is about a closed plan, changes nothing and reaches only who
        pressed it."""
        deed = seen.deed
        if deed is None or deed.pressed is None or deed.sender not in STAFF:
            return
        pressed = deed.pressed
        plan = pressed.plan_in(seen.before)
        action = ACTIONS.get(pressed.button.action)
        if action is None or plan is None or self.may(deed.sender, action, plan):
            return
        if _bare(seen.before) != _bare(seen.after):
            yield f"{deed.told} was refused and changed {plan.code}"
        if others := {s.shown.chat for s in seen.standing} - {deed.sender, deed.chat}:
            yield f"{deed.told} was refused and reached {others}"

    def may(self, chat: str, action: StaffAction, dossier: Dossier) -> bool:
        """Whether the table lets this member do it, as things stood before what is seen now."""
        member = self._desk.knowledge.team[member_of(chat, self._desk.knowledge)]
        return self._why_not(action, dossier, member, self._purses) is None

    def _why_not(
        self, action: StaffAction, dossier: Dossier, member: Member, purses: Iterable[Purse]
    ) -> str | None:
        desk = self._desk
        plan = Plan(dossier, desk.knowledge, desk.today)
        purse = next((p for p in purses if p.wijk == plan.wijk), None)
        acting = acts_for(member.id, desk.knowledge.team, desk.today)
        return refusal(action, plan, member, acts_for=acting, purse=purse)

    def closed(self, seen: Seen) -> Fault:
        """Nothing that staff do changes a plan that is not with them, or what its resident sees,
        but for the words of the begeleider who finished it."""
        if seen.deed is None or seen.who not in STAFF:
            return
        for plan in seen.before.values():
            now = seen.after.get(plan.id)
            if not plan.with_staff and now is not None and _bare({"": plan}) != _bare({"": now}):
                yield f"{seen.deed.told} changed {plan.code}, which is {plan.status}"
        for out in seen.out:
            about = seen.before.get(getattr(out, "dossier", None) or "")
            if about is None or about.with_staff or getattr(out, "chat", "") not in RESIDENTS:
                continue
            is_their_own = chat_of(about.owner or "") == seen.who and about.status in LET_GO
            if not (is_their_own and getattr(out, "cls", "") == "relay"):
                yield f"{seen.deed.told} reached the resident of {about.code}, {about.status}"

    # --- who hears of a plan

    def elsewhere(self, seen: Seen) -> Fault:
        """Who works elsewhere in the house reads of a plan only when its begeleider asked them: a
        colleague something, or to do something, the director for backing, a wijkregisseur for a
        contribution."""
        self._note_who_was_asked(seen)
        for stood in seen.standing:
            chat = stood.shown.chat
            if chat in ELSEWHERE:
                for plan in self._named_in(stood, seen):
                    if (plan.id, chat) not in self._asked:
                        yield f"{chat} reads of {plan.code}: {plain(stood.shown.text)}"

    def _note_who_was_asked(self, seen: Seen) -> None:
        backed = {e.dossier for e in seen.entries if e.what == ACTIONS["ruggesteun"].line}
        self._asked |= {(ident, chat_of(DIRECTOR)) for ident in backed}
        for plan in _changed(seen):
            contacts = {*(one.contact for one in plan.asked), *(one.who for one in plan.agreements)}
            asked = {m for m in COLLEAGUES if self._desk.knowledge.team[m].contact in contacts}
            if plan.asked_budget is not None:
                asked.add(plan.asked_budget.member)
            self._asked |= {(plan.id, chat_of(member)) for member in asked}

    def others(self, seen: Seen) -> Fault:
        """Of the team only these hear of a plan: who did something with it, whose it is or was a
        moment ago, who stands in for them, who was asked to take it over, the coordinator, and all
        while it is nobody's.
        Of a plan they had before, others only see their own messages change."""
        for number, stood in ((s.shown.outbox, s) for s in seen.standing):
            chat = stood.shown.chat
            if chat not in TEAM or chat == seen.who or chat == chat_of("nadia"):
                continue
            if plain(stood.shown.text).startswith(OF_THE_TEAM):
                continue
            for plan in self._named_in(stood, seen):
                both = list(seen.plans(plan.id))
                near = {chat_of(m) for d in both for m in self._has(d)}
                free = any(d.claimed_at is None for d in both)
                if number in seen.edited and not self._has_new_words(stood, seen):
                    continue
                if chat not in near and not free:
                    yield f"{chat} reads of {plan.code}: {plain(stood.shown.text)}"

    def _has(self, plan: Dossier) -> set[str]:
        """Whose it is, who stands in for them today, and who was asked to take it over."""
        team, today = self._desk.knowledge.team, self._desk.today
        stands_in = acting(plan.owner, team, today) if plan.owner else None
        return {m for m in (plan.owner, stands_in, plan.offered_to) if m}

    def _has_new_words(self, stood: Stood, seen: Seen) -> bool:
        """Whether these are words that were said just now."""
        new = {w for w, said in self._words.items() if said.message == self._newest(seen)}
        return bool(new.intersection(MARK.findall(_text(stood.shown))))

    def _newest(self, seen: Seen) -> int | None:
        mine = [w.message for w in self._words.values() if w.author == seen.who]
        return max(mine, default=None)

    def _named_in(self, stood: Stood, seen: Seen) -> list[Dossier]:
        """The plans that a message is about: its own, else by a code or words in it."""
        text = _text(stood.shown)
        authors = {self._words[w].author for w in MARK.findall(text)}
        known = {**seen.before, **seen.after}
        if stood.shown.dossier in known:
            named = [known[stood.shown.dossier]]
        else:
            named = [d for d in known.values() if d.code and d.code in text]
        told = {d.resident for d in named}
        told |= {known[d.like].resident for d in named if d.like in known}
        loose = [d for d in known.values() if d.resident in authors - told and d.sent_at]
        return named + (loose[:1] if authors - told - set(STAFF) else [])


def _text(shown: Shown) -> str:
    return "\n".join([shown.text, *(b.label for row in shown.buttons for b in row)])


def _is_led(plan: Dossier) -> bool:
    return plan.with_staff and plan.claimed_at is not None


def _changed(seen: Seen) -> list[Dossier]:
    return [d for ident, d in seen.after.items() if seen.before.get(ident) is not d]


def _bare(plans: object) -> object:
    """Plans without what saving itself counts."""
    assert isinstance(plans, dict)
    return {k: d.model_copy(update={"version": 0, "knowledge": ""}) for k, d in plans.items()}


RULES: dict[str, Callable[[Rules, Seen], Fault]] = {
    "internal words reach no resident": Rules.internal_words,
    "no visible line holds internal words": Rules.visible_lines,
    "a resident's words reach no other resident": Rules.words_of_residents,
    "a shared number stands only with the owner": Rules.shared_numbers,
    "a typed number goes only to the owner": Rules.typed_numbers,
    "a closed plan has no number": Rules.closed_numbers,
    "with staff: an owner, a move, a next date": Rules.owner_move_date,
    "a new promise lies ahead": Rules.date_ahead,
    "the card offers what the table permits": Rules.card_offers,
    "no two plans have one code": Rules.codes,
    "no budget goes below zero": Rules.budgets,
    "what is given is booked, once": Rules.given_once,
    "one unasked message a week at most": Rules.unasked,
    "nobody is kept before the first message": Rules.kept,
    "everything gets an answer": Rules.answered,
    "what is refused changes nothing": Rules.refused,
    "what is closed changes nothing": Rules.closed,
    "elsewhere nobody hears who was not asked": Rules.elsewhere,
    "nobody else of the team hears of it": Rules.others,
}
NEVER = "nothing raises"
