"""A random walk: each number is one thing that somebody does, given what stands in the chats."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from bot.core.dossier import WITH_STAFF, Dossier, Form
from bot.core.happenings import (
    DigestDue,
    Edited,
    Happening,
    Pressed,
    Said,
    SentFile,
    SentOther,
    SharedPhone,
    SharedPlace,
    Undelivered,
)
from bot.core.scene import ABOUT
from bot.core.situation import Shown
from bot.core.staff.acts.asking import QUESTION
from bot.core.staff.acts.sharing import BACKING, COALITION
from bot.core.staff.buttons import PLAN, filled_by
from bot.core.staff.fields import FIELDS, SURE
from bot.core.staff.signals import TAKES_IT_UP
from bot.core.staff.table import ACTIONS, LOOKING, SPEAKING, StaffAction
from bot.core.texts import plain
from tests.always import cast
from tests.always.cast import DECIDING, ELSEWHERE, RESIDENTS, STAFF, TEAM
from tests.always.rules import NEVER, Rules
from tests.always.seen import MARK, Broken, Deed, Pressable, Seen, WalkingDesk, Words, mark
from tests.core.paper import GROUP, PHOTO, Stood

OPENS = {"stap": "volgende-stap", "sluiten": "rond-af", "meer": "meer"}
"""The button that shows the actions of a place."""
REFUSED = "geweigerd"
SHARED = (QUESTION, COALITION, BACKING)
"""So begin the handles of what somebody elsewhere in the house answers."""
CODE = re.compile(r"/start (\S{43})")


class Walk:
    """One walk on one desk. `told` is what happened so far, a line each."""

    def __init__(self, desk: WalkingDesk) -> None:
        self.desk = desk
        self.told: list[str] = []
        self.words: dict[str, Words] = {}
        self.rules = Rules(desk, self.words)
        self.done: Counter[str] = Counter()
        self._ever: defaultdict[str, list[Pressable]] = defaultdict(list)
        self._messages: dict[str, int] = {}
        self._had: Form | None = None
        self._asked: dict[str, tuple[str, int | None]] = {}
        self._codes: dict[str, list[Words]] = {}
        desk.on_seen = self._saw

    def begin(self, number: int) -> None:
        """Plans of both residents with the team, and what is done with them, so that much can
        happen."""
        self._random = Random(number)
        if self._is(0.1):
            return
        ideas, done = self._random.choice(cast.BEGINNINGS)
        for chat in (*RESIDENTS, RESIDENTS[0]):
            self._sends_a_plan(chat, ideas)
        for name in done:
            self._brings_to_its_end(ACTIONS[name])

    def step(self, number: int) -> None:
        """Raises Broken when something does not hold any more."""
        self._random = Random(number)
        doers, weights = zip(*DOERS.items(), strict=True)
        self._random.choices(doers, weights)[0](self)

    # --- residents

    def _sends_a_plan(self, chat: str | None = None, ideas: Sequence[str] = cast.IDEAS) -> None:
        chat = chat or self._random.choice(RESIDENTS)
        self._do(Deed(f"{cast.name_of(chat)}: /nieuw", Said(text="/nieuw"), chat))
        self._says(chat, self._random.choice(ideas))
        for _ in range(14):
            latest = self._latest(chat)
            if not latest:
                return
            found = {b.button.label: b for b in latest}
            if "Verstuur naar een begeleider" in found:
                self._press(found["Verstuur naar een begeleider"], chat)
                return
            if "Bel me: deel mijn nummer" in found and self._random.random() < 0.7:
                self._press(found["Bel me: deel mijn nummer"], chat)
            elif "Weet ik nog niet" in found and self._random.random() < 0.7:
                self._press(found["Weet ik nog niet"], chat)
            else:
                self._press(latest[0], chat)

    def _resident_says(self) -> None:
        chat = self._random.choice(RESIDENTS)
        words = self._random.choice((*cast.IDEAS, *cast.ANSWERS, *cast.ANSWERS))
        if self._random.random() < 0.1:
            words += f" bel {cast.TYPED[chat]}"
        self._says(chat, words, reply_to=self._one_shown(chat) if self._is(0.15) else None)

    def _resident_commands(self) -> None:
        chat, words = self._random.choice(RESIDENTS), self._random.choice(cast.COMMANDS)
        self._do(Deed(f"{cast.name_of(chat)}: {words}", Said(text=words), chat))

    def _resident_names_a_code(self) -> None:
        """Perhaps that of somebody else."""
        chat, plan = self._random.choice(RESIDENTS), self._coded()
        if plan is not None:
            self._says(chat, f"hoe staat het met {plan.code}")

    def _resident_brings_a_code(self) -> None:
        """A code that a member gave away; whoever brings it first begins with the words of it."""
        if not self._codes:
            return
        chat, code = self._random.choice(RESIDENTS), self._random.choice(list(self._codes))
        for words in self._codes[code]:
            words.readers.add(chat)
        self._codes[code] = []
        self._do(Deed(f"{cast.name_of(chat)} brings a code", Said(text=f"/start {code}"), chat))

    def _resident_shares(self) -> None:
        chat = self._random.choice(RESIDENTS)
        phone = SharedPhone(phone=cast.PHONES[chat], own=True)
        somebodys = SharedPhone(phone="", own=False)
        place = SharedPlace(lat=52.12, lon=5.1)
        happening: Happening = self._random.choice((phone, phone, somebodys, place))
        self._do(Deed(f"{cast.name_of(chat)} shares ({happening.kind})", happening, chat))

    def _resident_blocks(self) -> None:
        chat = self._random.choice(RESIDENTS)
        shown = self._one_shown(chat)
        if shown is not None and self._is(0.3):
            why = self._random.choice(("blocked", "refused", "uncertain"))
            self.desk.failed_to_arrive(shown, Undelivered(outbox=shown.outbox, why=why))

    # --- anybody

    def _sends_a_file(self) -> None:
        chat = self._random.choice(RESIDENTS + STAFF)
        self._says(chat, "", file=True, reply_to=self._one_shown(chat) if self._is(0.4) else None)

    def _sends_a_sticker(self) -> None:
        chat = self._random.choice(RESIDENTS + STAFF)
        other = SharedPhone(phone="", own=False) if chat in STAFF else SentOther(what="sticker")
        what: Happening = self._random.choice((SentOther(what="sticker"), other))
        self._do(Deed(f"{cast.name_of(chat)} sends {what.kind}", what, chat))

    def _edits(self) -> None:
        if self.words:
            words = self._random.choice(list(self.words.values())[-30:])
            new = self._mark(words)
            text = f"toch anders {new}"
            if words.author in RESIDENTS and self._is(0.1):
                text += f" {cast.TYPED[words.author]}"
            self._do(
                Deed(
                    f"{cast.name_of(words.author)} edits message {words.message}: {text}",
                    Edited(text=text),
                    words.author,
                    where=words.chat,
                    topic=words.topic,
                    message=words.message,
                )
            )

    def _presses_any(self) -> None:
        """Any button that was ever shown to anybody, also long ago; rare kinds as often as any."""
        if self._ever:
            self._presses_kind(self._random.choice(sorted(self._ever)))

    def _presses_new(self) -> None:
        """One of the newest buttons in somebody's chat: so things are brought to their end."""
        chat = self._random.choice(STAFF + RESIDENTS)
        here = [s for s in self.desk.stood.values() if s.shown.chat == chat and s.shown.buttons]
        if here:
            stood = self._random.choice((here[-1], *here[-3:]))
            self._press(self._random.choice(self._buttons_of(stood)), chat)

    def _presses_kind(self, kind: str) -> None:
        if pool := self._ever.get(kind):
            one = self._random.choice(pool[-8:] if self._is(0.6) else pool)
            somebody = self._random.choice(TEAM)
            self._press(one, somebody if one.shown.chat == GROUP else one.shown.chat)

    # --- the team

    def _fills_in(self) -> None:
        """What was asked for is typed, where it was asked; or something of the kind."""
        filling = [c for c in STAFF if (p := self.desk.people.get(c)) and p.form]
        if not filling:
            return
        self._fills_in_of(self._random.choice(filling))

    def _fills_in_of(self, chat: str) -> None:
        form = self.desk.people[chat].form
        assert form is not None
        where, topic = self._asked.get(chat, (chat, None))
        ready = cast.FILLED_IN.get(form.field)
        if ready and self._is(0.8):
            words = self._random.choice(ready)
            self._do(
                Deed(
                    f"{cast.name_of(chat)} fills in {form.field}: {words}",
                    Said(text=words),
                    chat,
                    where=where,
                    topic=topic,
                )
            )
        else:
            self._says(chat, "een regel", where=where, topic=topic)

    def _goes_through(self) -> None:
        """Something that somebody may do now. What was done least goes first, so that everything
        is, and of that often what was offered last; what ends a plan waits a round, since it ends
        all else."""
        actions = self._random.sample(list(ACTIONS.values()), len(ACTIONS))
        if self._is(0.5):
            actions.sort(key=self._offered_at, reverse=True)
        for action in sorted(actions, key=lambda one: self.done[one.name] + _ends(one)):
            if self._brings_to_its_end(action):
                return
        self._sends_a_plan()

    def _offered_at(self, action: StaffAction) -> int:
        """The newest message with its button."""
        offered = self._ever.get(action.name)
        return offered[-1].shown.outbox if offered else 0

    def _way_to(self, action: StaffAction) -> tuple[Pressable, str] | None:
        """A button that leads to it, its own or that of its menu, and who may press it."""
        for kind in (action.name, OPENS.get(action.at, "")):
            newest = {one.shown.dossier: one for one in self._ever.get(kind, [])[-8:]}
            for one in self._random.sample(list(newest.values()), len(newest)):
                plan = one.plan_in(self.desk.dossiers)
                if plan is None or plan.status not in action.before:
                    continue
                for chat in TEAM if one.shown.chat == GROUP else {one.shown.chat} & {*STAFF}:
                    if self.rules.may(chat, action, plan):
                        return one, chat
        return None

    def _brings_to_its_end(self, action: StaffAction) -> bool:
        """From its button to the last thing that it asks; whether somebody may do it."""
        way = self._way_to(action)
        if way is not None:
            self._press(*way)
            self._fills_in_all(action, *way)
        return way is not None

    def _fills_in_all(self, action: StaffAction, one: Pressable, chat: str) -> None:
        if one.button.action != action.name:
            shown = self._latest(one.shown.chat, one.topic)
            own = next((o for o in shown if o.button.action == action.name), None)
            if own is None:
                return
            self._press(own, chat)
        for _ in range(2 * len(action.fields)):
            form = self._form_of(chat)
            if form is None or form.action != action.name:
                return
            ready = [o for o in self._latest(*self._asked[chat]) if o.button.action == action.name]
            if ready and (form.field == SURE or self._is(0.6)):
                self._press(self._random.choice(ready), chat)
            else:
                self._fills_in_of(chat)

    def _member_says(self) -> None:
        chat = self._random.choice(STAFF)
        reply = self._one_shown(chat) if self._is(0.6) else None
        words = "dit is intern"
        plan = self._coded()
        if plan is not None and self._is(0.2):
            words += f" over {plan.code}"
        self._says(chat, words, reply_to=reply)

    def _member_says_in_topic(self) -> None:
        topics = [d for d in self.desk.dossiers.values() if d.topic]
        if topics and self.desk.group:
            plan, chat = self._random.choice(topics), self._random.choice(TEAM)
            self._says(chat, "onder ons", where=GROUP, topic=plan.topic)

    def _member_answers_by_code(self) -> None:
        plan, chat = self._coded(), self._random.choice(STAFF)
        if plan is not None:
            empty = f"/antwoord {plan.code}"
            if self._is(0.3):
                self._do(Deed(f"{cast.name_of(chat)}: {empty}", Said(text=empty), chat))
            else:
                self._says(chat, empty, reader=plan.resident)

    def _member_commands(self) -> None:
        chat, words = self._random.choice(STAFF), self._random.choice(cast.STAFF_COMMANDS)
        self._do(Deed(f"{cast.name_of(chat)}: {words}", Said(text=words), chat))

    def _member_heard_something(self) -> None:
        """A signal: internal, until a resident begins with it."""
        chat = self._random.choice(STAFF)
        words = Words(chat, chat, None, self._next_message(chat))
        text = f"/signaal een bankje in de kerkstraat {self._mark(words)}"
        self._do(
            Deed(f"{cast.name_of(chat)}: {text}", Said(text=text), chat, message=words.message)
        )

    def _answers_elsewhere(self) -> None:
        """What somebody elsewhere in the house was asked: in words, or with a tap for a budget."""
        standing = [s for s in self.desk.stood.values() if s.shown.chat in ELSEWHERE]
        asked = [s for s in standing if (s.shown.name or "").startswith(SHARED)]
        asked += [s for s in standing if s.shown.buttons and s.shown.chat in DECIDING]
        if asked:
            one = self._random.choice(asked)
            if one.shown.chat in DECIDING:
                self._press(self._random.choice(self._buttons_of(one)), one.shown.chat)
            else:
                self._says(one.shown.chat, "dat kan best", reply_to=one.shown)

    # --- the world

    def _time_goes_by(self) -> None:
        hours = self._random.choice((1, 1, 5, 20, 30, 100, 200))
        self.told.append(f"{hours} hours go by")
        self._guarded(lambda: self.desk.goes_by(hours))

    def _a_digest_comes_up(self) -> None:
        """Any of them, for anybody of the house; also for whom it is not."""
        chat, digest = self._random.choice(STAFF), self._random.choice(cast.DIGESTS)
        happening = DigestDue(digest=digest, member=chat.rpartition(":")[2])
        told = f"the digest {digest} comes up for {cast.name_of(chat)}"
        self._do(Deed(told, happening, chat))

    # --- doing it

    def _says(
        self,
        chat: str,
        text: str,
        *,
        where: str | None = None,
        topic: int | None = None,
        reply_to: Shown | None = None,
        file: bool = False,
        reader: str | None = None,
    ) -> None:
        """Marked words. Before they are said it is settled which resident may read them."""
        place = where or chat
        words = Words(chat, place, topic, self._next_message(place))
        new = self._mark(words)
        if reader is not None:
            words.readers.add(reader)
        elif chat in STAFF:
            self._settle(words, reply_to, typed=not file)
        text = f"{text} {new}".strip()
        told = f"{cast.name_of(chat)}{' in the topic ' + str(topic) if topic else ''}: {text}"
        if reply_to is not None:
            told += f" (a reply to {reply_to.cls} {reply_to.name or reply_to.outbox})"
        said = SentFile(file=PHOTO, caption=text) if file else Said(text=text)
        self._do(
            Deed(
                told,
                said,
                chat,
                where=where,
                topic=topic,
                reply_to=reply_to,
                message=words.message,
            )
        )

    def _settle(self, words: Words, reply_to: Shown | None, *, typed: bool) -> None:
        """Staff words: a reply to a resident's words goes to that resident; what fills in a field
        goes where its action says; all else stays inside until a tap says otherwise."""
        person = self.desk.people.get(words.author)
        form = person.form if person else None
        name = (reply_to.name or "") if reply_to else ""
        if name.startswith(SHARED):
            return
        if reply_to is not None and (reply_to.cls == "relay" or name.startswith("antwoord:")):
            if words.chat != GROUP:
                words.readers |= self._residents_of(reply_to.dossier)
        elif form and typed and self._asked.get(words.author) == (words.chat, words.topic):
            words.fills = form.field
            action = ACTIONS[form.action]
            if action.hears is not None and not FIELDS[form.field].internal:
                words.readers |= self._residents_of(form.dossier)

    def _press(self, one: Pressable, chat: str) -> None:
        if one.button.url:
            return
        told = f"{cast.name_of(chat)} presses [{one.button.label}]"
        if one.button.share:
            self._do(Deed(told, SharedPhone(phone=cast.PHONES[chat]), chat))
            return
        if one.button.action == "stuur" and chat in STAFF:
            ident, _, number = one.button.value.partition(ABOUT)
            for words in self.words.values():
                same = (words.author, str(words.message)) == (chat, number)
                if same and words.chat == one.shown.chat:
                    words.readers |= self._residents_of(ident)
        if one.button.action == "stuur-sneltekst" and chat in STAFF:
            filled = filled_by(one.button)
            for new in MARK.findall(filled.get("bericht", "")):
                self.words[new].readers |= self._residents_of(filled.get(PLAN) or one.shown.dossier)
        where = one.shown.chat if one.shown.chat != chat else None
        self._do(
            Deed(
                f"{told} ({one.button.action} {one.button.value})",
                Pressed(button=f"{one.row}:{one.index}", query="q"),
                chat,
                where=where,
                topic=one.topic if where else None,
                pressed=one,
            )
        )
        if one.button.action == TAKES_IT_UP:
            self._keep_code(one, chat)

    def _keep_code(self, one: Pressable, chat: str) -> None:
        """Which words the code stands for that was given away just now."""
        said = [self.words[new] for new in MARK.findall(one.button.value)]
        for shown in self._standing(chat):
            found = CODE.search(plain(shown.text))
            if found is not None:
                self._codes.setdefault(found[1], said)

    def _do(self, deed: Deed) -> None:
        self.told.append(deed.told)
        if deed.pressed is None and deed.message is None:
            deed = replace(deed, message=self._next_message(deed.chat))
        self._had = self._form_of(deed.sender)
        self._guarded(lambda: self.desk.do(deed))
        if self._form_of(deed.sender) != self._had:
            self._asked[deed.sender] = (deed.chat, deed.topic)

    def _form_of(self, chat: str) -> Form | None:
        person = self.desk.people.get(chat)
        return person.form if person else None

    def _guarded(self, does: Callable[[], None]) -> None:
        try:
            does()
        except Broken:
            raise
        except Exception as fault:
            raise Broken(NEVER, f"{type(fault).__name__}: {fault}") from fault
        self.rules.checked[NEVER] += 1

    def _saw(self, seen: Seen, now: datetime) -> None:
        for stood in seen.standing:
            for one in self._buttons_of(stood):
                self._ever[one.button.action].append(one)
        self.rules.check(seen, now)
        self.done.update(self._done(seen))

    def _done(self, seen: Seen) -> Iterator[str]:
        """The action of the table that a member did just now: all was filled in, nothing refused
        it."""
        deed, had = seen.deed, self._had
        if deed is None or deed.sender not in STAFF or self._form_of(deed.sender) is not None:
            return
        if deed.pressed is not None:
            name, plan = deed.pressed.button.action, deed.pressed.plan_in(seen.before)
        elif had is not None and isinstance(deed.happening, Said):
            name, plan = had.action, seen.before.get(had.dossier)
        else:
            return
        lines = {entry.what for entry in seen.entries}
        if name in LOOKING | SPEAKING:
            if plan is not None and REFUSED not in lines:
                yield name
        elif name in ACTIONS and ACTIONS[name].line in lines:
            yield name

    # --- looking

    def _is(self, chance: float) -> bool:
        return self._random.random() < chance

    def _mark(self, words: Words) -> str:
        new = mark(len(self.words))
        self.words[new] = words
        return new

    def _next_message(self, chat: str) -> int:
        """Each chat numbers its own messages, as on Telegram."""
        self._messages[chat] = self._messages.get(chat, 0) + 1
        return self._messages[chat]

    def _standing(self, chat: str) -> list[Shown]:
        return [s.shown for s in self.desk.stood.values() if s.shown.chat == chat]

    def _one_shown(self, chat: str) -> Shown | None:
        standing = self._standing(chat)
        return self._random.choice(standing[-12:]) if standing else None

    def _latest(self, chat: str, topic: int | None = None) -> list[Pressable]:
        """The buttons of the newest message that has any."""
        standing = reversed(self.desk.stood.values())
        here = (s for s in standing if (s.shown.chat, s.topic) == (chat, topic) and s.shown.buttons)
        return self._buttons_of(next(here, None))

    def _buttons_of(self, stood: Stood | None) -> list[Pressable]:
        if stood is None:
            return []
        shown, row = stood.shown, self.desk.row_of(stood.shown.outbox)
        buttons = [button for row in shown.buttons for button in row]
        return [Pressable(shown, stood.topic, row, n, b) for n, b in enumerate(buttons)]

    def _coded(self) -> Dossier | None:
        coded = [d for d in self.desk.dossiers.values() if d.code]
        return self._random.choice(coded) if coded else None

    def _residents_of(self, ident: str | None) -> set[str]:
        plan = self.desk.dossiers.get(ident or "")
        return {plan.resident} if plan else set()


