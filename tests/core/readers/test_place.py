"""Where residents say that it is, in a town of two wijken."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.place import find_place, read_place, wijk_at


@dataclass(frozen=True)
class Area:
    id: str
    name: str
    streets: tuple[str, ...]
    box: tuple[float, float, float, float] | None = None


NOORD = Area(
    "noord",
    "Noord",
    ("Kerkstraat", "Molenpad", "Jan van Galenstraat", "Hoofdweg", "Wilgenplein"),
    (52.10, 5.00, 52.12, 5.04),
)
ZUID = Area("zuid", "Zuid", ("Lindepark", "Beatrixlaan", "Hoofdweg"), (52.08, 5.00, 52.10, 5.04))
TOWN = (NOORD, ZUID, Area("lommer", "Lommerdam", ("Dokter Schaepmanstraat",)))


@pytest.mark.parametrize(
    ("text", "name", "wijk"),
    [
        ("kerkstraat", "Kerkstraat", "noord"),
        ("Kerkstraat 12", "Kerkstraat", "noord"),
        ("in de kerkstraat", "Kerkstraat", "noord"),
        ("kerkstaat", "Kerkstraat", "noord"),
        ("kerkstr.", "Kerkstraat", "noord"),
        ("kerk straat", "Kerkstraat", "noord"),
        ("lindeparkt", "Lindepark", "zuid"),
        ("het linde park", "Lindepark", "zuid"),
        ("beatrikslaan", "Beatrixlaan", "zuid"),
        ("jan van galenstraat", "Jan van Galenstraat", "noord"),
        ("Jan van Gaalenstraat 3b", "Jan van Galenstraat", "noord"),
        ("hoofdweg", "Hoofdweg", None),
        ("hoofdweg in zuid", "Hoofdweg", "zuid"),
        ("dokter schaepmanstraat", "Dokter Schaepmanstraat", "lommer"),
        ("op het wilgeplein", "Wilgenplein", "noord"),
        ("Tulpstraat 4", "Tulpstraat", None),
        ("tulpstraat", "Tulpstraat", None),
        ("de tulpstraat in noord", "Tulpstraat", "noord"),
        ("noord", None, "noord"),
        ("ergens in zuid", None, "zuid"),
        ("lommerdam", None, "lommer"),
        ("Parkstraat", "Parkstraat", None),
        ("op het pleintje achter de supermarkt", None, None),
        ("bij mij voor de deur", None, None),
        ("het schoolplein", None, None),
        ("Molenpad, naast de speeltuin", "Molenpad", "noord"),
        ("BEATRIXLAAN", "Beatrixlaan", "zuid"),
    ],
)
def test_a_place_is_read_as_people_say_it(text: str, name: str | None, wijk: str | None) -> None:
    place = read_place(text, TOWN)
    assert place is not None, f"not understood: {text}"
    assert (place.name, place.wijk, place.words) == (name, wijk, text)


@pytest.mark.parametrize(
    "text", ["", "?", "12", "ja", "nee hoor", "weet ik nog niet", "geen idee", "👍"]
)
def test_what_is_no_place_is_asked_again(text: str) -> None:
    assert read_place(text, TOWN) is None


@pytest.mark.parametrize(
    ("sentence", "name", "wijk"),
    [
        ("straatfeest in de kerkstraat met bbq", "Kerkstraat", "noord"),
        ("in augustus een avond de lantaarns uit in het lindepark", "Lindepark", "zuid"),
        ("wij willen bankjes op de Spuistraat", "Spuistraat", None),
        ("bloemen in de Karel du Jardinstraat", "Karel du Jardinstraat", None),
        ("vlindermuur aan de Jan de Louterstraat", "Jan de Louterstraat", None),
        ("een buurtkamer in noord", None, "noord"),
        ("speeltuin Lommerdam opknappen", None, "lommer"),
        ("de schoolstraat wordt groen", "Schoolstraat", None),
    ],
)
def test_a_sentence_about_a_plan_gives_up_its_place(
    sentence: str, name: str | None, wijk: str | None
) -> None:
    place = find_place(sentence, TOWN)
    assert place is not None
    assert (place.name, place.wijk) == (name, wijk)


@pytest.mark.parametrize(
    "sentence",
    [
        "straatfeest met bbq",
        "een speelstraat in onze straat",
        "groen schoolplein",
        "zebrapad bij de school",
        "een buurtpark met fruitbomen",
        "we willen weg met het zwerfafval",
        "nieuw fietspad",
        "een bankje aan de zuidkant",
        "doolhof van mais",
        "opstap naar een eigen onderweg",
    ],
)
def test_words_for_any_street_are_no_place(sentence: str) -> None:
    assert find_place(sentence, TOWN) is None


@pytest.mark.parametrize(
    ("lat", "lon", "wijk"),
    [
        (52.11, 5.02, "noord"),
        (52.09, 5.02, "zuid"),
        (52.10, 5.02, "noord"),
        (52.13, 5.02, "noord"),
        (52.05, 5.02, "zuid"),
        (51.00, 5.02, None),
        (0.0, 0.0, None),
    ],
)
def test_a_position_falls_in_a_wijk_or_near_one(lat: float, lon: float, wijk: str | None) -> None:
    assert wijk_at(lat, lon, TOWN) == wijk


@given(st.text(max_size=300))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_place(text, TOWN)
    find_place(text, TOWN)


@pytest.mark.parametrize("text", ["kerkstaat " * 400, "a" * 4096, "straat" * 600, "x-" * 2048])
def test_a_message_of_any_size_is_read(text: str) -> None:
    read_place(text, TOWN)
    find_place(text, TOWN)


CENTRE = Area("centrum", "Centrum", ("Achterom", "Voorstraat", "Binnenhof"))
WEST = Area("west", "West", ("Westerpark",))
BIGGER_TOWN = (*TOWN, CENTRE, WEST)


@pytest.mark.parametrize(
    ("text", "name", "wijk"),
    [
        ("op het pleintje achter de jumbo", None, None),
        ("achter de Beukenlaan", "Beukenlaan", None),
        ("achter het huis", None, None),
        ("achter", None, None),
        ("achteraan bij de flat", None, None),
        ("op de achterom", "Achterom", "centrum"),
        ("voor de flat", None, None),
        ("binnen de muren", None, None),
        ("Kerkstraat in west", "Kerkstraat", "noord"),
        ("Hoofdweg in west", "Hoofdweg", None),
        ("kerkstraat, noord", "Kerkstraat", "noord"),
    ],
)
def test_a_preposition_is_no_street_and_a_street_keeps_its_wijk(
    text: str, name: str | None, wijk: str | None
) -> None:
    place = read_place(text, BIGGER_TOWN)
    assert place is not None
    assert (place.name, place.wijk) == (name, wijk)


@pytest.mark.parametrize(
    "text",
    [
        *("ga je nou weer vragen stellen of wat?", "wat maakt dat uit?", "waarom wil je dat weten"),
        *("mag het overal", "hoe precies moet dat", "kan ik dat later zeggen", "wie wil dat weten"),
    ],
)
def test_a_question_is_no_place(text: str) -> None:
    assert read_place(text, BIGGER_TOWN) is None
