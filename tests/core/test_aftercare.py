"""After a plan was realised: two questions, and a story that only the resident can publish."""

import pytest

from bot.core.decision import Send
from tests.core.paper import PHOTO, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_staff import picked_up

FATIMA = chat_of("fatima")
TOLD = "Nu kennen we de hele straat."


@pytest.fixture
def desk() -> PaperDesk:
    """A straatfeest that was realised; the resident is asked for a story."""
    desk = PaperDesk(real_knowledge(), local("2027-05-11 20:14"))
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.press("Sla over", FATIMA)
    desk.press("Een beetje")
    desk.press("Soms")
    return desk


def test_two_taps_tell_how_it_went_and_stand_on_the_timeline(desk: PaperDesk) -> None:
    said = {line.what: line.text for line in desk.lines(desk.only.id)}
    assert said["vond de hulp"] == "beetje"
    assert said["wist waar het aan toe was"] == "soms"


def test_nobody_sees_a_story_before_the_resident_agrees_to_these_words(desk: PaperDesk) -> None:
    desk.press("Deel mijn verhaal")
    desk.say(TOLD)
    assert TOLD not in "".join(desk.seen(FATIMA))
    assert not any(TOLD in line.text for line in desk.lines(desk.only.id))
    desk.press("Ja, dat mag")
    assert TOLD in desk.last(FATIMA)
    assert desk.only.story is not None
    assert desk.only.story.agreed_at is not None


def test_a_photo_comes_along_and_more_words_are_added(desk: PaperDesk) -> None:
    desk.press("Deel mijn verhaal")
    desk.say(TOLD)
    desk.send_file(caption="dit is hem")
    assert "Staan er mensen op?" in desk.last()
    out = desk.press("Ja, dat mag")
    [sent] = [o for o in out if isinstance(o, Send) and o.chat == FATIMA]
    assert sent.file == PHOTO
    assert TOLD in sent.text
    assert "dit is hem" in sent.text


def test_a_story_that_may_not_be_shown_is_not_kept(desk: PaperDesk) -> None:
    desk.press("Deel mijn verhaal")
    desk.say(TOLD)
    desk.press("Nee, toch niet")
    assert desk.only.story is None
    assert TOLD not in "".join(desk.seen(FATIMA))
    desk.say("een nieuw idee: een picknick in het park")
    assert desk.only.story is None


def test_a_consent_can_be_taken_back_and_the_begeleider_hears_it(desk: PaperDesk) -> None:
    desk.press("Deel mijn verhaal")
    desk.say(TOLD)
    desk.press("Ja, dat mag")
    desk.press("Trek mijn verhaal in")
    assert desk.only.story is None
    assert "trekt het verhaal in" in desk.last(FATIMA)
    assert TOLD not in "".join(desk.seen(FATIMA))


def test_whoever_would_rather_not_is_left_alone(desk: PaperDesk) -> None:
    desk.press("Liever niet")
    assert desk.last() == "Goed. Niemand krijgt het te zien. Nieuw idee? Typ het gewoon."


def test_a_begeleider_who_closed_a_plan_may_still_ask_how_it_went(desk: PaperDesk) -> None:
    code = desk.only.code
    desk.say(f"/antwoord {code} Hoe was het feest?", FATIMA)
    assert "Hoe was het feest?" in desk.last()
    assert "Je hoort weer van" not in desk.last()
    assert desk.only.status == "gerealiseerd"
