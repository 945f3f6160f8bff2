"""With the resident and colleagues: agreements, texts that stand ready, backing, who is around."""

import pytest

from bot.core.dossier import BY_RESIDENT, Dossier, Named
from tests.core.paper import PHONE, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_due import helped

KNOWLEDGE = real_knowledge()
FATIMA, INGRID = chat_of("fatima"), chat_of("ingrid")
JOOST, HANNEKE = chat_of("joost"), chat_of("hanneke")


@pytest.fixture
def desk() -> PaperDesk:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 10:00"))
    helped(desk)
    desk.press("Gesproken", FATIMA)
    return desk


def agreed(desk: PaperDesk, who: str, what: str, day: str) -> Dossier:
    """What the owner fills in, typed."""
    desk.press("Volgende stap", FATIMA)
    desk.press("Maak een afspraak", FATIMA)
    for words in (who, what, day):
        desk.say(words, FATIMA)
    return desk.only


def with_number(desk: PaperDesk) -> None:
    """The resident shared their number; the owner reads it on the card."""
    dossier = desk.only.model_copy(update={"phone": PHONE})
    desk.dossiers[dossier.id] = dossier


# --- afspraken


def test_the_resident_hears_an_agreement_the_same_minute_with_the_whole_list(
    desk: PaperDesk,
) -> None:
    agreed(desk, "Joost", "hekken brengen", "20 mei")
    agreed(desk, "Samira", "buren vragen", "18 mei")
    assert "1. Evenementen: hekken brengen, uiterlijk donderdag 20 mei" in desk.last()
    assert "2. Jij: buren vragen, uiterlijk dinsdag 18 mei" in desk.last()
    assert desk.labels() == ["Klaar: buren vragen"]
    assert "Afspraken: 2 open, eerste di 18 mei." in desk.card(desk.only)


def test_the_resident_never_reads_the_name_of_a_colleague_in_the_list(desk: PaperDesk) -> None:
    agreed(desk, "Joost", "hekken brengen", "20 mei")
    desk.say("/status")
    assert "Evenementen: hekken brengen" in desk.last()
    assert not any("Joost" in text for text in desk.seen())
    assert "Joost (Evenementen): hekken brengen" in desk.last(FATIMA)


@pytest.mark.parametrize("who", ["ik", "Fatima", "de begeleider", "Nadia"])
def test_a_begeleider_cannot_own_what_is_to_be_done(desk: PaperDesk, who: str) -> None:
    agreed(desk, who, "hekken brengen", "20 mei")
    assert desk.only.agreements == ()
    assert "voert niets uit" in desk.seen(FATIMA)[-3]


def test_a_resident_with_the_name_of_a_begeleider_can_own_an_agreement() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 10:00"))
    helped(desk)
    named = desk.only.answers | {"naam": Named(name="Els")}
    desk.dossiers[desk.only.id] = desk.only.model_copy(update={"answers": named})
    assert agreed(desk, "els", "buren vragen", "18 mei").agreements[0].who == BY_RESIDENT


def test_the_resident_ticks_off_their_own_once_and_both_sides_see_it(desk: PaperDesk) -> None:
    agreed(desk, "Samira", "buren vragen", "18 mei")
    shown = desk.standing()[-1]
    desk.press("Klaar: buren vragen")
    assert "1. Jij: buren vragen (klaar)" in desk.last()
    assert "Samira heeft dit klaar: buren vragen" in desk.last(FATIMA)
    assert "Afspraken" not in desk.card(desk.only)
    desk.press_button(shown, shown.buttons[0][0])
    assert desk.last() == "Dat stond al op klaar."
    assert len([line for line in desk.lines("d1") if line.what == "afspraak klaar"]) <= 1


def test_a_resident_cannot_tick_off_what_a_colleague_does(desk: PaperDesk) -> None:
    agreed(desk, "Samira", "buren vragen", "18 mei")
    agreed(desk, "Joost", "hekken brengen", "20 mei")
    shown = desk.standing()[-1]
    desk.press_button(shown, shown.buttons[0][0].model_copy(update={"value": "2"}))
    assert [one.done_at for one in desk.only.agreements] == [None, None]


def test_an_old_button_does_not_tick_off_twice_nor_tells_the_resident(desk: PaperDesk) -> None:
    agreed(desk, "Joost", "hekken brengen", "20 mei")
    agreed(desk, "Hanneke", "bakken leveren", "21 mei")
    desk.press("Vink af", FATIMA)
    shown = desk.standing(FATIMA)[-1]
    old = shown.buttons[0][0]
    desk.press_button(shown, old, FATIMA)
    assert "Klaar: hekken brengen." in desk.last()
    heard = len(desk.seen())
    desk.press_button(shown, old, FATIMA)
    assert len(desk.seen()) == heard


