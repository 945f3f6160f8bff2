"""Ja, nee, and everything that is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.yesno import read_yes_no, reads_as_unknown


@pytest.mark.parametrize(
    "text",
    [
        "ja",
        "Ja!",
        "jaa",
        "jaaaa",
        "ja hoor",
        "jazeker",
        "jawel",
        "jep",
        "yes",
        "ok",
        "oké",
        "is goed",
        "prima",
        "tuurlijk",
        "natuurlijk",
        "graag",
        "ja graag",
        "doe maar",
        "zeker weten",
        "dat mag",
        "geen probleem",
        "ja, geen probleem",
        "klopt",
        "👍",
        "ja dat is goed",
        "uiteraard",
        "ja natuurlijk mag dat",
        "helemaal goed",
        "ja ze doen mee",
    ],
)
def test_yes_is_yes(text: str) -> None:
    assert read_yes_no(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "nee",
        "Nee.",
        "nee hoor",
        "neuh",
        "neen",
        "liever niet",
        "nope",
        "nee dank je",
        "nee bedankt",
        "nog niet",
        "zeker niet",
        "no",
        "absoluut niet",
        "niet nodig",
        "👎",
        "neee",
        "nee liever niet",
        "nee, schrijf me hier maar",
        "dat hoeft niet",
        "liever geen telefoon",
        "nee nog niet",
        "klopt niet",
    ],
)
def test_no_is_no(text: str) -> None:
    assert read_yes_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mwah",
        "janee",
        "ja nee",
        "ja en nee",
        "nee ja",
        "misschien",
        "weet ik niet",
        "geen idee",
        "hmm",
        "ja?",
        "soms",
        "tja",
        "60",
        "hallo",
        "de buren",
        "ligt eraan",
        "niet zeker",
        "ja maar niet allemaal",
        "een paar wel een paar niet",
    ],
)
def test_what_is_neither_is_asked_again(text: str) -> None:
    assert read_yes_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "weet ik nog niet",
        "geen idee",
        "nog niet bekend",
        "?",
        "???",
        "weet niet",
        "dat weten we nog niet",
        "nog onbekend",
        "nog niet",
        "ik weet het niet",
        "geen flauw idee",
        "Dat weet ik nog niet precies",
        "ntb",
        "moet ik nog uitzoeken",
        "nog geen idee",
        "weet ik veel",
        "nog te bepalen",
        "zou het niet weten",
        "daar zijn we nog niet uit",
        "geen idee eigenlijk",
        "weten we nog niet",
        "dat is nog niet bekend",
    ],
)
def test_not_knowing_yet_is_heard(text: str) -> None:
    assert reads_as_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "ja",
        "nee",
        "60",
        "weet ik nog niet, rond de 60",
        "geen idee, vijftig denk ik",
        "Kerkstraat",
        "zaterdag",
        "",
    ],
)
def test_an_answer_is_not_taken_for_not_knowing(text: str) -> None:
    assert not reads_as_unknown(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_yes_no(text)
    reads_as_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "wij hebben nooit ruzie met elkaar en iedereen kent elkaar hier al jaren",
        "het is prima geregeld met een lijst aan de deur van de flat hiernaast",
    ],
)
def test_a_word_inside_a_long_text_is_no_answer(text: str) -> None:
    assert read_yes_no(text) is None


def test_a_long_answer_may_begin_with_ja_or_nee() -> None:
    assert read_yes_no("ja, we hebben iedereen een briefje gegeven en ze vinden het leuk") is True
    assert read_yes_no("nee, daar moeten we deze week nog mee langs de deuren gaan") is False
