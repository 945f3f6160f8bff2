"""Short messages about the conversation itself, and questions in place of answers."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers import intent

MEANT = {
    intent.reads_as_greeting: [
        "hoi", "Hallo!", "hey", "ben er weer", "hallo daar ben ik weer", "goedemorgen",
        "Goede middag", "goeie avond", "hoi hoi", "hallo allemaal", "dag", "hoi, hoe gaat het?",
        "ik ben er weer", "hallooooo", "daar ben ik weer", "👋", "hoi bot", "hoi ik ben terug",
    ],
    intent.reads_as_stop: [
        "stop", "STOP!!", "ik stop ermee", "annuleren", "laat maar", "laat maar zitten",
        "ik wil stoppen", "stop maar", "stoppen aub", "stop hiermee", "hou maar op", "hou op",
        "ik wil ermee stoppen", "annuleer", "nee laat maar", "ik kap ermee", "vergeet het maar",
        "stooop", "cancel", "we stoppen ermee", "mag ik stoppen?", "toch maar niet",
    ],
    intent.reads_as_restart: [
        "opnieuw beginnen", "nieuw idee", "begin opnieuw", "ik wil opnieuw beginnen", "opnieuw",
        "ik heb een nieuw idee", "een ander idee", "overnieuw", "nog een idee", "ander plan",
        "ik heb nog een idee", "kan ik opnieuw beginnen?", "start opnieuw",
        "stop, opnieuw beginnen",
        "helemaal opnieuw", "van voren af aan beginnen", "naar het begin",
        "laten we opnieuw beginnen",
    ],
    intent.reads_as_back: [
        "terug", "ga terug", "vorige", "vorige vraag", "een stap terug", "ik wil terug",
        "kan ik terug?", "naar de vorige vraag", "terug graag", "ga naar de vorige", "stapje terug",
        "terug naar de vorige vraag", "ik wil naar de vorige vraag",
    ],
    intent.reads_as_person_wanted: [
        "ik wil een mens spreken", "kan iemand me bellen", "echte medewerker", "een mens graag",
        "ik wil met iemand praten", "kan ik iemand spreken?", "bel me", "bel mij terug aub",
        "ik wil een medewerker spreken", "medewerker", "ik praat liever met een mens",
        "kan ik met een echt persoon praten", "mag ik een medewerker van de gemeente spreken",
        "is er iemand die ik kan bellen", "kunnen jullie mij terugbellen", "ik wil gebeld worden",
        "kan iemand van de gemeente me bellen?", "liever een mens", "ik wil met een mens praten",
    ],
    intent.reads_as_thanks: [
        "bedankt!", "dank je wel", "thx", "Dankjewel", "dank u", "top bedankt", "ok dank je",
        "heel erg bedankt", "bedankt voor de hulp", "super, dank u wel", "bedankt hoor",
        "hartelijk dank", "thanks", "dankuwel voor het meedenken", "alvast bedankt",
    ],
}  # fmt: skip
NONE_OF_THEM = [
    "", "ja", "nee", "60", "Samira", "Kerkstraat", "zaterdag 12 juni", "weet ik niet", "geen",
    "hoi, ik wil een feest geven", "hallo daar wil ik een bankje", "morgen", "overdag",
    "op de stoep", "stoplicht kapot", "ik wil niet stoppen", "we stoppen om 22 uur",
    "de muziek stopt om tien uur", "stop auto's in onze straat", "laat maar horen",
    "een nieuw idee voor het plein met muziek", "de straat opnieuw inrichten",
    "terug in de tijd feest", "een terugblik", "op de terugweg", "vorige week",
    "een persoon", "1 persoon", "iemand", "mensen", "samen met mensen praten over eenzaamheid",
    "kan iemand de politie bellen", "ik ben een mens", "bel 112", "niet",
    "een feest om te bedanken",
    "bedankfeest voor vrijwilligers", "dank je buren met een taart", "niet opnieuw",
]  # fmt: skip


@pytest.mark.parametrize(
    ("reads", "text"),
    [(reads, text) for reads, texts in MEANT.items() for text in texts],
)
def test_a_short_message_is_read_as_it_is_meant_and_as_nothing_else(
    reads: Callable[[str], bool], text: str
) -> None:
    assert [one for one in MEANT if one(text)] == [reads]


@pytest.mark.parametrize("text", NONE_OF_THEM)
def test_an_answer_or_an_idea_is_left_alone(text: str) -> None:
    assert [reads.__name__ for reads in MEANT if reads(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "wat kost dat?", "moet ik dat nu al weten", "waarom vraag je dat", "hoezo?",
        "ga je nou weer vragen stellen of wat?", "mag dat ook op zondag", "kan ik dat later zeggen",
        "wie gaat dat betalen", "hoe lang duurt het", "Wat bedoel je?", "en wat als het regent",
        "wat is een begeleider", "welke regels zijn er", "maar moet ik dan betalen?",
        "kost dat geld?", "is het gratis voor ons?", "hoeveel mag er komen", "waar moet ik heen",
        "wanneer hoor ik iets", "zou dat mogen", "wat voor vergunning is dat",
        "hoi, mag ik iets vragen",
        "duurt het lang?",
    ],
)  # fmt: skip
def test_a_question_is_told_from_an_answer(text: str) -> None:
    assert intent.looks_like_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "???", "ja?", "60?", "zaterdag 12 juni?", "de Kerkstraat?", "ongeveer 60 mensen?",
        "weet ik nog niet", "hoe laat weet ik nog niet", "dat mag", "kan niet", "dat kan wel",
        "wat buren", "wat muziek en drank", "waar ik woon", "wat ik wil is een feest",
        "moet ik nog uitzoeken", "een feest in de straat", "nog niet", "Kerkstraat", "Samira",
        "wie er komen weet ik niet", "geen idee?", "mag best",
    ],
)  # fmt: skip
def test_an_answer_is_no_question(text: str) -> None:
    assert not intent.looks_like_question(text)


@given(st.text(max_size=200))
def test_whatever_is_typed_means_one_thing_at_most(text: str) -> None:
    assert sum(reads(text) for reads in MEANT) <= 1
    intent.looks_like_question(text)
