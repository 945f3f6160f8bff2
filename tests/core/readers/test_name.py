"""How people say what they want to be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.name import declines_name, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Samira", "Samira"),
        ("samira", "Samira"),
        ("SAMIRA", "Samira"),
        ("pieter", "Pieter"),
        ("ik ben samira", "Samira"),
        ("Ik heet Ahmed!", "Ahmed"),
        ("mijn naam is Jan-Willem de Vries", "Jan-Willem"),
        ("jan-willem", "Jan-Willem"),
        ("noem me maar Annie", "Annie"),
        ("zeg maar Joop", "Joop"),
        ("Hoi, ik ben Fatima", "Fatima"),
        ("Annie is prima", "Annie"),
        ("Annie hoor", "Annie"),
        ("mevrouw de Vries", "mevrouw de Vries"),
        ("meneer bakker", "meneer Bakker"),
        ("Zoë", "Zoë"),
        ("Şükrü", "Şükrü"),
        ("O'Neill", "O'Neill"),
        ("J.", "J"),
        ("Samira Bouali", "Samira"),
        ("Kees en Truus", "Kees en Truus"),
        ("Samira 😊", "Samira"),
        ("فاطمة", "فاطمة"),
        ("met Loes", "Loes"),
        ("je mag me Bram noemen", "Bram"),
        ("gewoon Mo", "Mo"),
        ("Gemeente Voorbeeldstad", "Gemeente"),
        ("Sam\u202eira", "Samira"),
        ("Jo", "Jo"),
    ],
)
def test_a_name_is_read_as_people_give_it(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zeg ik liever niet",
        "liever anoniem",
        "nee",
        "ja",
        "?",
        "weet ik niet",
        "http://example.nl",
        "kijk op example.nl",
        "@samira",
        "06 12345678",
        "ik wil eerst weten waarom je dat vraagt",
        "😊",
        "x" * 41,
        "hallo",
    ],
)
def test_what_is_no_name_is_asked_again(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize("text", ["zeg ik liever niet", "liever anoniem", "gaat je niks aan"])
def test_declining_is_heard(text: str) -> None:
    assert declines_name(text)


def test_a_name_is_not_declining() -> None:
    assert not declines_name("Samira")


@given(st.text(max_size=100))
def test_a_name_holds_nothing_that_deceives(text: str) -> None:
    name = read_name(text)
    assert name is None or (0 < len(name) <= 40 and name.replace(" ", "a").isprintable())


@pytest.mark.parametrize(
    "text",
    [
        *("no", "nope", "ga terug", "terug", "bedankt", "dank je wel", "stop", "laat maar"),
        *("hoezo moet dat?", "waarom wil je dat weten", "opnieuw beginnen", "goedemorgen"),
        *("een mens graag", "vorige vraag", "doei", "weet niet", "sorry"),
    ],
)
def test_talk_about_the_talk_is_no_name(text: str) -> None:
    assert read_name(text) is None
