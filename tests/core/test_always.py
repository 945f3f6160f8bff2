"""Whatever people do, in whatever order: a sample of `make always`, and what that found."""

from functools import partial

import pytest

from bot.core.dossier import Dossier
from bot.core.happenings import Edited, Said, SharedPhone
from bot.core.situation import Shown
from bot.core.texts import plain
from tests.always.__main__ import numbers
from tests.always.paper import Paper
from tests.always.walk import played
from tests.core.paper import GROUP, RESIDENT, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_staff import picked_up, relayed, sent_plan

KNOWLEDGE = real_knowledge()
FATIMA, ELS, MARCO, NADIA = map(chat_of, ("fatima", "els", "marco", "nadia"))
JOOST, HANNEKE = map(chat_of, ("joost", "hanneke"))
TYPED = "06 98765432"
STEPS, WALKS = 250, 6


@pytest.mark.parametrize("walk", range(WALKS))
def test_on_a_random_walk_everything_holds_that_must_always_hold(walk: int) -> None:
    made, broken = played(
        partial(Paper, group=walk % 2 == 0), numbers(seed=2027, chunk=walk, steps=STEPS)
    )
    assert broken is None, "\n".join([str(broken), *made.told])
    assert min(made.rules.checked.values()) > STEPS / 2


# --- what the walks found


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-12 10:00"))


@pytest.fixture
def group() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-12 10:00"), group=True)


def button_of(desk: PaperDesk, label: str, chat: str) -> Shown:
    """The newest message with this button, to press later."""
    return [s for s in desk.standing(chat) if label in [b.label for r in s.buttons for b in r]][-1]


def press_old(desk: PaperDesk, shown: Shown, label: str, chat: str) -> None:
    button = next(b for row in shown.buttons for b in row if b.label == label)
    desk.press_button(shown, button, chat)


def ask_colleague(desk: PaperDesk, name: str) -> Shown:
    """Fatima asks this colleague; gives the question as it stands in their chat."""
    desk.press("Vraag een collega", FATIMA)
    desk.say(name, FATIMA)
    desk.press(f"Stuur naar {name}", FATIMA)
    return desk.standing(chat_of(name.casefold()))[-1]


def test_a_colleague_elsewhere_hears_nothing_of_a_plan_by_naming_its_code(desk: PaperDesk) -> None:
    code = sent_plan(desk).code
    for words in (f"/antwoord {code}", f"/antwoord {code} hallo", "/mijn"):
        desk.say(words, JOOST)
    assert set(desk.seen(JOOST)) == {plain(KNOWLEDGE.texts("team.collega-hoe", wijken=False))}


def test_a_member_who_shares_a_contact_gets_an_answer(desk: PaperDesk) -> None:
    assert desk.happen(SharedPhone(phone="", own=False), FATIMA)


def test_words_in_one_topic_do_not_fill_in_what_was_asked_in_another(group: PaperDesk) -> None:
    first, other = picked_up(group), picked_up(group, "terminal:pieter", "Pieter")
    owner = chat_of(first.owner or "")
    assert first.topic
    card = next(s for s in group.standing(GROUP) if s.dossier == first.id)
    press_old(group, card, "Volgende stap", owner)
    menu = group.standing(GROUP)[-1]
    press_old(group, menu, "Vraag de bewoner iets", owner)

    group.say_in_topic("onder ons: dit is lastig", owner, other)

    assert not [text for text in group.seen(RESIDENT) if "lastig" in text]
    group.say_in_topic("Heb je al hekken?", owner, first)
    assert "Heb je al hekken?" in group.last(RESIDENT)


def test_an_edit_in_one_chat_leaves_alone_what_waits_in_another(group: PaperDesk) -> None:
    first = picked_up(group)
    topic = group.topic_of(first)
    group.happen(Said(text="in het topic"), FATIMA, where=GROUP, topic=topic, message=7)
    group.happen(Edited(text="heel iets anders"), FATIMA, message=7)

    group.press("Stuur naar Samira", FATIMA, where=GROUP)

    assert "in het topic" in group.last(RESIDENT)


