"""Residents who write another language: recognised, answered in it, and helped by a person."""

import pytest

from bot.core.knowledge import Knowledge
from tests.core.paper import PaperDesk, chat_of, local, real_knowledge

IDEAS = {
    "en": "Hello, I would like to plant trees in our street with my neighbours",
    "tr": "Mahallemizde çocuklar için bir oyun parkı istiyoruz",
    "ar": "نريد أن نزرع أشجارا في شارعنا",
    "uk": "Хочемо посадити дерева на нашій вулиці",
    "pl": "Chcielibyśmy posadzić drzewa na naszej ulicy",
    "de": "Wir möchten in unserer Straße Bäume pflanzen",
}
CRIES = [
    ("en", "noodgeval-112", "there is a fire in my kitchen please help"),
    ("en", "noodgeval-112", "please call an ambulance"),
    ("en", "crisis-113", "I don't want to live anymore"),
    ("en", "veilig-thuis", "my husband hits me"),
    ("de", "noodgeval-112", "Hilfe Polizei"),
    ("de", "crisis-113", "ich will nicht mehr leben"),
    ("de", "veilig-thuis", "mein Mann schlägt mich"),
    ("tr", "noodgeval-112", "evimde yangin cikti"),
    ("tr", "crisis-113", "intihar etmek istiyorum"),
    ("tr", "veilig-thuis", "kocam beni dövüyor"),
    ("pl", "noodgeval-112", "ratunku policja"),
    ("pl", "crisis-113", "chce sie zabic"),
    ("pl", "veilig-thuis", "mąż mnie bije"),
    ("uk", "noodgeval-112", "пожежа в моїй квартирі"),
    ("uk", "crisis-113", "я не хочу жити"),
    ("uk", "veilig-thuis", "чоловік б'є мене"),
    ("ar", "noodgeval-112", "اتصلوا بالإسعاف بسرعة"),
    ("ar", "crisis-113", "أريد أن أموت"),
    ("ar", "veilig-thuis", "زوجي يضربني"),
]
CALM = [
    "A fire pit in the park for the neighbourhood",
    "We want to meet the police officer of our neighbourhood",
    "an evening about suicide prevention",
    "Ein Osterfeuer mit den Nachbarn organisieren",
    "Wir wollen die Polizei zum Straßenfest einladen",
    "mangal yakmak istiyoruz parkta",
    "grill i ognisko dla sąsiadów w parku",
    "хочемо запросити поліцію на свято вулиці",
    "نريد حفلة شواء في الحديقة",
]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return real_knowledge()


@pytest.fixture
def desk(knowledge: Knowledge) -> PaperDesk:
    return PaperDesk(knowledge, local("2027-05-11 20:14"))


def send_label(desk: PaperDesk, language: str) -> str:
    return desk.knowledge.languages[language].send_label


# --- from the first words to a person


@pytest.mark.parametrize("language", IDEAS)
def test_an_idea_is_answered_in_its_own_language_and_nothing_is_asked_in_dutch(
    desk: PaperDesk, language: str
) -> None:
    desk.say(IDEAS[language])
    assert desk.only.language == language
    assert len(desk.standing()) == 1
    assert "Voorbeeldstad" in desk.last()
    assert "Vraag 1" not in desk.last()
    assert "{" not in desk.last()
    assert send_label(desk, language) in desk.labels()


@pytest.mark.parametrize("language", IDEAS)
def test_it_is_sent_with_a_code_and_a_day_in_numbers_and_the_card_says_the_language(
    desk: PaperDesk, language: str
) -> None:
    desk.say(IDEAS[language])
    desk.press(send_label(desk, language))
    assert "VB-2027-0001" in desk.last()
    assert "19-05-2027" in desk.last()
    assert desk.only.status == "ingediend"
    name = desk.knowledge.languages[language].name
    assert f"Schrijft {name}." in desk.card(desk.only)


def test_the_rules_are_found_by_words_of_other_languages(desk: PaperDesk) -> None:
    for language, idea in IDEAS.items():
        if language != "tr":
            outcome = desk.knowledge.matcher.match(idea)
            found = [rule.id for rule in outcome.rules[:3]]
            assert "boom-planten" in found, language


def test_what_is_written_further_stands_with_the_plan(desk: PaperDesk) -> None:
    desk.say(IDEAS["en"])
    for words in ("It is in the Kerkstraat", "ok", "about sixty people will come"):
        desk.say(words)
        assert desk.last().startswith("I have added this.")
    desk.press("Send it to a person")
    assert 'Erbij gezet: "about sixty people will come"' in desk.card(desk.only)


