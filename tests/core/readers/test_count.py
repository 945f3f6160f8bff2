"""What residents type when they are asked how many people come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.count import find_count, read_count


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60", 60, 60),
        ("60 denk ik", 60, 60),
        ("40 ofzo", 40, 40),
        ("ong. 60", 60, 60),
        ("+/- 75", 75, 75),
        ("±80 mensen", 80, 80),
        ("ca. 25 personen", 25, 25),
        ("een man of 20", 20, 20),
        ("een man of twintig", 20, 20),
        ("een stuk of tien", 10, 10),
        ("zo'n honderd", 100, 100),
        ("zo’n 100 man", 100, 100),
        ("ik denk rond de zestig", 60, 60),
        ("vijfenveertig", 45, 45),
        ("vijf en veertig", 45, 45),
        ("Tweehonderd mensen ongeveer", 200, 200),
        ("honderdvijftig", 150, 150),
        ("anderhalfhonderd", 150, 150),
        ("anderhalf honderd man", 150, 150),
        ("2k", 2000, 2000),
        ("1.500 bezoekers", 1500, 1500),
        ("duizend", 1000, 1000),
        ("tussen 50 en 100", 50, 100),
        ("tussen de 50 en 100", 50, 100),
        ("tussen vijftig en honderd", 50, 100),
        ("50 tot 60", 50, 60),
        ("50-60", 50, 60),
        ("50 à 60", 50, 60),
        ("vijftig a zestig", 50, 60),
        ("50/60 pers", 50, 60),
        ("20 of 30", 20, 30),
        ("twee a driehonderd", 200, 300),
        ("een paar honderd", 200, 400),
        ("tot 50", 0, 50),
        ("max 50", 0, 50),
        ("maximaal 80 mensen", 0, 80),
        ("niet meer dan 40", 0, 40),
        ("hooguit dertig", 0, 30),
        ("onder de 100", 0, 100),
        ("meer dan 100", 100, None),
        ("meer dan honderd mensen", 100, None),
        ("100+", 100, None),
        ("minstens 200", 200, None),
        ("150 of meer", 150, None),
        ("20 kinderen en 10 ouders", 30, 30),
        ("30 volwassenen + 25 kinderen", 55, 55),
        ("twaalf gezinnen", 24, 48),
        ("met z'n tienen", 10, 10),
        ("60 mensen van 8 tot 80 jaar", 60, 60),
        ("ongeveer 60 mensen, waarvan 20 kinderen", 60, 60),
        ("12 man", 12, 12),
        ("bijna 100", 100, 100),
        ("60 volw. en 30 kids", 90, 90),
        ("25 gezinnen dus ongeveer 80 mensen", 80, 80),
        ("meer als 100", 100, None),
        ("rond 50 kinderen van 6 t/m 12", 50, 50),
        ("150 (incl kinderen)", 150, 150),
        ("dertig tot veertig", 30, 40),
        ("een dozijn", 12, 12),
        ("tientallen", 20, 40),
        ("wij zijn met 15", 15, 15),
        ("alle bewoners, 48 stuks", 48, 48),
        ("ik schat in dat er zo rond de 70 mensen komen", 70, 70),
        ("50 mensen overdag en 100 mensen in de avond", 150, 150),
    ],
)
def test_a_number_of_people_is_read_as_people_say_it(text: str, low: int, high: int | None) -> None:
    count = read_count(text)
    assert count is not None, f"not understood: {text}"
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "veel",
        "heel veel mensen",
        "de hele straat",
        "iedereen mag komen",
        "weet ik nog niet",
        "0",
        "9999999999",
        "100 tot 50",
        "kinderen van 4 tot 12 jaar",
        "kinderen van 4 tot 12",
        "om 3 uur",
        "ja",
    ],
)
def test_what_names_no_number_is_asked_again(text: str) -> None:
    assert read_count(text) is None


@pytest.mark.parametrize(
    ("sentence", "low"),
    [
        ("straatfeest met 200 mensen", 200),
        ("bbq voor zo'n 60 personen in het park", 60),
        ("buurtdiner met ongeveer vijftig gasten", 50),
        ("een markt met maximaal 300 bezoekers", 300),
    ],
)
def test_a_sentence_about_a_plan_gives_up_its_number(sentence: str, low: int) -> None:
    count = find_count(sentence)
    assert count is not None
    assert count.low == low


@pytest.mark.parametrize(
    "sentence",
    [
        "bbq met vier gezinnen",
        "30 km zone",
        "130 nieuwe fietsparkeerplekken",
        "sport voor 12 tot 18 jarigen",
        "viering 25 jarig bestaan",
        "feest met bewoners van nummer 12",
        "10 bomen planten met kinderen",
    ],
)
def test_numbers_that_count_no_people_are_left_alone(sentence: str) -> None:
    assert find_count(sentence) is None


_PIECES = st.sampled_from(
    [
        "60",
        "tot",
        "en",
        "of",
        "meer",
        "dan",
        "honderd",
        "duizend",
        "1,5",
        "1.500",
        "k",
        "een",
        "paar",
        "man",
        "mensen",
        "kinderen",
        "+",
        "-",
        "/",
        "anderhalf",
        "2",
        "jaar",
        "uur",
        "€",
        "99999999",
        "vijf",
        "twintig",
        "±",
        "tussen",
    ]
)


@given(st.text(max_size=200) | st.lists(_PIECES, max_size=10).map(" ".join))
def test_any_text_gives_a_possible_number_or_none(text: str) -> None:
    for count in (read_count(text), find_count(text)):
        assert count is None or count.high is None or 0 <= count.low <= count.high


@pytest.mark.parametrize("text", ["1 " * 2048, "1" * 4096, "honderd " * 512, "20 mensen " * 400])
def test_a_message_of_any_size_is_read(text: str) -> None:
    read_count(text)
    find_count(text)


@pytest.mark.parametrize("text", ["-5", "min 5", "- 20", "-5 mensen"])
def test_fewer_than_nobody_is_asked_again(text: str) -> None:
    assert read_count(text) is None


@pytest.mark.parametrize("text", ["een paar dozijn", "paar dozijn mensen"])
def test_a_few_dozen_is_a_range(text: str) -> None:
    count = read_count(text)
    assert count is not None
    assert (count.low, count.high) == (24, 36)
