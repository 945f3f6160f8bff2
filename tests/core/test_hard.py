"""A plan that is heavy or too late: why, and what can be done; and what it still hangs on."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dossier import Answer, HowMany, HowMuch, Measured, Unknown, When, Words
from bot.core.open_ends import counts
from bot.core.plan import Plan
from bot.core.readers.amount import Amount
from bot.core.readers.count import Count, read_count
from bot.core.readers.measure import Measure, Unit, read_measure
from bot.core.readers.moment import Moment, read_moment
from bot.core.telling import tell_verdict
from bot.core.texts import plain
from bot.core.verdict import judge
from tests.core.made_up import TODAY, plan_with, rule, todo
from tests.core.paper import real_knowledge

KNOWLEDGE = real_knowledge()
CALENDAR = KNOWLEDGE.calendar
REPORT = rule(
    "melding",
    dit_hoort_erbij=[todo("Meld het", termijn={"werkdagen": 10}, vraagt="melden")],
)
PERMIT = rule(
    "vergunning",
    gewicht="zwaar",
    dit_hoort_erbij=[todo("Vraag de vergunning aan", termijn={"weken": 8}, vraagt="vergunning")],
)
SMALL = rule(
    "klein",
    alleen_als=[{"antwoord": "mensen", "hoogstens": 100}],
    anders="groot",
    dit_hoort_erbij=[todo("Meld het", termijn={"werkdagen": 10}, vraagt="melden")],
)
BIG = rule(
    "groot",
    gewicht="zwaar",
    alleen_als=[{"antwoord": "mensen", "minstens": 101}],
    anders="klein",
    lastig=[{"want": "er komen veel mensen", "wat_wel_kan": "Houd het bij hoogstens 100 mensen."}],
    dit_hoort_erbij=[todo("Vraag de vergunning aan", termijn={"weken": 8}, vraagt="vergunning")],
)


def told(plan: Plan) -> str:
    return plain(tell_verdict(judge(plan), plan))


def people(text: str) -> HowMany:
    count = read_count(text)
    assert count is not None
    return HowMany(count=count)


def size(text: str, unit: Unit = "m2") -> Measured:
    measure = read_measure(text, unit)
    assert measure is not None
    return Measured(measure=measure)


# --- too late


@pytest.mark.parametrize(
    ("terms", "today", "first"),
    [
        ([{"werkdagen": 10}], date(2027, 5, 11), date(2027, 5, 26)),
        ([{"weken": 8}], date(2027, 5, 11), date(2027, 7, 6)),
        ([{"werkdagen": 10}, {"weken": 8}], date(2027, 5, 11), date(2027, 7, 6)),
        ([{"werkdagen": 1}], date(2027, 5, 14), date(2027, 5, 18)),
        ([{"werkdagen": 1}], date(2027, 5, 6), date(2027, 5, 11)),
        ([{"weken": 1}], date(2027, 5, 15), date(2027, 5, 25)),
    ],
    ids=["ten days", "weeks", "the longest", "Whit Monday", "a closing day", "from a Saturday"],
)
def test_who_is_too_late_hears_the_first_day_that_still_can(
    terms: list[dict[str, int]], today: date, first: date
) -> None:
    todos = [todo(f"Doe iets {n}", termijn=term, vraagt="melden") for n, term in enumerate(terms)]
    plan = plan_with(rule("r", dit_hoort_erbij=todos), day=today + timedelta(days=1), today=today)
    verdict = judge(plan)
    assert verdict.kind == "hard"
    assert verdict.feasible == first


def test_too_late_is_told_with_its_way_out() -> None:
    said = told(plan_with(REPORT, day=date(2027, 5, 15)))
    assert said.startswith("Dit is lastig, want zaterdag 15 mei komt te snel.")
    assert "Wat wel kan: kies een dag vanaf woensdag 26 mei." in said
    assert "Meld het. Dat moest uiterlijk" in said


def test_what_no_authority_asks_makes_nothing_hard_when_it_is_late() -> None:
    begun = todo("Begin vroeg", termijn={"weken": 8})
    plan = plan_with(rule("r", dit_hoort_erbij=[begun]), day=date(2027, 5, 15))
    assert judge(plan).kind == "possible"
    said = told(plan)
    assert "lastig" not in said
    assert "Begin vroeg. Dat moest uiterlijk" in said


def test_a_day_that_is_offered_is_in_time_also_for_what_no_authority_asks() -> None:
    begun = rule("r", dit_hoort_erbij=[todo("Begin vroeg", termijn={"weken": 8})])
    plan = plan_with(REPORT, begun, day=date(2027, 5, 15))
    verdict = judge(plan)
    assert verdict.kind == "hard"
    assert verdict.feasible == date(2027, 7, 6)


def test_a_youth_camp_in_a_month_is_not_hard_for_a_paper_that_no_authority_asks() -> None:
    plan = plan_with(KNOWLEDGE.rules["jeugd-activiteit"], day=TODAY + timedelta(days=32))
    late = [task for task in judge(plan).tasks if task.late]
    assert late
    assert judge(plan).kind == "possible"


def test_a_day_that_has_been_is_told_so() -> None:
    plan = plan_with(rule("vrij"), day=date(2027, 5, 8))
    assert judge(plan).kind == "hard"
    assert "want zaterdag 8 mei is voorbij. Wat wel kan: kies een dag vanaf dinsdag 11 mei" in (
        told(plan)
    )


def test_a_feast_of_more_days_is_not_over_on_its_second() -> None:
    moment = Moment(day=TODAY - timedelta(days=1), last_day=TODAY, words="dit weekend")
    plan = plan_with(rule("vrij"), answers={"moment": When(moment=moment)})
    assert judge(plan).kind == "possible"


def test_no_day_is_offered_on_which_the_rule_has_ended() -> None:
    ended = REPORT.model_copy(update={"valid_to": date(2027, 5, 20)})
    plan = plan_with(ended, day=date(2027, 5, 15))
    assert judge(plan).feasible is None
    assert "zoek met een begeleider een andere dag" in told(plan)


terms = st.one_of(
    st.integers(0, 60).map(lambda n: {"werkdagen": n}),
    st.integers(0, 30).map(lambda n: {"weken": n}),
)


@given(asked=st.lists(terms, max_size=3), ahead=st.integers(-30, 300), start=st.integers(0, 800))
def test_on_the_offered_day_all_is_in_time_and_on_none_before_it(
    asked: list[dict[str, int]], ahead: int, start: int
) -> None:
    today = TODAY + timedelta(days=start)
    todos = [todo(f"Doe iets {n}", termijn=term, vraagt="melden") for n, term in enumerate(asked)]
    one = rule("r", dit_hoort_erbij=todos)
    verdict = judge(plan_with(one, day=today + timedelta(days=ahead), today=today))
    assert (verdict.kind == "possible") == (verdict.too_soon is None)
    assert verdict.kind == "hard" or not any(task.late for task in verdict.tasks)
    assert verdict.kind == "hard" or ahead >= 0
    for task in verdict.tasks:
        assert task.by is not None
        assert CALENDAR.is_working_day(task.by)
        assert task.by <= today + timedelta(days=ahead)
    if verdict.kind == "hard":
        assert verdict.feasible is not None
        assert judge(plan_with(one, day=verdict.feasible, today=today)).kind == "possible"
        before = verdict.feasible - timedelta(days=1)
        still = judge(plan_with(one, day=before, today=today)).kind
        # With no term at all, any day from today will do; a working day is offered.
        assert still == "hard" or not any(t.todo.lead for t in verdict.tasks) or before >= today


# --- heavy


def test_a_hurdle_says_why_and_what_can_be_done_and_still_what_belongs_to_it() -> None:
    plan = plan_with(
        BIG, besides=(SMALL,), day=date(2027, 9, 11), answers={"mensen": people("150")}
    )
    said = told(plan)
    assert said.startswith(
        "Dit is lastig, want er komen veel mensen. Wat wel kan: houd het bij hoogstens 100 mensen."
    )
    assert "Dit hoort erbij:\n1. Vraag de vergunning aan uiterlijk" in said


def test_a_hurdle_counts_only_when_it_surely_holds() -> None:
    asked = [{"antwoord": "mensen", "minstens": 101}]
    one = rule(
        "r", lastig=[{"want": "het is druk", "wat_wel_kan": "Kom later", "alleen_als": asked}]
    )
    kinds = {
        words: judge(plan_with(one, answers={"mensen": people(words)})).kind
        for words in ("60", "50 tot 100", "100", "100 tot 200", "meer dan 100", "101", "100+")
    }
    assert [words for words, kind in kinds.items() if kind == "hard"] == ["meer dan 100", "101"]


def test_a_rule_that_may_not_apply_makes_nothing_hard_yet() -> None:
    plan = plan_with(BIG, besides=(SMALL,), day=date(2027, 9, 11))
    assert judge(plan).kind == "possible"
    assert "Dat hangt af van het aantal mensen." in told(plan)


def test_the_calendar_goes_before_a_hurdle_and_the_heaviest_rule_before_others() -> None:
    def hurdle(name: str) -> list[dict[str, str]]:
        return [{"want": f"het {name} is", "wat_wel_kan": f"Wacht op {name}"}]

    light, heavy = rule("licht", lastig=hurdle("licht")), rule("zwaar", lastig=hurdle("zwaar"))
    heavy = heavy.model_copy(update={"weight": "zwaar"})
    said = told(plan_with(light, heavy))
    assert said.index("want het zwaar is") < said.index("Ook lastig: het licht is")
    said = told(plan_with(light, heavy, REPORT, day=TODAY + timedelta(days=1)))
    assert said.index("komt te snel") < said.index("Ook lastig: het zwaar is")
    assert "het licht is" not in said


def test_the_same_hurdle_of_two_rules_is_told_once() -> None:
    hurdle = {"want": "het druk is", "wat_wel_kan": "Kom later"}
    plan = plan_with(rule("a", lastig=[hurdle]), rule("b", lastig=[hurdle]))
    assert told(plan).count("het druk is") == 1


# --- two rules at once


def test_two_rules_that_ask_the_same_ask_it_once_in_time_for_both() -> None:
    longer = rule("lang", dit_hoort_erbij=[todo("Meld het", termijn={"weken": 8})])
    for order in ((REPORT, longer), (longer, REPORT)):
        verdict = judge(plan_with(*order, day=date(2027, 9, 11)))
        (task,) = verdict.tasks
        assert task.by == date(2027, 7, 16)
        assert {r.id for r in task.rules} == {"melding", "lang"}
        (without_day,) = judge(plan_with(*order)).tasks
        assert without_day.todo.lead is not None
        assert without_day.todo.lead.weeks == 8


@pytest.mark.parametrize("order", [("klein", "groot"), ("groot", "klein")])
@pytest.mark.parametrize(
    ("said", "rule_id"), [("60", "klein"), ("50 tot 100", "klein"), ("150", "groot")]
)
def test_of_two_rules_that_exclude_each_other_one_applies(
    order: tuple[str, str], said: str, rule_id: str
) -> None:
    plan = plan_with(SMALL, BIG, recognised=order, answers={"mensen": people(said)})
    assert [r.id for r in plan.rules] == [rule_id]


@pytest.mark.parametrize("order", [("klein", "groot"), ("groot", "klein")])
@pytest.mark.parametrize("said", [None, Unknown(), Words(text="best veel"), people("80 tot 150")])
def test_while_nobody_knows_which_the_first_is_told_and_what_it_hangs_on(
    order: tuple[str, str], said: Answer | None
) -> None:
    answers: dict[str, Answer] = {"mensen": said} if said else {}
    plan = plan_with(SMALL, BIG, recognised=order, answers=answers)
    assert [r.id for r in plan.rules] == [order[0]]
    assert "Dat hangt af van het aantal mensen." in told(plan)


# --- from when to when


def test_a_rule_that_ends_before_the_day_is_not_answered_with() -> None:
    ends = REPORT.model_copy(update={"valid_to": date(2027, 12, 31)})
    assert judge(plan_with(ends, day=date(2027, 12, 31))).kind == "possible"
    plan = plan_with(ends, day=date(2028, 1, 1))
    assert judge(plan).kind == "unknown"
    said = told(plan)
    assert "geldt maar tot en met vrijdag 31 december" in said
    assert "Dat is geen ja en geen nee." in said


def test_a_rule_that_begins_later_is_not_answered_with_yet() -> None:
    begins = REPORT.model_copy(update={"valid_from": date(2027, 7, 1)})
    assert judge(plan_with(begins, day=date(2027, 7, 1))).kind == "possible"
    assert "geldt pas vanaf donderdag 1 juli" in told(plan_with(begins, day=date(2027, 6, 30)))
    assert "geldt pas vanaf donderdag 1 juli" in told(plan_with(begins))


def test_the_rule_of_next_year_takes_the_place_of_that_of_this_year() -> None:
    now = REPORT.model_copy(update={"valid_to": date(2027, 12, 31), "instead": "straks"})
    then = rule("straks", geldig_van="2028-01-01", anders="groot", alleen_als=SMALL_ONLY)
    for day, said, expected in (
        (date(2027, 6, 12), "60", "melding"),
        (date(2028, 6, 10), "60", "straks"),
        (date(2028, 6, 10), "150", "groot"),
    ):
        plan = plan_with(now, besides=(then, BIG), day=day, answers={"mensen": people(said)})
        assert [r.id for r in plan.rules] == [expected]
        assert plan.outdated == ()


SMALL_ONLY = [{"antwoord": "mensen", "hoogstens": 100}]


def test_without_a_day_today_counts_and_in_a_month_its_beginning() -> None:
    ends = REPORT.model_copy(update={"valid_to": date(2027, 7, 31)})
    assert judge(plan_with(ends)).kind == "possible"
    august = When(moment=Moment(month=date(2027, 8, 1), period="augustus", words="in augustus"))
    assert judge(plan_with(ends, answers={"moment": august})).kind == "unknown"
    assert judge(plan_with(ends, today=date(2027, 8, 1))).kind == "unknown"


def test_one_ended_rule_among_others_is_said_and_nobody_goes_on_alone() -> None:
    ends = rule("oud", geldig_tot="2027-06-01")
    plan = plan_with(REPORT, ends, day=date(2027, 9, 11))
    assert judge(plan).kind == "possible"
    assert "Let op: één regel geldt maar tot en met dinsdag 1 juni." in told(plan)
    assert not plan.is_light


# --- what it hangs on


def test_the_question_that_settles_most_goes_first() -> None:
    by_people = {"alleen_als": [{"antwoord": "mensen", "minstens": 50}]}
    by_size = {"alleen_als": [{"antwoord": "oppervlakte", "minstens": 25}]}
    one = rule(
        "r",
        dit_hoort_erbij=[todo("Doe dit", **by_size), todo("Doe dat", **by_size)],
        lastig=[{"want": "x", "wat_wel_kan": "y", **by_people}],
    )
    assert [q.id for q in judge(plan_with(one)).open_ends] == ["oppervlakte", "mensen"]
    said = told(plan_with(one))
    assert "Dat hangt nog af van hoe groot het is. En ook van het aantal mensen." in said


def test_which_rule_it_is_weighs_more_than_what_stands_in_it() -> None:
    by_size = {"alleen_als": [{"antwoord": "oppervlakte", "minstens": 25}]}
    one = SMALL.model_copy(
        update={"todos": rule("x", dit_hoort_erbij=[todo("a", **by_size)]).todos}
    )
    assert [q.id for q in judge(plan_with(one)).open_ends] == ["mensen", "oppervlakte"]


def test_what_belongs_to_it_anyway_hangs_on_nothing() -> None:
    one = rule(
        "r",
        dit_hoort_erbij=[
            todo("Meld het"),
            todo("Meld het", alleen_als=[{"antwoord": "mensen", "minstens": 50}]),
        ],
    )
    assert judge(plan_with(one)).open_ends == ()


def test_an_open_condition_beside_one_that_fails_hangs_on_nothing() -> None:
    asked = [{"antwoord": "mensen", "minstens": 50}, {"onderdeel": "barbecue"}]
    one = rule("r", dit_hoort_erbij=[todo("Blus het", alleen_als=asked)])
    assert judge(plan_with(one, ticks=())).open_ends == ()
    assert [q.id for q in judge(plan_with(one, ticks=("barbecue",))).open_ends] == ["mensen"]
    assert {q.id for q in judge(plan_with(one, ticks=None)).open_ends} == {"mensen", "onderdelen"}


def test_nothing_is_promised_while_all_that_may_belong_to_it_is_open() -> None:
    asked = [{"onderdeel": "barbecue"}]
    one = rule("r", dit_hoort_erbij=[todo("Blus het", alleen_als=asked)])
    said = told(plan_with(one, ticks=None))
    assert said == "Dat hangt nog af van wat er allemaal komt."
    assert told(plan_with(one)) == "Zo te zien kan dit!"
    known = rule("r", dit_hoort_erbij=[todo("Bel de buren"), todo("Blus het", alleen_als=asked)])
    said = told(plan_with(known, ticks=None))
    assert said.startswith("Zo te zien kan dit! Dit hoort erbij:\n1. Bel de buren.")
    assert "Er kan nog iets bij komen. Dat hangt af van wat er allemaal komt." in said


def test_without_a_day_it_hangs_on_the_day_where_something_has_a_term() -> None:
    assert "Of er genoeg tijd is, hangt af van de dag." in told(plan_with(REPORT))
    assert "hangt af" not in told(plan_with(REPORT, day=date(2027, 9, 11)))
    assert "hangt af" not in told(plan_with(rule("vrij")))


# --- when a question counts


def asks_size(plan: Plan) -> bool:
    return counts(next(q for q in KNOWLEDGE.questions if q.id == "oppervlakte"), plan)


OVER_25 = [{"antwoord": "oppervlakte", "hoogstens": 25, "niet": True}]


@pytest.mark.parametrize(
    "where",
    [
        {"dit_hoort_erbij": [todo("Meld de tent", alleen_als=OVER_25)]},
        {"goed_nieuws": [{"tekst": "Dat mag.", "alleen_als": OVER_25}]},
        {"lastig": [{"want": "x", "wat_wel_kan": "y", "alleen_als": OVER_25}]},
        {"alleen_als": OVER_25},
    ],
    ids=["something to do", "good news", "a hurdle", "the rule itself"],
)
def test_a_size_is_asked_where_a_rule_looks_at_it_and_not_once_it_is_known(
    where: dict[str, object],
) -> None:
    tent = rule("tent", **where)
    assert asks_size(plan_with(tent))
    assert not asks_size(plan_with(tent, answers={"oppervlakte": size("60 m2")}))
    assert not asks_size(plan_with(rule("vrij")))


def test_a_size_is_asked_for_the_rule_that_may_take_the_place() -> None:
    other = rule("ander", alleen_als=OVER_25)
    plan = plan_with(SMALL.model_copy(update={"instead": "ander"}), besides=(other,))
    assert asks_size(plan)


def test_a_size_is_not_asked_while_another_answer_can_make_it_needless() -> None:
    asked = [{"onderdeel": "grote-tent"}, *OVER_25]
    tent = rule("tent", dit_hoort_erbij=[todo("Meld de tent", alleen_als=asked)])
    assert not asks_size(plan_with(tent, ticks=None))
    assert not asks_size(plan_with(tent, ticks=()))
    assert asks_size(plan_with(tent, ticks=("grote-tent",)))


def test_a_size_that_counts_when_unknown_is_asked_too() -> None:
    unknown = [{"antwoord": "oppervlakte", "bekend": False}]
    tent = rule(
        "tent",
        dit_hoort_erbij=[
            todo("Meld hem", alleen_als=OVER_25),
            todo("Meld hem", alleen_als=unknown),
        ],
    )
    assert asks_size(plan_with(tent))
    assert [q.id for q in judge(plan_with(tent, answers={"oppervlakte": Unknown()})).open_ends] == [
        "oppervlakte"
    ]


@pytest.mark.parametrize(
    ("said", "over"),
    [
        ("60 m2", True),
        ("25 m2", False),
        ("25,5 m2", True),
        ("meer dan 25 m2", True),
        ("minstens 25 m2", None),
        ("max 25 m2", False),
        ("20 tot 30 m2", None),
        ("3 bij 4", False),
    ],
)
def test_a_size_is_held_against_its_threshold(said: str, over: bool | None) -> None:
    tent = rule("tent", lastig=[{"want": "x", "wat_wel_kan": "y", "alleen_als": OVER_25}])
    verdict = judge(plan_with(tent, answers={"oppervlakte": size(said)}))
    assert (verdict.kind == "hard") == (over is True)
    assert bool(verdict.open_ends) == (over is None)


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("12 juni", None),
        ("12 juni van 15 tot 22 uur", 1),
        ("12 en 13 juni", 2),
        ("van 12 tot en met 20 juni", 9),
        ("in augustus", None),
    ],
)
def test_how_long_it_lasts_is_known_from_its_days(when: str, days: int | None) -> None:
    moment = read_moment(when, TODAY)
    assert moment is not None
    answer = plan_with(rule("r"), answers={"moment": When(moment=moment)}).answer("duur")
    lasts = answer.measure.low if isinstance(answer, Measured) else None
    assert lasts == days


def test_a_limit_in_hours_is_held_against_from_when_to_when_it_is() -> None:
    hours = next(q for q in KNOWLEDGE.questions if q.id == "duur")
    hours = hours.model_copy(update={"id": "uren", "unit": "uren"})
    short = [{"antwoord": "uren", "hoogstens": 5, "niet": True}]
    one = rule("r", lastig=[{"want": "x", "wat_wel_kan": "y", "alleen_als": short}])
    for when, kind in (("12 juni van 15 tot 22 uur", "hard"), ("12 juni 15-20 uur", "possible")):
        moment = read_moment(when, TODAY)
        assert moment is not None
        plan = plan_with(one, answers={"moment": When(moment=moment)})
        plan.knowledge = replace(plan.knowledge, questions=(*KNOWLEDGE.questions, hours))
        verdict = judge(plan)
        assert (verdict.kind, verdict.open_ends) == (kind, ())


# --- whatever the answers

amounts = st.integers(0, 300)
sizes = st.tuples(amounts, amounts).map(sorted)
counted = sizes.map(lambda s: HowMany(count=Count(low=s[0], high=s[1], words="zoveel")))
measured = sizes.map(
    lambda s: Measured(measure=Measure(low=s[0], high=s[1], unit="m2", words="zo groot"))
)
paid = sizes.map(lambda s: HowMuch(amount=Amount(low=s[0], high=s[1], words="zoveel")))


@given(
    rules=st.lists(st.sampled_from(sorted(KNOWLEDGE.rules)), min_size=1, max_size=3, unique=True),
    people=st.one_of(st.none(), st.just(Unknown()), counted),
    area=st.one_of(st.none(), st.just(Unknown()), measured),
    money=st.one_of(st.none(), st.just(Unknown()), paid),
    ticks=st.one_of(st.none(), st.lists(st.sampled_from(sorted(KNOWLEDGE.options)), max_size=6)),
    ahead=st.one_of(st.none(), st.integers(-20, 400)),
)
def test_whatever_is_known_the_answer_is_never_yes_no_or_a_late_promise(
    rules: list[str],
    people: Answer | None,
    area: Answer | None,
    money: Answer | None,
    ticks: list[str] | None,
    ahead: int | None,
) -> None:
    named = {"mensen": people, "oppervlakte": area, "bedrag": money}
    day = None if ahead is None else TODAY + timedelta(days=ahead)
    plan = plan_with(
        *(KNOWLEDGE.rules[r] for r in rules),
        answers={q: a for q, a in named.items() if a is not None},
        ticks=None if ticks is None else tuple(ticks),
        day=day,
    )
    verdict, said = judge(plan), told(plan)
    nothing_known = verdict.open_ends and not verdict.tasks
    possible = "Dat hangt nog af van " if nothing_known else "Zo te zien kan dit!"
    opening = {"possible": possible, "hard": "Dit is lastig, want "}
    assert said.startswith(opening.get(verdict.kind, ""))
    assert ("Zo te zien kan dit!" in said) == said.startswith("Zo te zien kan dit!")
    assert not said.casefold().startswith(("ja", "nee"))
    assert "tenzij" not in said.casefold()
    assert ".." not in said
    assert "&" not in said
    assert len([line for line in said.splitlines() if "lastig" in line]) <= 2
    if verdict.kind == "possible":
        assert not any(task.late and task.is_formal for task in verdict.tasks)
        assert not verdict.obstacles
    if verdict.kind == "hard":
        assert "Wat wel kan: " in said
    for task in verdict.tasks:
        if task.by is not None and day is not None:
            assert CALENDAR.is_working_day(task.by)
            assert task.by <= day
    for one, other in product(verdict.tasks, repeat=2):
        assert one is other or one.todo.do != other.todo.do
