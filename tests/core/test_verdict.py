"""What a plan may hear: possible or hard, by when, what it hangs on; and never a bare yes or no."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conditions import all_hold, holds, spread_of
from bot.core.dossier import (
    Answer,
    At,
    Chosen,
    Dossier,
    HowMany,
    Picked,
    Recognised,
    Unknown,
    Weight,
    When,
    Words,
)
from bot.core.intake import next_question
from bot.core.knowledge import Condition, LeadTime
from bot.core.plan import Plan
from bot.core.readers.count import Count
from bot.core.readers.moment import Moment
from bot.core.readers.place import Place
from bot.core.telling import facts, tell_verdict
from bot.core.texts import plain
from bot.core.verdict import judge, last_day
from tests.core.paper import PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
TODAY = date(2027, 5, 11)
SEND = "Verstuur naar een begeleider"
FORBIDDEN = re.compile(
    r"\b(tenzij|dossiers?|draagvlak|initiatiefnemers?|krachtenveld|indien|middels|conform)\b",
    re.IGNORECASE,
)
BARE_YES = re.compile(r"(^|[.!?]\s+)ja[.!]?(\s|$)", re.IGNORECASE | re.MULTILINE)


class Known:
    """Facts about a plan, as a table."""

    def __init__(self, answers: dict[str, Answer], options: frozenset[str] | None = None) -> None:
        self.answers = answers
        self.options = options
        self.themes = frozenset({"evenement"})
        self.rule_ids = frozenset({"straatfeest"})
        self.weight: Weight = "licht"
        self.no_rule = False

    def answer(self, question: str) -> Answer | None:
        return self.answers.get(question)

    def was_heard(self, question: str) -> bool:
        return question == "plek"


def condition(**fields: object) -> Condition:
    return Condition.model_validate(fields)


def people(low: int, high: int | None) -> HowMany:
    return HowMany(count=Count(low=low, high=high, words="zoveel"))


# --- three values


@pytest.mark.parametrize(
    ("fields", "answer", "verdict"),
    [
        ({"antwoord": "mensen", "hoogstens": 100}, people(60, 60), True),
        ({"antwoord": "mensen", "hoogstens": 100}, people(101, None), False),
        ({"antwoord": "mensen", "hoogstens": 100}, people(50, 150), None),
        ({"antwoord": "mensen", "hoogstens": 100}, people(100, 100), True),
        ({"antwoord": "mensen", "minstens": 100}, people(50, 99), False),
        ({"antwoord": "mensen", "minstens": 100}, people(50, None), None),
        ({"antwoord": "mensen", "hoogstens": 100}, Unknown(), None),
        ({"antwoord": "mensen", "hoogstens": 100}, None, None),
        ({"antwoord": "mensen", "hoogstens": 100}, Words(text="best veel"), None),
        ({"antwoord": "mensen", "hoogstens": 100, "niet": True}, people(101, None), True),
        ({"antwoord": "mensen", "hoogstens": 100, "niet": True}, Unknown(), None),
        ({"antwoord": "mensen", "bekend": True}, people(1, 1), True),
        ({"antwoord": "mensen", "bekend": True}, Unknown(), False),
        ({"antwoord": "mensen", "bekend": False}, None, True),
        ({"antwoord": "mensen", "is": "ja"}, Chosen(option="ja"), True),
        ({"antwoord": "mensen", "is": "ja"}, Chosen(option="paar"), False),
        ({"antwoord": "mensen", "een_van": ["ja", "paar"]}, Chosen(option="paar"), True),
        ({"antwoord": "mensen", "is": "ja"}, Words(text="misschien"), None),
    ],
)
def test_a_condition_holds_or_not_or_nobody_knows(
    fields: dict[str, object], answer: Answer | None, verdict: bool | None
) -> None:
    known = Known({"mensen": answer} if answer else {})
    assert holds(condition(**fields), known) is verdict


@pytest.mark.parametrize(
    ("fields", "options", "verdict"),
    [
        ({"onderdeel": "band"}, frozenset({"band"}), True),
        ({"onderdeel": "band"}, frozenset(), False),
        ({"onderdeel": "band"}, None, None),
        ({"onderdeel": "band", "niet": True}, None, None),
        ({"themas": ["groen", "evenement"]}, None, True),
        ({"themas": ["groen"]}, None, False),
        ({"regel": "straatfeest"}, None, True),
        ({"gewicht": "zwaar"}, None, False),
        ({"geen_regel": False}, None, True),
        ({"gehoord": "plek"}, None, True),
        ({"gehoord": "moment"}, None, False),
        ({"themas": ["evenement"], "onderdeel": "band"}, None, None),
        ({"themas": ["groen"], "onderdeel": "band"}, None, False),
    ],
)
def test_a_condition_about_the_plan(
    fields: dict[str, object], options: frozenset[str] | None, verdict: bool | None
) -> None:
    assert holds(condition(**fields), Known({}, options)) is verdict


@given(
    low=st.integers(0, 300),
    width=st.integers(0, 300),
    into=st.integers(0, 300),
    narrow=st.integers(0, 300),
    threshold=st.integers(0, 400),
    kind=st.sampled_from(["hoogstens", "minstens"]),
    inverted=st.booleans(),
)
def test_knowing_more_never_turns_a_verdict_round(
    low: int, width: int, into: int, narrow: int, threshold: int, kind: str, inverted: bool
) -> None:
    asked = condition(antwoord="mensen", niet=inverted, **{kind: threshold})
    wide = people(low, low + width)
    inside = min(into, width)
    exact = people(low + inside, low + min(inside + narrow, width))
    before = holds(asked, Known({"mensen": wide}))
    assert before is None or holds(asked, Known({"mensen": exact})) is before


@given(verdicts=st.lists(st.sampled_from(["band", "geen", "open"]), max_size=6))
def test_a_list_fails_on_one_and_is_open_while_one_is(verdicts: list[str]) -> None:
    """ "band" is ticked, "geen" is not, and about people nobody knows."""
    conditions = [
        condition(antwoord="mensen", hoogstens=5) if v == "open" else condition(onderdeel=v)
        for v in verdicts
    ]
    verdict = all_hold(conditions, Known({}, frozenset({"band"})))
    expected = False if "geen" in verdicts else None if "open" in verdicts else True
    assert verdict is expected


@pytest.mark.parametrize(("start", "end", "hours"), [(15, 22, 7.0), (22, 2, 4.0), (10, 10, 0.0)])
def test_a_moment_counts_its_hours_also_over_midnight(start: int, end: int, hours: float) -> None:
    moment = Moment(start=time(start), end=time(end), words="zo laat")
    assert spread_of(When(moment=moment)) == (hours, hours)


# --- terms, counted back


@pytest.mark.parametrize(
    ("wanted", "lead", "last"),
    [
        (date(2027, 6, 12), {"werkdagen": 10}, date(2027, 5, 28)),
        (date(2027, 5, 22), {"werkdagen": 5}, date(2027, 5, 13)),
        (date(2027, 6, 12), {"weken": 8}, date(2027, 4, 16)),
        (date(2027, 7, 12), {"weken": 8}, date(2027, 5, 14)),
        (date(2028, 1, 3), {"werkdagen": 1}, date(2027, 12, 31)),
    ],
    ids=["ten days", "over Whit Monday", "on a Saturday", "on Whit Monday", "over new year"],
)
def test_the_last_day_is_a_working_day_with_enough_time_left(
    wanted: date, lead: dict[str, int], last: date
) -> None:
    assert last_day(wanted, LeadTime.model_validate(lead), KNOWLEDGE.calendar) == last


@given(days=st.integers(1, 60), ahead=st.integers(0, 700))
def test_a_term_is_never_on_a_day_off_and_never_too_short(days: int, ahead: int) -> None:
    wanted = TODAY + timedelta(days=ahead)
    calendar = KNOWLEDGE.calendar
    last = last_day(wanted, LeadTime.model_validate({"werkdagen": days}), calendar)
    assert calendar.is_working_day(last)
    between = sum(
        calendar.is_working_day(last + timedelta(days=n))
        for n in range(1, (wanted - last).days + 1)
    )
    assert between >= days


# --- the verdict


def dossier(*rules: str, answers: dict[str, Answer] | None = None) -> Dossier:
    now = local("2027-05-11 20:14")
    recognised = tuple(Recognised(rule=r, score=1.0, why=()) for r in rules)
    themes = tuple(dict.fromkeys(t for r in rules for t in KNOWLEDGE.rules[r].themes))
    return Dossier(
        id="d1",
        resident="terminal:bewoner",
        idea="iets leuks",
        recognised=recognised,
        themes=themes,
        outcome="match" if rules else "none",
        answers=answers or {},
        began_at=now,
        touched_at=now,
    )


def party(
    day: date | None = None, count: int = 60, ticks: tuple[str, ...] = (), today: date = TODAY
) -> Plan:
    answers: dict[str, Answer] = {
        "mensen": people(count, count),
        "onderdelen": Picked(options=ticks),
        "plek": At(place=Place(words="kerkstraat", name="Kerkstraat", wijk="noord")),
    }
    if day is not None:
        answers["moment"] = When(moment=Moment(day=day, words="dan"))
    return Plan(dossier(PARTY.id, answers=answers), KNOWLEDGE, today)


PARTY = KNOWLEDGE.rules["evenement-melding"]


def test_in_time_is_possible_and_has_its_day() -> None:
    verdict = judge(party(date(2027, 6, 12)))
    assert verdict.kind == "possible"
    assert date(2027, 5, 28) in verdict.terms()


def test_too_late_is_hard_and_never_a_no() -> None:
    plan = party(date(2027, 5, 15))
    verdict = judge(plan)
    assert verdict.kind == "hard"
    told = plain(tell_verdict(verdict, plan))
    assert "Dit is lastig" in told
    assert "Wat wel kan" in told
    assert not re.search(r"\b(mag niet|kan niet|verboden)\b", told)
    assert verdict.terms() == {}


def test_the_last_day_itself_is_still_in_time() -> None:
    assert judge(party(date(2027, 6, 12), today=date(2027, 5, 28))).kind == "possible"
    assert judge(party(date(2027, 6, 12), today=date(2027, 5, 29))).kind == "hard"


def test_without_a_day_the_term_is_told_beforehand() -> None:
    plan = party()
    told = plain(tell_verdict(judge(plan), plan))
    assert "uiterlijk 10 werkdagen van tevoren" in told
    assert "dag nog open" in facts(plan)


def test_without_a_rule_it_is_neither_yes_nor_no() -> None:
    plan = Plan(dossier(), KNOWLEDGE, TODAY)
    told = plain(tell_verdict(judge(plan), plan))
    assert "Dat is geen ja en geen nee" in told


def test_what_is_not_known_yet_is_named() -> None:
    unanswered = Plan(dossier(PARTY.id, answers={"mensen": Unknown()}), KNOWLEDGE, TODAY)
    told = plain(tell_verdict(judge(unanswered), unanswered))
    assert "hangt af van" in told


def test_a_bigger_feast_falls_under_another_rule() -> None:
    small, big = party(date(2027, 6, 12)), party(date(2027, 6, 12), count=400)
    assert small.is_light
    assert not big.is_light
    assert big.rules


def test_good_news_is_only_said_of_what_was_chosen() -> None:
    for rule in KNOWLEDGE.rules.values():
        plan = Plan(dossier(rule.id, answers={"onderdelen": Picked(options=())}), KNOWLEDGE, TODAY)
        said = set(judge(plan).good_news)
        conditional = {
            news.text
            for r in plan.rules
            for news in r.good_news
            if any(c.option for c in news.only_if)
        }
        inverted = {
            news.text
            for r in plan.rules
            for news in r.good_news
            if any(c.option and c.inverted for c in news.only_if)
        }
        assert said.isdisjoint(conditional - inverted), rule.id


def test_the_same_thing_to_do_is_told_once_with_its_nearest_term() -> None:
    first = next(t for t in PARTY.todos if t.lead)
    longer = first.model_copy(update={"lead": LeadTime.model_validate({"weken": 8})})
    twice = PARTY.model_copy(update={"todos": (first, longer)})
    known = replace(KNOWLEDGE, rules={**KNOWLEDGE.rules, PARTY.id: twice})
    plan = Plan(party(date(2027, 9, 11)).dossier, known, TODAY)
    tasks = [t for t in judge(plan).tasks if t.todo.do == first.do]
    assert len(tasks) == 1
    assert tasks[0].by == date(2027, 7, 16)


@pytest.mark.parametrize("rule", sorted(KNOWLEDGE.rules))
def test_every_rule_can_be_told_whatever_is_ticked(rule: str) -> None:
    options = tuple(KNOWLEDGE.options)
    for ticks in ((), options[:8], options):
        for day in (None, date(2027, 5, 12), date(2028, 2, 29)):
            answers: dict[str, Answer] = {"onderdelen": Picked(options=ticks)}
            if day:
                answers["moment"] = When(moment=Moment(day=day, words="dan"))
            plan = Plan(dossier(rule, answers=answers), KNOWLEDGE, TODAY)
            verdict = judge(plan)
            told = plain(tell_verdict(verdict, plan))
            assert told
            assert not FORBIDDEN.search(told)
            assert not BARE_YES.search(told)
            days = list(verdict.terms())
            assert all(a < b for a, b in pairwise(days))


# --- everything that is said


def everything_said(idea: str, *, ticks: bool) -> PaperDesk:
    """A whole life of a plan, with most of what a resident can read."""
    desk = PaperDesk(KNOWLEDGE, local("2027-02-09 10:00"))
    for words in ("/start wijk-noord", "/help", "/privacy", idea, "oja met z'n allen"):
        desk.say(words)
    while desk.dossiers and SEND not in desk.labels():
        _answer(desk, ticks)
    rules = ("Lees de regels", "Ga terug") if "Lees de regels" in desk.labels() else ()
    for label in (*rules, "Wijzig iets", "Ga terug", SEND):
        desk.press(label)
    for label in ("Kopieer mijn antwoorden", "Maak het briefje"):
        desk.press(label)
    desk.advance(1)
    desk.say("/status")
    owner = chat_of(desk.newest.owner or "")
    desk.press("Ik pak dit op", owner)
    desk.say("/status")
    desk.press("Gesproken", owner)
    desk.advance(12)
    desk.press("Ik bel vandaag", owner)
    desk.press("Draag over", owner)
    desk.press("Geef terug aan het team", owner)
    desk.advance(40)
    desk.say("/stop")
    desk.press("Ik stop ermee")
    return desk


def _answer(desk: PaperDesk, ticks: bool) -> None:
    question = next_question(Plan(desk.newest, KNOWLEDGE, desk.today))
    labels = desk.labels()
    if "Iets anders" in labels:
        desk.press(labels[0])
    elif question is not None and question.kind == "vinklijst":
        for label in labels[:8] if ticks else ():
            if label not in ("Ga verder", "Weet ik nog niet", "Vorige vraag"):
                desk.press(label)
        desk.press("Ga verder")
    elif question is not None and question.kind == "naam":
        desk.say("Samira")
    else:
        desk.press("Weet ik nog niet" if "Weet ik nog niet" in labels else "Sla deze vraag over")


@pytest.mark.parametrize("rule", [*sorted(KNOWLEDGE.rules)[::4], ""])
def test_no_resident_ever_reads_office_words_or_a_bare_yes(rule: str) -> None:
    idea = KNOWLEDGE.rules[rule].sentences[0] if rule else "een avond zonder lantaarns"
    for ticks in (False, True):
        desk = everything_said(idea, ticks=ticks)
        for text in desk.seen():
            assert not FORBIDDEN.search(text), text
            assert not BARE_YES.search(text), text
            assert "{{" not in text
            assert "None" not in text


def test_the_forbidden_words_are_those_of_the_content() -> None:
    """The pattern above finds what it is meant to find."""
    assert FORBIDDEN.search("Dat mag, tenzij het regent")
    assert BARE_YES.search("Ja, dat mag.") is None
    assert BARE_YES.search("Ja. Dat mag.")
    assert BARE_YES.search("Mag het? Ja!")
