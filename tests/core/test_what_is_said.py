"""What is said is true, says what to do next, and is said once."""

import pytest

from bot.core.dossier import Dossier
from tests.core.paper import PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
FATIMA, ELS = map(chat_of, ("fatima", "els"))
SEND = "Verstuur naar een begeleider"


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))


def sent_plan(desk: PaperDesk, *, calls: bool = True) -> Dossier:
    """A straatfeest in Noord, sent to the team; Fatima is the one who suits."""
    desk.say("straatfeest met bbq, za 12 juni in de kerkstraat")
    desk.say("60")
    for label in ("Ga verder", "Weet ik nog niet", "Een paar"):
        desk.press(label)
    desk.say("Samira")
    desk.press("Bel me: deel mijn nummer" if calls else "Nee, schrijf me hier")
    desk.press(SEND)
    return desk.newest


def picked_up(desk: PaperDesk, *, calls: bool = True) -> Dossier:
    sent_plan(desk, calls=calls)
    desk.press("Ik pak dit op", FATIMA)
    return desk.newest


# --- to the begeleider, before pick-up


def test_loose_words_before_pick_up_say_what_comes_first(desk: PaperDesk) -> None:
    dossier = sent_plan(desk)
    desk.say("hoi Samira", FATIMA)
    assert f"Pak {dossier.code} eerst op" in desk.last(FATIMA)
    desk.press_button(desk.standing(FATIMA)[-1], desk.standing(FATIMA)[-1].buttons[0][0], FATIMA)
    assert desk.newest.claimed_at is not None


def test_a_reply_to_a_card_before_pick_up_says_so_too(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("/nieuw")
    sent_plan(desk)
    card = next(s for s in desk.standing(FATIMA) if s.name == desk.newest.card)
    desk.say("leuk!", FATIMA, reply_to=card)
    assert f"Pak {desk.newest.code} eerst op" in desk.last(FATIMA)


def test_with_several_plans_waiting_it_asks_which_to_pick_up(desk: PaperDesk) -> None:
    first = sent_plan(desk)
    desk.say("/nieuw")
    second = sent_plan(desk)
    desk.say("hallo", FATIMA)
    assert "Pak eerst een plan op" in desk.last(FATIMA)
    assert first.code
    assert second.code
    assert [label.split()[0] for label in desk.labels(FATIMA)] == [first.code, second.code]


# --- files and places without a word


def test_a_photo_without_words_is_named(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.send_file(FATIMA)
    assert "Je foto" in desk.last(FATIMA)
    assert '""' not in desk.last(FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert "Fatima, begeleider in Noord, stuurt een foto:" in desk.last()


def test_a_photo_with_words_is_written(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.send_file(FATIMA, "Zo kan het")
    desk.press("Stuur naar Samira", FATIMA)
    assert "schrijft:\nZo kan het" in desk.last()


# --- to the resident


def test_before_pick_up_a_change_is_for_whoever_picks_it_up(desk: PaperDesk) -> None:
    sent_plan(desk)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("Het aantal mensen")
    desk.say("80")
    assert "Wie het oppakt, ziet het." in desk.last()


def test_after_pick_up_the_begeleider_sees_a_change(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("Het aantal mensen")
    desk.say("80")
    assert "Je begeleider ziet het ook." in desk.last()


@pytest.mark.parametrize(
    ("calls", "said"),
    [(True, "Fatima belt je hierover vandaag."), (False, "Fatima neemt vandaag contact")],
)
def test_only_who_gave_a_number_is_told_of_a_call(desk: PaperDesk, calls: bool, said: str) -> None:
    picked_up(desk, calls=calls)
    desk.press("Ja, gesproken", FATIMA)
    desk.advance(days=10)
    desk.press("Ik bel vandaag", FATIMA)
    assert said in desk.last()


def test_a_new_idea_has_a_way_back(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni")
    desk.press("Wijzig mijn idee")
    desk.press("Ga terug")
    assert "Vraag 1 van" in desk.last()
    assert desk.only.revising is None
    assert desk.only.idea == "straatfeest met bbq, za 12 juni"


def test_a_reopened_question_has_a_way_back(desk: PaperDesk) -> None:
    sent_plan(desk)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("De plek")
    desk.press("Ga terug")
    assert desk.only.revising is None
    assert desk.only.code is not None
    assert desk.only.code in desk.last()


def test_erasing_everything_has_a_way_back(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni")
    desk.say("/stop")
    desk.press("Wis alles")
    desk.press("Ga terug")
    assert "Ik wis niets." in desk.last()
    assert "Vraag 1 van" in desk.last()
    assert desk.dossiers


def test_erasing_without_a_plan_has_a_way_back(desk: PaperDesk) -> None:
    desk.say("/start")
    desk.say("/stop")
    desk.press("Wis alles")
    desk.press("Ga terug")
    assert "Ik wis niets." in desk.last()


def test_an_edited_answer_is_changed_with_a_real_button(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni")
    desk.say("kerkstraat")
    desk.edit(2, "kapelstraat")
    assert "Wijzig iets" in [b.label for row in desk.standing()[-2].buttons for b in row]
    assert "Vraag 2 van" in desk.last()
    desk.press("Wijzig iets")
    desk.press("De plek")
    desk.say("kapelstraat")
    assert "Vraag 2 van" in desk.last()
