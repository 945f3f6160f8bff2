"""Whatever residents and staff do, in whatever order: words and numbers stay where they belong."""

import re
from datetime import timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.core.decision import Button, Edit, Notice, Outgoing, React, Send
from bot.core.happenings import SharedPhone
from bot.core.situation import Shown
from bot.core.texts import plain
from tests.core.paper import GROUP, PaperDesk, chat_of, local, real_knowledge

PHONES = {"terminal:anna": "0611111111", "terminal:bram-b": "0622222222"}
RESIDENTS = tuple(PHONES)
MEMBERS = ("fatima", "els", "nadia")
STAFF = tuple(map(chat_of, MEMBERS))
TOKEN = re.compile(r"\b(?:bewoner|staf)\d+x\d+\b")

IDEAS = (
    "straatfeest met bbq, za 12 juni in de kerkstraat",
    "een buurtmoestuin in het lindepark",
    "lantaarns een avond uit",
    "iets met een bankje",
)
ANSWERS = (
    "kerkstraat",
    "60 mensen",
    "za 12 juni, 15 tot 22 uur",
    "weet ik niet",
    "ja",
    "nee",
    "oja er komt een band",
    "asdfgh",
    "Ga verder",
)
COMMANDS = (
    "/start",
    "/start wijk-noord",
    "/status",
    "/nieuw",
    "/stop",
    "/privacy",
    "/mijngegevens",
    "/help",
    "/x",
)
OF_STAFF = ("/mijn", "/team", "/zoek feest", "/help", "/antwoord", "/start")

who = st.sampled_from(RESIDENTS)
staff = st.sampled_from(STAFF)


