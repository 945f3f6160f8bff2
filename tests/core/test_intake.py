"""The intake: how many questions, in which order, and that nothing a resident does blocks it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.decision import Button, Send
from bot.core.dossier import HowMany, Named, Picked, Unknown, When, Words
from bot.core.intake import limit_of, next_question, options_of, questions_of
from bot.core.knowledge import Question
from bot.core.plan import Plan
from bot.core.texts import plain
from tests.core.paper import RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
PROGRESS = re.compile(r"Vraag (\d+) van (\d+)")
SEND = "Verstuur naar een begeleider"
PARTY = "straatfeest met bbq, za 12 juni"
STARS = (
    "wij van de sterrenclub willen in augustus een avond de lantaarns uit in het lindepark,"
    " om vallende sterren te kijken"
)
TYPED = {
    "plek": "kerkstraat",
    "mensen": "60",
    "moment": "12 juni van 15 tot 22 uur",
    "buren": "Een paar",
    "waarom": "omdat het leuk is",
    "naam": "Samira",
    "bellen": "Nee, schrijf me hier",
    "oppervlakte": "40 m2",
    "lengte": "3 meter",
    "duur": "twee weken",
    "bedrag": "800 euro",
}


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))


def plan_of(desk: PaperDesk) -> Plan:
    return Plan(desk.newest, desk.knowledge, desk.today)


def present(desk: PaperDesk) -> Question:
    question = next_question(plan_of(desk))
    assert question is not None
    return question


def steps_to_the_end(desk: PaperDesk, *, ticks: bool = False) -> list[tuple[int, int]]:
    """Answer everything; gives "Vraag n van m" of each step. With `ticks` every option is."""
    steps = []
    while SEND not in desk.labels():
        if "Iets anders" in desk.labels():
            desk.press(desk.labels()[0])
            continue
        found = PROGRESS.search(desk.last())
        assert found, desk.last()
        steps.append((int(found[1]), int(found[2])))
        assert len(steps) < 15
        _answer(desk, ticks)
    return steps


def _answer(desk: PaperDesk, ticks: bool) -> None:
    question = present(desk)
    if question.kind != "vinklijst":
        desk.say(TYPED[question.id])
        return
    for option in options_of(plan_of(desk)) if ticks else ():
        desk.press(next(x for x in desk.labels() if x.removeprefix("✓ ") == option.label))
    desk.press("Ga verder")


def begin(desk: PaperDesk, idea: str) -> None:
    """The idea; asked back in doubt, it is something else."""
    desk.say(idea)
    if "Iets anders" in desk.labels():
        desk.press("Iets anders")


def answered_until(desk: PaperDesk, question: str, idea: str = PARTY) -> None:
    """Answer up to the question with this id."""
    begin(desk, idea)
    while present(desk).id != question:
        _answer(desk, ticks=False)


# --- how many questions


@pytest.mark.parametrize("ticks", [False, True], ids=["no ticks", "all ticks"])
@pytest.mark.parametrize("rule", sorted(KNOWLEDGE.rules))
def test_no_plan_is_asked_more_than_its_limit(rule: str, ticks: bool) -> None:
    for sentence in KNOWLEDGE.rules[rule].sentences[:4]:
        desk = PaperDesk(KNOWLEDGE, local("2027-02-09 10:00"))
        desk.say("/start")
        desk.say(sentence)
        if not desk.dossiers:
            continue
        steps = steps_to_the_end(desk, ticks=ticks)
        limit = limit_of(plan_of(desk))
        assert len(steps) <= limit, sentence
        assert [number for number, _ in steps] == list(range(1, len(steps) + 1)), sentence
        assert all(number <= total <= KNOWLEDGE.limits.other for number, total in steps), sentence
        desk.press(SEND)
        assert desk.newest.status == "ingediend"
        assert desk.newest.owner


@pytest.mark.parametrize(
    ("idea", "weight", "most"),
    [(PARTY, "licht", 7), ("een muziekfestival met 300 mensen in het stadspark", None, 9)],
)
def test_a_light_plan_has_at_most_seven_questions_another_nine(
    desk: PaperDesk, idea: str, weight: str | None, most: int
) -> None:
    desk.say(idea)
    steps = steps_to_the_end(desk)
    assert (plan_of(desk).weight == "licht") is (weight == "licht")
    assert len(steps) <= most


def test_without_a_rule_there_are_four_questions(desk: PaperDesk) -> None:
    begin(desk, STARS)
    assert steps_to_the_end(desk) == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert "Ik ken hier geen regel voor" in desk.last()
    assert "Ga zelf verder" not in desk.labels()


def test_the_messages_are_short(desk: PaperDesk) -> None:
    desk.say("/start wijk-noord")
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    first, *middle, summary, sent = (len(text.split()) for text in desk.seen())
    assert first <= 68
    assert max(middle) <= 50
    assert summary <= 86
    assert sent <= 50


# --- what is asked, and what is not


def test_what_the_idea_says_is_not_asked(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat op za 12 juni van 15 tot 22 uur met 60 mensen")
    asked = {q.id for q in questions_of(plan_of(desk))}
    assert asked.isdisjoint({"plek", "mensen", "moment"})
    assert "60 mensen" in desk.last()
    assert "Kerkstraat, Noord" in desk.last()


def test_a_day_without_hours_still_asks_the_hours_of_a_feast(desk: PaperDesk) -> None:
    answered_until(desk, "moment")
    assert "Van hoe laat tot hoe laat?" in desk.last()
    desk.say("3 tot 10 savonds")
    moment = plan_of(desk).moment
    assert moment is not None
    assert (str(moment.day), str(moment.start)) == ("2027-06-12", "15:00:00")


def test_what_the_idea_names_is_ticked_beforehand(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    assert "✓ Barbecue" in desk.labels()
    assert "Springkussen" in desk.labels()


def test_a_wijk_from_the_poster_is_enough_to_choose_a_begeleider(desk: PaperDesk) -> None:
    desk.say("/start wijk-zuid")
    begin(desk, STARS.replace(" in het lindepark", ""))
    while SEND not in desk.labels():
        desk.press("Weet ik nog niet")
    desk.press(SEND)
    assert desk.only.owner == "marco"


def test_each_message_first_repeats_what_was_understood(desk: PaperDesk) -> None:
    desk.say(PARTY)
    assert "Ik lees: straatfeest en bbq, op zaterdag 12 juni" in desk.last()
    desk.say("kerkstraat")
    assert desk.last().startswith("Kerkstraat, Noord.")
    desk.say("zo'n 60")
    assert desk.last().startswith("Ongeveer 60 mensen.")


# --- answering


def test_weet_ik_nog_niet_never_blocks(desk: PaperDesk) -> None:
    desk.say(PARTY)
    while SEND not in desk.labels():
        desk.press("Weet ik nog niet" if "Weet ik nog niet" in desk.labels() else desk.labels()[0])
    desk.press(SEND)
    assert desk.only.status == "ingediend"
    assert all(isinstance(a, Unknown) for a in desk.only.answers.values())


@pytest.mark.parametrize("words", ["weet ik nog niet", "geen idee", "Weet ik nog niet"])
def test_not_knowing_can_be_typed(desk: PaperDesk, words: str) -> None:
    desk.say(PARTY)
    desk.say(words)
    assert isinstance(desk.only.answers["plek"], Unknown)


def test_not_understood_once_asks_again_and_twice_keeps_the_words(desk: PaperDesk) -> None:
    answered_until(desk, "mensen")
    desk.say("best wel wat")
    assert "Typ een getal" in desk.last()
    assert PROGRESS.search(desk.last())
    desk.say("nou ja heel wat dus")
    assert desk.only.answers["mensen"] == Words(text="nou ja heel wat dus")
    assert 'Ik geef het zo door: "nou ja heel wat dus"' in desk.seen()[-1]


def test_misreading_one_question_does_not_count_for_the_next(desk: PaperDesk) -> None:
    answered_until(desk, "mensen")
    desk.say("best wel wat")
    desk.say("60")
    _answer(desk, ticks=False)
    assert present(desk).id == "moment"
    desk.say("ergens")
    assert "moment" not in desk.only.answers


@pytest.mark.parametrize("label", ["tot 50", "Tot 50", "TOT 50"])
def test_a_typed_label_is_a_press(desk: PaperDesk, label: str) -> None:
    answered_until(desk, "mensen")
    desk.say(label)
    answer = desk.only.answers["mensen"]
    assert isinstance(answer, HowMany)
    assert answer.count.high == 50


def test_a_typed_label_under_another_message_is_just_words(desk: PaperDesk) -> None:
    answered_until(desk, "buren")
    desk.say("Nog niet", reply_to=desk.standing()[0])
    answer = desk.only.answers["buren"]
    assert getattr(answer, "option", None) == "nog-niet"


def test_ticks_change_the_same_message(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    count = len(desk.standing())
    desk.press("Springkussen")
    assert "✓ Springkussen" in desk.labels()
    desk.press("✓ Springkussen")
    assert "Springkussen" in desk.labels()
    assert len(desk.standing()) == count


def test_a_tick_brings_its_rules_and_its_question(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    assert not any(q.id == "waarom" for q in questions_of(plan_of(desk)))
    desk.press("Band of dj")
    desk.press("Ga verder")
    assert plan_of(desk).weight != "licht"
    assert any(q.id == "waarom" for q in questions_of(plan_of(desk)))


def test_an_open_question_may_be_skipped(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    desk.press("Band of dj")
    desk.press("Ga verder")
    while present(desk).id != "waarom":
        _answer(desk, ticks=False)
    assert "Sla deze vraag over" in desk.labels()
    desk.press("Sla deze vraag over")
    assert present(desk).id == "naam"


def test_a_location_is_an_answer_to_the_place(desk: PaperDesk) -> None:
    desk.say(PARTY)
    desk.share_place(52.12, 5.1)
    assert plan_of(desk).wijk == "noord"
    assert present(desk).id == "mensen"


def test_a_number_is_kept_only_when_it_is_ones_own_and_asked_for(desk: PaperDesk) -> None:
    answered_until(desk, "bellen")
    desk.share_phone(own=False)
    assert "niet je eigen nummer" in desk.last()
    assert desk.only.phone is None
    desk.share_phone()
    assert desk.only.phone is not None
    assert SEND in desk.labels()


def test_choosing_to_be_written_to_erases_the_number(desk: PaperDesk) -> None:
    answered_until(desk, "bellen")
    desk.share_phone()
    desk.press("Wijzig iets")
    desk.press("Bellen of schrijven")
    desk.press("Nee, schrijf me hier")
    assert desk.only.phone is None
    assert SEND in desk.labels()


def test_typing_yes_to_bellen_explains_the_button(desk: PaperDesk) -> None:
    answered_until(desk, "bellen")
    desk.say("ja")
    assert "Zonder de knop zie ik geen nummer" in desk.last()
    assert "bellen" not in desk.only.answers


# --- going back and changing


def test_vorige_vraag_takes_the_last_answer_away(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    desk.press("Vorige vraag")
    assert present(desk).id == "mensen"
    assert "Vraag 2 van 7" in desk.last()
    desk.press("Vorige vraag")
    assert present(desk).id == "plek"
    assert desk.only.answers == {}


def test_vorige_vraag_forgets_a_shared_number(desk: PaperDesk) -> None:
    """The phone question is the last; an old button leads back to it."""
    answered_until(desk, "bellen")
    old = desk.standing()[-1]
    desk.share_phone()
    back = next(b for row in old.buttons for b in row if b.action == "vorige")
    desk.press_button(old, back)
    assert present(desk).id == "bellen"
    assert desk.only.phone is None


def test_changing_one_answer_returns_to_the_summary(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press("Wijzig iets")
    desk.press("Wanneer")
    assert not PROGRESS.search(desk.last())
    desk.say("zo 13 juni, 12 tot 18 uur")
    assert SEND in desk.labels()
    assert "zondag 13 juni, 12.00 tot 18.00 uur" in desk.last()


def test_changing_asks_again_only_what_depends_on_it(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    known = dict(desk.only.answers)
    desk.press("Wijzig iets")
    desk.press("Wat er allemaal komt")
    desk.press("Band of dj")
    desk.press("Ga verder")
    assert present(desk).id == "waarom"
    desk.say("omdat het leuk is")
    assert SEND in desk.labels()
    kept = {q: a for q, a in desk.only.answers.items() if q not in ("onderdelen", "waarom")}
    assert kept == {q: a for q, a in known.items() if q != "onderdelen"}


def test_ga_terug_leaves_everything_as_it_was(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    before = desk.only.answers
    desk.press("Wijzig iets")
    desk.press("Ga terug")
    assert desk.only.answers == before
    assert SEND in desk.labels()


def test_a_new_idea_sentence_keeps_the_answers(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    desk.press_button(desk.standing()[1], _button(desk, 1, "wijzig-idee"))
    desk.say("een geveltuin in de kerkstraat")
    assert desk.only.idea == "een geveltuin in de kerkstraat"
    assert "plek" in desk.only.answers


def _button(desk: PaperDesk, message: int, action: str) -> Button:
    rows = desk.standing()[message].buttons
    return next(b for row in rows for b in row if b.action == action)


def test_an_old_button_changes_that_answer_and_the_dialogue_goes_on(desk: PaperDesk) -> None:
    answered_until(desk, "onderdelen")
    asked = next(s for s in desk.standing() if "Hoeveel mensen" in s.text)
    button = next(b for row in asked.buttons for b in row if b.label == "Tot 50")
    desk.press_button(asked, button)
    answer = desk.only.answers["mensen"]
    assert isinstance(answer, HowMany)
    assert answer.count.high == 50
    assert present(desk).id == "onderdelen"


def test_a_button_of_an_erased_conversation_greets(desk: PaperDesk) -> None:
    desk.say(PARTY)
    old = desk.standing()[-1]
    desk.say("/stop")
    desk.press("Wis alles")
    desk.press("Ja, wis alles")
    assert desk.people.get(RESIDENT) is None
    assert desk.dossiers == {}
    desk.press_button(old, old.buttons[0][0])
    assert "Ik ben een computer" in desk.last()


# --- loose words and files


@pytest.mark.parametrize("words", ["oja we nemen zelf tafels mee", "O ja, er komt ook een kraam"])
def test_a_loose_addition_is_added_and_said_so(desk: PaperDesk, words: str) -> None:
    answered_until(desk, "mensen")
    desk.say(words)
    assert desk.last().startswith("Erbij gezet:")
    assert present(desk).id == "mensen"
    assert desk.only.extras == (words,)


def test_words_at_the_summary_are_added_and_shown_once(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.say("we zetten ook tafels neer")
    assert desk.last().count("we zetten ook tafels neer") == 1
    assert SEND in desk.labels()


def test_an_edited_addition_becomes_the_new_words(desk: PaperDesk) -> None:
    answered_until(desk, "mensen")
    desk.say("oja met tafels")
    said = desk.messages
    for words in ("oja met stoelen", "oja met krukken"):
        desk.edit(said, words)
        assert desk.only.extras == (words,)


def test_a_photo_in_between_is_kept_and_the_question_stands_again(desk: PaperDesk) -> None:
    answered_until(desk, "mensen")
    desk.send_file()
    assert "bewaard" in desk.last()
    assert "Hoeveel mensen" in desk.last()
    assert [line.what for line in desk.lines(desk.only.id)][-1] == "bestand"


def test_who_begins_with_a_photo_is_asked_for_the_words(desk: PaperDesk) -> None:
    desk.send_file()
    assert "Wat wil je doen?" in desk.last()
    desk.say(PARTY)
    assert desk.only.idea == PARTY


def test_only_an_empty_idea_stops_sending(desk: PaperDesk) -> None:
    desk.send_file()
    question = desk.standing()[-1]
    desk.press_button(question, Button(label=SEND, action="verstuur"))
    assert desk.only.status == "concept"
    assert "Wat wil je doen?" in desk.last()


def test_a_sticker_gets_a_kind_answer_and_the_question_again(desk: PaperDesk) -> None:
    answered_until(desk, "mensen")
    desk.send_sticker()
    assert "kan ik niet lezen" in desk.last()
    assert "Hoeveel mensen" in desk.last()


@pytest.mark.parametrize("how", ["said", "caption", "edited"])
def test_words_of_emergency_get_a_number_before_anything_else(desk: PaperDesk, how: str) -> None:
    answered_until(desk, "mensen")
    said = desk.messages
    words = "help er is brand"
    match how:
        case "said":
            out = desk.say(words)
        case "caption":
            out = desk.send_file(caption=words)
        case _:
            out = desk.edit(said, words)
    first = next(o for o in out if isinstance(o, Send))
    assert "112" in plain(first.text)


# --- the content changes while a plan runs


def test_a_question_that_is_added_reaches_a_running_plan(desk: PaperDesk) -> None:
    answered_until(desk, "naam", STARS)
    extra = next(q for q in KNOWLEDGE.questions if q.kind == "open").model_copy(
        update={"id": "nieuw", "only_if": (), "ask": "**Nog iets?**", "importance": 99}
    )
    asked = [q for q in KNOWLEDGE.questions if q.id != "buren"]
    desk.knowledge = replace(KNOWLEDGE, questions=(extra, *asked))
    desk.send_sticker()
    assert "Nog iets?" in desk.last()


def test_a_question_that_is_removed_is_no_longer_asked(desk: PaperDesk) -> None:
    answered_until(desk, "mensen")
    kept = tuple(q for q in KNOWLEDGE.questions if q.id != "mensen")
    desk.knowledge = replace(KNOWLEDGE, questions=kept)
    desk.say("60")
    assert present(desk).id in ("onderdelen", "moment")
    steps_to_the_end(desk)
    desk.press(SEND)
    assert desk.only.status == "ingediend"


def test_after_days_ga_verder_asks_the_same_question(desk: PaperDesk) -> None:
    answered_until(desk, "buren")
    desk.advance(3)
    assert "Ga verder" in desk.labels()
    desk.press("Ga verder")
    assert "Weten de buren ervan?" in desk.last()
    assert "Vraag 5 van 7" in desk.last()


# --- more than one plan


def test_nieuw_begins_a_second_plan_and_keeps_the_first(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    desk.say("/nieuw")
    desk.say("een buurtmoestuin in het lindepark")
    assert len(desk.dossiers) == 2
    assert desk.newest.idea == "een buurtmoestuin in het lindepark"


def test_a_photo_after_nieuw_belongs_to_the_new_plan(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    desk.say("/nieuw")
    desk.send_file(caption="een buurtmoestuin in het lindepark")
    assert len(desk.dossiers) == 2


def two_sent(desk: PaperDesk) -> None:
    for idea in (PARTY, "een buurtmoestuin in het lindepark"):
        desk.say("/nieuw")
        desk.say(idea)
        steps_to_the_end(desk)
        desk.press(SEND)


def test_with_two_sent_plans_the_bot_asks_which_and_nothing_is_lost(desk: PaperDesk) -> None:
    two_sent(desk)
    desk.say("er komt ook een tent")
    assert "Bij welk plan hoort dit?" in desk.last()
    desk.say("van zes meter")
    desk.press(next(x for x in desk.labels() if "moestuin" in x))
    assert desk.newest.extras == ("er komt ook een tent\nvan zes meter",)


def test_a_place_for_one_of_two_plans_is_asked_about_too(desk: PaperDesk) -> None:
    two_sent(desk)
    desk.share_place(52.08, 5.1)
    assert "Bij welk plan hoort dit?" in desk.last()
    desk.press(next(x for x in desk.labels() if "moestuin" in x))
    assert "52.08000" in desk.newest.extras[0]


def test_an_older_which_plan_button_places_no_newer_words(desk: PaperDesk) -> None:
    two_sent(desk)
    desk.say("er komt ook een tent")
    old = desk.standing()[-1]
    desk.press(next(x for x in desk.labels() if "moestuin" in x))
    desk.say("iets heel anders")
    desk.press_button(old, old.buttons[0][0])
    assert not any("iets heel anders" in e for d in desk.dossiers.values() for e in d.extras)


def test_a_reply_says_to_which_plan_words_belong(desk: PaperDesk) -> None:
    two_sent(desk)
    first = next(d for d in desk.dossiers.values() if d.idea == PARTY)
    sent = next(s for s in desk.standing() if f"Je code is {first.code}" in s.text)
    desk.say("er komt ook een tent", reply_to=sent)
    assert desk.dossiers[first.id].extras == ("er komt ook een tent",)


# --- after sending


def test_sending_says_code_team_and_day(desk: PaperDesk) -> None:
    answered_until(desk, "bellen")
    desk.share_phone()
    desk.press(SEND)
    assert "Je code is VB-2027-0001" in desk.last()
    assert "team Noord belt je uiterlijk woensdag 19 mei" in desk.last()


def test_pressing_send_twice_sends_once(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    summary = desk.standing()[-1]
    desk.press(SEND)
    desk.press_button(summary, summary.buttons[0][0])
    assert desk.only.code == "VB-2027-0001"
    assert "al verstuurd" in desk.last()


def test_changing_after_sending_works_with_history(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("Wanneer")
    desk.say("zo 13 juni, 12 tot 18 uur")
    assert "Aangepast: wanneer is nu" in desk.last()
    assert SEND not in desk.labels()
    assert "13 juni" in desk.card(desk.only)
    history = [line.text for line in desk.lines(desk.only.id) if line.what == "gewijzigd"]
    assert history == ["wanneer: zondag 13 juni, 12.00 tot 18.00 uur"]


def test_changing_the_idea_after_sending_does_not_ask_to_send_again(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("Wijzig mijn idee")
    desk.say("straatfeest zonder bbq")
    assert "Aangepast: het idee" in desk.last()
    assert "nog niet verstuurd" not in desk.last()
    assert "straatfeest zonder bbq" in desk.card(desk.only)


@pytest.mark.parametrize("action", ["bedoel", "vorige", "zelf-verder", "terug"])
def test_an_old_button_of_the_intake_never_unsends_a_plan(desk: PaperDesk, action: str) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    summary = desk.standing()[-1]
    desk.press(SEND)
    before = desk.only
    button = summary.buttons[0][0].model_copy(update={"action": action, "value": "iets-anders"})
    desk.press_button(summary, button)
    after = desk.only.model_copy(update={"touched_at": before.touched_at})
    assert after == before
    assert SEND not in desk.labels()


def test_words_to_the_begeleider_are_no_answer_to_a_reopened_question(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    fatima = chat_of("fatima")
    desk.press("Ik pak dit op", fatima)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("De naam")
    desk.say(f"/antwoord {desk.only.code} past morgen om tien?", fatima)
    desk.say("Prima", RESIDENT)
    assert plan_of(desk).name == "Samira"
    assert "Prima" in desk.last(fatima)


def test_nothing_is_sent_to_staff_before_the_resident_sends(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    assert all(desk.seen(chat_of(member)) == [] for member in KNOWLEDGE.team)


def test_a_light_plan_may_go_on_alone_and_ask_for_help_later(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press("Ga zelf verder")
    alone = desk.only
    assert (alone.status, alone.code) == ("zelf-verder", None)
    desk.press("Vraag een begeleider")
    assert desk.only.status == "ingediend"
    assert desk.only.owner == "fatima"


def test_status_tells_the_same_as_the_card(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    desk.press(SEND)
    desk.say("/status")
    assert "Nog niemand heeft het opgepakt" in desk.last()
    desk.press("Ik pak dit op", chat_of("fatima"))
    desk.say("/status")
    assert "Fatima heeft het opgepakt" in desk.last()
    assert "opgepakt door Fatima" in desk.card(desk.only)


def test_the_answers_kept_are_of_the_kind_that_was_asked(desk: PaperDesk) -> None:
    desk.say(PARTY)
    steps_to_the_end(desk)
    answers = desk.only.answers
    assert isinstance(answers["mensen"], HowMany)
    assert isinstance(answers["onderdelen"], Picked)
    assert isinstance(answers["moment"], When)
    assert isinstance(answers["naam"], Named)


def test_stopping_closes_and_a_later_press_says_so(desk: PaperDesk) -> None:
    answered_until(desk, "buren")
    asked = desk.standing()[-1]
    desk.say("/stop")
    desk.press("Ik stop ermee")
    assert desk.only.status == "gestopt"
    desk.press_button(asked, asked.buttons[0][0])
    assert "al afgerond" in desk.last() or "gestopt" in desk.last()
    assert desk.only.closed_at is not None


def test_a_pause_keeps_a_plan_longer_than_the_pause_itself(desk: PaperDesk) -> None:
    answered_until(desk, "buren")
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    until = desk.now + timedelta(days=30)
    count = len(desk.seen())
    desk.until(until)
    assert len(desk.seen()) == count
    assert desk.only.status == "concept"