def test_the_resident_is_reminded_a_working_day_before_and_the_owner_when_a_colleague_is_late(
    desk: PaperDesk,
) -> None:
    agreed(desk, "Samira", "buren vragen", "24 mei")
    agreed(desk, "Joost", "hekken brengen", "20 mei")
    desk.until(local("2027-05-27 12:00"))
    own = [f"{at:%a %d %H:%M}" for at, text in desk.came() if "Afgesproken: buren vragen" in text]
    late = [f"{at:%a %d %H:%M}" for at, text in desk.came(FATIMA) if "afspraak is voorbij" in text]
    assert (own, late) == (["Fri 21 09:00"], ["Thu 27 08:30"])


def test_what_is_done_or_was_agreed_the_day_before_is_not_reminded_of(desk: PaperDesk) -> None:
    agreed(desk, "Samira", "buren vragen", "24 mei")
    desk.press("Klaar: buren vragen")
    agreed(desk, "Samira", "hapjes kiezen", "12 mei")
    desk.until(local("2027-05-25 12:00"))
    assert not any("Afgesproken:" in text for text in desk.seen())


def test_an_agreement_is_news_but_a_day_that_was_told_stands(desk: PaperDesk) -> None:
    desk.until(local("2027-05-13 10:00"))
    promised = desk.only.next_date
    agreed(desk, "Samira", "buren vragen", "24 mei")
    moved = desk.only.next_date
    assert promised is not None
    assert moved is not None
    assert moved > promised
    with_number(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Bel op …", FATIMA)
    desk.say("maandag 10 uur", FATIMA)
    call = desk.only.next_date
    agreed(desk, "Samira", "hapjes kiezen", "25 mei")
    assert desk.only.next_date == call


# --- snelteksten


def test_each_text_that_stands_ready_names_the_resident_as_the_owner_of_the_plan() -> None:
    assert len(KNOWLEDGE.quick_texts) == 8
    for text in KNOWLEDGE.quick_texts.values():
        assert "[jouw|uw] plan" in text.text.replace("[Jouw|Uw]", "[jouw|uw]"), text.id


def test_a_text_that_stands_ready_is_shown_before_it_goes_and_counts_as_contact(
    desk: PaperDesk,
) -> None:
    desk.until(local("2027-05-13 10:00"))
    heard = len(desk.seen())
    desk.press("Antwoord", FATIMA)
    desk.press("Het duurt langer", FATIMA)
    assert len(desk.seen()) == heard
    assert "Hoi Samira, jouw plan duurt bij ons langer" in desk.last(FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert desk.last().startswith("Fatima, begeleider in Noord, schrijft:")
    assert "Voor woensdag 26 mei vraag ik het opnieuw na" in desk.last()
    assert desk.only.spoken_at == desk.now
    assert desk.only.move == "begeleider"
    assert [line.what for line in desk.lines(desk.only.id)].count("bericht") == 1


def test_a_second_tap_does_not_send_it_twice(desk: PaperDesk) -> None:
    desk.press("Antwoord", FATIMA)
    desk.press("Het duurt langer", FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert "Stuur naar Samira" not in [
        b.label for s in desk.standing(FATIMA) for row in s.buttons for b in row
    ]


def test_a_text_can_be_changed_before_it_goes(desk: PaperDesk) -> None:
    desk.press("Antwoord", FATIMA)
    desk.press("Mooi gedaan", FATIMA)
    desk.press("Pas aan", FATIMA)
    desk.say("Top, jouw plan!", FATIMA)
    assert "Top, jouw plan!" in desk.last(FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert "Top, jouw plan!" in desk.last()


# --- ruggesteun


def test_backing_reaches_the_director_with_the_card_and_without_the_number(
    desk: PaperDesk,
) -> None:
    with_number(desk)
    heard = len(desk.seen())
    desk.press("Meer", FATIMA)
    desk.press("Vraag ruggesteun", FATIMA)
    desk.say("Verkeer en Groen wijzen naar elkaar", FATIMA)
    told = desk.last(INGRID)
    assert "Fatima vraagt je ruggesteun" in told
    assert "Verkeer en Groen wijzen naar elkaar" in told
    assert desk.only.code is not None
    assert desk.only.code in told
    assert PHONE not in told
    assert "Ingrid heeft de kaart" in desk.last(FATIMA)
    assert len(desk.seen()) == heard


def test_what_the_director_replies_reaches_the_owner_and_not_the_resident(
    desk: PaperDesk,
) -> None:
    desk.press("Meer", FATIMA)
    desk.press("Vraag ruggesteun", FATIMA)
    desk.press("Sla over", FATIMA)
    heard = len(desk.seen())
    desk.say("Ik bel ze vandaag", INGRID, reply_to=desk.standing(INGRID)[-1])
    assert "Ingrid antwoordt over" in desk.last(FATIMA)
    assert "Ik bel ze vandaag" in desk.last(FATIMA)
    assert len(desk.seen()) == heard


def test_no_clock_runs_on_backing(desk: PaperDesk) -> None:
    before = desk.planned
    desk.press("Meer", FATIMA)
    desk.press("Vraag ruggesteun", FATIMA)
    desk.press("Sla over", FATIMA)
    assert desk.planned == before


def test_a_director_who_is_not_connected_is_named_all_the_same() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 10:00"), connected=("fatima",))
    helped(desk)
    desk.press("Meer", FATIMA)
    desk.press("Vraag ruggesteun", FATIMA)
    desk.press("Sla over", FATIMA)
    assert "Bel Ingrid" in desk.last(FATIMA)


# --- krachtenveld


def placed(desk: PaperDesk, group: str, influence: str, speaker: str = "") -> None:
    desk.press("Meer", FATIMA)
    desk.press("Teken wie eromheen staat", FATIMA)
    assert "Nooit de naam van een mens" in desk.last(FATIMA)
    desk.say(group, FATIMA)
    desk.press("Klein", FATIMA)
    desk.press(influence, FATIMA)
    if speaker:
        desk.say(speaker, FATIMA)
    else:
        desk.press("Sla over", FATIMA)


def test_an_influential_group_that_nobody_speaks_with_stands_on_the_card(
    desk: PaperDesk,
) -> None:
    placed(desk, "winkeliers", "Groot")
    placed(desk, "ouders van de school", "Klein")
    assert "Nog niemand spreekt met: winkeliers." in desk.card(desk.only)
    placed(desk, "Winkeliers", "Groot", "de wijkregisseur")
    assert "Nog niemand spreekt" not in desk.card(desk.only)
    desk.press("Meer", FATIMA)
    desk.press("Lees alles", FATIMA)
    told = desk.last(FATIMA)
    assert "Winkeliers: belang klein, invloed groot, de wijkregisseur spreekt met hen" in told
    assert "ouders van de school: belang klein, invloed klein, nog niemand" in told


# --- coalitie


def asked(desk: PaperDesk, *names: str) -> None:
    for name in names:
        desk.press("Vraag een collega", FATIMA)
        desk.say(name, FATIMA)
        desk.press(f"Stuur naar {name}", FATIMA)


def test_colleagues_who_were_asked_are_brought_together_and_hear_when_it_ends(
    desk: PaperDesk,
) -> None:
    with_number(desk)
    asked(desk, "Joost")
    assert "Maak een coalitie" not in desk.labels(FATIMA)
    asked(desk, "Hanneke")
    desk.press("Maak een coalitie", FATIMA)
    assert desk.only.coalition == ("joost", "hanneke")
    for chat, other in ((JOOST, "Hanneke"), (HANNEKE, "Joost")):
        assert f"Ook gevraagd: {other}" in desk.last(chat)
        assert PHONE not in desk.last(chat)
    desk.press("Rond af", FATIMA)
    desk.press("Redt het zelf", FATIMA)
    assert desk.only.coalition == ()
    assert "de coalitie ook" in desk.last(JOOST)


def test_who_is_asked_later_joins_and_the_others_hear_who(desk: PaperDesk) -> None:
    asked(desk, "Joost", "Hanneke")
    desk.press("Maak een coalitie", FATIMA)
    desk.dossiers[desk.only.id] = desk.only.model_copy(update={"coalition": ("joost",)})
    asked(desk, "Hanneke")
    desk.press("Maak een coalitie", FATIMA)
    assert "doet ook mee: Hanneke" in desk.last(JOOST)
    assert "Ook gevraagd: Joost" in desk.last(HANNEKE)


def test_an_answer_on_the_card_of_a_coalition_answers_the_question_too(desk: PaperDesk) -> None:
    asked(desk, "Joost", "Hanneke")
    desk.press("Maak een coalitie", FATIMA)
    desk.say("Dat kan.", HANNEKE, reply_to=desk.standing(HANNEKE)[-1])
    assert "Hanneke antwoordt over" in desk.last(FATIMA)
    assert [one.answered_at is None for one in desk.only.asked] == [True, False]


def test_a_coalition_also_ends_when_the_resident_stops(desk: PaperDesk) -> None:
    asked(desk, "Joost", "Hanneke")
    desk.press("Maak een coalitie", FATIMA)
    desk.say("/stop")
    desk.press("Ik stop ermee")
    assert "de coalitie ook" in desk.last(HANNEKE)


def test_how_soon_colleagues_were_asked_stands_on_lees_alles_also_after_a_transfer(
    desk: PaperDesk,
) -> None:
    desk.until(local("2027-05-13 10:00"))
    asked(desk, "Joost")
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)
    desk.until(local("2027-05-14 10:00"))
    desk.press("Neem over", chat_of("els"))
    desk.press("Meer", chat_of("els"))
    desk.press("Lees alles", chat_of("els"))
    assert "Joost (Evenementen): 2 werkdagen na oppakken" in desk.last(chat_of("els"))
