"""The begeleider at work: what their taps tell the resident, and what they never tell twice."""

import pytest

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.situation import Shown
from tests.core.paper import PHONE, RESIDENT, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_due import helped, sent
from tests.core.test_standing_in import away

KNOWLEDGE = real_knowledge()
FATIMA, ELS, MARCO, NADIA = map(chat_of, ("fatima", "els", "marco", "nadia"))
JOOST, RENSKE = chat_of("joost"), chat_of("renske")


@pytest.fixture
def desk() -> PaperDesk:
    """Fatima picked up a straatfeest in Noord."""
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 10:00"))
    helped(desk)
    return desk


def tap(desk: PaperDesk, *labels: str, chat: str = FATIMA) -> Dossier:
    for label in labels:
        desk.press(label, chat)
    return desk.only


def tap_old(desk: PaperDesk, shown: Shown, label: str, chat: str = FATIMA) -> None:
    """A button of a message as it was shown then."""
    button = next(b for row in shown.buttons for b in row if b.label == label)
    desk.press_button(shown, button, chat)


def question(desk: PaperDesk) -> Shown:
    """The newest message with buttons in Fatima's chat."""
    return next(s for s in reversed(desk.standing(FATIMA)) if s.buttons)


def shares_number(desk: PaperDesk) -> None:
    """The resident can be called."""
    desk.dossiers[desk.only.id] = desk.only.model_copy(update={"phone": PHONE})


# --- old and doubled buttons


def test_a_question_to_a_colleague_goes_out_once_however_often_it_is_tapped(
    desk: PaperDesk,
) -> None:
    tap(desk, "Vraag een collega", "Joost (Evenementen)")
    ready = question(desk)
    tap(desk, "Stuur naar Joost")
    heard, asked = desk.seen(), desk.seen(JOOST)
    for label in ("Stuur naar Joost", "Kopieer voor mail"):
        tap_old(desk, ready, label)
        assert "werkt niet meer" in desk.last(FATIMA)
    assert (desk.seen(), desk.seen(JOOST)) == (heard, asked)
    assert len(desk.only.asked) == 1


def test_a_question_that_was_worded_anew_cannot_go_out_in_its_old_words(desk: PaperDesk) -> None:
    tap(desk, "Vraag een collega", "Joost (Evenementen)")
    ready = question(desk)
    tap(desk, "Wijzig de vraag")
    desk.say("Wie zet de hekken neer?", FATIMA)
    tap_old(desk, ready, "Stuur naar Joost")
    assert desk.seen(JOOST) == []
    tap(desk, "Stuur naar Joost")
    assert "Wie zet de hekken neer?" in desk.last(JOOST)


def test_whether_they_spoke_is_answered_once(desk: PaperDesk) -> None:
    shares_number(desk)
    tap(desk, "Volgende stap", "Bel op …", "Wo 12 mei 10–12")
    desk.until(local("2027-05-12 12:30"))
    asked = question(desk)
    talked = tap(desk, "Ja, gesproken").talked_at
    desk.until(local("2027-05-18 10:00"))
    heard = desk.seen()
    for label in ("Ja, gesproken", "Geen gehoor", "Straks"):
        tap_old(desk, asked, label)
    assert desk.seen() == heard
    assert desk.only.talked_at == talked


def test_a_tapped_message_loses_its_buttons_and_keeps_its_words(desk: PaperDesk) -> None:
    tap(desk, "Vraag een collega", "Joost (Evenementen)")
    ready = question(desk)
    tap(desk, "Stuur naar Joost")
    now = next(s for s in desk.standing(FATIMA) if s.outbox == ready.outbox)
    assert (now.text, now.buttons) == (ready.text, ())


def test_a_card_and_a_menu_keep_their_buttons(desk: PaperDesk) -> None:
    tap(desk, "Volgende stap")
    menu = question(desk)
    tap_old(desk, menu, "Zet op de beslistafel")
    tap_old(desk, menu, "Vraag de bewoner iets")
    assert "Typ de vraag" in desk.last(FATIMA)
    card = next(s for s in desk.standing(FATIMA) if s.name == desk.only.card)
    assert len([b for row in card.buttons for b in row]) == 7