class Neighbourhood(RuleBasedStateMachine):
    """Two residents, three of the team, a group, and a clock."""

    @initialize(group=st.booleans(), stage=st.sampled_from(("begin", "sent", "helped", "helped")))
    def begin(self, group: bool, stage: str) -> None:
        now = local("2027-05-11 20:14")
        self.desk = PaperDesk(real_knowledge(), now, group=group, connected=MEMBERS)
        self.ever: list[tuple[Shown, Button]] = []
        self.said: dict[str, list[tuple[int, str]]] = {}
        self.author: dict[str, str] = {}
        self.meant: dict[str, str] = {}
        self.waiting: dict[int, str] = {}
        self.count = 0
        if stage != "begin":
            for chat, idea in zip(RESIDENTS, IDEAS, strict=False):
                self.resident_sends_a_plan(chat, idea, call=True)
            self.resident_sends_a_plan(RESIDENTS[0], IDEAS[2], call=True)
        if stage == "helped":
            for chat in STAFF * 2:
                self.member_picks_up(0, chat)

    # --- residents

    @rule(chat=who, words=st.sampled_from(IDEAS + ANSWERS))
    def resident_says(self, chat: str, words: str) -> None:
        self._said(chat, words)

    @rule(chat=who, words=st.sampled_from(COMMANDS))
    def resident_commands(self, chat: str, words: str) -> None:
        self._answered(chat, self.desk.say(words, chat))

    @rule(chat=who, idea=st.sampled_from(IDEAS), call=st.booleans())
    def resident_sends_a_plan(self, chat: str, idea: str, call: bool) -> None:
        """From the idea to *Verstuur*, so that much happens after it."""
        self._answered(chat, self.desk.say("/nieuw", chat))
        self._said(chat, idea)
        for _ in range(12):
            labels = self.desk.labels(chat)
            if "Verstuur naar een begeleider" in labels:
                self._press_label("Verstuur naar een begeleider", chat)
                return
            if call and "Bel me: deel mijn nummer" in labels:
                self.resident_shares_a_number(chat, own=True)
            elif "Weet ik nog niet" in labels:
                self._press_label("Weet ik nog niet", chat)
            elif labels:
                self._press_label(labels[0], chat)

    @rule(number=st.integers(0, 20), chat=staff)
    def member_picks_up(self, number: int, chat: str) -> None:
        free = [
            s
            for s in self.desk.standing(chat)
            if any(b.action == "pak-op" for row in s.buttons for b in row)
        ]
        if free:
            shown = free[number % len(free)]
            button = next(b for row in shown.buttons for b in row if b.action == "pak-op")
            self._press(shown, button, chat)

    @rule(chat=who)
    def resident_sends_a_photo(self, chat: str) -> None:
        self._answered(chat, self.desk.send_file(chat, self._token("bewoner", chat)))

    @rule(chat=who)
    def resident_sends_a_sticker(self, chat: str) -> None:
        self._answered(chat, self.desk.send_sticker(chat))

    @rule(chat=who)
    def resident_shares_a_place(self, chat: str) -> None:
        self._answered(chat, self.desk.share_place(52.12, 5.1, chat))

    @rule(chat=who, own=st.booleans())
    def resident_shares_a_number(self, chat: str, own: bool) -> None:
        shared = SharedPhone(phone=PHONES[chat] if own else "", own=own)
        self._answered(chat, self.desk.happen(shared, chat))

    @rule(chat=who, number=st.integers(0, 200))
    def resident_edits(self, chat: str, number: int) -> None:
        said = self.said.get(chat)
        if said:
            message, _ = said[number % len(said)]
            words = self._token("bewoner", chat)
            self._note_outgoing(self.desk.edit(message, f"toch anders {words}", chat))

    @precondition(lambda self: self.ever)
    @rule(number=st.integers(0, 400), kind=st.integers(0, 50))
    def somebody_presses(self, number: int, kind: int) -> None:
        """Any button that was ever shown to anybody, also long ago; rare kinds as often as any."""
        kinds = sorted({button.action for _, button in self.ever})
        pool = [one for one in self.ever if one[1].action == kinds[kind % len(kinds)]]
        shown, button = pool[number % len(pool)]
        if button.url:
            return
        if shown.chat == GROUP:
            self._press(shown, button, STAFF[number % len(STAFF)])
        else:
            self._press(shown, button, shown.chat)

    # --- the team

    @rule(chat=staff, words=st.sampled_from(("dit is intern", "kom morgen langs")))
    def member_says(self, chat: str, words: str) -> None:
        token = self._token("staf", chat)
        out = self.desk.say(f"{words} {token}", chat)
        self._waits(out, token)
        self._answered(chat, out)

    @rule(chat=staff, number=st.integers(0, 50))
    def member_replies(self, chat: str, number: int) -> None:
        relayed = [
            s for s in self.desk.standing(chat) if s.cls == "relay" or "antwoord:" in (s.name or "")
        ]
        if relayed:
            shown = relayed[number % len(relayed)]
            token = self._token("staf", chat)
            self._mean(token, shown.dossier)
            out = self.desk.say(f"antwoord {token}", chat, reply_to=shown)
            self._waits(out, token)
            self._answered(chat, out)

    @rule(chat=staff, number=st.integers(0, 20), empty=st.booleans())
    def member_answers_by_code(self, chat: str, number: int, empty: bool) -> None:
        coded = [d for d in self.desk.dossiers.values() if d.code]
        if coded:
            dossier = coded[number % len(coded)]
            token = self._token("staf", chat)
            self._mean(token, dossier.id)
            words = "" if empty else f" hallo {token}"
            self._answered(chat, self.desk.say(f"/antwoord {dossier.code}{words}", chat))

    @rule(chat=staff, number=st.integers(0, 20))
    def member_writes_in_a_topic(self, chat: str, number: int) -> None:
        topics = [d for d in self.desk.dossiers.values() if d.topic]
        if topics:
            token = self._token("staf", chat)
            dossier = topics[number % len(topics)]
            out = self.desk.say_in_topic(f"onder ons {token}", chat, dossier)
            self._waits(out, token)
            self._answered(GROUP, out)

    @rule(chat=staff, words=st.sampled_from(OF_STAFF))
    def member_commands(self, chat: str, words: str) -> None:
        self._answered(chat, self.desk.say(words, chat))

    @rule(chat=staff, number=st.integers(0, 20), as_files=st.booleans())
    def member_looks_a_plan_up(self, chat: str, number: int, as_files: bool) -> None:
        coded = [d for d in self.desk.dossiers.values() if d.code]
        if coded:
            dossier = coded[number % len(coded)]
            words = f"/dossier {dossier.code}" + " bestand" * as_files
            self._answered(chat, self.desk.say(words, chat))

    # --- the world

    @rule(hours=st.sampled_from((1, 5, 20, 30, 100, 200)))
    def time_goes_by(self, hours: int) -> None:
        before = len(self.desk.outgoing)
        self.desk.advance(hours=hours)
        self._note_outgoing(self.desk.outgoing[before:])

    @rule(chat=who)
    def resident_blocks_the_bot(self, chat: str) -> None:
        standing = self.desk.standing(chat)
        if standing:
            self._note_outgoing(self.desk.failed(standing[-1]))

    # --- what always holds

    @invariant()
    def words_of_one_resident_never_reach_another(self) -> None:
        for chat in RESIDENTS:
            for token in TOKEN.findall("\n".join(self.desk.seen(chat))):
                if token.startswith("bewoner"):
                    assert self.author[token] == chat

    @invariant()
    def a_resident_reads_only_what_a_member_sent_to_them(self) -> None:
        for chat in RESIDENTS:
            for token in TOKEN.findall("\n".join(self.desk.seen(chat))):
                if token.startswith("staf"):
                    assert self.meant.get(token) == chat, token

    @invariant()
    def a_number_stands_only_with_the_owner_who_picked_it_up(self) -> None:
        for stood in self.desk.stood.values():
            for chat, phone in PHONES.items():
                if phone in plain(stood.shown.text):
                    dossier = self.desk.dossiers[stood.shown.dossier or ""]
                    assert dossier.resident == chat
                    assert dossier.is_open
                    assert dossier.claimed_at is not None
                    assert stood.shown.chat == chat_of(dossier.owner or "")

    @invariant()
    def a_closed_plan_has_no_number(self) -> None:
        assert all(d.is_open or d.phone is None for d in self.desk.dossiers.values())

    @invariant()
    def a_sent_plan_has_an_owner_a_move_and_a_date(self) -> None:
        for dossier in self.desk.dossiers.values():
            if dossier.with_staff:
                assert dossier.owner in self.desk.knowledge.team
                assert dossier.next_date is not None

    @invariant()
    def a_resident_gets_one_unasked_message_a_week_at_most(self) -> None:
        for chat in RESIDENTS:
            asked = [at for at, text in self.desk.came(chat) if "is nog niet verstuurd. Je" in text]
            assert all(b - a >= timedelta(days=7) for a, b in pairwise(asked))

    @invariant()
    def codes_are_unique(self) -> None:
        codes = [d.code for d in self.desk.dossiers.values() if d.code]
        assert len(codes) == len(set(codes))

    @invariant()
    def nothing_is_kept_of_who_never_saw_the_first_message(self) -> None:
        for person in self.desk.people.values():
            assert person.member or person.notice_version

    # --- keeping count

    def _said(self, chat: str, words: str) -> None:
        token = self._token("bewoner", chat)
        out = self.desk.say(f"{words} {token}", chat)
        self.said.setdefault(chat, []).append((self.desk.messages, token))
        self._answered(chat, out)

    def _press_label(self, label: str, chat: str) -> None:
        self._answered(chat, self.desk.press(label, chat))

    def _token(self, side: str, chat: str) -> str:
        self.count += 1
        token = f"{side}{self.count}x{self.count}"
        self.author[token] = chat
        return token

    def _mean(self, token: str, ident: str | None) -> None:
        """These words may go to the resident of this plan."""
        dossier = self.desk.dossiers.get(ident or "")
        if dossier is not None:
            self.meant[token] = dossier.resident

    def _waits(self, out: list[Outgoing], token: str) -> None:
        """The messages that ask what to do with these words."""
        first = len(self.desk.outgoing) - len(out)
        self.waiting |= {number: token for number in self.desk.stood if number > first}

    def _press(self, shown: Shown, button: Button, chat: str) -> None:
        token = self.waiting.get(shown.outbox)
        if token and button.action == "stuur":
            self._mean(token, shown.dossier)
        out = (
            self.desk.happen(SharedPhone(phone=PHONES[chat]), chat)
            if button.share
            else self.desk.press_button(shown, button, chat)
        )
        if token:
            self._waits(out, token)
        self._answered(shown.chat, out)

    def _answered(self, chat: str, out: list[Outgoing]) -> None:
        self._note_outgoing(out)
        assert any(_reaches(one, chat) for one in out), "no answer"

    def _note_outgoing(self, out: list[Outgoing]) -> None:
        for one in out:
            if isinstance(one, Send) and one.document is not None:
                self._is_for(one.chat, one.document[1])
            if isinstance(one, Send | Edit):
                shown = self._shown(one)
                if shown is not None:
                    self.ever += [(shown, b) for row in one.buttons for b in row]

    def _is_for(self, chat: str, document: str) -> None:
        """A file cannot be taken back: a resident's has only their own words and what was said to
        them, the team's has no number."""
        for token in TOKEN.findall(document):
            assert chat in STAFF or chat in (self.author[token], self.meant.get(token)), token
        for owner, phone in PHONES.items():
            assert phone not in document or owner == chat

    def _shown(self, out: Send | Edit) -> Shown | None:
        for stood in self.desk.stood.values():
            if stood.shown.text == out.text and stood.shown.buttons == out.buttons:
                return stood.shown
        return None


def _reaches(out: Outgoing, chat: str) -> bool:
    """Whether somebody in this chat sees it; what is relayed they see as a reaction, later."""
    match out:
        case Send(confirm=True, source=source) if source is not None:
            return out.chat == chat or source.chat == chat
        case Edit() | Notice() | React():
            return True
        case Send():
            return out.chat == chat
    return False


def test_words_and_numbers_stay_where_they_belong() -> None:
    quick = settings(
        max_examples=60, stateful_step_count=50, derandomize=True, deadline=None, database=None
    )
    run_state_machine_as_test(Neighbourhood, settings=quick)
