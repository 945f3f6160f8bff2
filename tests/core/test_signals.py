"""What staff hear in the street: a line in the picture of the wijk, and perhaps a beginning."""

import pytest

from bot.core.dossier import Dossier
from tests.core.paper import RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
FATIMA, JOOST, NADIA = chat_of("fatima"), chat_of("joost"), chat_of("nadia")
IDEA = "in de Kerkstraat willen ze een straatfeest"


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 10:00"))


def begun(desk: PaperDesk) -> Dossier:
    """A resident opens the code that Fatima gave them."""
    desk.say(f"/signaal {IDEA}", FATIMA)
    desk.press("Iemand wil dit doen", FATIMA)
    desk.say(desk.last(FATIMA))
    return desk.only


def test_a_signal_is_a_line_and_no_case(desk: PaperDesk) -> None:
    desk.say(f"/signaal {IDEA}", FATIMA)
    assert "Bewaard bij Noord. Er loopt geen klok." in desk.last(FATIMA)
    assert (desk.dossiers, desk.planned) == ({}, {})


def test_everybody_in_the_house_may_tell_one_and_who_helps_residents_reads_them_all(
    desk: PaperDesk,
) -> None:
    desk.say(f"/signaal {IDEA}", FATIMA)
    desk.say("/signaal mensen praten over de hitte", JOOST)
    desk.say("/signalen", NADIA)
    told = desk.last(NADIA)
    assert "2 signalen" in told
    assert f"Noord\ndi 11 mei: {IDEA} (Fatima)" in told
    assert "Zonder wijk\ndi 11 mei: mensen praten over de hitte (Joost)" in told
    desk.say("/signalen", JOOST)
    assert desk.last(JOOST) == "Alleen begeleiders kunnen dit."


def test_a_phone_number_in_a_signal_is_not_kept(desk: PaperDesk) -> None:
    desk.say("/signaal bel 06 12345678 over de hekken", FATIMA)
    assert "12345678" not in desk.signals[0].signal.words


@pytest.mark.parametrize("text", ["/signaal", "/signaal   "])
def test_a_signal_without_words_hears_how(desk: PaperDesk, text: str) -> None:
    desk.say(text, FATIMA)
    assert desk.last(FATIMA).startswith("Typ het zo:")
    assert desk.signals == []


def test_a_resident_begins_with_the_words_that_were_heard_and_hears_whose_they_are(
    desk: PaperDesk,
) -> None:
    dossier = begun(desk)
    assert dossier.resident == RESIDENT
    assert dossier.idea == IDEA
    assert "Ik ben een computer van de gemeente" in desk.seen()[0]
    assert "Iemand van de gemeente hoorde dit" in desk.seen()[1]
    assert "Vraag 1 van" in desk.last()


def test_a_code_works_once_and_never_makes_a_resident_staff(desk: PaperDesk) -> None:
    begun(desk)
    code = desk.last(FATIMA)
    desk.say(code, "terminal:een-ander")
    assert len(desk.dossiers) == 1
    assert "al gebruikt of verlopen" in desk.last("terminal:een-ander")
    assert desk.people[RESIDENT].member is None


def test_a_member_who_tries_the_code_leaves_it_to_the_resident(desk: PaperDesk) -> None:
    desk.say(f"/signaal {IDEA}", FATIMA)
    desk.press("Iemand wil dit doen", FATIMA)
    code = desk.last(FATIMA)
    desk.say(code, FATIMA)
    assert "is voor een bewoner" in desk.last(FATIMA)
    desk.say(code)
    assert desk.only.idea == IDEA
