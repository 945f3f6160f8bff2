"""The contract of `demo --jsonl`, sentence by sentence, on a toy bot."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.channels.terminal.toy import KNOWLEDGE, START, toy
from tests.play import Demo, Impossible

ALWAYS = {"to", "who", "text", "buttons", "id", "dossier", "at"}


def error_of(demo: Demo, **fields: Any) -> str:
    """What is said about a line that cannot be played."""
    with pytest.raises(Impossible) as refusal:
        demo.send(**fields)
    return str(refusal.value)


# --- what comes out


def test_each_thing_that_the_bot_sends_is_one_object_with_the_same_seven_keys() -> None:
    with toy() as demo:
        assert demo.bewoner("hoi") == [
            {
                "to": "bewoner",
                "who": "bewoner",
                "text": "said: hoi",
                "buttons": [],
                "id": 2,
                "dossier": None,
                "at": START,
            }
        ]


def test_after_each_line_comes_idle() -> None:
    with toy() as demo:
        assert demo.exchange('{"from": "bewoner", "text": "hoi"}')[-1] == {"idle": True}
        assert demo.exchange('{"advance": "PT1H"}') == [{"idle": True}]


def test_text_is_plain_and_buttons_are_labels_in_rows() -> None:
    with toy() as demo:
        [seen] = demo.bewoner("knoppen")
        assert seen["text"] == "Kies & druk"
        assert seen["buttons"] == [["Ja", "Nee"], ["✓ Muziek", "Lees"], ["Bel me"]]


def test_a_dossier_is_named_by_its_code() -> None:
    with toy() as demo:
        assert demo.bewoner("begin VB-2027-0001")[-1]["dossier"] == "VB-2027-0001"


def test_an_edit_has_the_number_of_the_message_that_changed() -> None:
    with toy() as demo:
        [question] = demo.bewoner("knoppen")
        [edit] = demo.bewoner("wijzig")
        assert (edit["event"], edit["id"]) == ("edit", question["id"])
        assert (edit["text"], edit["buttons"]) == ("Gekozen", [["Ja"]])


def test_a_reaction_has_the_number_of_the_message_reacted_to() -> None:
    with toy() as demo:
        [reaction] = demo.bewoner("reageer")
        assert (reaction["event"], reaction["text"]) == ("reaction", "👌")
        [edited] = demo.bewoner(edit={"message": reaction["id"], "text": "dag"})
        assert edited["text"] == f"edited {reaction['id']}: dag"


def test_the_short_answer_to_a_press_is_a_notice_and_an_empty_one_is_not_shown() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        notice, said = demo.press("Ja")
        assert (notice["event"], notice["text"]) == ("notice", "genoteerd")
        assert said["text"] == "pressed: Ja"
        assert [one["text"] for one in demo.press("Nee")] == ["pressed: Nee"]


def test_what_the_group_gets_names_its_topic() -> None:
    with toy() as demo:
        demo.bewoner("begin VB-2027-0001")
        card = demo.last("groep")
        assert (card["who"], card["text"], card["dossier"]) == ("team", "kaart", "VB-2027-0001")
        assert isinstance(card["topic"], int)


def test_a_document_of_the_bot_is_a_file_that_can_be_opened() -> None:
    with toy() as demo:
        [seen] = demo.bewoner("briefje")
        assert Path(seen["file"]).read_text() == "Hoi!"


def test_a_place_has_its_location() -> None:
    with toy() as demo:
        assert demo.bewoner("kaartje")[0]["location"] == [52.1, 5.1]


def test_no_two_messages_have_the_same_number() -> None:
    with toy() as demo:
        numbers = []
        for text in ("hoi", "knoppen", "hoi"):
            numbers += [one["id"] for one in demo.bewoner(text)]
        assert len(set(numbers)) == len(numbers)


# --- who does what


def test_another_resident_has_a_chat_of_their_own() -> None:
    with toy() as demo:
        assert demo.bewoner("hoi", who="Pieter")[0]["who"] == "Pieter"
        assert demo.bewoner("hoi", who="bewoner")[0]["who"] == "bewoner"
        demo.bewoner("knoppen")
        assert "geen knop 'Ja'" in error_of(demo, side="bewoner", who="Pieter", press="Ja")


@pytest.mark.parametrize("who", ["Fatima", "fatima", "FATIMA"])
def test_a_begeleider_goes_by_name_or_id(who: str) -> None:
    with toy() as demo:
        [seen] = demo.begeleider(who, "hoi")
        assert (seen["to"], seen["who"]) == ("begeleider", "Fatima")


def test_an_unknown_begeleider_is_an_error_that_names_the_team() -> None:
    with toy() as demo:
        assert "Fatima, Marco" in error_of(demo, side="begeleider", who="Karin", text="hoi")


def test_without_a_name_it_is_the_begeleider_last_addressed() -> None:
    with toy() as demo:
        assert "Zeg met who" in error_of(demo, side="begeleider", text="hoi")
        demo.bewoner("aan begeleider:fatima hoi")
        demo.bewoner("aan begeleider:marco hoi")
        assert demo.begeleider(text="hallo")[0]["who"] == "Marco"


# --- pressing


def test_press_takes_the_newest_message_with_exactly_that_label() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        demo.bewoner("hoi")
        assert demo.press("Ja")[-1]["text"] == "pressed: Ja"


def test_a_tick_before_a_label_need_not_be_typed() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        assert demo.press("Muziek")[-1]["text"] == "pressed: ✓ Muziek"
        assert demo.press("✓ Muziek")[-1]["text"] == "pressed: ✓ Muziek"


def test_an_unknown_label_is_an_error_that_names_the_buttons_there() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        fault = error_of(demo, side="bewoner", press="ja")
        assert "'Ja', 'Nee', '✓ Muziek', 'Lees', 'Bel me'" in fault


def test_a_named_message_is_pressed_instead_of_the_newest() -> None:
    with toy() as demo:
        [first] = demo.bewoner("knoppen")
        demo.bewoner("aan begeleider:fatima hoi")
        demo.bewoner(press="Nee", message=first["id"])
        assert demo.last("bewoner")["text"] == "pressed: Nee"
        hidden = demo.last("begeleider")["id"]
        assert "heeft geen bericht" in error_of(demo, side="bewoner", press="Ja", message=hidden)


def test_a_button_that_an_edit_removed_cannot_be_pressed() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        demo.bewoner("wijzig")
        assert "Deze knoppen zijn er: 'Ja'" in error_of(demo, side="bewoner", press="Nee")
        assert demo.press("Ja")[-1]["text"] == "pressed: Ja"


def test_a_button_that_asks_for_the_phone_shares_a_number() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        assert demo.press("Bel me")[-1]["text"] == "phone: 06 12345678"


def test_a_button_that_opens_a_page_gives_its_address_and_the_bot_hears_nothing() -> None:
    with toy() as demo:
        demo.bewoner("knoppen")
        [seen] = demo.press("Lees")
        assert (seen["event"], seen["text"]) == ("notice", "https://x.test/a&b")


def test_a_card_in_the_group_is_pressed_in_its_topic() -> None:
    with toy() as demo:
        demo.bewoner("begin VB-2027-0001")
        topic = demo.last("groep")["topic"]
        assert "geen knop" in error_of(demo, side="begeleider", who="fatima", press="Ja")
        notice, said = demo.begeleider("fatima", press="Ja", topic=topic)
        assert (notice["to"], notice["who"], notice["event"]) == ("begeleider", "Fatima", "notice")
        assert (said["to"], said["topic"]) == ("groep", topic)


# --- saying and sending


def test_a_reply_stands_where_the_message_it_answers_stands() -> None:
    with toy() as demo:
        demo.bewoner("begin VB-2027-0001")
        card = demo.last("groep")
        [seen] = demo.begeleider("marco", "mooi", reply_to=card["id"])
        assert seen["text"] == f"said: mooi (op {card['id']})"
        assert (seen["to"], seen["topic"]) == ("groep", card["topic"])
        assert "bewoner heeft geen bericht" in error_of(
            demo, side="bewoner", text="mooi", reply_to=card["id"]
        )


def test_a_topic_must_exist_and_is_not_for_residents() -> None:
    with toy() as demo:
        assert "Wel: geen" in error_of(demo, side="begeleider", who="fatima", text="hoi", topic=9)
        demo.bewoner("begin VB-2027-0001")
        topic = demo.last("groep")["topic"]
        assert demo.begeleider("fatima", "intern", topic=topic)[0]["topic"] == topic
        assert "Een bewoner" in error_of(demo, side="bewoner", text="hoi", topic=topic)


def test_without_a_number_the_newest_own_message_is_edited() -> None:
    with toy() as demo:
        demo.bewoner("hoi")
        [seen] = demo.bewoner(edit={"text": "dag"})
        assert seen["text"].endswith(": dag")
        assert "is niet van" in error_of(
            demo, side="bewoner", edit={"message": seen["id"], "text": "x"}
        )


@pytest.mark.parametrize(
    ("name", "kind", "mime"),
    [
        ("bouw.JPG", "photo", "image/jpeg"),
        ("plan.pdf", "document", "application/pdf"),
        ("zonder", "document", ""),
    ],
)
def test_a_file_is_a_photo_or_a_document_and_its_bytes_are_fetched(
    tmp_path: Path, name: str, kind: str, mime: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"12345")
    with toy() as demo:
        [seen] = demo.bewoner(file=str(path), caption="kijk")
        assert seen["text"].split() == [f"{kind}:", name, *filter(None, [mime]), "5", "kijk"]
        kept = [p for p in demo.data.rglob("files/*/*") if p.is_file()]
        assert [p.read_bytes() for p in kept] == [b"12345"]


def test_a_file_that_is_not_there_is_an_error() -> None:
    with toy() as demo:
        assert "is er niet" in error_of(demo, side="bewoner", file="/nergens/te/vinden")


def test_voice_sticker_and_location_come_in_as_what_they_are() -> None:
    with toy() as demo:
        assert demo.bewoner(voice=True)[0]["text"].startswith("voice:")
        assert demo.bewoner(sticker="👍")[0]["text"] == "sent-other: sent-other"
        assert demo.bewoner(location=[52.09, 5.12])[0]["text"] == "place: 52.09 5.12"


def test_text_is_masked_cleaned_and_concealed_before_it_enters() -> None:
    with toy() as demo:
        assert demo.bewoner("bsn 111222333\x00")[0]["text"] == "said: bsn [bsn weggehaald]"
        assert "uitnodiging:" in demo.bewoner("/start " + "a" * 43)[0]["text"]


# --- faults


@pytest.mark.parametrize(
    "line",
    [
        "geen json",
        "[]",
        "",
        "{}",
        '{"from": "bewoner"}',
        '{"from": "buurman", "text": "hoi"}',
        '{"from": "bewoner", "text": "hoi", "press": "Ja"}',
        '{"from": "bewoner", "text": "hoi", "kleur": "rood"}',
        '{"from": "bewoner", "text": "  "}',
        '{"from": "bewoner", "text": 3}',
        '{"from": "bewoner", "text": "hoi", "reply_to": "2"}',
        '{"from": "bewoner", "text": "hoi", "caption": "kijk"}',
        '{"from": "bewoner", "location": [520, 5]}',
        '{"from": "bewoner", "who": "terminal:groep", "text": "hoi"}',
        '{"advance": "10 dagen"}',
        '{"advance": "P10D", "text": "hoi"}',
        '{"advance": "P9999999D"}',
        '{"from": "bewoner", "text": "' + "x" * 4097 + '"}',
    ],
)
def test_bad_input_gives_an_error_then_idle_and_changes_nothing(line: str) -> None:
    with toy() as demo:
        error, idle = demo.exchange(line)
        assert set(error) == {"error"}
        assert error["error"]
        assert idle == {"idle": True}
        assert demo.bewoner("hoi")[0]["text"] == "said: hoi"


@settings(max_examples=25, deadline=None)
@given(lines=st.lists(st.text().filter(lambda line: "\n" not in line), max_size=8))
def test_any_line_at_all_is_answered_and_ends_idle(lines: list[str]) -> None:
    with toy() as demo:
        for line in lines:
            back = demo.exchange(line)
            assert back[-1]["idle"] is True
            assert all("error" in one or set(one) >= ALWAYS for one in back[:-1])


# --- the clock


def test_the_clock_stands_still_except_for_advance() -> None:
    with toy() as demo:
        assert demo.bewoner("hoi")[0]["at"] == demo.bewoner("hoi")[0]["at"]
        demo.advance("P1DT2H")
        assert demo.bewoner("hoi")[0]["at"] == "2027-05-12T22:14:00+02:00"


def test_advance_steps_through_every_due_moment_in_order() -> None:
    with toy() as demo:
        demo.bewoner("begin VB-2027-0001")
        demo.bewoner("over 36")
        seen = demo.advance("P10D")
        assert [(one["text"], one["at"][:10]) for one in seen] == [
            ("later", "2027-05-13"),
            ("ticked: na 2 1", "2027-05-13"),
            ("ticked: na 5 0", "2027-05-16"),
            ("ticked: na 7 2", "2027-05-18"),
        ]


def test_what_is_owed_at_the_very_end_of_an_advance_still_comes() -> None:
    with toy() as demo:
        demo.bewoner("over 48")
        assert demo.advance("P1D") == []
        assert [one["text"] for one in demo.advance("P1D")] == ["later"]


def test_a_reminder_comes_once() -> None:
    with toy() as demo:
        demo.bewoner("begin VB-2027-0001")
        assert len(demo.advance("P10D")) == 3
        assert demo.advance("P30D") == []


def test_days_keep_the_local_hour_over_summer_time() -> None:
    with toy("2027-10-30T12:00+02:00") as demo:
        demo.advance("P1D")
        assert demo.bewoner("hoi")[0]["at"] == "2027-10-31T12:00:00+01:00"


def test_the_group_can_be_left_out() -> None:
    with toy(with_group=False) as demo:
        demo.bewoner("begin VB-2027-0001")
        assert demo.seen_by("groep") == []
        assert "Wel: geen" in error_of(demo, side="begeleider", who="marco", text="hoi", topic=1)


# --- starting again


def test_starting_again_on_a_database_resumes(database_url: str) -> None:
    with toy(url=database_url) as demo:
        [question] = demo.bewoner("knoppen")
        demo.bewoner("begin VB-2027-0001")
        demo.bewoner("aan begeleider:marco hoi")
        topic = demo.last("groep")["topic"]
        demo.advance("P3D")
    with toy(None, url=database_url) as again:
        assert again.seen == []
        assert again.bewoner("hoi")[0]["at"] == "2027-05-14T20:14:00+02:00"
        assert again.last("bewoner")["id"] > question["id"]
        assert again.press("Ja")[-1]["text"] == "pressed: Ja"
        assert again.begeleider(text="hoi")[0]["who"] == "Marco"
        assert again.begeleider("fatima", press="Ja", topic=topic)[-1]["topic"] == topic
        assert again.bewoner(reply_to=question["id"], text="x")[0]["to"] == "bewoner"
        assert len(again.advance("P10D")) == 2


def test_the_buttons_of_an_edited_message_are_the_new_ones_after_starting_again(
    sqlite_url: str,
) -> None:
    with toy(url=sqlite_url) as demo:
        demo.bewoner("knoppen")
        demo.bewoner("wijzig")
    with toy(None, url=sqlite_url) as again:
        assert "Deze knoppen zijn er: 'Ja'" in error_of(again, side="bewoner", press="Nee")
        assert again.press("Ja")[-1]["text"] == "pressed: Ja"


def test_what_came_due_while_it_was_away_comes_at_the_start(sqlite_url: str) -> None:
    with toy(url=sqlite_url) as demo:
        demo.bewoner("over 36")
    later = datetime.fromisoformat(START) + timedelta(days=4)
    with toy(later.isoformat(), url=sqlite_url) as again:
        assert [one["text"] for one in again.seen] == ["later"]


def test_numbers_go_on_where_they_were(sqlite_url: str) -> None:
    with toy(url=sqlite_url) as demo:
        first = [demo.bewoner("hoi")[0]["id"] for _ in range(3)]
    with toy(None, url=sqlite_url) as again:
        assert again.bewoner("hoi")[0]["id"] > max(first)


def test_the_whole_team_is_connected_at_the_start() -> None:
    with toy() as demo:
        for name in KNOWLEDGE.team:
            demo.bewoner(f"aan begeleider:{name} hoi")
        assert [one["who"] for one in demo.seen_by("begeleider")] == ["Fatima", "Marco"]