# --- what hangs on a plan that the team lets go


def offered(desk: PaperDesk) -> Shown:
    """Marco is asked to take it over."""
    tap(desk, "Draag over", "Geef aan Marco")
    return desk.standing(MARCO)[-1]


NO_LONGER = "VB-2027-0001: je hoeft hier niets meer mee te doen."


def close(desk: PaperDesk, how: str) -> None:
    tap(desk, "Rond af", *how.split(" > "))


@pytest.mark.parametrize(
    "how", ["Gerealiseerd > Sla over", "Redt het zelf", "Sluit het plan > Dit plan is er al"]
)
def test_who_was_asked_to_take_a_plan_over_hears_that_it_closed(desk: PaperDesk, how: str) -> None:
    tap(desk, "Gesproken")
    asked = offered(desk)
    close(desk, how)
    if "Sluit" in how:
        tap(desk, "Ja, verstuur dit")
    assert desk.last(MARCO) == NO_LONGER
    tap_old(desk, asked, "Neem over", MARCO)
    assert "al gesloten" in desk.last(MARCO)
    assert desk.only.owner == "fatima"


def test_who_was_asked_to_take_a_plan_over_hears_that_it_went_back_to_the_team(
    desk: PaperDesk,
) -> None:
    offered(desk)
    tap(desk, "Draag over", "Geef terug aan het team")
    assert desk.only.owner != "marco"
    assert desk.last(MARCO) == NO_LONGER


def test_who_was_asked_to_take_a_plan_over_hears_that_the_resident_stopped(
    desk: PaperDesk,
) -> None:
    offered(desk)
    desk.say("/stop")
    desk.press("Ik stop ermee")
    assert desk.last(MARCO) == NO_LONGER
    assert desk.only.offered_to is None


def budget_asked(desk: PaperDesk) -> None:
    tap(desk, "Gesproken", "Volgende stap", "Vraag budget", "250 euro")


@pytest.fixture
def light() -> PaperDesk:
    """Fatima picked up a light plan in Noord, where the wijk has a budget."""
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 10:00"))
    sent(desk, "een geveltuin in de kerkstraat")
    tap(desk, "Ik pak dit op", chat=chat_of(desk.only.owner or ""))
    return desk


def test_a_closed_plan_asks_no_contribution_any_more(light: PaperDesk) -> None:
    budget_asked(light)
    assert "gevraagd aan Renske" in light.card(light.only)
    close(light, "Gerealiseerd > Sla over")
    assert "Bijdrage" not in light.card(light.only)
    assert "dit plan is gesloten" in light.last(RENSKE)
    light.press("Nee")
    light.press("Vraag om nog eens kijken")
    tap(light, "Volgende stap")
    assert "Vraag budget" in light.labels(FATIMA)


# --- words that a resident reads


@pytest.mark.parametrize("nothing", ["-", ".", "...", "x", "12", "👍"])
def test_niet_gelukt_is_explained_in_words_each_of_the_five_times(
    desk: PaperDesk, nothing: str
) -> None:
    tap(desk, "Gesproken", "Rond af", "Niet gelukt")
    for step in range(1, 6):
        desk.say(nothing, FATIMA)
        assert "Typ het in een paar woorden" in desk.last(FATIMA)
        assert f"{step} van 5" in desk.last(FATIMA)
        desk.say("zo zit het", FATIMA)
    tap(desk, "Ja, verstuur dit")
    assert "Dit is waarom:\nzo zit het" in desk.last()


def test_a_plan_is_closed_with_a_reason_that_says_something(desk: PaperDesk) -> None:
    tap(desk, "Rond af", "Sluit het plan")
    desk.say("-", FATIMA)
    assert "Typ het in een paar woorden" in desk.last(FATIMA)
    assert "Dit plan is er al" in desk.labels(FATIMA)


