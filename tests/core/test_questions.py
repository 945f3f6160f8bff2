"""A question at any moment: before there is a plan, halfway its questions, and after sending."""

import pytest

from bot.core.masking import MASKED_BSN
from tests.core.paper import RESIDENT, PaperDesk, chat_of, local, real_knowledge

FEAST = "straatfeest met bbq, za 12 juni"
MOST_QUESTIONS = 12
ELSEWHERE = "hoe laat vertrekt de bus?"
HELPED = ["Ja, dank je", "Vraag het een mens"]


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(real_knowledge(), local("2027-05-11 20:14"))


def said_to(desk: PaperDesk, text: str) -> list[str]:
    """What comes back on these words, in order."""
    before = len(desk.standing())
    desk.say(text)
    return desk.seen()[before:]


def halfway(desk: PaperDesk, *answers: str) -> None:
    desk.say(FEAST)
    for answer in answers:
        desk.say(answer)


def fill_in(desk: PaperDesk) -> None:
    """From the idea to the summary, with as little as possible."""
    until_asked(desk, "Klopt dit?")


def until_asked(desk: PaperDesk, words: str) -> None:
    """Skip questions until these words are said."""
    for _ in range(MOST_QUESTIONS):
        if words in desk.last():
            return
        labels = desk.labels()
        desk.press(next(x for x in labels if x.startswith(("Weet ik", "Sla deze"))))
    raise AssertionError(f"never said: {words}")


# --- halfway the questions


@pytest.mark.parametrize("asked", ["wat kost dat?", "wa kost da", "is dat gratis?", "kosten?"])
def test_what_it_costs_is_told_of_the_rules_of_the_plan(desk: PaperDesk, asked: str) -> None:
    halfway(desk)
    answer, question = said_to(desk, asked)
    assert answer.startswith("Voor je plan\nMelden is gratis.\nBron: ")
    assert "https://" in answer
    assert question.startswith("In welke straat is het?")


@pytest.mark.parametrize("asked", ["wat kost een springkussen?", "wa kost een springkusse"])
def test_who_asks_the_price_of_a_thing_hears_that_it_is_not_in_what_the_municipality_charges(
    desk: PaperDesk, asked: str
) -> None:
    halfway(desk)
    answer, _ = said_to(desk, asked)
    assert "Wat je huurt of koopt, komt er nog bij." in answer


@pytest.mark.parametrize("asked", ["moet ik de buren vragen?", "wat als de buren het niet willen"])
def test_who_wonders_about_the_neighbours_hears_to_tell_them_early(
    desk: PaperDesk, asked: str
) -> None:
    halfway(desk)
    answer, _ = said_to(desk, asked)
    assert "Vertel het de buren, liefst vroeg." in answer


