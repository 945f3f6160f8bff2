"""What staff do with a plan: who may, what it changes, what the resident hears of it."""

from dataclasses import replace

import pytest

from bot.core.decision import Button, Edit, React, Send
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Said
from bot.core.situation import Shown
from bot.core.texts import plain
from tests.core.paper import GROUP, PHONE, RESIDENT, PaperDesk, chat_of, local, real_knowledge

FATIMA, ELS, MARCO, NADIA = map(chat_of, ("fatima", "els", "marco", "nadia"))
OTHER = "terminal:pieter"
KNOWLEDGE = real_knowledge()
STRANGER = "terminal:onbekend"


def sent_plan(desk: PaperDesk, chat: str = RESIDENT, name: str = "Samira") -> Dossier:
    """A straatfeest in Noord, sent to the team; Fatima is the one who suits."""
    desk.say("straatfeest met bbq, za 12 juni in de kerkstraat", chat)
    desk.say("60", chat)
    for label in ("Ga verder", "Weet ik nog niet", "Een paar"):
        desk.press(label, chat)
    desk.say(name, chat)
    desk.share_phone(chat)
    desk.press("Verstuur naar een begeleider", chat)
    return desk.newest


def picked_up(desk: PaperDesk, chat: str = RESIDENT, name: str = "Samira") -> Dossier:
    sent_plan(desk, chat, name)
    desk.press("Ik pak dit op", chat_of(desk.newest.owner or ""))
    return desk.newest


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))


@pytest.fixture
def group() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), group=True)


def relayed(desk: PaperDesk, chat: str = FATIMA) -> Shown:
    """The newest words of a resident in this chat."""
    return [s for s in desk.standing(chat) if s.cls == "relay"][-1]


# --- picking up and handing on


def test_the_card_comes_without_number_and_says_who_and_why(desk: PaperDesk) -> None:
    dossier = sent_plan(desk)
    card = desk.card(dossier)
    assert dossier.owner == "fatima"
    assert PHONE not in card
    assert "Samira" in card
    assert "Noord" in card
    assert len(card.splitlines()) == 8


def test_the_number_is_on_the_card_after_pick_up(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    assert PHONE in desk.card(dossier)
    assert not any(PHONE in text for text in desk.seen(RESIDENT))


def test_the_resident_hears_a_name_only_after_pick_up(desk: PaperDesk) -> None:
    sent_plan(desk)
    assert not any("Fatima" in text for text in desk.seen())
    desk.press("Ik pak dit op", FATIMA)
    assert "Fatima helpt je verder." in desk.last()


def test_the_second_to_press_hears_who_was_first(group: PaperDesk) -> None:
    dossier = sent_plan(group)
    group.press("Ik pak dit op", ELS, where=GROUP)
    group.press_button(group.standing(FATIMA)[0], Button(label="x", action="pak-op"), FATIMA)
    assert group.last(FATIMA) == f"Els was eerst: {dossier.code} is al opgepakt."
    assert group.only.owner == "els"


def test_somebody_else_than_meant_picks_it_up_and_the_first_card_says_so(group: PaperDesk) -> None:
    sent_plan(group)
    group.press("Ik pak dit op", ELS, where=GROUP)
    assert "opgepakt door Els" in group.seen(FATIMA)[0]
    assert PHONE not in "".join(group.seen(FATIMA) + group.seen(GROUP))
    assert PHONE in group.card(group.only)


@pytest.mark.parametrize("typed", [True, False])
def test_kan_niet_asks_why_and_the_next_one_gets_it(desk: PaperDesk, typed: bool) -> None:
    sent_plan(desk)
    desk.press("Kan niet", FATIMA)
    if typed:
        desk.say("ik ben zelf de buurvrouw", FATIMA)
    else:
        desk.press("Ik ken de bewoner te goed", FATIMA)
    assert desk.only.owner != "fatima"
    assert "fatima" in desk.only.refused
    why = [line.text for line in desk.lines(desk.only.id) if line.what == "teruggegeven"]
    assert why == ["ik ben zelf de buurvrouw" if typed else "Ik ken de bewoner te goed"]
    assert desk.card(desk.only)


def test_the_resident_hears_nothing_of_a_hand_over_before_a_name_was_given(
    desk: PaperDesk,
) -> None:
    sent_plan(desk)
    before = desk.seen()
    desk.press("Draag over", FATIMA)
    assert desk.seen() == before


def test_the_resident_hears_that_a_named_begeleider_hands_over(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    desk.press("Draag over", FATIMA)
    desk.press("Geef terug aan het team", FATIMA)
    assert "Fatima" in desk.last()
    assert "collega" in desk.last()
    assert PHONE not in "".join(desk.seen(FATIMA))
    assert desk.only.owner != "fatima"
    assert desk.only.status == "ingediend"
    assert PHONE not in desk.card(dossier)


def test_a_reply_while_a_reason_is_asked_is_no_reason(desk: PaperDesk) -> None:
    """Fatima was asked why not, and answers another resident first."""
    first = picked_up(desk, OTHER, "Pieter")
    desk.say("kun je morgen?", OTHER)
    second = sent_plan(desk)
    desk.press("Kan niet", FATIMA)
    desk.say("ja, om tien uur", FATIMA, reply_to=relayed(desk))
    assert "ja, om tien uur" in desk.last(OTHER)
    assert desk.dossiers[second.id].owner == "fatima"
    assert desk.dossiers[first.id].owner == "fatima"


def test_words_after_kan_niet_are_no_reason_once_it_was_picked_up_after_all(
    desk: PaperDesk,
) -> None:
    sent_plan(desk)
    desk.press("Kan niet", FATIMA)
    desk.press("Ik pak dit op", FATIMA)
    desk.say("bel mij morgen", FATIMA)
    assert "Stuur naar Samira" in desk.labels(FATIMA)
    assert desk.only.owner == "fatima"


def test_when_everybody_gave_it_back_the_coordinator_has_it() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))
    sent_plan(desk)
    for _ in KNOWLEDGE.team:
        if desk.only.owner == "nadia":
            break
        desk.press("Draag over", chat_of(desk.only.owner or ""))
    assert desk.only.owner == "nadia"
    assert "Ik pak dit op" in desk.labels(NADIA)