def test_a_decision_is_told_in_words(desk: PaperDesk) -> None:
    tap(desk, "Volgende stap", "Zet op de beslistafel")
    for said in ("Mag de straat dicht?", "ja of nee", "de gebiedsmanager"):
        desk.say(said, FATIMA)
    tap(desk, desk.labels(FATIMA)[0], "Ja, verstuur dit", "Volgende stap", "Meld het besluit")
    desk.say(".", FATIMA)
    assert "Typ het in een paar woorden" in desk.last(FATIMA)
    assert desk.only.status == "beslistafel"


# --- who decides


def knotted(desk: PaperDesk) -> Shown:
    """Nadia is asked to decide."""
    tap(desk, "Volgende stap", "Zet op de beslistafel")
    desk.say("Mag de straat dicht?", FATIMA)
    tap(desk, "Sla over", "Nadia")
    tap(desk, desk.labels(FATIMA)[0], "Ja, verstuur dit")
    return desk.standing(NADIA)[-1]


def test_what_the_decider_replies_reaches_the_owner_and_not_the_resident(desk: PaperDesk) -> None:
    asked = knotted(desk)
    heard = desk.seen()
    desk.say("Ja dat mag", NADIA, reply_to=asked)
    number = desk.messages
    assert desk.last(FATIMA) == "Nadia antwoordt over VB-2027-0001:\nJa dat mag"
    assert desk.labels(FATIMA) == ["Meld het besluit"]
    assert desk.seen() == heard
    assert ("nadia", False) in [
        (x.who, x.visible) for x in desk.lines(desk.only.id) if "mag" in x.text
    ]
    desk.edit(number, "Ja dat mag, tot 22 uur", NADIA)
    assert "tot 22 uur" in desk.last(FATIMA)
    tap(desk, "Meld het besluit")
    assert "Wat is er besloten?" in desk.last(FATIMA)


# --- what a colleague agreed to do


def agreed(desk: PaperDesk, who: str = "Joost", what: str = "hekken brengen") -> None:
    tap(desk, "Gesproken", "Volgende stap", "Maak een afspraak")
    for words in (who, what, "20 mei"):
        desk.say(words, FATIMA)


def test_a_connected_colleague_reads_what_they_agreed_to_do_and_ticks_it_off(
    desk: PaperDesk,
) -> None:
    agreed(desk)
    assert "hekken brengen, uiterlijk donderdag 20 mei" in desk.last(JOOST)
    ready = desk.standing(JOOST)[-1]
    tap(desk, "Klaar: hekken brengen", chat=JOOST)
    assert desk.last(FATIMA) == "VB-2027-0001: Joost (Evenementen) heeft dit klaar: hekken brengen."
    assert desk.last().startswith("Klaar: hekken brengen. Dat deed Evenementen.")
    assert "Afspraken" not in desk.card(desk.only)
    heard = desk.seen()
    tap_old(desk, ready, "Klaar: hekken brengen", JOOST)
    assert desk.seen() == heard
    assert not any("Joost" in text for text in heard)
    assert not any(x.visible for x in desk.lines(desk.only.id) if x.who == "joost")


def test_what_the_owner_ticked_off_a_colleague_cannot_tick_off_again(desk: PaperDesk) -> None:
    agreed(desk)
    tap(desk, "Vink af", "1. Joost (Evenementen): hekken brengen")
    heard = desk.seen()
    tap(desk, "Klaar: hekken brengen", chat=JOOST)
    assert "niet aan jou gevraagd" in desk.last(JOOST)
    assert desk.seen() == heard


def test_a_colleagues_reply_to_an_agreement_reaches_the_owner_only(desk: PaperDesk) -> None:
    agreed(desk)
    heard = desk.seen()
    desk.say("die dag kan ik niet", JOOST, reply_to=desk.standing(JOOST)[-1])
    assert "die dag kan ik niet" in desk.last(FATIMA)
    assert desk.seen() == heard


