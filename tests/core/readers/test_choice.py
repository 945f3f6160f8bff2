"""Typing what could have been pressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.choice import read_choice, read_choices

NEIGHBOURS = ["Ja, ze doen mee", "Een paar", "Nog niet"]
PEOPLE = ["Tot 50", "50 tot 100", "Meer dan 100"]
TICKS = [
    "Straat dicht voor auto's",
    "Muziek uit een box",
    "Band of dj",
    "Drank verkopen",
    "Springkussen",
    "Grote tent",
]


@pytest.mark.parametrize(
    ("text", "labels", "index"),
    [
        ("2", NEIGHBOURS, 1),
        ("de tweede", NEIGHBOURS, 1),
        ("optie 3", NEIGHBOURS, 2),
        ("2.", NEIGHBOURS, 1),
        ("een paar", NEIGHBOURS, 1),
        ("Een paar!", NEIGHBOURS, 1),
        ("nog niet", NEIGHBOURS, 2),
        ("ze doen mee", NEIGHBOURS, 0),
        ("paar", NEIGHBOURS, 1),
        ("meer dan 100", PEOPLE, 2),
        ("tot 50", PEOPLE, 0),
        ("springkusen", TICKS, 4),
        ("spring kussen", TICKS, 4),
        ("tent", TICKS, 5),
        ("we hebben een springkussen", TICKS, 4),
        ("dj", TICKS, 2),
        ("muziek", TICKS, 1),
        ("straat afsluiten", TICKS, 0),
    ],
)
def test_a_choice_is_recognised(text: str, labels: list[str], index: int) -> None:
    assert read_choice(text, labels) == index


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", NEIGHBOURS),
        ("7", NEIGHBOURS),
        ("0", NEIGHBOURS),
        ("100", PEOPLE),
        ("olifant", TICKS),
        ("een", TICKS),
        ("tent of springkussen", TICKS),
        ("weet ik niet", PEOPLE),
    ],
)
def test_what_fits_two_choices_or_none_is_asked_again(text: str, labels: list[str]) -> None:
    assert read_choice(text, labels) is None


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("1 en 3", (0, 2)),
        ("1,2,5", (0, 1, 4)),
        ("1 2 5", (0, 1, 4)),
        ("springkussen, muziek", (1, 4)),
        ("springkussen en muziek uit een box", (1, 4)),
        ("een tent en een springkussen", (4, 5)),
        ("de straat moet dicht en er komt een band", (0, 2)),
        ("allemaal", (0, 1, 2, 3, 4, 5)),
        ("alles", (0, 1, 2, 3, 4, 5)),
        ("alles behalve de tent", (0, 1, 2, 3, 4)),
        ("geen", ()),
        ("niks", ()),
        ("niks van dit alles", ()),
        ("geen van deze", ()),
        ("muziek maar geen drank", (1,)),
        ("alleen muziek", (1,)),
        ("Springkussen\nGrote tent", (4, 5)),
        ("drank verkopen, dj, grote tent", (2, 3, 5)),
    ],
)
def test_ticks_are_recognised(text: str, indices: tuple[int, ...]) -> None:
    assert read_choices(text, TICKS) == indices


@pytest.mark.parametrize("text", ["", "olifant", "9", "wat bedoel je"])
def test_ticks_that_are_not_understood_are_asked_again(text: str) -> None:
    assert read_choices(text, TICKS) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=8))
def test_a_choice_is_always_one_of_those_offered(text: str, labels: list[str]) -> None:
    one = read_choice(text, labels)
    several = read_choices(text, labels)
    assert one is None or 0 <= one < len(labels)
    assert several is None or all(0 <= index < len(labels) for index in several)


@pytest.mark.parametrize(
    "text",
    [
        *("niet allemaal", "nog niet iedereen", "sommige", "de meeste", "alleen de buurvrouw"),
        *("sommigen wel", "een deel", "niet iedereen", "alleen onze naaste buren", "twee buren"),
        *("de helft", "bijna allemaal", "enkele", "ja maar niet iedereen", "nog niet allemaal"),
    ],
)
def test_some_of_them_is_the_label_for_some(text: str) -> None:
    assert read_choice(text, NEIGHBOURS) == 1


@pytest.mark.parametrize(
    "text",
    [
        "we hebben nooit last van elkaar en de buurt is altijd gezellig geweest hoor",
        "dat weet ik eigenlijk niet want ik woon hier nog maar net sinds vorige maand",
        "met een paar mensen uit de straat willen wij daar iets leuks van maken",
    ],
)
def test_a_long_text_is_no_choice(text: str) -> None:
    assert read_choice(text, ["Ja", "Paar buren", "Nog niet"]) is None


def test_a_long_text_that_holds_a_label_is_that_choice() -> None:
    text = "ik heb het ze gevraagd en ja, ze doen mee met alles wat we bedenken"
    assert read_choice(text, NEIGHBOURS) == 0


SPOTS = ["Op de stoep", "In het park", "Op het grasveld"]


@pytest.mark.parametrize("text", ["stop", "stoer", "gras", "par", "stoppen"])
def test_a_word_that_only_begins_like_another_is_no_choice(text: str) -> None:
    assert read_choice(text, SPOTS) is None
    assert read_choices(text, SPOTS) is None


@pytest.mark.parametrize(
    ("text", "index"),
    [("op de soep stoep", 0), ("stoepen", 0), ("grasvelt", 2), ("gras veld", 2), ("parkje", 1)],
)
def test_a_whole_word_of_a_label_counts_misspelt_or_in_another_form(text: str, index: int) -> None:
    assert read_choice(text, SPOTS) == index


def test_plurals_and_diminutives_are_the_same_thing() -> None:
    assert read_choices("springkussens en een tentje", TICKS) == (4, 5)
