"""A resident and their begeleider, each in an own chat, with the bot as a process between them."""

from tests.botapi.players import Player
from tests.botapi.world import Message
from tests.e2e.conftest import Village


def newest(player: Player) -> Message:
    return player.sees_from_bot()[-1]


def heard(player: Player, words: str) -> Message:
    """The newest message of the bot with these words."""
    return [message for message in player.sees_from_bot() if words in message.text][-1]


def test_a_photo_goes_both_ways_with_its_words(village: Village) -> None:
    helped = village.helped("Anna")

    helped.resident.sends_photo(caption="zo ziet de straat eruit")
    village.house.settles()
    seen = heard(helped.owner, "zo ziet de straat eruit")
    helped.owner.sends_photo(caption="en zo vorig jaar", reply_to=seen)
    village.house.settles()

    assert (seen.kind, "Anna, bewoner" in seen.text) == ("photo", True)
    answer = heard(helped.resident, "en zo vorig jaar")
    assert (answer.kind, helped.owner.name in answer.text) == ("photo", True)


def test_a_document_goes_both_ways_and_is_kept(village: Village) -> None:
    helped = village.helped("Bo")

    helped.resident.sends_document(b"%PDF plattegrond", "plattegrond.pdf")
    village.house.settles()
    seen = newest(helped.owner)
    helped.owner.sends_document(b"%PDF antwoord", "antwoord.pdf", reply_to=seen)
    village.house.settles()

    assert seen.content["document"]["file_name"] == "plattegrond.pdf"
    assert heard(helped.resident, helped.owner.name).content["document"]["file_name"] == (
        "antwoord.pdf"
    )
    files = (village.house.folder / "data").rglob("*")
    kept = [path.read_bytes() for path in files if path.is_file()]
    assert b"%PDF plattegrond" in kept
    assert b"%PDF antwoord" in kept


def test_a_voice_message_and_a_place_go_both_ways(village: Village) -> None:
    helped = village.helped("Cor")

    helped.resident.sends_voice()
    village.house.settles()
    voice = newest(helped.owner)
    helped.owner.shares_location(52.12, 5.1, reply_to=voice)
    village.house.settles()
    helped.resident.shares_location(52.11, 5.08)
    village.house.settles()

    assert voice.kind == "voice"
    assert "location" in [message.kind for message in helped.resident.sees_from_bot()]
    assert "location" in [message.kind for message in helped.owner.sees_from_bot()]


def test_a_sticker_gets_an_answer_and_goes_nowhere(village: Village) -> None:
    helped = village.helped("Dina")
    before = len(helped.owner.sees())

    helped.resident.sends_sticker()
    village.house.settles()

    assert newest(helped.resident).text
    assert helped.resident.sees()[-1].from_bot
    assert len(helped.owner.sees()) == before


def test_a_number_shared_at_the_question_is_on_the_card_after_pick_up(village: Village) -> None:
    resident = village.house.telegram.user("Eef")
    resident.starts("wijk-noord")
    resident.says("straatfeest met een bbq in de Kerkstraat")
    village.house.settles()
    while "Bel me: deel mijn nummer" not in resident.sees()[-1].labels:
        if "noemen?" in resident.sees()[-1].text:
            resident.says("Eef")
        else:
            resident.presses("Weet ik nog niet")
        village.house.settles()

    resident.presses("Bel me: deel mijn nummer")
    village.house.settles()
    resident.presses("Verstuur naar een begeleider")
    village.house.settles()
    owner = next(
        p for p in village.team.values() if any("Eef, bewoner" in m.text for m in p.sees())
    )
    before = heard(owner, "Eef, bewoner").text
    owner.presses("Ik pak dit op")
    village.house.settles()

    assert "31612345678" not in before
    assert "31612345678" in heard(owner, "Eef, bewoner").text


def test_somebody_elses_number_is_not_kept(village: Village) -> None:
    helped = village.helped("Fred")
    neighbour = village.house.telegram.user("Gonda")

    helped.resident.shares_contact("+31687654321", of=neighbour)
    village.house.settles()

    assert helped.resident.sees()[-1].from_bot
    assert not any("31687654321" in message.text for message in helped.owner.sees())


def test_an_edit_arrives_as_an_edit_in_both_directions(village: Village) -> None:
    helped = village.helped("Hans")
    said = helped.resident.says("tot dinsdag")
    village.house.settles()
    asked = heard(helped.owner, "tot dinsdag")
    answered = helped.owner.says("om 3 uur", reply_to=asked)
    village.house.settles()

    helped.resident.edits(said, "tot woensdag")
    helped.owner.edits(answered, "om 4 uur")
    village.house.settles()

    changed = heard(helped.owner, "tot woensdag")
    assert (changed.id, "tot dinsdag" in changed.former[-1]) == (asked.id, True)
    other = heard(helped.resident, "om 4 uur")
    assert "om 3 uur" in other.former[-1]


def test_a_button_of_long_ago_gets_a_kind_answer(village: Village) -> None:
    helped = village.helped("Ineke")
    old = next(m for m in helped.resident.sees_from_bot() if "Weet ik nog niet" in m.labels)

    press = helped.resident.presses("Weet ik nog niet", old)
    village.house.settles()

    assert press.answer is not None
    assert helped.resident.sees()[-1].from_bot


def test_the_sender_hears_that_the_resident_blocked_the_bot(village: Village) -> None:
    helped = village.helped("Joke")
    helped.resident.says("tot later")
    village.house.settles()
    question = heard(helped.owner, "tot later")

    helped.resident.blocks()
    helped.owner.says("Hoe gaat het?", reply_to=question)
    village.house.settles()

    told = heard(helped.owner, "kwam niet aan")
    assert helped.code in told.text
    assert "geblokkeerd" in told.text


def test_what_somebody_types_about_a_plan_is_nowhere_in_the_log(village: Village) -> None:
    helped = village.helped("Karel")

    helped.resident.says("mijn geheime plan met de schutting")
    village.house.settles()

    log = village.house.log()
    assert "schutting" not in log
    assert village.house.telegram.token not in log
    assert "Karel" not in log
