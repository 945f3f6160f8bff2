"""What is said is true, says what to do next, and is said once."""

import pytest

from bot.core.decision import Notice
from bot.core.dossier import Dossier
from tests.core.paper import GROUP, PaperDesk, chat_of, local, real_knowledge

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
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-05-21 14:00"))
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


@pytest.mark.parametrize("label", ["Tot 50", "50 tot 100", "Meer dan 100"])
def test_a_ready_number_is_repeated_as_it_was_pressed(desk: PaperDesk, label: str) -> None:
    desk.say("straatfeest met bbq, za 12 juni in de kerkstraat")
    desk.press(label)
    assert desk.last().startswith(f"{label} mensen.")


def test_a_place_far_away_asks_for_a_street(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni")
    desk.share_place(48.85, 2.35)
    assert "Die plek ligt niet in Voorbeeldstad." in desk.last()
    assert "Vraag 1 van" in desk.last()
    assert "plek" not in desk.only.answers


def test_a_place_on_the_map_is_told_with_its_wijk(desk: PaperDesk) -> None:
    noord = next(w for w in KNOWLEDGE.municipality.wijken if w.id == "noord")
    assert noord.box is not None
    south, west, north, east = noord.box
    desk.say("straatfeest met bbq, za 12 juni")
    desk.share_place((south + north) / 2, (west + east) / 2)
    assert desk.last().startswith("De plek op de kaart, in Noord.")


def test_a_first_word_of_smalltalk_is_answered_once(desk: PaperDesk) -> None:
    desk.say("wie ben jij")
    assert "\n".join(desk.seen()).count("Ik ben een computer") == 1
    assert "Wat wil je doen?" in desk.last()


def test_after_a_question_a_person_is_told_the_question(desk: PaperDesk) -> None:
    desk.say("/start")
    desk.press("Stel een vraag")
    desk.say("hoeveel kost een straatfeest")
    desk.press("Vraag het een mens")
    assert "Zeg wat je wilt weten." in desk.last()
    desk.press("Bel liever")
    assert "Zeg dat je een idee voor de buurt hebt." in desk.last()


def test_a_reminder_speaks_of_answers_only_when_there_are_any(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni")
    desk.advance(days=3)
    assert "antwoorden" not in desk.last()
    other = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))
    other.say("straatfeest met bbq, za 12 juni")
    other.say("kerkstraat")
    other.advance(days=3)
    assert "Je antwoorden staan er nog." in other.last()


def test_a_broken_promise_names_who_was_really_warned(desk: PaperDesk) -> None:
    sent_plan(desk)
    desk.advance(days=10)
    told = "\n".join(desk.seen())
    assert "De coördinator van het team weet het." in told
    assert any("was beloofd" in text for text in desk.seen(chat_of("nadia")))


def test_status_names_whose_turn_it_is_and_what_is_to_be_done(desk: PaperDesk) -> None:
    sent_plan(desk)
    desk.say("/status")
    assert "Nu is het team aan de beurt." in desk.last()
    assert "Meld het feest uiterlijk vrijdag 28 mei. Dat doe je zelf." in desk.last()
    desk.press("Ik pak dit op", FATIMA)
    desk.say("/status")
    assert "Nu is Fatima aan de beurt." in desk.last()


def test_who_only_reports_hears_of_a_short_form(desk: PaperDesk) -> None:
    sent_plan(desk)
    assert any(
        "Melden doe je zelf, met een kort formulier, uiterlijk" in text for text in desk.seen()
    )


def test_the_number_is_said_to_be_erased_only_when_there_was_one(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Rond af", FATIMA)
    desk.press("Sluit het plan", FATIMA)
    desk.press("Er komt geen reactie", FATIMA)
    desk.press("Ja, verstuur dit", FATIMA)
    assert "Je nummer is gewist." in desk.last()
    other = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))
    picked_up(other, calls=False)
    other.press("Rond af", FATIMA)
    other.press("Sluit het plan", FATIMA)
    other.press("Er komt geen reactie", FATIMA)
    other.press("Ja, verstuur dit", FATIMA)
    assert "nummer" not in other.last()


# --- to the next begeleider


@pytest.mark.parametrize("spoke", [True, False])
def test_the_next_card_says_who_helped_before(desk: PaperDesk, spoke: bool) -> None:
    picked_up(desk)
    if spoke:
        desk.press("Gesproken", FATIMA)
    desk.press("Draag over", FATIMA)
    desk.press("Geef terug aan het team", FATIMA)
    card = desk.card(desk.newest)
    assert "Eerder bij Fatima" in card
    assert ("nog niet gesproken" in card) is not spoke


def test_who_never_picked_it_up_did_not_help_before(desk: PaperDesk) -> None:
    sent_plan(desk)
    desk.press("Draag over", FATIMA)
    assert "Eerder bij" not in desk.card(desk.newest)


def test_the_history_names_people_and_says_what_was_left_empty(desk: PaperDesk) -> None:
    sent_plan(desk)
    desk.press("Lees alles", FATIMA)
    told = desk.last(FATIMA)
    assert "toegewezen · Fatima" in told
    assert ": \n" not in told
    assert ".;" not in told


def test_a_refused_press_in_a_topic_is_said_once() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), group=True)
    picked_up(desk)
    before = len(desk.seen(GROUP))
    out = desk.press("Rond af", ELS, where=GROUP)
    assert any(isinstance(o, Notice) and o.text for o in out)
    assert len(desk.seen(GROUP)) == before