def test_nobody_gets_a_plan_during_their_leave() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))
    fatima = KNOWLEDGE.team["fatima"]
    leave = KNOWLEDGE.team["bram"].leave
    away = {**KNOWLEDGE.team, "fatima": fatima.model_copy(update={"leave": leave})}
    desk.knowledge = replace(KNOWLEDGE, team=away)
    assert sent_plan(desk).owner not in ("fatima", "bram")


def test_who_is_not_connected_comes_after_who_is() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), connected=("marco",))
    assert sent_plan(desk).owner == "marco"


def test_nobody_connected_still_gives_an_owner_and_the_resident_their_code() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), connected=())
    dossier = sent_plan(desk)
    assert dossier.owner == "fatima"
    assert "VB-2027-0001" in desk.last()


def test_somebody_who_connects_later_finds_the_card_under_mijn() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), connected=())
    sent_plan(desk)
    desk.people[FATIMA] = desk.people.get(FATIMA) or _member("fatima")
    desk.say("/mijn", FATIMA)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    desk.press("Ik pak dit op", FATIMA)
    assert desk.only.claimed_at is not None


def _member(member: str) -> Person:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"), connected=(member,))
    return desk.people[chat_of(member)]


# --- relay


def test_a_reply_goes_to_that_resident_and_says_who_speaks(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("kun je ook zaterdag?", RESIDENT)
    assert "Samira, bewoner" in desk.last(FATIMA)
    desk.say("ja hoor", FATIMA, reply_to=relayed(desk))
    assert desk.last().startswith("Fatima, begeleider in Noord, schrijft:\nja hoor")


def test_delivery_is_confirmed_with_a_reaction_on_the_words_themselves(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("hoi", RESIDENT)
    said = desk.messages
    (reaction,) = desk.arrived(relayed(desk))
    assert isinstance(reaction, React)
    assert (reaction.chat, reaction.message) == (RESIDENT, said)


def test_loose_text_goes_nowhere_before_a_tap(desk: PaperDesk) -> None:
    picked_up(desk)
    before = desk.seen()
    desk.say("leuk idee", FATIMA)
    assert desk.seen() == before
    desk.press("Stuur naar Samira", FATIMA)
    assert "leuk idee" in desk.last()


def test_a_note_never_reaches_the_resident(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("lastige straat", FATIMA)
    desk.press("Bewaar als notitie", FATIMA)
    assert not any("lastige straat" in text for text in desk.seen())
    assert [x.visible for x in desk.lines(desk.only.id) if x.text == "lastige straat"] == [False]


def test_an_older_button_never_sends_newer_words(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("tot morgen", FATIMA)
    old = desk.standing(FATIMA)[-1]
    desk.say("dit is een notitie over iemand anders", FATIMA)
    send = next(b for row in old.buttons for b in row if b.action == "stuur")
    desk.press_button(old, send, FATIMA)
    assert not any("notitie over iemand anders" in text for text in desk.seen())
    assert not any("tot morgen" in text for text in desk.seen())


def test_the_same_number_in_another_chat_is_not_the_same_words(group: PaperDesk) -> None:
    dossier = picked_up(group)
    group.say_in_topic("onder ons", FATIMA, dossier)
    asked = group.standing(GROUP)[-1]
    send = next(b for row in asked.buttons for b in row if b.action == "stuur")
    elsewhere = asked.model_copy(update={"chat": FATIMA})
    group.press_button(elsewhere, send, FATIMA)
    assert not any("onder ons" in text for text in group.seen())


def test_with_two_plans_loose_text_asks_which(desk: PaperDesk) -> None:
    picked_up(desk)
    picked_up(desk, OTHER, "Pieter")
    desk.say("morgen om tien", FATIMA)
    assert len(desk.labels(FATIMA)) == 2
    desk.press(next(x for x in desk.labels(FATIMA) if "Pieter" in x), FATIMA)
    desk.press("Stuur naar Pieter", FATIMA)
    assert "morgen om tien" in desk.last(OTHER)
    assert "morgen om tien" not in desk.last(RESIDENT)


def test_antwoord_with_a_code_goes_straight_to_that_resident(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    desk.say(f"/antwoord {(dossier.code or '').lower()} tot dan", FATIMA)
    assert "tot dan" in desk.last()


def test_antwoord_with_only_a_code_waits_for_the_words(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    picked_up(desk, OTHER, "Pieter")
    desk.say(f"/antwoord {dossier.code}", FATIMA)
    desk.say("welkom", FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert "welkom" in desk.last(RESIDENT)


def test_antwoord_without_code_asks_which_when_that_is_not_clear(desk: PaperDesk) -> None:
    picked_up(desk)
    picked_up(desk, OTHER, "Pieter")
    desk.say("/antwoord tot morgen", FATIMA)
    assert len(desk.labels(FATIMA)) == 2
    assert not any("tot morgen" in text for text in desk.seen() + desk.seen(OTHER))


@pytest.mark.parametrize("words", ["/antwoord", "/antwoord VB-2027-9999 hoi", "/onzin"])
def test_a_command_that_leads_nowhere_says_how(desk: PaperDesk, words: str) -> None:
    picked_up(desk)
    before = len(desk.seen(FATIMA))
    desk.say(words, FATIMA)
    assert len(desk.seen(FATIMA)) == before + 1


def test_nobody_answers_for_a_colleague(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    before = desk.seen()
    desk.say(f"/antwoord {dossier.code} hoi", ELS)
    assert desk.seen() == before
    assert "Fatima" in desk.last(ELS)


def test_nobody_writes_before_picking_up(desk: PaperDesk) -> None:
    dossier = sent_plan(desk)
    before = desk.seen()
    desk.say(f"/antwoord {dossier.code} hoi", FATIMA)
    assert desk.seen() == before
    assert "Pak VB-2027-0001 eerst op" in desk.last(FATIMA)


def test_a_reply_to_a_plan_that_the_resident_stopped_goes_nowhere(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("hoi", RESIDENT)
    words = relayed(desk)
    desk.say("/stop")
    desk.press("Ik stop ermee")
    before = desk.seen()
    desk.say("nog iets", FATIMA, reply_to=words)
    assert desk.seen() == before
    assert "al gesloten" in desk.last(FATIMA)


def test_closing_erases_the_number_everywhere(group: PaperDesk) -> None:
    picked_up(group)
    group.press("Rond af", FATIMA)
    group.press("Sluit het plan", FATIMA)
    group.press("Er komt geen reactie", FATIMA)
    group.press("Ja, verstuur dit", FATIMA)
    everything = [s.shown.text for s in group.stood.values()]
    assert not any(PHONE in text for text in everything)
    assert group.only.phone is None
    assert "Stand: afgerond" in "".join(group.seen(GROUP))


def test_a_photo_of_a_member_goes_along_and_a_sticker_does_not(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("hoi", RESIDENT)
    out = desk.send_file(FATIMA, "zo dus", reply_to=relayed(desk))
    assert any(isinstance(o, Send) and o.chat == RESIDENT and o.file for o in out)
    before = desk.seen()
    desk.send_sticker(FATIMA)
    assert desk.seen() == before
    assert "kan ik niet doorgeven" in desk.last(FATIMA)


def test_photos_from_before_pick_up_come_with_it(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni in de kerkstraat")
    desk.send_file(caption="zo ziet de straat eruit")
    while "Verstuur naar een begeleider" not in desk.labels():
        desk.press("Weet ik nog niet")
    desk.press("Verstuur naar een begeleider")
    desk.send_file()
    out = desk.press("Ik pak dit op", FATIMA)
    passed_on = [o for o in out if isinstance(o, Send) and o.chat == FATIMA and o.file]
    assert len(passed_on) == 2
    assert "zo ziet de straat eruit" in plain(passed_on[0].text)


def test_words_about_a_closed_plan_still_reach_who_had_it_and_open_it_again(
    desk: PaperDesk,
) -> None:
    picked_up(desk)
    desk.say(f"/antwoord {desk.only.code} veel plezier", FATIMA)
    words = desk.standing()[-1]
    desk.press("Rond af", FATIMA)
    desk.press("Sluit het plan", FATIMA)
    desk.press("Er komt geen reactie", FATIMA)
    desk.press("Ja, verstuur dit", FATIMA)
    desk.say("het was een leuk feest", reply_to=words)
    assert "is afgerond" in desk.last()
    desk.press("Stuur naar Fatima")
    assert "het was een leuk feest" in desk.last(FATIMA)
    assert desk.only.status == "in-begeleiding"
    assert len(desk.dossiers) == 1


# --- the group


def test_words_in_a_topic_are_internal_until_the_button(group: PaperDesk) -> None:
    dossier = picked_up(group)
    group.say_in_topic("zullen we dit doen?", FATIMA, dossier)
    assert not any("zullen we" in text for text in group.seen())
    group.press("Stuur naar Samira", FATIMA, where=GROUP)
    assert "zullen we dit doen?" in group.last()


def test_antwoord_in_a_topic_goes_to_its_resident(group: PaperDesk) -> None:
    dossier = picked_up(group)
    group.say_in_topic("/antwoord tot zaterdag", FATIMA, dossier)
    assert "tot zaterdag" in group.last()


def test_a_topic_that_belongs_to_nothing_keeps_nothing(group: PaperDesk) -> None:
    group.happen(Said(text="hallo allemaal"), FATIMA, where=GROUP, topic=999)
    assert "hoort geen plan" in group.last(GROUP)
    assert group.dossiers == {}


def test_a_stranger_in_the_group_does_nothing_and_hears_how(group: PaperDesk) -> None:
    dossier = sent_plan(group)
    group.say_in_topic("/antwoord hoi", STRANGER, dossier)
    assert "Ik ken je nog niet" in group.last(GROUP)
    out = group.press("Ik pak dit op", STRANGER, where=GROUP)
    assert out
    assert group.only.claimed_at is None
    assert STRANGER not in group.people


def test_without_a_group_there_is_no_topic(desk: PaperDesk) -> None:
    picked_up(desk)
    assert desk.only.topic is None
    assert desk.seen(GROUP) == []


def test_one_card_in_the_topic_is_edited_not_repeated(group: PaperDesk) -> None:
    picked_up(group)
    group.press("Gesproken", FATIMA)
    group.say("oja er komt een band", RESIDENT)
    assert len(group.standing(GROUP)) == 1
    assert "in begeleiding bij Fatima" in group.seen(GROUP)[0]


# --- edits


def test_an_edit_of_a_resident_arrives_as_an_edit_each_time(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    desk.say("om tien uur", RESIDENT)
    said, count = desk.messages, len(desk.standing(FATIMA))
    for words in ("om elf uur", "om twaalf uur"):
        desk.edit(said, words, RESIDENT)
        assert words in plain(relayed(desk).text)
        assert "(aangepast" in plain(relayed(desk).text)
    assert len(desk.standing(FATIMA)) == count
    texts = [line.text for line in desk.lines(dossier.id)]
    assert {"om tien uur", "om elf uur", "om twaalf uur"} <= set(texts)


def test_an_edit_of_a_member_arrives_as_an_edit(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("hoi", RESIDENT)
    desk.say("zaterdag", FATIMA, reply_to=relayed(desk))
    said, count = desk.messages, len(desk.standing())
    desk.edit(said, "zondag", FATIMA)
    assert "zondag" in desk.last()
    assert "zaterdag" not in desk.last()
    assert len(desk.standing()) == count


def test_an_edit_arrives_also_when_the_words_waited_for_a_tap(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("zaterdag om tien", FATIMA)
    said = desk.messages
    desk.press("Stuur naar Samira", FATIMA)
    desk.edit(said, "zaterdag om elf", FATIMA)
    assert "zaterdag om elf" in desk.last()
    assert "zaterdag om tien" not in desk.last()


def test_an_edited_note_stays_a_note_however_often(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    desk.say("lastig", FATIMA)
    said = desk.messages
    desk.press("Bewaar als notitie", FATIMA)
    for words in ("erg lastig", "toch niet lastig"):
        desk.edit(said, words, FATIMA)
    notes = [line for line in desk.lines(dossier.id) if "lastig" in line.text]
    assert not any(line.visible for line in notes)
    assert not any("lastig" in text for text in desk.seen())


# --- what fails


@pytest.mark.parametrize(
    ("why", "heard"),
    [("blocked", "geblokkeerd"), ("uncertain", "niet zeker"), ("refused", "kwam niet aan")],
)
def test_the_sender_hears_that_words_did_not_arrive(desk: PaperDesk, why: str, heard: str) -> None:
    picked_up(desk)
    desk.say("hoi", RESIDENT)
    desk.say("tot morgen", FATIMA, reply_to=relayed(desk))
    desk.failed(desk.standing(RESIDENT)[-1], why)  # type: ignore[arg-type]
    assert heard in desk.last(FATIMA)
    assert "tot morgen" in desk.last(FATIMA)


def test_a_resident_hears_that_their_words_did_not_arrive(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("kun je bellen?", RESIDENT)
    desk.failed(relayed(desk), "refused")
    assert "kun je bellen?" in desk.last()
    assert "14 0123" in desk.last()


def test_who_blocked_the_bot_is_not_reminded_and_the_owner_hears_it(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.failed(desk.standing(RESIDENT)[-1])
    assert "geblokkeerd" in desk.last(FATIMA)
    before = len(desk.seen())
    desk.advance(30)
    assert len(desk.seen()) == before


# --- members come and go


def test_who_is_no_longer_in_the_content_is_no_longer_staff(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    team = {m: v for m, v in KNOWLEDGE.team.items() if m != "fatima"}
    desk.knowledge = replace(KNOWLEDGE, team=team)
    before = desk.seen()
    desk.say(f"/antwoord {dossier.code} hoi", FATIMA)
    desk.press_button(desk.standing(FATIMA)[0], Button(label="x", action="rond-af-zeker"), FATIMA)
    assert desk.seen() == before
    assert desk.dossiers[dossier.id].is_open


def test_lees_alles_shows_reasons_and_words_but_no_number(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Meer", FATIMA)
    desk.press("Lees alles", FATIMA)
    told = desk.last(FATIMA)
    assert "'straatfeest'" in told
    assert "De vijf feiten" in told
    assert PHONE not in told


# --- what staff may see, and when


def test_a_number_that_was_typed_is_hidden_until_somebody_picked_it_up(desk: PaperDesk) -> None:
    desk.say("een bankje in de kerkstraat, bel 06-12345678 of mail jan@voorbeeld.nl")
    while "Verstuur naar een begeleider" not in desk.labels():
        skips = [x for x in desk.labels() if x in ("Weet ik nog niet", "Sla deze vraag over")]
        desk.press(skips[0] if skips else desk.labels()[-1])
    desk.press("Verstuur naar een begeleider")
    assert "12345678" not in "".join(desk.seen(FATIMA) + desk.seen(GROUP))
    desk.press("Ik pak dit op", FATIMA)
    assert "06-12345678" in desk.card(desk.only)
    assert "12345678" not in "".join(desk.seen(GROUP))


def test_who_has_everything_wiped_disappears_from_the_cards_too(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("/stop")
    desk.press("Wis alles")
    out = desk.press("Ja, wis alles")
    wiped = [o for o in out if isinstance(o, Edit)]
    assert wiped
    assert all("laten wissen" in o.text for o in wiped)


def test_an_edit_of_words_that_still_wait_for_a_tap_is_what_is_sent(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("en neem iets mee", FATIMA)
    held = desk.people[FATIMA].holding
    assert held is not None
    assert held.message is not None
    desk.edit(held.message, "en neem koek mee", FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert "en neem koek mee" in desk.last()


# --- what must be filled in


def test_an_old_button_with_a_moment_that_has_passed_asks_again(desk: PaperDesk) -> None:
    picked_up(desk)
    old = next(s for s in desk.standing(FATIMA) if "Wanneer bel je" in s.text)
    slot = old.buttons[0][0]
    desk.advance(2)
    before = desk.seen()
    desk.press_button(old, slot, FATIMA)
    assert "Dat moment kan niet" in desk.last(FATIMA)
    assert desk.seen() == before
    assert desk.only.call is None


def test_a_call_is_never_promised_after_the_day_that_was_promised(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Bel op …", FATIMA)
    desk.say("donderdag 20 mei 10 uur", FATIMA)
    assert "Niet later dan beloofd" in desk.last(FATIMA)
    desk.say("woensdag 19 mei 10 uur", FATIMA)
    assert "Fatima belt je woensdag 19 mei tussen 10 en 11 uur." in desk.last()


def test_somebody_who_left_for_a_holiday_cannot_be_asked_with_an_old_button(
    desk: PaperDesk,
) -> None:
    picked_up(desk)
    desk.press("Draag over", FATIMA)
    asked = desk.standing(FATIMA)[-1]
    els = next(b for row in asked.buttons for b in row if b.label == "Geef aan Els")
    away = KNOWLEDGE.team["els"].model_copy(update={"leave": KNOWLEDGE.team["bram"].leave})
    desk.knowledge = replace(KNOWLEDGE, team={**KNOWLEDGE.team, "els": away})
    desk.press_button(asked, els, FATIMA)
    assert desk.only.offered_to is None
    assert "Aan wie draag je" in desk.last(FATIMA)


def test_a_command_ends_what_was_being_filled_in(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Bel op …", FATIMA)
    desk.say("/mijn", FATIMA)
    desk.say("morgen 10 uur", FATIMA)
    assert "Stuur naar Samira" in desk.labels(FATIMA)


def test_a_transfer_stays_with_the_sender_until_it_is_accepted(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)
    assert desk.only.owner == "fatima"
    assert PHONE not in "".join(desk.seen(ELS))
    desk.press("Neem over", ELS)
    assert desk.only.owner == "els"
    assert "Els helpt je nu verder, in plaats van Fatima." in desk.last()
    assert PHONE not in "".join(desk.seen(FATIMA))
    assert PHONE in "".join(desk.seen(ELS))


def test_a_transfer_that_nobody_answers_ends_after_five_working_days(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)
    desk.until(local("2027-05-20 12:00"))
    assert desk.only.offered_to is None
    assert any("blijft van jou: er kwam geen antwoord" in text for text in desk.seen(FATIMA))
    desk.press("Neem over", ELS)
    assert desk.only.owner == "fatima"
    assert "niet aan jou gevraagd" in desk.last(ELS)


def test_a_colleagues_answer_reaches_the_begeleider_and_nobody_else(desk: PaperDesk) -> None:
    picked_up(desk)
    joost = chat_of("joost")
    desk.press("Vraag een collega", FATIMA)
    desk.press("Joost (Evenementen)", FATIMA)
    desk.press("Stuur naar Joost", FATIMA)
    question = desk.standing(joost)[-1]
    assert PHONE not in question.text
    before = desk.seen()
    desk.say("hekken lenen kan bij ons", joost, reply_to=question)
    assert "hekken lenen kan bij ons" in "".join(desk.seen(FATIMA))
    assert desk.seen() == before
    assert desk.only.asked[0].answered_at is not None


def test_loose_words_of_a_colleague_are_kept_nowhere(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("hoe zit het met het feest?", chat_of("joost"))
    assert "Antwoord op zo'n vraag" in desk.last(chat_of("joost"))
    assert not any("hoe zit het" in line.text for line in desk.lines(desk.only.id))


def test_whoever_is_unhappy_opens_the_plan_again_for_a_person_to_answer(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.press("Sla over", FATIMA)
    desk.press("Nee")
    assert "vindt dat het niet goed ging" in desk.last(FATIMA)
    desk.press("Vraag om nog eens kijken")
    assert desk.only.status == "in-begeleiding"
    assert desk.only.move == "begeleider"
    assert desk.only.next_date is not None


def test_what_is_internal_of_a_form_never_reaches_the_resident(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Zet op de beslistafel", FATIMA)
    desk.say("Mag de straat dicht?", FATIMA)
    desk.say("alleen als Verkeer meedoet", FATIMA)
    desk.say("de gebiedsmanager", FATIMA)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    assert "Verkeer meedoet" not in desk.last(FATIMA)
    desk.press("Ja, verstuur dit", FATIMA)
    assert "Mag de straat dicht?" in desk.last()
    assert "Verkeer meedoet" not in "".join(desk.seen())
    shown = [x.visible for x in desk.lines(desk.only.id) if "Verkeer meedoet" in x.text]
    assert shown == [False]


def test_a_question_to_the_resident_becomes_an_answer_on_the_plan(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag de bewoner iets", FATIMA)
    desk.say("Hoeveel kramen komen er?", FATIMA)
    assert "Fatima, begeleider in Noord, vraagt:\nHoeveel kramen komen er?" in desk.last()
    assert desk.only.move == "bewoner"
    desk.say("een stuk of zes")
    desk.say("o ja, en een springkussen")
    answers = [x.text for x in desk.lines(desk.only.id) if x.what == "antwoord op een vraag"]
    assert answers == ["Hoeveel kramen komen er? een stuk of zes"]
    assert "een stuk of zes" in "".join(desk.seen(FATIMA))


def test_words_for_one_resident_never_fill_in_a_form_about_another(desk: PaperDesk) -> None:
    """Fatima is closing Samira's plan when Pieter writes: her answer is for Pieter."""
    picked_up(desk)
    samira = desk.newest
    picked_up(desk, OTHER, "Pieter")
    card = next(s for s in desk.standing(FATIMA) if s.name == desk.dossiers[samira.id].card)
    close = next(b for row in card.buttons for b in row if b.label == "Rond af")
    desk.press_button(card, close, FATIMA)
    desk.press("Sluit het plan", FATIMA)
    desk.say("mijn moeder is ziek, kan het later?", OTHER)
    desk.say("natuurlijk, sterkte met je moeder", FATIMA)
    assert desk.dossiers[samira.id].status == "opgepakt"
    assert not any("sterkte" in text for text in desk.seen())


def test_what_a_resident_will_read_is_shown_before_it_closes_a_plan(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Rond af", FATIMA)
    desk.press("Sluit het plan", FATIMA)
    desk.say("het feest is op een ander adres", FATIMA)
    assert "het feest is op een ander adres" in desk.last(FATIMA)
    desk.say("o wacht", FATIMA)
    assert desk.only.is_open
    desk.press("Ja, verstuur dit", FATIMA)
    assert desk.only.status == "afgesloten"
    assert "Reden: het feest is op een ander adres." in desk.last()


def test_a_message_is_no_talk(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("hoi", RESIDENT)
    desk.say("tot gauw", FATIMA, reply_to=relayed(desk))
    desk.press("Rond af", FATIMA)
    assert "Niet gelukt" not in desk.labels(FATIMA)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    assert "Niet gelukt" in desk.labels(FATIMA)


def test_a_resident_who_wants_another_moment_is_heard_and_another_is_tapped(
    desk: PaperDesk,
) -> None:
    picked_up(desk)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    desk.press("Kies een ander moment")
    assert "kan niet op dat moment" in desk.last(FATIMA)
    assert desk.only.call is None
    desk.say("liever maandag na 3 uur")
    desk.press("Bel op …", FATIMA)
    desk.say("maandag 24 mei 15 uur", FATIMA)
    assert "Fatima belt je maandag 24 mei tussen 15 en 16 uur." in desk.last()


def test_no_answer_asks_at_once_when_the_next_call_is(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    desk.until(local("2027-05-12 16:00"))
    desk.press("Geen gehoor", FATIMA)
    assert "Wanneer probeer je het weer?" in desk.last(FATIMA)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    assert desk.only.call is not None


def test_loose_words_of_a_colleague_below_a_question_are_its_answer_after_one_tap(
    desk: PaperDesk,
) -> None:
    picked_up(desk)
    joost = chat_of("joost")
    desk.press("Vraag een collega", FATIMA)
    desk.press("Joost (Evenementen)", FATIMA)
    desk.press("Stuur naar Joost", FATIMA)
    desk.say("de hekken staan maandag klaar", joost)
    assert "de hekken staan maandag klaar" not in "".join(desk.seen(FATIMA))
    desk.press("Ja, verstuur dit", joost)
    assert "de hekken staan maandag klaar" in "".join(desk.seen(FATIMA))
    assert "de hekken staan maandag klaar" not in "".join(desk.seen())


def test_who_is_to_decide_hears_the_question_and_the_day(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Zet op de beslistafel", FATIMA)
    desk.say("Mag de straat dicht?", FATIMA)
    desk.press("Sla over", FATIMA)
    desk.press("Nadia", FATIMA)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    desk.press("Ja, verstuur dit", FATIMA)
    assert "Mag de straat dicht?" in desk.last(NADIA)


def test_straks_asks_again_the_same_day(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press(desk.labels(FATIMA)[0], FATIMA)
    desk.until(local("2027-05-12 12:30"))
    desk.press("Straks", FATIMA)
    before = len(desk.seen(FATIMA))
    desk.until(local("2027-05-12 15:00"))
    assert any("gesproken?" in text for text in desk.seen(FATIMA)[before:])


def test_words_about_a_resting_plan_offer_to_go_on(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Volgende stap", FATIMA)
    desk.press("Laat rusten", FATIMA)
    desk.press("Wacht op het seizoen", FATIMA)
    desk.press("Do 10 juni", FATIMA)
    desk.say("kunnen we toch al verder?")
    desk.press("Ga weer verder", FATIMA)
    assert desk.only.status == "in-begeleiding"


# --- finishing


def test_a_plan_is_not_finished_before_anybody_spoke_or_wrote(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Rond af", FATIMA)
    labels = desk.labels(FATIMA)
    assert "Redt het zelf" not in labels
    assert "Gerealiseerd" not in labels
    assert "Sluit het plan" in labels


def test_words_of_who_manages_alone_still_reach_the_begeleider_with_one_tap(
    desk: PaperDesk,
) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Redt het zelf", FATIMA)
    desk.say("Het hek staat er niet, en nu?!")
    desk.say("De hekken zijn er niet")
    desk.press("Stuur naar Fatima")
    assert "De hekken zijn er niet" in desk.last(FATIMA)
    assert desk.newest.status == "in-begeleiding"


def test_a_rest_ends_on_a_working_day_before_the_plan_itself(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Laat rusten", FATIMA)
    desk.say("wacht op het seizoen", FATIMA)
    assert desk.labels(FATIMA) == ["Di 25 mei", "Do 10 juni"]
    for refused in ("30 mei", "1 september"):  # a Sunday; after the feast of 12 June
        desk.say(refused, FATIMA)
        assert "Dat kan niet." in desk.last(FATIMA)
    desk.say("31 mei", FATIMA)
    assert desk.newest.status == "rustend"