def test_who_is_no_colleague_in_the_chat_is_not_looked_for(desk: PaperDesk) -> None:
    agreed(desk, "de buurtvereniging", "stoelen brengen")
    assert "1. de buurtvereniging: stoelen brengen" in desk.last()
    assert desk.seen(JOOST) == []


def undecided(desk: PaperDesk) -> None:
    tap(desk, "Volgende stap", "Zet op de beslistafel")
    desk.say("Mag de straat dicht?", FATIMA)
    tap(desk, "Sla over", "Dat is nog niet bekend")
    tap(desk, desk.labels(FATIMA)[0], "Ja, verstuur dit")


def test_who_decides_can_be_promised_instead_of_the_decision(desk: PaperDesk) -> None:
    undecided(desk)
    assert "hoor je van Fatima wie er beslist, en wanneer." in desk.last()
    assert desk.seen(NADIA) == []
    desk.say("/beslistafel", FATIMA)
    assert "Wie beslist, is nog niet bekend." in desk.last(FATIMA)


def test_once_it_is_known_who_decides_the_resident_hears_so(desk: PaperDesk) -> None:
    undecided(desk)
    tap(desk, "Volgende stap", "Zet op de beslistafel")
    desk.say("Mag de straat dicht?", FATIMA)
    tap(desk, "Sla over", "Nadia")
    tap(desk, desk.labels(FATIMA)[0], "Ja, verstuur dit")
    assert "beslist Nadia." in desk.last()
    tap(desk, "Volgende stap")
    assert "Zet op de beslistafel" not in desk.labels(FATIMA)


# --- handing over to somebody who is full


def full(desk: PaperDesk, member: str, points: int = 8) -> None:
    """This member has as much as the municipality allows."""
    other = desk.only.model_copy(
        update={"id": "vol", "code": "VB-2027-0099", "resident": "x", "owner": member}
    )
    desk.dossiers["vol"] = other.model_copy(update={"points": points})


def test_who_is_full_stands_last_among_those_who_can_take_a_plan_over(desk: PaperDesk) -> None:
    full(desk, "aisha")
    desk.press("Draag over", FATIMA)
    assert desk.labels(FATIMA)[0] == "Geef aan Dewi"
    assert desk.labels(FATIMA)[-2:] == ["Geef aan Aisha, vol", "Geef terug aan het team"]


def test_who_is_full_is_warned_and_can_take_a_plan_over_all_the_same(desk: PaperDesk) -> None:
    full(desk, "marco")
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Marco, vol", FATIMA)
    warning = "en 8 is vol. Het mag wel."
    assert warning in desk.last(MARCO)
    desk.press("Neem over", MARCO)
    assert desk.last(MARCO).endswith(warning)
    assert [d.owner for d in desk.dossiers.values()] == ["marco", "marco"]


# --- calling, writing, visiting


def test_who_would_rather_be_written_to_is_not_called(desk: PaperDesk) -> None:
    tap(desk, "Gesproken")
    assert "Bel op …" not in desk.labels(FATIMA)
    tap(desk, "Volgende stap")
    assert "Bel op …" not in desk.labels(FATIMA)
    assert "Ga op bezoek" in desk.labels(FATIMA)