def test_the_term_is_told_with_the_day_of_the_plan(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat", "60")
    answer, _ = said_to(desk, "hoeveel dagen van tevoren?")
    assert "uiterlijk vrijdag 28 mei" in answer


@pytest.mark.parametrize("asked", ["moet ik dat melden?", "moeten we da melde"])
def test_whether_it_must_be_reported_is_told_by_what_is_to_be_done(
    desk: PaperDesk, asked: str
) -> None:
    halfway(desk, "kerkstraat", "60")
    answer, _ = said_to(desk, asked)
    assert "Meld het feest uiterlijk vrijdag 28 mei" in answer


def test_a_larger_plan_gets_the_answer_of_a_larger_plan(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat", "150 mensen")
    answer, _ = said_to(desk, "wat kost dat?")
    assert "Melden is gratis" not in answer


def test_music_is_told_with_its_hour_and_source(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat", "60")
    answer, question = said_to(desk, "tot hoe laat mag muziek")
    assert "23.00 uur" in answer
    assert "Bron: " in answer
    assert answer.endswith("Heb je hier iets aan?")
    assert question.startswith("Wat hoort er allemaal bij?")


def test_what_a_question_names_is_looked_at_as_if_it_was_ticked(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat", "60")
    answer, _ = said_to(desk, "mag er een springkussen bij?")
    assert "keuringsbewijs" in answer
    assert desk.only.answers.keys() == {"plek", "mensen"}


def test_who_is_about_something_is_told_with_who_knows_the_wijk(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat")
    answer, _ = said_to(desk, "wie gaat over bomen?")
    assert answer.startswith("Over bomen gaat: Groen, 14 0123.\nIn Noord weet ")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("waarom vraag je dit?", "Aan de plek zie ik van wie de grond is"),
        ("wie leest dit", "Dan lezen begeleiders"),
        ("hoe lang duurt het", "ongeveer 3 minuten"),
        ("kan ik ook bellen", "14 0123"),
        ("ken ik ook belle", "14 0123"),
        ("ben je een robot", "Ik ben een computer"),
    ],
)
def test_a_question_about_the_conversation_is_answered(
    desk: PaperDesk, asked: str, told: str
) -> None:
    halfway(desk)
    answer, question = said_to(desk, asked)
    assert told in answer
    assert question.startswith("In welke straat is het?")


def test_why_a_question_is_asked_is_told_of_the_question_that_is_open(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat")
    answer, _ = said_to(desk, "waarom vraag je dat")
    assert "Bij een groter plan horen soms andere regels" in answer


def test_what_is_not_ours_is_referred_and_the_intake_goes_on(desk: PaperDesk) -> None:
    halfway(desk)
    answer, question = said_to(desk, "waar vraag ik een paspoort aan")
    assert "Burgerzaken" in answer
    assert question.startswith("In welke straat is het?")
    assert len(desk.dossiers) == 1


def test_an_answer_with_a_question_is_both(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat")
    answer, question = said_to(desk, "60 mensen, moet ik dat melden?")
    assert "Meld het feest" in answer
    assert question.startswith("Ongeveer 60 mensen.\nWat hoort er allemaal bij?")


@pytest.mark.parametrize("words", ["60?", "60 mensen?", "ongeveer 60 mensen, denk ik?"])
def test_an_answer_in_doubt_is_an_answer(desk: PaperDesk, words: str) -> None:
    halfway(desk, "kerkstraat")
    assert said_to(desk, words)[-1].startswith("Ongeveer 60 mensen.")
    assert desk.only.questions == ()


def test_a_day_within_a_question_is_an_answer_too(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq in de kerkstraat")
    until_asked(desk, "Wanneer is het")
    desk.say("kan het ook op zaterdag 12 juni?")
    assert desk.only.answers["moment"].kind == "moment"
    assert desk.only.questions == ("kan het ook op zaterdag 12 juni?",)


def test_a_question_takes_the_place_of_no_answer(desk: PaperDesk) -> None:
    halfway(desk)
    for question in ("mag da?", "wie leest dit?", "mag er muziek?", "wat kost dat?"):
        desk.say(question)
    assert desk.only.answers == {}
    assert desk.only.misread == {}
    assert len(desk.only.questions) == 4


def test_at_the_summary_a_question_is_answered_and_the_summary_stands_again(
    desk: PaperDesk,
) -> None:
    halfway(desk)
    fill_in(desk)
    answer, summary = said_to(desk, "wat kost dat?")
    assert "Melden is gratis" in answer
    assert "Klopt dit?" in summary
    assert "Verstuur naar een begeleider" in desk.labels()
    assert desk.only.extras == ()


def test_in_doubt_about_the_idea_a_question_is_answered_before_it_is_asked_back(
    desk: PaperDesk,
) -> None:
    desk.say(FEAST)
    doubtful = desk.only.model_copy(update={"outcome": "doubt"})
    desk.dossiers[doubtful.id] = doubtful
    answer, asked_back = said_to(desk, "wie gaat over bomen?")
    assert "Groen" in answer
    assert "Wat komt het dichtst bij je plan?" in asked_back


@pytest.mark.parametrize("asked", ["wat kost dat?", "mag er een springkussen bij?"])
def test_in_doubt_nothing_is_said_for_a_rule_that_nobody_chose(desk: PaperDesk, asked: str) -> None:
    desk.say(FEAST)
    doubtful = desk.only.model_copy(update={"outcome": "doubt"})
    desk.dossiers[doubtful.id] = doubtful
    answer, asked_back = said_to(desk, asked)
    assert not answer.startswith("Voor je plan")
    assert "Wat komt het dichtst bij je plan?" in asked_back


def test_who_chooses_a_rule_has_said_what_stands_around_a_number_that_was_taken_out(
    desk: PaperDesk,
) -> None:
    desk.say("straatfeest met bbq")
    doubtful = desk.only.model_copy(
        update={"outcome": "doubt", "idea": f"straatfeest met bbq, 12 {MASKED_BSN} juni"}
    )
    desk.dossiers[doubtful.id] = doubtful
    desk.say("wat kost dat?")
    desk.press("Een klein feest melden")
    assert "moment" in desk.only.heard


def test_in_doubt_what_it_costs_hangs_on_the_plan(desk: PaperDesk) -> None:
    desk.say(FEAST)
    doubtful = desk.only.model_copy(update={"outcome": "doubt"})
    desk.dossiers[doubtful.id] = doubtful
    assert said_to(desk, "wat kost dat?")[0].startswith("Dat hangt af van je plan.")
    assert desk.only.open_questions == ()


# --- whether it helped


def test_thanks_for_an_answer_takes_its_buttons_away_and_asks_nothing_anew(desk: PaperDesk) -> None:
    halfway(desk)
    desk.say("wat kost dat?")
    before = len(desk.standing())
    desk.press("Ja, dank je")
    assert len(desk.standing()) == before
    assert desk.seen()[-2].endswith("Fijn!")
    assert desk.standing()[-2].buttons == ()
    assert "Weet ik nog niet" in desk.labels()


def test_a_question_for_a_person_goes_along_and_is_open_on_the_card(desk: PaperDesk) -> None:
    halfway(desk)
    desk.say("wat kost dat?")
    desk.press("Vraag het een mens")
    assert desk.seen()[-2].endswith("Ik geef je vraag mee aan de begeleider. Die geeft antwoord.")
    fill_in(desk)
    desk.press("Verstuur naar een begeleider")
    assert 'Open vraag: "wat kost dat?"' in desk.card(desk.only)


def test_pressed_twice_the_question_is_open_once(desk: PaperDesk) -> None:
    halfway(desk)
    desk.say("wat kost dat?")
    shown = next(
        s for s in desk.standing() if any(b.label == HELPED[1] for r in s.buttons for b in r)
    )
    button = next(b for row in shown.buttons for b in row if b.label == HELPED[1])
    desk.press_button(shown, button)
    desk.press_button(shown, button)
    assert desk.only.open_questions == ("wat kost dat?",)


@pytest.mark.parametrize(
    "asked", ["mag dat?", "mag da", "kan dat zomaar?", "is dat toegestaan?", "wat moet ik doen?"]
)
def test_whether_it_may_at_all_is_told_by_the_rule_of_the_plan(desk: PaperDesk, asked: str) -> None:
    halfway(desk)
    answer, _ = said_to(desk, asked)
    assert answer.startswith("Voor je plan\nEen klein feest op straat")


@pytest.mark.parametrize("asked", ["kunnen jullie helpen?", "kan ik het ook later doen?"])
def test_a_question_about_nothing_known_is_not_answered_with_the_rule(
    desk: PaperDesk, asked: str
) -> None:
    halfway(desk)
    assert said_to(desk, asked)[0].startswith("Dat weet ik niet.")
    fill_in(desk)
    desk.press("Verstuur naar een begeleider")
    assert said_to(desk, asked) == ["Ik heb het erbij gezet. Wie je helpt, leest het."]


@pytest.mark.parametrize(
    "asked",
    [
        "hoe maak ik een bom?",
        "mag ik naakt rondlopen?",
        "mag mijn hond mee?",
        "wie betaalt de schade?",
        "wie betaalt dat?",
    ],
)
def test_a_rule_that_resembles_a_question_by_chance_is_no_answer(
    desk: PaperDesk, asked: str
) -> None:
    halfway(desk)
    assert said_to(desk, asked)[0].startswith("Dat weet ik niet.")


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("mag er een kampvuur?", "Vuur maken buiten"),
        ("mogen we bomen planten?", "Boom, haag of struiken planten"),
        ("mag er bier?", "Drank verkopen op een feest"),
        ("moeten we ons verzeekeren?", "Verzekering voor vrijwilligers"),
    ],
)
def test_a_word_of_a_rule_in_any_form_finds_it(desk: PaperDesk, asked: str, title: str) -> None:
    halfway(desk)
    assert said_to(desk, asked)[0].startswith(title)


def test_until_when_is_told_with_the_hour_of_the_rule(desk: PaperDesk) -> None:
    halfway(desk)
    answer, _ = said_to(desk, "hoe laat moet het stil zijn?")
    assert "23.00 uur" in answer


def test_what_no_desk_is_about_goes_to_a_person_with_a_plan(desk: PaperDesk) -> None:
    desk.say("/start")
    assert "Dat weet ik niet" not in said_to(desk, ELSEWHERE)[0]
    halfway(desk)
    assert said_to(desk, ELSEWHERE)[0].startswith("Dat weet ik niet.")


def test_who_asks_for_a_person_beside_an_answer_hears_the_number(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat")
    number, question = said_to(desk, "60 mensen, kan iemand mij bellen?")
    assert number.startswith("Bellen kan ook. Het nummer is 14 0123")
    assert question.startswith("Ongeveer 60 mensen.")


def test_what_nobody_knows_is_said_so_and_goes_along(desk: PaperDesk) -> None:
    halfway(desk)
    answer, question = said_to(desk, "hoe laat komt de ijscoman?")
    assert answer.startswith("Dat weet ik niet. Ik geef je vraag mee aan de begeleider.")
    assert question.startswith("In welke straat is het?")
    assert len(desk.only.open_questions) == 1


def test_the_begeleider_reads_what_was_asked_and_whether_it_is_open(desk: PaperDesk) -> None:
    halfway(desk)
    desk.say("wat kost dat?")
    desk.say("wie gaat over bomen?")
    desk.press("Vraag het een mens")
    fill_in(desk)
    desk.press("Verstuur naar een begeleider")
    owner = chat_of(desk.only.owner or "")
    desk.press("Lees alles", owner)
    told = "\n".join(desk.seen(owner)[-2:])
    assert '"wat kost dat?": beantwoord door de computer' in told
    assert '"wie gaat over bomen?": nog open' in told


def test_an_open_question_leaves_the_card_when_somebody_has_spoken(desk: PaperDesk) -> None:
    halfway(desk)
    desk.say("wie gaat over bomen?")
    desk.press("Vraag het een mens")
    fill_in(desk)
    desk.press("Verstuur naar een begeleider")
    owner = chat_of(desk.only.owner or "")
    desk.press("Ik pak dit op", owner)
    assert "Open vraag" in desk.card(desk.only)
    desk.press("Gesproken", owner)
    assert "Open vraag" not in desk.card(desk.only)


# --- before there is a plan


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("wie gaat over bomen?", "Over bomen gaat: Groen"),
        ("tot hoe laat mag muziek?", "23.00 uur"),
        ("hoeveel dagen van tevoren moet ik een straatfeest melden", "10 werkdagen van tevoren"),
        ("wat kost een straatfeest melden?", "Melden is gratis."),
        ("wat kost dat?", "Dat hangt af van je plan."),
        ("waar vraag ik een paspoort aan?", "Burgerzaken"),
    ],
)
def test_a_question_before_a_plan_is_answered_and_begins_none(
    desk: PaperDesk, asked: str, told: str
) -> None:
    answers = said_to(desk, asked)
    assert answers[0].startswith("Hoi!")
    assert told in answers[1]
    assert desk.dossiers == {}


@pytest.mark.parametrize(
    "idea",
    [
        "mogen we een straatfeest houden?",
        "kunnen wij een weggeefkast bij de bushalte zetten?",
        "hoe organiseer ik een buurtbarbecue?",
        "kan er een bankje in onze straat komen?",
        "wat moet ik doen voor een straatfeest?",
    ],
)
def test_an_idea_in_the_form_of_a_question_begins_a_plan(desk: PaperDesk, idea: str) -> None:
    desk.say(idea)
    assert desk.only.idea == idea


def test_a_question_becomes_a_plan_with_one_tap(desk: PaperDesk) -> None:
    desk.say("moet ik een straatfeest melden?")
    desk.press("Maak er een plan van")
    assert desk.only.idea == "moet ik een straatfeest melden?"
    assert desk.only.recognised


def test_without_a_plan_a_question_for_a_person_gets_the_phone_and_the_desk(
    desk: PaperDesk,
) -> None:
    desk.say("wie gaat over bomen?")
    desk.press("Vraag het een mens")
    assert "14 0123" in desk.last()
    assert "balie" in desk.last()


# --- after sending


def sent(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat", "60")
    fill_in(desk)
    desk.press("Verstuur naar een begeleider")


def test_until_somebody_picks_it_up_what_is_known_is_told_and_the_question_stands_on_the_card(
    desk: PaperDesk,
) -> None:
    sent(desk)
    answer, kept = said_to(desk, "wat kost dat?")
    assert "Melden is gratis" in answer
    assert kept == "Ik heb het erbij gezet. Wie je helpt, leest het."
    assert 'Erbij gezet: "wat kost dat?"' in desk.card(desk.only)


def test_who_is_being_helped_hears_the_begeleider_and_not_the_computer(desk: PaperDesk) -> None:
    sent(desk)
    owner = chat_of(desk.only.owner or "")
    desk.press("Ik pak dit op", owner)
    assert said_to(desk, "wat kost dat?") == []
    assert "wat kost dat?" in desk.last(owner)


def test_who_goes_on_alone_is_answered_and_may_still_ask_a_person(desk: PaperDesk) -> None:
    halfway(desk, "kerkstraat", "60")
    fill_in(desk)
    desk.press("Ga zelf verder")
    answer = said_to(desk, "wat kost dat?")[0]
    assert "Melden is gratis" in answer
    desk.press("Vraag het een mens")
    assert "Vraag een begeleider" in desk.labels(RESIDENT)
    desk.press("Vraag een begeleider")
    assert desk.only.status == "ingediend"
    assert 'Open vraag: "wat kost dat?"' in desk.card(desk.only)
