"""Three municipalities on one base, that differ in their own folders only. The same plan gets three
different answers, from content alone."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from bot.content import check, find_knowledge, load
from bot.core.knowledge import Knowledge
from bot.core.plan import Plan
from bot.core.verdict import Verdict, judge
from tests.core.paper import PaperDesk, local

FOLDERS = Path(__file__).parents[2] / "examples" / "gemeenten"
NAMES = ("lindewaard", "oeverbroek", "merelveen")
IDEA = "we willen woensdag 26 mei een straatfeest houden met {people} mensen, in de kerkstraat"
THE_DAY_BEFORE_IT_IS_LATE, A_DAY_LATER = "2027-05-11 10:00", "2027-05-12 10:00"


@lru_cache
def municipality(name: str) -> Knowledge:
    return load(find_knowledge(), FOLDERS / name)


def told(name: str, people: int, moment: str) -> str:
    """What a resident hears of this plan, when nothing else is known of it."""
    desk = PaperDesk(municipality(name), local(moment))
    desk.say(IDEA.format(people=people))
    for _ in range(12):
        if "Klopt dit?" in desk.last():
            return desk.last()
        unknown = ("Weet ik nog niet", "Sla deze vraag over")
        desk.press(next(label for label in unknown if label in desk.labels()))
    raise AssertionError(desk.last())


def judged(name: str, people: int, moment: str) -> Verdict:
    desk = PaperDesk(municipality(name), local(moment))
    desk.say(IDEA.format(people=people))
    return judge(Plan(desk.only, desk.knowledge, local(moment).date()))


@pytest.mark.parametrize("name", NAMES)
def test_the_content_of_each_municipality_has_no_faults(name: str) -> None:
    faults = check(find_knowledge(), date(2027, 5, 11), FOLDERS / name, sentences=False)
    assert [str(fault) for fault in faults] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_done_instead_takes_in_the_limit_itself(name: str) -> None:
    """Hoogstens 100 is 100 too, so "blijf onder de 100" sends somebody away for nothing."""
    hurdles = [hurdle for rule in municipality(name).rules.values() for hurdle in rule.hurdles]
    assert [h.instead for h in hurdles if re.search(r"\bonder de \d", h.instead)] == []


def test_the_same_dossier_gets_three_different_verdicts() -> None:
    """150 people on 26 May, asked on 12 May: a permit, a melding that is too late, and a melding
    that can be done today."""
    verdicts = [judged(name, 150, A_DAY_LATER) for name in NAMES]
    assert [verdict.kind for verdict in verdicts] == ["hard", "hard", "possible"]
    asked = [{task.todo.asks for task in v.tasks if task.todo.lead} for v in verdicts]
    assert ["vergunning" in one for one in asked] == [True, False, False]
    assert list(verdicts[2].terms()) == [date(2027, 5, 12)]


def test_it_is_told_in_three_different_ways() -> None:
    lindewaard, oeverbroek, merelveen = (told(name, 150, A_DAY_LATER) for name in NAMES)
    assert "Dit is lastig" in lindewaard
    assert "Vraag de evenementenvergunning aan" in lindewaard
    assert "Dit is lastig, want woensdag 26 mei komt te snel" in oeverbroek
    assert "Meld het feest. Dat moest uiterlijk dinsdag 11 mei." in oeverbroek
    assert "vergunning" not in oeverbroek
    assert "Zo te zien kan" in merelveen
    assert "Meld het feest uiterlijk woensdag 12 mei." in merelveen


def test_a_day_earlier_two_of_them_say_yes_by_another_day() -> None:
    lindewaard, oeverbroek, merelveen = (
        told(name, 150, THE_DAY_BEFORE_IT_IS_LATE) for name in NAMES
    )
    assert "Dit is lastig" in lindewaard
    assert "Meld het feest uiterlijk dinsdag 11 mei." in oeverbroek
    assert "Meld het feest uiterlijk woensdag 12 mei." in merelveen


@pytest.mark.parametrize(
    ("people", "asks"),
    [
        (100, ("melden", "melden", "melden")),
        (101, ("vergunning", "melden", "melden")),
        (200, ("vergunning", "melden", "melden")),
        (201, ("vergunning", "vergunning", "melden")),
        (250, ("vergunning", "vergunning", "melden")),
        (251, ("vergunning", "vergunning", "vergunning")),
    ],
)
def test_each_threshold_is_the_municipalitys_own(people: int, asks: tuple[str, ...]) -> None:
    verdicts = (judged(name, people, "2027-02-01 10:00") for name in NAMES)
    first = (next(task for task in v.tasks if task.todo.asks != "niets") for v in verdicts)
    assert tuple(task.todo.asks for task in first) == asks


@pytest.mark.parametrize(
    ("name", "question", "button"),
    [
        ("lindewaard", "Tot 100 mensen is het een klein feest.", "Meer dan 100"),
        ("oeverbroek", "Tot 200 mensen is het een klein feest.", "Meer dan 200"),
        ("merelveen", "Tot 250 mensen is het een klein feest.", "Meer dan 250"),
    ],
)
def test_the_question_and_its_buttons_tell_the_municipalitys_own_number(
    name: str, question: str, button: str
) -> None:
    desk = PaperDesk(municipality(name), local("2027-02-01 10:00"))
    desk.say("we willen een straatfeest in de kerkstraat")
    while "Hoeveel mensen" not in desk.last():
        desk.press("Weet ik nog niet")
    assert question in desk.last()
    assert button in desk.labels()


def test_nothing_of_another_municipality_is_said() -> None:
    """The texts that hold the number change along with it, wherever they stand."""
    rules = municipality("merelveen").rules
    said = [rules["evenement-melding"].summary, rules["evenement-vergunning"].summary]
    said += [hurdle.because for hurdle in rules["evenement-vergunning"].hurdles]
    assert all("250" in text for text in said)
    assert not any("100" in text for text in said)