def test_bel_mij_liever_asks_for_the_number_and_the_begeleider_gets_it(desk: PaperDesk) -> None:
    desk.until(local("2027-05-20 12:00"))
    desk.press("Bel mij liever")
    assert "Wil je je nummer delen?" in desk.last()
    assert "wil gebeld worden, nummer niet bekend" in desk.card(desk.only)
    desk.press("Bel me: deel mijn nummer")
    assert f"bel: {PHONE}" in desk.card(desk.only)
    desk.press("Bel mij liever")
    assert "nummer" not in desk.last()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-05-20 16:20", "vandaag"),
        ("2027-05-20 16:40", "vandaag"),
        ("2027-05-20 18:40", "vrijdag 21 mei"),
    ],
)
def test_ik_bel_vandaag_says_a_day_that_is_still_to_come_and_is_asked_about(
    desk: PaperDesk, moment: str, day: str
) -> None:
    tap(desk, "Gesproken")
    shares_number(desk)
    desk.until(local(moment))
    desk.press_button(question(desk), Button(label="x", action="ik-bel-vandaag"), FATIMA)
    assert f"Fatima belt je hierover {day}." in desk.last()
    assert desk.only.call is not None
    desk.until(local("2027-05-21 17:00"))
    assert any("gesproken?" in text for at, text in desk.came(FATIMA) if at > local(moment))


def visiting(desk: PaperDesk) -> Shown:
    """Two moments are proposed: Wednesday 10-12 and 13-15."""
    tap(desk, "Volgende stap", "Ga op bezoek", "Wo 12 mei 10–12", "Wo 12 mei 13–15")
    return desk.standing()[-1]


def test_a_moment_for_a_visit_that_has_passed_leads_to_the_other_one(desk: PaperDesk) -> None:
    asked = visiting(desk)
    desk.until(local("2027-05-12 12:30"))
    tap_old(desk, asked, "Kies wo 12 mei 10.00", RESIDENT)
    assert "Dat moment is voorbij." in desk.last()
    desk.press("Kies wo 12 mei 13.00")
    assert "Afgesproken: Fatima komt vandaag" in desk.last()


def test_when_all_moments_have_passed_the_begeleider_hears_it_and_proposes_anew(
    desk: PaperDesk,
) -> None:
    asked = visiting(desk)
    desk.until(local("2027-05-13 09:00"))
    tap_old(desk, asked, "Kies wo 12 mei 10.00", RESIDENT)
    assert desk.last().startswith("Dat moment is voorbij. Wanneer komt het beter uit?")
    assert "koos een moment dat al voorbij was" in desk.last(FATIMA)
    assert desk.labels(FATIMA)[0] == "Ga op bezoek"
    desk.say("vrijdag na vieren")
    assert "vrijdag na vieren" in desk.last(FATIMA)


def test_another_moment_for_a_visit_is_asked_as_a_visit(desk: PaperDesk) -> None:
    visiting(desk)
    desk.press("Kies een ander moment")
    assert "kan niet op die momenten" in desk.last(FATIMA)
    assert "Wanneer ga je langs?" in desk.last(FATIMA)


def test_nobody_home_at_a_visit_is_told_as_it_was(desk: PaperDesk) -> None:
    visiting(desk)
    desk.press("Kies wo 12 mei 10.00")
    desk.until(local("2027-05-12 12:30"))
    tap(desk, "Geen gehoor")
    assert "Fatima kwam langs, maar trof je niet." in desk.last()
    assert "weet dat je langskwam" in desk.last(FATIMA)
    assert "bellen" not in desk.last()


# --- what the lists and the card tell


def test_an_agreement_that_nobody_covers_makes_a_plan_stall(desk: PaperDesk) -> None:
    agreed(desk, what="hekken brengen, bel 06 12345678")
    desk.until(local("2027-05-20 12:00"))
    desk.say("/mijn", FATIMA)
    assert "stokt" not in desk.last(FATIMA)
    desk.until(local("2027-05-21 12:00"))
    why = "stokt: afspraak voorbij: hekken brengen, bel (nummer) (do 20 mei)"
    for command in ("/mijn", "/team"):
        desk.say(command, FATIMA)
        assert why in desk.last(FATIMA)
    tap(desk, "Klaar: hekken brengen, bel …", chat=JOOST)
    desk.say("/mijn", FATIMA)
    assert "stokt" not in desk.last(FATIMA)


