"""Two plans are called alike when a begeleider would say so: measured on what residents say."""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bot.core.dossier import At, Dossier, Recognised
from bot.core.plan import Plan
from bot.core.readers.place import Place
from bot.core.similar import SAME_STREET, SAME_WIJK, likeness, most_alike, same_words
from tests.core.paper import local, real_knowledge
from tests.eval.labelled import read

KNOWLEDGE = real_knowledge()
SENTENCES = Path(__file__).parents[1] / "eval" / "sentences"
NOW = local("2027-05-12 10:00")
KERKSTRAAT = Place(words="kerkstraat", name="Kerkstraat", wijk="noord")
MOLENWEG = Place(words="molenweg", name="Molenweg", wijk="noord")
LINDEPARK = Place(words="lindepark", name="Lindepark", wijk="zuid")


def plan(idea: str, place: Place = KERKSTRAAT, rule: str = "", ident: str = "d1") -> Plan:
    dossier = Dossier(
        id=ident,
        resident="x",
        idea=idea,
        recognised=(Recognised(rule=rule, score=1.0, why=()),) if rule else (),
        answers={"plek": At(place=place)},
        began_at=NOW,
        touched_at=NOW,
        sent_at=NOW - timedelta(days=10),
    )
    return Plan(dossier, KNOWLEDGE, date(2027, 5, 12))


GARDEN = plan("een moestuin met de buurt in de kerkstraat", rule="buurtmoestuin")


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (plan("moestuintje met kinderen", rule="buurtmoestuin"), True),
        (plan("moestuin met de buren", MOLENWEG, "buurtmoestuin"), True),
        (plan("tomaten kweken in bakken", MOLENWEG, "buurtmoestuin"), False),
        (plan("een moestuin met de buurt", LINDEPARK, "buurtmoestuin"), False),
        (plan("een feest in de moestuin", rule="evenement-melding"), False),
        (plan("een moestuin met de buurt"), False),
    ],
)
def test_alike_is_the_same_subject_at_the_same_place_in_like_words(
    other: Plan, alike: bool
) -> None:
    assert (likeness(GARDEN, other) > 0) is alike
    assert (likeness(other, GARDEN) > 0) is alike


def test_without_a_rule_only_the_same_words_in_one_street_are_alike() -> None:
    lanterns = plan("de lantaarns een avond uit om sterren te kijken")
    assert likeness(lanterns, plan("sterren kijken met de lantaarns uit")) > 0
    assert likeness(lanterns, plan("lantaarns uit en sterren kijken", MOLENWEG)) == 0
    assert likeness(lanterns, plan("nieuwe lantaarns in de straat, het is zo donker")) == 0


def test_the_place_itself_does_not_make_two_plans_alike() -> None:
    here = plan("in de kerkstraat kerkstraat een ding", rule="buurtmoestuin")
    assert likeness(here, plan("kerkstraat kippen houden", rule="buurtmoestuin")) == 0


def test_the_most_alike_of_the_last_year_is_named_and_never_itself() -> None:
    near = plan("moestuin met de buurt", rule="buurtmoestuin", ident="d2").dossier
    old = near.model_copy(update={"id": "d3", "sent_at": NOW - timedelta(days=366)})
    unsent = near.model_copy(update={"id": "d4", "sent_at": None})
    less = plan("moestuin en kippen erbij", rule="buurtmoestuin", ident="d5").dossier
    assert most_alike(GARDEN, [GARDEN.dossier, less, near, old, unsent], NOW) == "d2"
    assert most_alike(GARDEN, [GARDEN.dossier, old, unsent], NOW) is None


def test_of_what_residents_say_few_pairs_that_are_called_alike_are_about_something_else() -> None:
    """All pairs of labelled sentences under one recognised rule, wherever they are. What is called
    alike must be about the same; the place, which these sentences do not share, only adds to it."""
    recognised = [
        (one.text, one.rules, found.rules[0].id)
        for name in ("fresh", "measured")
        for one in read(SENTENCES / f"{name}.jsonl")
        if one.rules and (found := KNOWLEDGE.matcher.about(one.text)).outcome == "match"
    ]
    pairs = [
        (same_words(a, b), bool(meant_a & meant_b))
        for (a, meant_a, rule_a), (b, meant_b, rule_b) in combinations(recognised, 2)
        if rule_a == rule_b
    ]
    for least, right in ((SAME_WIJK, 0.95), (SAME_STREET, 0.88)):
        called = [same for score, same in pairs if score >= least]
        assert len(called) > 100
        assert sum(called) / len(called) >= right, least