def test_an_edited_lesson_or_answer_of_a_colleague_stays_inside(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    question = ask_colleague(desk, "Joost")
    desk.say("intern: nee", JOOST, reply_to=question)
    desk.edit(desk.messages, "intern: ja", JOOST)
    assert "intern: ja" in desk.last(FATIMA)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.say("intern: te laat begonnen", FATIMA)
    desk.edit(desk.messages, "intern: veel te laat", FATIMA)

    assert desk.last(FATIMA) == plain(KNOWLEDGE.texts("team.al-gebruikt"))
    kept = [line for line in desk.lines(dossier.id) if "intern" in line.text]
    assert len(kept) == 4
    assert not any(line.visible for line in kept)


def test_an_old_button_with_a_day_that_is_past_asks_anew(desk: PaperDesk) -> None:
    dossier = picked_up(desk)
    slots = desk.standing(FATIMA)[-1]
    label = slots.buttons[0][0].label
    desk.press("Gesproken", FATIMA)
    desk.advance(days=2)
    told = len(desk.standing())

    press_old(desk, slots, label, FATIMA)

    assert "Dat moment kan niet" in desk.last(FATIMA)
    assert len(desk.standing()) == told
    assert desk.dossiers[dossier.id].call is None


def test_an_old_button_never_offers_a_plan_to_who_has_it(group: PaperDesk) -> None:
    dossier = picked_up(group)
    card = next(s for s in group.standing(GROUP) if s.dossier == dossier.id)
    press_old(group, card, "Draag over", FATIMA)
    menu = group.standing(GROUP)[-1]
    press_old(group, menu, "Geef aan Els", FATIMA)
    group.press("Neem over", ELS)

    press_old(group, menu, "Geef aan Els", ELS)

    assert group.only.offered_to is None


def test_who_was_asked_cannot_take_it_from_the_next_one(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)
    desk.press("Bel op …", FATIMA)
    desk.say("morgen 10 uur", FATIMA)
    desk.press("Draag over", FATIMA)
    desk.press("Geef terug aan het team", FATIMA)
    owner = desk.only.owner or ""
    desk.press("Ik pak dit op", chat_of(owner))
    assert desk.only.call is None

    if owner != "els":
        desk.press("Neem over", ELS)

    assert desk.only.owner == owner


def test_of_two_visits_the_pressed_moment_counts_and_never_a_past_one(desk: PaperDesk) -> None:
    picked_up(desk)
    for first, second in (("do 13 mei 10 uur", "vr 14 mei 10 uur"), ("ma 17 mei 10 uur",) * 2):
        desk.press("Ga op bezoek", FATIMA)
        desk.say(first, FATIMA)
        desk.say(second, FATIMA)
    proposed = [s for s in desk.standing() if s.buttons and s.buttons[0][0].action == "kies-bezoek"]
    old, new = proposed[0], proposed[-1]

    press_old(desk, old, old.buttons[0][0].label, RESIDENT)
    assert desk.only.visit is None
    desk.advance(days=14)
    press_old(desk, new, new.buttons[0][0].label, RESIDENT)
    assert desk.only.visit is None


def stopped_before_pick_up(desk: PaperDesk) -> Dossier:
    dossier = sent_plan(desk)
    sent = desk.standing()[-1]
    desk.say("/stop")
    desk.press("Stop met dit plan" if "Stop met dit plan" in desk.labels() else desk.labels()[1])
    assert not desk.only.is_open
    desk.say("toch graag verder", reply_to=sent)
    desk.press("Stuur naar Fatima")
    return desk.dossiers[dossier.id]


def test_a_plan_that_opens_again_before_anybody_had_it_can_be_picked_up(desk: PaperDesk) -> None:
    assert stopped_before_pick_up(desk).status == "ingediend"
    desk.press("Ik pak dit op", FATIMA)
    assert desk.only.status == "opgepakt"


def test_a_plan_that_opens_again_has_its_buttons_on_the_card_again(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.press("Sla over", FATIMA) if "Sla over" in desk.labels(FATIMA) else desk.say("-", FATIMA)
    desk.say("nog een vraag")
    desk.press("Stuur naar Fatima")
    card = next(s for s in desk.standing(FATIMA) if s.name == desk.only.card)
    assert card.buttons


def test_a_card_never_says_that_somebody_has_an_erased_number(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.say("-", FATIMA)
    desk.say("nog een vraag")
    desk.press("Stuur naar Fatima")

    assert "wil gebeld worden, nummer niet bekend" in desk.card(desk.only)


def test_words_that_waited_do_not_set_back_a_plan_that_is_open_again(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.say("-", FATIMA)
    desk.press("Nee", RESIDENT) if "Nee" in desk.labels() else desk.press(desk.labels()[-1])
    again = desk.standing()[-1]
    desk.say("nog een vraag")
    waiting = desk.standing()[-1]
    press_old(desk, again, again.buttons[0][0].label, RESIDENT)
    desk.press("Draag over", FATIMA)
    desk.press("Geef terug aan het team", FATIMA)
    assert desk.only.status == "ingediend"

    press_old(desk, waiting, "Stuur naar Fatima", RESIDENT)

    assert desk.only.status == "ingediend"


def test_the_answer_of_a_colleague_changes_nothing_of_a_closed_plan(desk: PaperDesk) -> None:
    picked_up(desk)
    question = ask_colleague(desk, "Joost")
    desk.press("Redt het zelf", FATIMA) if "Redt het zelf" in desk.labels(FATIMA) else None
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Redt het zelf", FATIMA)
    before = desk.only

    desk.say("dat kan", JOOST, reply_to=question)

    assert desk.only == before
    assert "dat kan" in desk.last(FATIMA)


def test_a_number_that_was_typed_reaches_no_colleague_and_leaves_the_card_with_the_plan(
    desk: PaperDesk,
) -> None:
    desk.say(f"iets raars met flurp, bel {TYPED}")
    for _ in range(12):
        if "Verstuur naar een begeleider" in desk.labels():
            break
        desk.press(next(one for one in desk.labels() if one != "Wijzig mijn idee"))
    desk.press("Verstuur naar een begeleider")
    owner = chat_of(desk.only.owner or "")
    desk.press("Ik pak dit op", owner)
    assert TYPED in desk.card(desk.only)
    desk.press("Vraag een collega", owner)
    desk.say("Joost", owner)
    desk.press("Stuur naar Joost", owner)
    assert TYPED not in "\n".join(desk.seen(JOOST))

    desk.press("Gesproken", owner)
    desk.press("Rond af", owner)
    desk.press("Redt het zelf", owner)

    assert TYPED not in desk.card(desk.only)


def test_who_handed_a_plan_over_reads_no_new_words_in_an_edit(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.say("bel me morgen")
    message = desk.messages
    assert "bel me morgen" in plain(relayed(desk).text)
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)
    desk.press("Neem over", ELS)

    desk.edit(message, f"bel me op {TYPED}")

    assert TYPED not in "\n".join(desk.seen(FATIMA))
    assert TYPED in desk.last(ELS)


def test_who_goes_on_alone_is_not_promised_a_call_that_nobody_makes(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.advance(days=21)
    news = next(
        s for s in desk.standing() if "Bel mij liever" in [b.label for r in s.buttons for b in r]
    )
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Redt het zelf", FATIMA)
    told = len(desk.standing(FATIMA))

    press_old(desk, news, "Bel mij liever", RESIDENT)

    assert desk.last() == plain(KNOWLEDGE.texts("bewoner.oude-knop"))
    assert len(desk.standing(FATIMA)) == told
    assert desk.only.move == "bewoner"


def test_what_changes_after_somebody_goes_on_alone_stays_with_them(desk: PaperDesk) -> None:
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Redt het zelf", FATIMA)
    told = len(desk.standing(FATIMA))
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press(next(one for one in desk.labels() if "mensen" in one))
    desk.say("80")

    assert "80" in desk.last()
    assert len(desk.standing(FATIMA)) == told
