"""What must hold whoever types what: emergencies first, other groups nothing, masked means gone."""

from datetime import timedelta

import pytest

from bot.core.decision import Send
from bot.core.happenings import Said
from bot.core.masking import MASKED_BSN, MASKED_IBAN
from bot.core.matching import Alarm
from bot.core.scene import Scene
from bot.core.texts import plain
from tests.core.paper import RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
FATIMA = chat_of("fatima")
WISH_TO_DIE = "ik wil niet meer leven"


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))


@pytest.mark.parametrize("command", ["/help", "/nieuw", "/start", "/status"])
def test_an_emergency_behind_a_command_gets_the_number_first(desk: PaperDesk, command: str) -> None:
    desk.say(f"{command} {WISH_TO_DIE}")
    assert "113" in desk.seen()[0]


@pytest.mark.parametrize("answer", ["60 denk ik", "twaalf", "zestig gok ik"])
def test_an_answer_that_only_sounds_like_an_emergency_is_an_answer(
    desk: PaperDesk, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.say("straatfeest in de kerkstraat, za 12 juni")
    monkeypatch.setattr(Scene, "alarm", lambda *_: Alarm("crisis-113", sure=False, faint=True))
    desk.say(answer)
    assert "113" not in " ".join(desk.seen())
    assert "mensen" in desk.only.answers


def test_an_emergency_that_is_named_where_a_number_was_asked_gets_the_number(
    desk: PaperDesk,
) -> None:
    desk.say("straatfeest in de kerkstraat, za 12 juni")
    desk.say(f"60 en {WISH_TO_DIE}")
    assert "113" in desk.last()
    assert "mensen" not in desk.only.answers


def test_help_alone_is_a_request_for_help_with_the_chat(desk: PaperDesk) -> None:
    desk.say("/help")
    assert "/status" in desk.last()


def test_an_idea_that_is_edited_into_an_emergency_gets_the_number_and_nothing_is_kept(
    desk: PaperDesk,
) -> None:
    desk.say("een bankje in de kerkstraat")
    before = desk.only
    desk.edit(1, WISH_TO_DIE)
    assert "113" in desk.last()
    assert desk.only.idea == before.idea


def test_a_caption_with_an_emergency_gets_the_number_and_is_no_idea(desk: PaperDesk) -> None:
    desk.send_file(caption=WISH_TO_DIE)
    assert any("113" in text for text in desk.seen())
    assert all(WISH_TO_DIE not in d.idea for d in desk.dossiers.values())


def test_what_was_masked_is_explained_and_has_no_meaning(desk: PaperDesk) -> None:
    desk.say(f"mijn rekening is {MASKED_IBAN} en bsn {MASKED_BSN}, ik wil een straatfeest")
    assert any("niet nodig en niet bewaard" in text for text in desk.seen())
    assert "weggehaald" not in " ".join(w for r in desk.only.recognised for w in r.why)


@pytest.mark.parametrize("text", ["/mijn", "/antwoord VB-2027-0001 hoi", "een gewone zin"])
def test_another_group_than_the_teams_hears_nothing_of_any_plan(desk: PaperDesk, text: str) -> None:
    desk.say("straatfeest in de kerkstraat, za 12 juni")
    out = desk.happen(Said(text=text), FATIMA, where="terminal:andere-groep")
    said = " ".join(plain(o.text) for o in out if isinstance(o, Send))
    assert "straatfeest" not in said
    assert all(o.chat != RESIDENT for o in out if isinstance(o, Send))


MAY_BE = "mijn man is jarig en we geven een straatfeest, de buren slaan toe"


def test_a_plan_that_may_tell_of_an_emergency_gets_the_number_first_and_its_question(
    desk: PaperDesk,
) -> None:
    desk.say(MAY_BE)
    number, _, question = desk.seen()
    assert "Bel Veilig Thuis: 0800-2000" in number
    assert "Dan gaan we gewoon verder" in number
    assert "Vraag 1 van" in question
    assert desk.only.idea == MAY_BE


def test_after_a_number_that_was_not_needed_whatever_is_said_is_answered(desk: PaperDesk) -> None:
    desk.say("mijn huis staat in brand")
    assert len(desk.seen()) == 1
    assert not desk.dossiers
    desk.press("Ga verder, geen nood")
    assert "Wat wil je doen?" in desk.last()
    desk.say("mijn huis staat in brand op het podium, een toneelstuk in het park")
    assert "112" in desk.seen()[-2]
    assert "Vraag 1 van" in desk.last()


def test_halfway_a_plan_the_question_stands_again_after_a_number_that_was_not_needed(
    desk: PaperDesk,
) -> None:
    desk.say("straatfeest in de kerkstraat, za 12 juni")
    question = desk.last()
    desk.say("mijn huis staat in brand")
    assert "Bel nu 112" in desk.last()
    desk.press("Ga verder, geen nood")
    assert "Hoeveel mensen" in desk.last()
    assert question.splitlines()[-1] == desk.last().splitlines()[-1]
    desk.say("60")
    assert "mensen" in desk.only.answers


@pytest.mark.parametrize(
    "words",
    [
        "ik heb dertig pillen klaarliggen voor vannacht",
        "er hangt een kleuter aan de balkonrand op vijf hoog",
    ],
)
def test_an_emergency_with_a_number_in_it_is_no_answer_to_how_many(
    desk: PaperDesk, words: str
) -> None:
    desk.say("straatfeest in de kerkstraat, za 12 juni")
    desk.say(words)
    assert "11" in desk.last()
    assert "mensen" not in desk.only.answers


def test_a_second_cry_for_help_is_no_plan(desk: PaperDesk) -> None:
    desk.say(WISH_TO_DIE)
    desk.press("Ga verder, geen nood")
    desk.say(f"{WISH_TO_DIE}, ik heb pillen klaarliggen")
    assert "113" in desk.last()
    assert not desk.dossiers


def test_that_there_is_no_emergency_holds_for_minutes(desk: PaperDesk) -> None:
    desk.say("mijn huis staat in brand")
    desk.press("Ga verder, geen nood")
    desk.now += timedelta(minutes=11)
    desk.say("mijn huis staat in brand op het podium, een toneelstuk in het park")
    assert not desk.dossiers


def test_a_label_that_is_typed_is_the_button_and_no_cry_for_help(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat, za 12 juni")
    desk.say("/stop")
    label = next(label for label in desk.labels() if "stop" in label)
    desk.say(label)
    assert "113" not in " ".join(desk.seen())
