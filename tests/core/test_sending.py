"""What a resident hears after sending of what they still do themselves."""

from datetime import date
from typing import Any

import pytest

from bot.core.dossier import Picked, Recognised, When
from bot.core.knowledge import Rule
from bot.core.readers.moment import Moment
from tests.core.made_up import knowing, rule, todo
from tests.core.paper import PaperDesk, local

SEND = "Verstuur naar een begeleider"
IN_TIME = {"termijn": {"werkdagen": 10}}
FORM = {"kanaal": {"formulier": "https://www.voorbeeldstad.nl/melden"}}


def told_on_sending(*rules: Rule) -> str:
    """The message after sending a plan to which these rules apply."""
    desk = PaperDesk(knowing(*rules), local("2027-05-11 20:14"))
    desk.say("straatfeest in de kerkstraat met 60 mensen")
    desk.dossiers[desk.only.id] = desk.only.model_copy(
        update={
            "recognised": tuple(Recognised(rule=r.id, score=1.0, why=()) for r in rules),
            "answers": {
                "onderdelen": Picked(options=()),
                "moment": When(moment=Moment(day=date(2027, 8, 14), words="dan")),
            },
        }
    )
    while SEND not in desk.labels():
        desk.press(next(x for x in desk.labels() if x.startswith(("Weet ik", "Sla deze"))))
    desk.press(SEND)
    return next(text for text in desk.seen() if "antwoorden staan klaar" in text)


def asking(asks: str, **fields: Any) -> Rule:
    """A rule with one thing to do, for which an authority asks this."""
    term = fields.pop("term", {})
    return rule(
        "eigen", vraagt=asks, dit_hoort_erbij=[todo("Regel dit", vraagt=asks, **term)], **fields
    )


@pytest.mark.parametrize("term", [{}, IN_TIME])
def test_a_form_is_only_spoken_of_where_there_is_one(term: dict[str, Any]) -> None:
    told = told_on_sending(asking("melden", term=term, **FORM))
    assert "Melden doe je zelf, met een kort formulier" in told
    told = told_on_sending(asking("melden", term=term))
    assert "Melden doe je zelf" in told
    assert "formulier" not in told


@pytest.mark.parametrize("term", [{}, IN_TIME])
@pytest.mark.parametrize(
    "asks", ["afspraak", "ontheffing", "vergunning", "toestemming", "subsidie"]
)
def test_whatever_an_authority_asks_is_more_than_reporting(asks: str, term: dict[str, Any]) -> None:
    assert "Melden of aanvragen doe je zelf" in told_on_sending(asking(asks, term=term))


def test_reporting_beside_an_agreement_is_not_all() -> None:
    besides = [todo("Meld dit", vraagt="melden"), todo("Spreek dit af", vraagt="afspraak")]
    told = told_on_sending(rule("eigen", vraagt="melden", dit_hoort_erbij=besides))
    assert "Melden of aanvragen doe je zelf" in told


def test_what_nobody_asks_is_neither_reported_nor_requested() -> None:
    told = told_on_sending(asking("niets", term=IN_TIME))
    assert "Wat erbij hoort, regel je zelf, uiterlijk" in told
    assert "Melden" not in told
