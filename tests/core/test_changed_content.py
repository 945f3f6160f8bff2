"""Content that changes under a running plan: whatever it no longer knows, everything goes on."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

import pytest

from bot.core.decision import Button, Outgoing, Send
from bot.core.dossier import Recognised
from bot.core.happenings import ContentBroken, ContentChanged, ContentMended, Happening, Ticked
from bot.core.knowledge import Knowledge, Question
from bot.core.matching import Matcher, Outcome
from bot.core.parking import decide_parked
from bot.core.situation import Origin, Shown, Situation, Teammate
from bot.core.texts import plain
from tests.core.paper import GROUP, RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
RULE = "evenement-melding"
HOUSE = "aanspreekpunt:inhoud"
Entry = TypeVar("Entry")


class Blind:
    """A matcher that no longer knows some rules."""

    def __init__(self, matcher: Matcher, gone: Iterable[str]) -> None:
        self._matcher = matcher
        self._gone = frozenset(gone)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matcher, name)

    def match(self, text: str) -> Outcome:
        found = self._matcher.match(text)
        return replace(found, rules=tuple(r for r in found.rules if r.id not in self._gone))


def without(entries: Mapping[str, Entry], *gone: str) -> dict[str, Entry]:
    return {ident: entry for ident, entry in entries.items() if ident not in gone}


def changed(**changes: Any) -> Knowledge:
    return replace(KNOWLEDGE, hash="nieuw", **changes)


def without_rules(*gone: str) -> Knowledge:
    rules = without(KNOWLEDGE.rules, *gone)
    return changed(rules=rules, matcher=Blind(KNOWLEDGE.matcher, gone))


def questions(**changes: Any) -> tuple[Question, ...]:
    return tuple(q.model_copy(update=changes) for q in KNOWLEDGE.questions)


def of_kind(kind: str) -> Knowledge:
    """Content that lacks the questions of a kind."""
    return changed(questions=tuple(q for q in KNOWLEDGE.questions if q.kind != kind))


OF_EVENTS = [ident for ident, rule in KNOWLEDGE.rules.items() if "evenement" in rule.themes]
COORDINATORS = [m.id for m in KNOWLEDGE.team.values() if m.role == "coordinator"]

LATER: Mapping[str, Knowledge] = {
    "a rule": without_rules(RULE),
    "all rules of its theme": without_rules(*OF_EVENTS),
    "what was ticked": changed(options=without(KNOWLEDGE.options, "barbecue")),
    "the tick list": changed(options={}),
    "the reminders": changed(reminders={}),
    "its begeleider": changed(team=without(KNOWLEDGE.team, "fatima")),
    "all begeleiders": changed(team={m: KNOWLEDGE.team[m] for m in COORDINATORS}),
    "the coordinators": changed(team=without(KNOWLEDGE.team, *COORDINATORS)),
    "its wijk": changed(wijken=without(KNOWLEDGE.wijken, "noord")),
    "ready answers": changed(questions=questions(choices=(), variants=())),
    "the question of the number": of_kind("bellen"),
    "the question of the name": of_kind("naam"),
    "the question of the day": of_kind("moment"),
    "the question of the people": of_kind("aantal"),
    "the questions of choice": of_kind("keuze"),
}

IDEA = "straatfeest in de kerkstraat, za 12 juni, 15 tot 22 uur, met 60 mensen en een barbecue"
CALL = "Bel me: deel mijn nummer"
SEND = "Verstuur naar een begeleider"
OTHER = "Iets anders"
STAGES = {
    "in doubt": OTHER,
    "asking": "Ga verder",
    "about to be called": CALL,
    "told": SEND,
    "sent": "",
    "helped": "",
}
"""How far a plan has come, and the button that is in sight then."""


@lru_cache
def at(stage: str) -> PaperDesk:
    """A plan that has come so far, by the content as it was."""
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), group=True)
    desk.say(IDEA)
    if stage == "in doubt":
        be_in_doubt(desk)
    while (STAGES[stage] or SEND) not in desk.labels():
        desk.press("Ga verder" if "Ga verder" in desk.labels() else "Weet ik nog niet")
    if stage in ("sent", "helped"):
        desk.press(SEND)
    if stage == "helped":
        desk.press("Ik pak dit op", chat_of(desk.only.owner or ""))
    return desk


def be_in_doubt(desk: PaperDesk) -> None:
    """The resident is asked which of the rules they mean: the first of the plan, or others of its
    theme."""
    among = tuple(Recognised(rule=r, score=0.4, why=()) for r in (RULE, *OF_EVENTS[-2:]))
    doubtful = desk.only.model_copy(update={"outcome": "doubt", "recognised": among})
    desk.dossiers[doubtful.id] = doubtful
    desk.say("hoi")


def fork(desk: PaperDesk, knowledge: Knowledge) -> PaperDesk:
    """The same desk, with other content from now on."""
    other = copy.copy(desk)
    for name, value in vars(desk).items():
        if isinstance(value, dict | list | set):
            setattr(other, name, copy.copy(value))
    other.knowledge = knowledge
    return other


def buttons(desk: PaperDesk) -> Iterator[tuple[Shown, Button, str]]:
    """Every button that anybody sees, and who may press it."""
    for chat in [RESIDENT, GROUP, *map(chat_of, KNOWLEDGE.team)]:
        for shown in desk.standing(chat):
            for row in shown.buttons:
                yield from (
                    (shown, one, chat_of("marco") if chat == GROUP else chat) for one in row
                )


@pytest.mark.parametrize("gone", LATER)
@pytest.mark.parametrize("stage", STAGES)
def test_whatever_is_gone_from_the_content_a_plan_goes_on(stage: str, gone: str) -> None:
    """Every old button, the usual words of everybody, and every reminder to come."""
    before, later = at(stage), LATER[gone]
    for shown, button, who in buttons(before):
        desk = fork(before, later)
        assert desk.press_button(shown, button, who) is not None
    for said in ("/status", "60", "mag er muziek?", "wat kost dat?", "een kameel", "/stop"):
        assert fork(before, later).say(said)
    for said in ("/mijn", "nog iets over het feest"):
        assert fork(before, later).say(said, chat_of("fatima"))
    fork(before, later).advance(days=40)


@pytest.mark.parametrize("gone", ["a rule", "the reminders", "its begeleider"])
def test_a_plan_is_reckoned_anew_by_the_content_of_now(gone: str) -> None:
    desk = fork(at("sent"), LATER[gone])
    planned = set(desk.planned)
    was = desk.only
    assert desk.happen(ContentChanged(dossier=was.id), RESIDENT, message=False) == []
    assert desk.only.knowledge == "nieuw"
    assert desk.only.touched_at == was.touched_at
    assert (set(desk.planned) != planned) is (gone != "its begeleider")


def test_in_doubt_only_what_the_content_still_knows_can_be_chosen() -> None:
    title = plain(KNOWLEDGE.texts.render(KNOWLEDGE.rules[RULE].title))
    before = at("in doubt")
    desk = fork(before, LATER["a rule"])
    desk.say("hoi")
    assert [label for label in before.labels() if label != title] == desk.labels()
    assert desk.only.outcome == "doubt"


@pytest.mark.parametrize("said", ["hoi", "wat kost dat?"])
def test_in_doubt_between_rules_that_are_all_gone_the_questions_begin(said: str) -> None:
    desk = fork(at("in doubt"), LATER["all rules of its theme"])
    desk.say(said)
    assert OTHER not in desk.labels()
    assert (desk.only.outcome, desk.only.recognised, desk.only.themes) == ("none", (), ())
    desk.press("Weet ik nog niet")
    assert desk.only.answers


def test_a_plan_that_is_closed_or_gone_is_left_alone() -> None:
    desk = fork(at("asking"), LATER["a rule"])
    ident = desk.only.id
    desk.say("/stop")
    desk.press("Wis alles")
    desk.press("Ja, wis alles")
    assert not desk.dossiers
    assert desk.happen(ContentChanged(dossier=ident), RESIDENT, message=False) == []
    assert not desk.dossiers


def test_a_reminder_of_the_old_content_is_silent() -> None:
    desk = fork(at("sent"), LATER["the reminders"])
    ident, reminder, seq = next(iter(desk.planned))
    ticked = Ticked(dossier=ident, reminder=reminder, seq=seq)
    assert desk.happen(ticked, RESIDENT, message=False) == []


# --- broken and mended


def staff_hear(happening: Happening, *connected: str, group: bool = True) -> list[Outgoing]:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), group=group, connected=connected)
    return desk.happen(happening, HOUSE, message=False)


BROKEN = ContentBroken(faults=("knowledge/team.yaml, regel 3: 06 12345678 kan niet.",), more=4)


def test_the_coordinators_hear_what_is_broken_and_where() -> None:
    (sent,) = staff_hear(BROKEN, *KNOWLEDGE.team)
    assert isinstance(sent, Send)
    assert sent.chat == chat_of(COORDINATORS[0])
    told = plain(sent.text)
    assert "knowledge/team.yaml, regel 3" in told
    assert "en nog 4" in told
    assert "12345678" not in told


@pytest.mark.parametrize("happening", [BROKEN, ContentMended()])
def test_where_no_coordinator_is_connected_the_group_hears_it(happening: Happening) -> None:
    (sent,) = staff_hear(happening, "fatima")
    assert isinstance(sent, Send)
    assert sent.chat == GROUP
    assert staff_hear(happening, "fatima", group=False) == []


def test_what_is_quoted_from_the_content_is_no_markup() -> None:
    (sent,) = staff_hear(ContentBroken(faults=("x: '<b>' kan hier niet.",)), *KNOWLEDGE.team)
    assert isinstance(sent, Send)
    assert "&lt;b&gt;" in sent.text


def test_nobody_waits_for_an_answer_when_it_is_parked() -> None:
    """It has no sender, and its lane is no chat of any channel."""
    coordinator = Teammate(member=COORDINATORS[0], chat=chat_of(COORDINATORS[0]))
    now = local("2027-05-11 20:14")
    situation = Situation(
        origin=Origin(chat=HOUSE, sender=HOUSE, at=now), fresh="d1", team=(coordinator,)
    )
    out = decide_parked(situation, BROKEN, KNOWLEDGE, now).out
    assert [one.chat for one in out if isinstance(one, Send)] == [coordinator.chat]
