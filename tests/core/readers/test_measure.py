"""What residents type when they are asked how large, how long or for how many days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.measure import Unit, find_measure, read_measure

WORDS = "3|4|2,5|bij|x|tot|meer|dan|meter|m2|cm|week|dag|uur|een|vrijdag|-|van"
UNITS: tuple[Unit, ...] = ("m", "m2", "dagen", "uren")


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("60 m2", "m2", 60, 60),
        ("60m²", "m2", 60, 60),
        ("60", "m2", 60, 60),
        ("12 vierkante meter", "m2", 12, 12),
        ("twaalf vierkante meters denk ik", "m2", 12, 12),
        ("3 bij 4 meter", "m2", 12, 12),
        ("drie bij vier", "m2", 12, 12),
        ("3x4m", "m2", 12, 12),
        ("3 m x 4 m", "m2", 12, 12),
        ("2,5 x 4", "m2", 10, 10),
        ("300 bij 400 cm", "m2", 12, 12),
        ("3 bij 4 bij 2 meter", "m2", 12, 12),
        ("max 10 m²", "m2", 0, 10),
        ("niet groter dan 25 m2", "m2", 0, 25),
        ("10 tot 15 m2", "m2", 10, 15),
        ("tussen de 10 en 15 vierkante meter", "m2", 10, 15),
        ("10 à 15", "m2", 10, 15),
        ("ongeveer 8,5 m2", "m2", 8.5, 8.5),
        ("minstens 25 m2", "m2", 25, None),
        ("een tent van 20 m2, 3 meter hoog", "m2", 20, 20),
        ("een moestuin van 200 m2", "m2", 200, 200),
        ("1 m 80 x 2 m", "m2", 3.6, 3.6),
        ("60 m 2", "m2", 60, 60),
        ("12 m2 en op 3 juni", "m2", 12, 12),
        ("12 m2 en 3 juni", "m2", 12, 12),
        ("2 meter", "m", 2, 2),
        ("een muur van 3 meter", "m", 3, 3),
        ("2m50", "m", 2.5, 2.5),
        ("1 m 80", "m", 1.8, 1.8),
        ("twee meter vijftig", "m", 2.5, 2.5),
        ("2 meter 5", "m", 2.05, 2.05),
        ("2 meter en 50 cm", "m", 2.5, 2.5),
        ("een meter", "m", 1, 1),
        ("anderhalve meter", "m", 1.5, 1.5),
        ("tweeënhalve meter", "m", 2.5, 2.5),
        ("een halve meter", "m", 0.5, 0.5),
        ("40 cm", "m", 0.4, 0.4),
        ("1,20", "m", 1.2, 1.2),
        ("1,80 meter hoog", "m", 1.8, 1.8),
        ("3 bij 4 meter", "m", 4, 4),
        ("een meter of drie", "m", 3, 3),
        ("20 of 30 cm", "m", 0.2, 0.3),
        ("hooguit 2 meter", "m", 0, 2),
        ("2 weken", "dagen", 14, 14),
        ("3-4 dagen", "dagen", 3, 4),
        ("3 dagen vanaf 1 juni", "dagen", 3, 3),
        ("een week of twee", "dagen", 14, 14),
        ("1 of 2 weken", "dagen", 7, 14),
        ("een paar dagen", "dagen", 2, 4),
        ("een paar weken", "dagen", 14, 28),
        ("heel het weekend", "dagen", 2, 2),
        ("het hele weekend", "dagen", 2, 2),
        ("een lang weekend", "dagen", 3, 3),
        ("van vrijdag tot maandag", "dagen", 4, 4),
        ("vr t/m zo", "dagen", 3, 3),
        ("van vrijdagavond tot en met zondag", "dagen", 3, 3),
        ("1 dag", "dagen", 1, 1),
        ("een dag", "dagen", 1, 1),
        ("een middag", "dagen", 1, 1),
        ("een paar uur", "dagen", 1, 1),
        ("3 uur", "dagen", 1, 1),
        ("een maand", "dagen", 30, 30),
        ("drie maanden", "dagen", 90, 90),
        ("een half jaar", "dagen", 183, 183),
        ("permanent", "dagen", 365, None),
        ("het blijft staan", "dagen", 365, None),
        ("3 uur", "uren", 3, 3),
        ("anderhalf uur", "uren", 1.5, 1.5),
        ("van 15 tot 22 uur", "uren", 7, 7),
        ("2 dagen", "uren", 48, 48),
        ("half uur", "uren", 0.5, 0.5),
    ],
)
def test_a_size_is_read_as_people_say_it(
    text: str, unit: Unit, low: float, high: float | None
) -> None:
    measure = read_measure(text, unit)
    assert measure is not None, f"not understood: {text}"
    assert (measure.low, measure.high, measure.over) == (low, high, False)


@pytest.mark.parametrize(("text", "unit"), [("meer dan 25 m2", "m2"), ("> 25 m2", "m2")])
def test_more_than_a_size_is_not_that_size(text: str, unit: Unit) -> None:
    measure = read_measure(text, unit)
    assert measure is not None
    assert (measure.low, measure.high, measure.over) == (25, None, True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "m2"),
        ("groot", "m2"),
        ("5 meter", "m2"),
        ("12 m2", "m"),
        ("2 weken", "m"),
        ("best lang", "dagen"),
        ("1 mei tot 1 juni", "dagen"),
        ("van 1 tot 3 juni", "dagen"),
        ("1-5 tot 1-6", "dagen"),
        ("2 dagen in de week", "dagen"),
        ("20 m2 of misschien toch 30 m2 en dan nog 40 m2", "uren"),
        ("9999999 m2", "m2"),
        ("0", "m"),
    ],
)
def test_what_names_no_such_size_is_asked_again(text: str, unit: Unit) -> None:
    assert read_measure(text, unit) is None


@pytest.mark.parametrize(
    ("sentence", "unit", "size"),
    [
        ("een tent van 60 m2 op het plein", "m2", 60),
        ("schuurtje 12 vierkante meter in het park", "m2", 12),
        ("moestuin van 10 bij 20 meter", "m2", 200),
        ("een schuurtje van 3 bij 4", "m2", 12),
        ("een moestuin van 200 m2", "m2", 200),
        ("een muur van 3 meter", "m", 3),
        ("een mast van 6 meter hoog", "m", 6),
        ("een 2 meter 50 hoge schutting", "m", 2.5),
        ("een schutting van 2m50 en 10 mensen die helpen", "m", 2.5),
        ("een tafel van 2 meter 50 mensen", "m", 2),
        ("bankje van 2 meter voor de deur", "m", 2),
        ("een geveltuin van 40 cm breed", "m", 0.4),
        ("een container voor twee weken in de straat", "dagen", 14),
        ("we willen twee weken lang een expositie", "dagen", 14),
        ("heel het weekend feest op het plein", "dagen", 2),
        ("kamp van vrijdag tot maandag", "dagen", 4),
        ("een festival van 3 dagen", "dagen", 3),
        ("ik woon hier 3 maanden en wil een expositie van 2 weken", "dagen", 14),
        ("wij wonen hier en willen een festival van 3 dagen", "dagen", 3),
        ("een kraam die er een week lang staat", "dagen", 7),
        ("een concert van 2 uur lang", "uren", 2),
    ],
)
def test_a_size_is_heard_in_the_idea(sentence: str, unit: Unit, size: float) -> None:
    measure = find_measure(sentence, unit)
    assert measure is not None, f"not heard: {sentence}"
    assert (measure.low, measure.high) == (size, size)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("een bankje op 5 meter van de gevel", "m"),
        ("we houden 4 meter vrij voor de brandweer", "m"),
        ("sponsorloop van 5 km", "m"),
        ("3x per week sporten", "m2"),
        ("straatfeest over twee weken", "dagen"),
        ("we vroegen het 3 weken geleden al", "dagen"),
        ("elke 2 weken koffie drinken", "dagen"),
        ("al 10 jaar wonen wij hier", "dagen"),
        ("een dag voor de kinderen", "dagen"),
        ("straatfeest om 3 uur", "uren"),
        ("een tent van 20 m2 en een van 40 m2", "m2"),
        ("opvang voor kinderen van 4 tot 12 jaar", "dagen"),
        ("2 dagen per week open", "dagen"),
        ("2 dagen in de week", "dagen"),
        ("2 dagen elke week", "dagen"),
        ("ik woon hier 3 maanden", "dagen"),
        ("wij wonen hier nu zo'n 2 weken", "dagen"),
        ("ik werk 3 dagen en wil een moestuin", "dagen"),
    ],
)
def test_a_distance_an_age_or_a_date_is_no_size(sentence: str, unit: Unit) -> None:
    assert find_measure(sentence, unit) is None


@given(text=st.text(max_size=200), unit=st.sampled_from(UNITS))
def test_no_text_breaks_the_reader(text: str, unit: Unit) -> None:
    read_measure(text, unit)
    find_measure(text, unit)


@given(
    text=st.lists(st.sampled_from(WORDS.split("|")), max_size=9).map(" ".join),
    unit=st.sampled_from(UNITS),
)
def test_what_is_read_is_a_range_above_nothing(text: str, unit: Unit) -> None:
    measure = read_measure(text, unit)
    if measure is not None:
        assert measure.low >= 0
        assert measure.high is None or measure.low <= measure.high > 0
