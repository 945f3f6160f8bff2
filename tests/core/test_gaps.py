"""What nobody could answer: kept without anybody in it, and put together for the editor."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.decision import Gap
from bot.core.gaps import LEFT_OUT, Missed, anonymous, gap, grouped
from bot.core.masking import MASKED_BSN
from bot.core.matching import dutch
from tests.core.paper import PaperDesk, local, real_knowledge

KNOWLEDGE = real_knowledge()
KNOWN = KNOWLEDGE.vocabulary
STREETS = [name for wijk in KNOWLEDGE.municipality.wijken for name in wijk.streets]
NAMES = [
    *("Fatima", "Priya", "Kowalski", "Olena", "Wesley", "Yusuf", "Devries", "Jansen", "Jan"),
    *("Bakker", "Visser", "Mulder", "Roos", "Noor", "Groen", "Vos", "Joke", "Jaap", "Ellen"),
]


def kept(text: str) -> str:
    return anonymous(text, KNOWN, STREETS)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("mag er een draaimolen komen?", "mag er een draaimolen komen"),
        ("ik ben Fatima en ik wil een draaimolen", "ik ben … en ik wil een draaimolen"),
        ("mijn naam is jan de vries, mag muziek", "mijn naam is … mag muziek"),
        ("Hoi, ik heet Priya Kowalski en wil muziek", "hoi ik heet … en wil muziek"),
        ("bel 06 12345678 of mail jan@huis.nl over de hond", "bel … of mail … over de hond"),
        ("een zwembad op de Tulpenstraat 12a", "een zwembad op de"),
        ("een zwembad in de tulpenstraat", "een zwembad in de"),
        (f"{MASKED_BSN} wie gaat over sneeuw", "wie gaat over sneeuw"),
        ("Samira wil een zwembad", "wil een zwembad"),
        ("samen met Kowalski een zwembad", "samen met … een zwembad"),
        ("samen met Bakker een zwembad", "samen met … een zwembad"),
        ("noor wil een zwembad en elisabeth ook", "wil een zwembad en … ook"),
        ("EEN ZWEMBAD VOOR DE BUURT", "een zwembad voor de buurt"),
        ("ik ben benieuwd naar muziek", "ik ben benieuwd naar muziek"),
        ("mevrouw bakker van de bieb zei nee", "mevrouw … zei nee"),
        ("kijk op www.jansen.nl en @jansen", "kijk op … en"),
    ],
)  # fmt: skip
def test_only_words_that_say_what_are_kept(said: str, left: str) -> None:
    assert kept(said) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("heeft joke van de dorpsweg ook een kameel", "heeft … van de … ook een kameel"),
        ("jaap en ellen willen met maarten bakker dansen", "en … willen met … dansen"),
        ("joops hond mag niet in het bos", "hond mag niet in het bos"),
        ("u spreekt met visser, mag muziek", "u spreekt met … mag muziek"),
        ("buurman bos heeft een kameel", "buurman … heeft een kameel"),
        ("ik heet pieter bos en wil muziek", "ik heet … en wil muziek"),
        ("fatiha groen wil een kameel", "wil een kameel"),
        ("de heer de boer wil een kameel", "de heer de … wil een kameel"),
        ("dokter de wit wil een kameel", "dokter de … wil een kameel"),
        ("oma en opa willen dansen met groen in het bos", None),
        ("koffie voor opa's en oma's in de buurt", None),
    ],
)
def test_a_name_that_is_a_word_is_left_out_and_the_word_is_kept(
    said: str, left: str | None
) -> None:
    assert kept(said) == (left or said)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("ik woon aan de hoofdstraat en wil een kameel", "ik woon aan de … en wil een kameel"),
        ("een kameel op het stationsplein", "een kameel op het"),
        ("een kameel op de molenweg twaalf graag", "een kameel op de … graag"),
        ("wij wonen in de beukenhorst en willen muziek", "wij wonen in de … en willen muziek"),
        ("een kameel op het raadhuisplein", "een kameel op het"),
        ("een kameel in de karel appelhof", "een kameel in de"),
        ("een kameel op 1234 ab", "een kameel op"),
        ("mijn nummer is nul zes een twee drie vier", "mijn nummer is"),
        ("bel nul zes twaalf vierendertig over een hond", "bel … over een hond"),
        ("ik woon in een flat aan een woonerf", None),
        ("een kameel op het schoolplein bij het zebrapad", None),
        ("twee of drie kamelen", None),
    ],
)
def test_an_address_or_number_in_words_is_left_out_and_the_word_is_kept(
    said: str, left: str | None
) -> None:
    assert kept(said) == (left or said)


def test_a_miss_of_a_plan_leaves_out_the_streets_of_the_wijken(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq")
    desk.say("hoe laat komt de ijscoman op de oude gracht?")
    assert words_of(desk) == [("vraag", "hoe laat komt de ijscoman op de")]


@given(st.text(max_size=300))
def test_whatever_is_typed_no_digit_no_mail_and_no_capital_is_kept(text: str) -> None:
    words = kept(text)
    assert not re.search(r"[\d@A-Z]", words)
    assert "http" not in words
    assert all(token == LEFT_OUT or is_plain(token) for token in words.split())


def is_plain(token: str) -> bool:
    """Whether each part of a word is known, as a whole or as a compound of what is."""
    parts = re.split(r"['’-]", dutch.fold(token))
    return all(part in KNOWN or dutch.is_dutch(part) or len(part) > 5 for part in parts if part)


@given(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(
        [
            "ik ben {} en ik wil muziek",
            "mijn naam is {} {}, mag er muziek",
            "wil {} van hiernaast ook muziek",
            "muziek met {} {} op het plein",
            "mag er muziek? groetjes {}",
            "mag er muziek? groet, {} {}",
            "meneer {} wil geen muziek",
        ]
    ),
)
def test_no_name_is_kept_wherever_it_stands(first: str, last: str, sentence: str) -> None:
    words = kept(sentence.format(first, last)).split()
    assert first.lower() not in words
    assert last.lower() not in words
    assert "muziek" in words


def test_nothing_is_kept_where_too_little_is_left() -> None:
    assert gap("vraag", "Fatima Jansen 06 12345678", KNOWN) is None
    assert gap("vraag", "", KNOWN) is None


# --- when something is missed


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))


def words_of(desk: PaperDesk) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in desk.gaps]


def test_an_idea_without_a_rule_is_missed(desk: PaperDesk) -> None:
    desk.say("wij van de sterrenclub willen vallende sterren kijken")
    if desk.only.outcome == "none":
        assert ("idee", "wij van de sterrenclub willen vallende sterren kijken") in words_of(desk)


def test_something_else_in_the_doubt_band_is_missed(desk: PaperDesk) -> None:
    desk.say("straatfeest")
    doubtful = desk.only.model_copy(update={"outcome": "doubt", "idea": "een draaimolen"})
    desk.dossiers[doubtful.id] = doubtful
    desk.say("wie gaat over bomen?")
    desk.press("Iets anders")
    assert words_of(desk) == [("idee", "een draaimolen")]


def test_an_idea_in_other_words_is_missed_when_they_have_no_rule_either(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq")
    desk.press("Wijzig mijn idee")
    desk.say("iets met wol")
    assert desk.only.outcome == "none"
    assert words_of(desk) == [("idee", "iets met wol")]


def test_words_instead_of_a_choice_are_missed_when_they_leave_no_rule(desk: PaperDesk) -> None:
    desk.say("straatfeest")
    doubtful = desk.only.model_copy(update={"outcome": "doubt", "idea": "iets met wol"})
    desk.dossiers[doubtful.id] = doubtful
    desk.say("gewoon veel wol")
    assert desk.only.outcome == "none"
    assert words_of(desk) == [("idee", "iets met wol gewoon veel wol")]


def test_a_question_that_nobody_answers_is_missed(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq")
    desk.say("hoe laat komt de ijscoman?")
    assert words_of(desk) == [("vraag", "hoe laat komt de ijscoman")]


def test_a_question_for_a_person_is_missed_once(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq")
    desk.say("wat kost dat?")
    assert words_of(desk) == []
    desk.press("Vraag het een mens")
    assert words_of(desk) == [("vraag", "wat kost dat")]


def test_an_answered_question_is_not_missed(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq")
    for question in ("wat kost dat?", "wie gaat over bomen?", "waar vraag ik een paspoort aan"):
        desk.say(question)
    assert words_of(desk) == []


# --- the list of the editor


def missed(words: str, day: date = date(2027, 5, 11), kind: str = "vraag") -> Missed:
    return Missed(day, Gap(kind="idee" if kind == "idee" else "vraag", words=words))


def test_what_is_alike_stands_together_and_most_asked_first() -> None:
    later = date(2027, 6, 1)
    groups = grouped(
        [
            missed("mag er een draaimolen komen"),
            missed("hoe laat komt de ijscoman"),
            missed("wij willen een draaimolen op het plein", later, "idee"),
            missed("draaimolens voor de kinderen", later),
        ]
    )
    assert [group.count for group in groups] == [3, 1]
    first = groups[0]
    assert (first.first, first.last) == (date(2027, 5, 11), later)
    assert first.kinds == ("idee", "vraag")
    assert len(first.examples) == 3


def test_small_words_make_no_likeness_and_a_short_word_does() -> None:
    groups = grouped(
        [
            missed("kunnen jullie eerst eens een os brengen"),
            missed("mag er een os"),
            missed("kunnen jullie eerst eens een vat lenen"),
        ]
    )
    assert [group.count for group in groups] == [2, 1]
    assert groups[1].examples == ("kunnen jullie eerst eens een vat lenen",)


def test_the_same_words_are_one_example() -> None:
    [group] = grouped([missed("een draaimolen", date(2027, 5, 1) + timedelta(n)) for n in range(9)])
    assert (group.count, group.examples) == (9, ("een draaimolen",))


def test_an_empty_list_has_no_groups() -> None:
    assert grouped([]) == []