def _ends(action: StaffAction) -> bool:
    return action.after is not None and action.after not in WITH_STAFF


DOERS: dict[Callable[[Walk], None], int] = {
    Walk._sends_a_plan: 3,
    Walk._resident_says: 8,
    Walk._resident_commands: 2,
    Walk._resident_names_a_code: 1,
    Walk._resident_shares: 2,
    Walk._resident_blocks: 1,
    Walk._sends_a_file: 3,
    Walk._sends_a_sticker: 1,
    Walk._edits: 4,
    Walk._presses_any: 25,
    Walk._presses_new: 20,
    Walk._fills_in: 12,
    Walk._goes_through: 30,
    Walk._member_says: 6,
    Walk._member_says_in_topic: 4,
    Walk._member_answers_by_code: 3,
    Walk._member_commands: 2,
    Walk._answers_elsewhere: 6,
    Walk._member_heard_something: 2,
    Walk._resident_brings_a_code: 2,
    Walk._time_goes_by: 8,
    Walk._a_digest_comes_up: 3,
}


def played(make: Callable[[], WalkingDesk], numbers: Sequence[int]) -> tuple[Walk, Broken | None]:
    """The walk of these numbers, on a fresh desk, and what broke at its end if anything did."""
    walk = Walk(make())
    try:
        walk.begin(numbers[0])
        for number in numbers[1:]:
            walk.step(number)
    except Broken as broken:
        return walk, broken
    return walk, None


def shortened(
    make: Callable[[], WalkingDesk], numbers: Sequence[int], broken: Broken, tries: int = 400
) -> tuple[Walk, Broken]:
    """A shorter walk that breaks the same rule: pieces are left out as long as it still does."""
    best = list(numbers)
    walk, last = played(make, best)
    assert last is not None
    size = max(1, len(best) // 2)
    while size and tries:
        at, shrank = 1, False
        while at < len(best) and tries:
            tries -= 1
            shorter = best[:at] + best[at + size :]
            other, found = played(make, shorter)
            if found is not None and found.rule == broken.rule:
                best, walk, last, shrank = shorter, other, found, True
            else:
                at += size
        size = size if shrank and size > 1 else size // 2
    return walk, last