def test_the_card_says_who_was_asked_and_until_when(desk: PaperDesk) -> None:
    assert "Nog open: Joost (Evenementen) weet meer." in desk.card(desk.only)
    tap(desk, "Vraag een collega", "Joost (Evenementen)", "Stuur naar Joost")
    assert "Nog open" not in desk.card(desk.only)
    assert "Gevraagd: Evenementen, tot wo 19 mei." in desk.card(desk.only)
    tap(desk, "Vraag een collega")
    desk.say("Hanneke", FATIMA)
    tap(desk, "Stuur naar Hanneke")
    asked = "Gevraagd: Evenementen, tot wo 19 mei; Groen, tot wo 19 mei."
    assert asked in desk.card(desk.only)
    desk.say("hekken kan", JOOST, reply_to=desk.standing(JOOST)[-1])
    assert "Gevraagd: Groen, tot wo 19 mei." in desk.card(desk.only)
    close(desk, "Sluit het plan > Dit plan is er al > Ja, verstuur dit")
    assert "Gevraagd" not in desk.card(desk.only)


def stand_in() -> PaperDesk:
    """Fatima is away from Friday; Els stands in."""
    desk = PaperDesk(away(KNOWLEDGE, fatima="els"), local("2027-05-11 10:00"))
    helped(desk)
    tap(desk, "Gesproken")
    shares_number(desk)
    desk.until(local("2027-05-18 10:00"))
    return desk


def test_a_stand_in_works_with_a_plan_by_its_code_and_reads_whose_it_is() -> None:
    desk = stand_in()
    desk.say("/mijn", ELS)
    assert "voor Fatima, die er niet is" in desk.last(ELS)
    desk.say(f"/dossier {desk.only.code}", ELS)
    assert not any(PHONE in text for text in desk.seen(ELS))
    tap(desk, "Volgende stap", "Vraag de bewoner iets", chat=ELS)
    desk.say("Hoeveel kramen komen er?", ELS)
    assert "Els, begeleider in het Centrum, vraagt:" in desk.last()


def test_a_number_in_what_was_heard_reads_as_a_number_to_whoever_it_reaches(
    desk: PaperDesk,
) -> None:
    desk.say("/signaal op het plein wil iemand een bankje, bel 06 12345678", FATIMA)
    desk.say("/signalen", FATIMA)
    assert "een bankje, bel (nummer)" in desk.last(FATIMA)


# --- texts that are true


def test_a_feast_that_was_held_does_not_stand_there_now(desk: PaperDesk) -> None:
    tap(desk, "Gesproken")
    close(desk, "Gerealiseerd > Sla over")
    assert "staat er" not in desk.last()


def test_no_example_is_given_of_a_day_that_would_be_refused(desk: PaperDesk) -> None:
    tap(desk, "Volgende stap", "Laat rusten", "Wacht op het seizoen")
    desk.say("1 september", FATIMA)
    assert desk.last(FATIMA).startswith("Dat kan niet.")
    assert "september" not in desk.last(FATIMA)


def test_what_a_resident_tapped_is_not_told_as_their_own_words(desk: PaperDesk) -> None:
    tap(desk, "Gesproken")
    close(desk, "Gerealiseerd > Sla over")
    desk.press("Nee")
    desk.press("Vraag om nog eens kijken")
    assert desk.last(FATIMA) == (
        "Samira, bewoner · VB-2027-0001, tikte op een knop:\nVraag om nog eens kijken"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Wat jammer, waarom eigenlijk?",
        "Ik snap het niet, waarom nog?",
        "Ik baal hiervan",
        "wat jammer! waarom niet",
        "Wij balen hiervan",
    ],
)
def test_somebody_who_is_disappointed_gets_no_crisis_line(desk: PaperDesk, words: str) -> None:
    tap(desk, "Gesproken")
    desk.say(words)
    assert "113" not in "".join(desk.seen())
    assert words in desk.last(FATIMA)


def test_somebody_who_sees_no_way_on_still_gets_it(desk: PaperDesk) -> None:
    desk.say("ik snap het niet meer, waarom nog doorgaan")
    assert "113" in "".join(desk.seen())
