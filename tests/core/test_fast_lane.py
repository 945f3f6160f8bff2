"""The fast lane: a small contribution to a light plan, with one tap and without a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.budget import Booking
from bot.core.decision import Edit, Send
from bot.core.dossier import Dossier, HowMany
from bot.core.happenings import Said
from bot.core.knowledge import Knowledge, Leave
from bot.core.readers.count import Count
from bot.core.texts import plain
from tests.core.paper import PHONE, RESIDENT, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_staff import picked_up

FATIMA, ELS, MARCO, NADIA, JOOST, YARA, WIM = map(
    chat_of, ("fatima", "els", "marco", "nadia", "joost", "renske", "wim")
)
KNOWLEDGE = real_knowledge()
OTHER = "terminal:pieter"
YES, FIRST, BACK = "Ja, geef dit", "Vraag eerst na", "Trek de vraag in"


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-13 09:10"))


def ask(desk: PaperDesk, amount: str = "250 euro", chat: str = RESIDENT) -> Dossier:
    """A light plan in Noord, for which Fatima asks this amount."""
    picked_up(desk, chat, "Samira" if chat == RESIDENT else "Pieter")
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag budget", FATIMA)
    if amount in desk.labels(FATIMA):
        desk.press(amount, FATIMA)
    else:
        desk.say(amount, FATIMA)
    return desk.newest


def give_all_but(desk: PaperDesk, euros: int, wijk: str = "noord") -> None:
    """So much is left this year, because earlier plans got the rest."""
    budget = desk.knowledge.wijken[wijk].budget or 0
    gone = Booking(
        wijk=wijk, year=desk.today.year, dossier="d0", euros=budget - euros, member="renske"
    )
    desk.ledger.append((desk.now, gone))


def left(desk: PaperDesk, wijk: str = "noord") -> int:
    return next(purse.left for purse in desk.purses if purse.wijk == wijk)


def with_member(ident: str, **changes: object) -> Knowledge:
    member = KNOWLEDGE.team[ident].model_copy(update=changes)
    return replace(KNOWLEDGE, team={**KNOWLEDGE.team, ident: member})


# --- asking


def test_the_wijkregisseur_reads_what_where_how_much_and_what_is_left(desk: PaperDesk) -> None:
    ask(desk)
    card = desk.last(YARA)
    assert "Fatima vraagt 250 euro" in card
    assert "Straatfeest en bbq · Kerkstraat, Noord" in card
    assert "nog 4.750 euro van 5.000 euro" in card
    assert desk.labels(YARA) == [YES, FIRST]
    assert PHONE not in card
    assert "12345678" not in card


def test_the_resident_hears_nothing_of_what_is_only_asked(desk: PaperDesk) -> None:
    picked_up(desk)
    before = desk.seen()
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag budget", FATIMA)
    desk.press("250 euro", FATIMA)
    assert desk.seen() == before
    asked = [line for line in desk.lines(desk.only.id) if line.what == "vraagt een bijdrage"]
    assert [(line.text, line.visible) for line in asked] == [("250 euro", False)]


@pytest.mark.parametrize("typed", ["125", "125 euro", "€ 125,00"])
def test_an_amount_may_be_typed(desk: PaperDesk, typed: str) -> None:
    asked = ask(desk, typed).asked_budget
    assert asked is not None
    assert asked.euros == 125


@pytest.mark.parametrize("typed", ["5001", "niks", "0", "100 tot 200", "tot 250", "veel"])
def test_what_is_no_amount_or_more_than_is_left_is_asked_again(desk: PaperDesk, typed: str) -> None:
    plan = ask(desk, typed)
    assert plan.asked_budget is None
    assert "Er is nog 5.000 euro" in desk.last(FATIMA)
    assert YES not in desk.labels(YARA)


def test_only_amounts_that_are_left_are_offered(desk: PaperDesk) -> None:
    give_all_but(desk, 249)
    ask(desk, "nog niet")
    assert desk.labels(FATIMA)[:2] == ["100 euro"]


def test_an_old_button_with_more_than_is_left_now_is_asked_again(desk: PaperDesk) -> None:
    ask(desk, "nog niet")
    give_all_but(desk, 200)
    desk.press("500 euro", FATIMA)
    assert "Dat bedrag kan niet. Er is nog 200 euro" in desk.last(FATIMA)
    assert desk.only.asked_budget is None


def test_where_nothing_is_left_nothing_is_offered(desk: PaperDesk) -> None:
    give_all_but(desk, 0)
    picked_up(desk)
    desk.press("Volgende stap", FATIMA)
    assert "Vraag budget" not in desk.labels(FATIMA)


def test_a_plan_that_is_not_light_gets_no_contribution_this_way(desk: PaperDesk) -> None:
    plan = picked_up(desk)
    many = HowMany(count=Count(low=400, high=400))
    desk.dossiers[plan.id] = plan.model_copy(update={"answers": {**plan.answers, "mensen": many}})
    desk.press("Volgende stap", FATIMA)
    assert "Vraag budget" not in desk.labels(FATIMA)


def test_a_plan_in_a_wijk_without_budget_gets_no_contribution_this_way(desk: PaperDesk) -> None:
    plan = picked_up(desk)
    desk.dossiers[plan.id] = plan.model_copy(
        update={"answers": {}, "heard": {}, "wijk_hint": "zuid"}
    )
    desk.press("Volgende stap", FATIMA)
    assert "Vraag budget" not in desk.labels(FATIMA)


def test_nothing_is_asked_of_a_wijkregisseur_who_is_not_connected() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-13 09:10"), connected=("fatima", "wim"))
    picked_up(desk)
    desk.press("Volgende stap", FATIMA)
    assert "Vraag budget" not in desk.labels(FATIMA)


def test_who_is_there_is_asked_before_who_is_on_leave() -> None:
    leave = Leave(van="2027-05-01", tot_en_met="2027-05-31")  # type: ignore[call-arg, arg-type]
    on_leave = with_member("renske", leave=(leave,))
    both = {**on_leave.team, "wim": on_leave.team["wim"].model_copy(update={"wijken": ("noord",)})}
    desk = PaperDesk(replace(on_leave, team=both), local("2027-05-13 09:10"))
    asked = ask(desk).asked_budget
    assert asked is not None
    assert asked.member == "wim"


# --- saying yes


def test_one_tap_gives_it_and_everybody_hears_it_the_same_minute(desk: PaperDesk) -> None:
    plan = ask(desk)
    desk.press(YES, YARA)
    told = desk.last()
    assert "Renske geeft 250 euro voor je plan" in told
    assert "geen officieel besluit" in told
    assert "brief" in told
    assert "Fatima vertelt je er meer over" in told
    assert "Renske geeft 250 euro" in desk.last(FATIMA)
    assert "Bijdrage: 250 euro, gegeven door Renske." in desk.card(plan)
    assert "nog 4.750 euro over" in desk.last(YARA)
    assert YES not in desk.labels(YARA)
    granted = desk.only.granted
    assert granted is not None
    assert (granted.euros, granted.member, desk.only.asked_budget) == (250, "renske", None)
    assert [booking.euros for _, booking in desk.ledger] == [250]


def test_a_second_tap_gives_nothing_more(desk: PaperDesk) -> None:
    ask(desk)
    card = next(s for s in desk.standing(YARA) if s.buttons)
    for _ in range(2):
        desk.press_button(card, card.buttons[0][0], YARA)
    assert "heeft al een bijdrage" in desk.last(YARA)
    assert len(desk.ledger) == 1


def test_a_plan_gets_one_contribution_this_way(desk: PaperDesk) -> None:
    ask(desk)
    desk.press(YES, YARA)
    desk.press("Volgende stap", FATIMA)
    assert "Vraag budget" not in desk.labels(FATIMA)


def test_the_last_of_the_budget_goes_to_one_and_the_other_hears_why(desk: PaperDesk) -> None:
    give_all_but(desk, 300)
    ask(desk)
    ask(desk, chat=OTHER)
    first, second = (s for s in desk.standing(YARA) if s.buttons)
    desk.press_button(first, first.buttons[0][0], YARA)
    out = desk.press_button(second, second.buttons[0][0], YARA)
    assert "Er is niet genoeg over: nog 50 euro, en gevraagd is 250 euro" in desk.last(YARA)
    assert [o for o in out if isinstance(o, Send) and o.chat in (RESIDENT, OTHER)] == []
    assert left(desk) == 50


def test_a_plan_that_grew_heavy_meanwhile_is_not_given_to(desk: PaperDesk) -> None:
    plan = ask(desk)
    many = HowMany(count=Count(low=400, high=400))
    desk.dossiers[plan.id] = plan.model_copy(update={"answers": {**plan.answers, "mensen": many}})
    desk.press(YES, YARA)
    assert "geen licht plan" in desk.last(YARA)
    assert desk.ledger == []


def test_the_next_year_begins_anew(desk: PaperDesk) -> None:
    give_all_but(desk, 0)
    assert left(desk) == 0
    desk.now += timedelta(days=365)
    assert left(desk) == 5000


def test_a_budget_that_was_lowered_below_what_was_given_has_nothing_left(desk: PaperDesk) -> None:
    give_all_but(desk, 1000)
    lower = KNOWLEDGE.wijken["noord"].model_copy(update={"budget": 3000})
    desk.knowledge = replace(KNOWLEDGE, wijken={**KNOWLEDGE.wijken, "noord": lower})
    assert left(desk) == 0


def test_it_is_still_given_when_the_plan_changed_hands(desk: PaperDesk) -> None:
    ask(desk)
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)
    desk.press("Neem over", ELS)
    desk.press(YES, YARA)
    assert "Renske geeft 250 euro" in desk.last(ELS)
    assert "Els vertelt je er meer over" in desk.last()


# --- asking first


def test_a_question_goes_to_the_owner_and_the_answer_comes_back_under_the_buttons(
    desk: PaperDesk,
) -> None:
    ask(desk)
    before = desk.seen()
    desk.press(FIRST, YARA)
    desk.say("waar is het voor?", YARA)
    assert "waar is het voor?" in desk.last(FATIMA)
    desk.press("Antwoord de wijkregisseur", FATIMA)
    desk.say("voor tafels", FATIMA)
    assert "voor tafels" in desk.last(YARA)
    assert desk.labels(YARA) == [YES, FIRST]
    assert desk.seen() == before
    assert not [line for line in desk.lines(desk.only.id) if line.visible and "tafels" in line.text]
    desk.press(YES, YARA)
    assert "250 euro" in desk.last()


def test_a_question_is_about_the_plan_of_its_card_also_below_a_newer_card(desk: PaperDesk) -> None:
    first = ask(desk)
    ask(desk, chat=OTHER)
    older = next(s for s in desk.standing(YARA) if s.buttons)
    desk.press_button(older, older.buttons[1][0], YARA)
    desk.say("waar is het voor?", YARA)
    assert "waar is het voor?" in desk.last(FATIMA)
    asked = [line.text for line in desk.lines(first.id) if line.what == "vraagt eerst iets"]
    assert asked == ["waar is het voor?"]


def test_a_reply_of_the_owner_to_that_question_never_reaches_the_resident(desk: PaperDesk) -> None:
    ask(desk)
    desk.press(FIRST, YARA)
    desk.say("waar is het voor?", YARA)
    before = desk.seen()
    desk.happen(Said(text="dat zoek ik uit"), FATIMA, reply_to=desk.standing(FATIMA)[-1])
    assert desk.seen() == before


# --- and when it is no longer asked


def test_the_owner_takes_it_back_and_the_card_has_no_buttons(desk: PaperDesk) -> None:
    ask(desk)
    old = next(s for s in desk.standing(YARA) if s.buttons)
    desk.press(BACK, FATIMA)
    assert desk.only.asked_budget is None
    assert "niet meer gevraagd" in desk.last(YARA)
    desk.press_button(old, old.buttons[0][0], YARA)
    assert "geen bijdrage gevraagd" in desk.last(YARA)
    desk.press("Volgende stap", FATIMA)
    assert "Vraag budget" in desk.labels(FATIMA)


@pytest.mark.parametrize("how", ["stop", "wis", "sluit"])
def test_a_plan_that_ends_takes_its_question_off_the_card(desk: PaperDesk, how: str) -> None:
    ask(desk)
    if how == "sluit":
        desk.press("Gesproken", FATIMA)
        desk.press("Rond af", FATIMA)
        desk.press("Redt het zelf", FATIMA)
    else:
        desk.say("/stop")
        desk.press("Ik stop ermee" if how == "stop" else "Wis alles")
        if how == "wis":
            desk.press("Ja, wis alles")
    edits = [o for o in desk.outgoing if isinstance(o, Edit) and "budget:" in str(o.target)]
    assert "dit plan is gesloten" in plain(edits[-1].text)
    assert edits[-1].buttons == ()


# --- who is who


def test_a_wijkregisseur_has_no_plans_and_hears_what_this_chat_is_for(desk: PaperDesk) -> None:
    plan = picked_up(desk)
    for words in ("hallo", "/help", "/mijn", f"/antwoord {plan.code} hoi"):
        desk.say(words, YARA)
        assert "kleine bijdrage" in desk.last(YARA)
    assert not any("hoi" in text for text in desk.seen())


def test_no_plan_is_handed_to_a_wijkregisseur(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Draag over", FATIMA)
    assert not {"Geef aan Renske", "Geef aan Wim"} & set(desk.labels(FATIMA))


def test_budget_tells_a_wijkregisseur_of_their_wijk_and_the_coordinator_of_all(
    desk: PaperDesk,
) -> None:
    ask(desk)
    desk.press(YES, YARA)
    desk.say("/budget", YARA)
    assert "Noord, 2027: 250 euro gegeven van 5.000 euro. Nog over: 4.750 euro." in desk.last(YARA)
    assert "VB-2027-0001 · 250 euro" in desk.last(YARA)
    assert "Oost" not in desk.last(YARA)
    desk.say("/budget", WIM)
    assert "Oost, 2027: 0 euro gegeven" in desk.last(WIM)
    assert "VB-2027" not in desk.last(WIM)
    desk.say("/budget", NADIA)
    assert "Noord, 2027" in desk.last(NADIA)
    assert "Oost, 2027" in desk.last(NADIA)


@pytest.mark.parametrize("chat", [FATIMA, JOOST, RESIDENT])
def test_nobody_else_reads_the_budget(desk: PaperDesk, chat: str) -> None:
    desk.say("/budget", chat)
    assert "5.000" not in desk.last(chat)
