"""What residents type when they are asked what it costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.amount import read_amount


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("zo'n 1500 euro", 1500, 1500),
        ("€ 2.500,-", 2500, 2500),
        ("€2500", 2500, 2500),
        ("2500,00", 2500, 2500),
        ("1,5k", 1500, 1500),
        ("vijftienhonderd euro", 1500, 1500),
        ("tussen 500 en 1000 euro", 500, 1000),
        ("500 à 600", 500, 600),
        ("€ 500 - € 750", 500, 750),
        ("max 300", 0, 300),
        ("meer dan 1000", 1000, None),
        ("anderhalf duizend", 1500, 1500),
        ("een paar honderd euro", 200, 400),
        ("tweeduizend vijfhonderd", 2500, 2500),
        ("12,50", 13, 13),
        ("duizend euri denk ik", 1000, 1000),
        ("een ton", 100000, 100000),
        ("een tientje", 10, 10),
        ("gratis", 0, 0),
        ("niks", 0, 0),
        ("5 mille", 5000, 5000),
        ("1.250,75 euro", 1251, 1251),
    ],
)
def test_an_amount_is_read_as_people_say_it(text: str, low: int, high: int | None) -> None:
    amount = read_amount(text)
    assert amount is not None, f"not understood: {text}"
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    ["", "veel", "5 euro per persoon", "weet ik niet", "25 pp", "niet zo duur", "99999999999"],
)
def test_what_names_no_amount_is_asked_again(text: str) -> None:
    assert read_amount(text) is None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_amount(text)