def test_after_sending_words_reach_the_card_and_are_confirmed_in_the_language(
    desk: PaperDesk,
) -> None:
    desk.say(IDEAS["de"])
    desk.press(send_label(desk, "de"))
    desk.say("Vielen Dank, ich freue mich sehr")
    assert desk.last().startswith("Ich habe das hinzugefügt. Wer Ihnen hilft")
    assert "ich freue mich" in desk.card(desk.only)


def test_who_is_being_helped_writes_to_the_begeleider_in_any_language(desk: PaperDesk) -> None:
    desk.say(IDEAS["en"])
    desk.press("Send it to a person")
    owner = chat_of(desk.only.owner or "")
    desk.press("Ik pak dit op", owner)
    desk.say("Thank you, when will you call me?")
    assert "when will you call me?" in desk.last(owner)


# --- on in Dutch


def test_a_button_goes_on_in_dutch(desk: PaperDesk) -> None:
    desk.say(IDEAS["en"])
    desk.press("Go on in Dutch")
    assert "Vraag 1 van" in desk.last()
    desk.say("Kerkstraat")
    assert desk.last().startswith("Kerkstraat, Noord.")


def test_dutch_words_go_on_in_dutch_and_are_kept(desk: PaperDesk) -> None:
    desk.say(IDEAS["en"])
    desk.say("wij willen het in de Kerkstraat doen")
    assert "van" in desk.last()
    assert "Kerkstraat, Noord" in desk.last()
    assert desk.only.extras == ("wij willen het in de Kerkstraat doen",)
    assert desk.only.language == "en"


def test_halfway_a_dutch_intake_another_language_is_answered_in_it(desk: PaperDesk) -> None:
    desk.say("straatfeest met bbq, za 12 juni")
    desk.say("I want to tell you about our street but not in Dutch")
    assert desk.last().startswith("Hello!")
    assert desk.only.language == "en"
    assert desk.only.idea == "straatfeest met bbq, za 12 juni"


# --- greetings, and what is not ours


def test_a_greeting_in_another_script_begins_no_plan(desk: PaperDesk) -> None:
    desk.say("Привіт")
    assert desk.dossiers == {}
    assert "Voorbeeldstad" in desk.last()
    desk.say(IDEAS["uk"])
    assert desk.only.language == "uk"


def test_what_is_not_ours_is_referred_in_the_language(desk: PaperDesk) -> None:
    desk.say("Pasaportumu nasıl yenilerim?")
    assert desk.dossiers == {}
    assert "14 0123 numarasını arayın" in desk.last()


@pytest.mark.parametrize("words", ["party", "playground", "street art", "open mic", "ok thanks"])
def test_one_or_two_words_count_as_dutch(desk: PaperDesk, words: str) -> None:
    assert desk.knowledge.tongues.recognise(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "een escape room in de bunker",
        "pop-up store voor startende ondernemers",
        "wij wille da gere doen me d'n hele straat",
        "moge we hier ne speeltuin zetten veur de kinder",
        "ik wil een urban sports event met street art en food trucks",
        "de jeugd hep niks te doen hierzo",
        "Wer bin ik? een toneelstuk in de buurt",
        "schoon van een repair cafe",
    ],
)
def test_dialect_and_loan_words_are_dutch(knowledge: Knowledge, words: str) -> None:
    assert knowledge.tongues.recognise(words) is None


# --- emergencies


@pytest.mark.parametrize(("language", "referral", "words"), CRIES)
def test_a_cry_for_help_is_heard_in_every_language_and_answered_in_it_too(
    desk: PaperDesk, language: str, referral: str, words: str
) -> None:
    assert desk.knowledge.matcher.alarms_abroad(words) == referral
    desk.say(words)
    number = desk.knowledge.referrals[referral].phone or ""
    first, _, rest = desk.seen()[0].partition("\n\n")
    assert number in first
    assert number in rest
    assert desk.dossiers == {}
    own = desk.knowledge.languages[language].urgent.split("{{")[0].strip("*\n ")
    assert own in first


@pytest.mark.parametrize("words", CALM)
def test_a_plan_that_names_fire_or_police_is_no_cry_for_help(
    knowledge: Knowledge, words: str
) -> None:
    assert knowledge.matcher.alarms_abroad(words) is None
