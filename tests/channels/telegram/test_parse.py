"""What people do in Telegram arrives as a happening; what is not for us does not, and says why."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import KINDS, parse
from bot.core.happenings import (
    Edited,
    File,
    Happening,
    Pressed,
    Reachable,
    Said,
    SentFile,
    SentOther,
    SharedPhone,
    SharedPlace,
)
from bot.core.invites import conceal
from tests.channels.telegram.updates import (
    GROUP,
    NOW,
    PIETER,
    SAID_AT,
    membership,
    message,
    pressed,
    read,
    update,
)

Json = dict[str, Any]

INVITATION = "k" * 43
SMALL = {"file_id": "klein", "file_unique_id": "k", "width": 90, "height": 60, "file_size": 900}
LARGE = {"file_id": "groot", "file_unique_id": "g", "width": 1280, "height": 960, "file_size": 9000}
PDF = {
    "file_id": "P1",
    "file_unique_id": "p",
    "file_name": "plan.pdf",
    "mime_type": "application/pdf",
    "file_size": 5,
}
CLIP = {"file_id": "V1", "file_unique_id": "v", "duration": 3, "width": 1, "height": 1}


@pytest.mark.parametrize(
    ("content", "happening"),
    [
        ({"text": "een straatfeest"}, Said(text="een straatfeest")),
        ({"text": "/start wijk-noord"}, Said(text="/start wijk-noord")),
        ({"text": "/status@onze_bot nu"}, Said(text="/status nu")),
        ({"text": f"/start {INVITATION}"}, Said(text=conceal(f"/start {INVITATION}"))),
        ({"location": {"latitude": 52.1, "longitude": 5.2}}, SharedPlace(lat=52.1, lon=5.2)),
        (
            {
                "location": {"latitude": 52.1, "longitude": 5.2},
                "venue": {"title": "Plein", "address": "Kerkplein 1"},
            },
            SharedPlace(lat=52.1, lon=5.2),
        ),
        (
            {"photo": [SMALL, LARGE], "caption": "het pleintje"},
            SentFile(file=File(kind="photo", ref="photo:groot", size=9000), caption="het pleintje"),
        ),
        (
            {"photo": [LARGE, SMALL], "media_group_id": "77"},
            SentFile(file=File(kind="photo", ref="photo:groot", size=9000), album="77"),
        ),
        (
            {"document": PDF},
            SentFile(
                file=File(
                    kind="document",
                    ref="document:P1",
                    name="plan.pdf",
                    mime="application/pdf",
                    size=5,
                )
            ),
        ),
        ({"voice": CLIP}, SentFile(file=File(kind="voice", ref="voice:V1"))),
        ({"video": CLIP}, SentFile(file=File(kind="video", ref="video:V1"))),
        ({"video_note": CLIP}, SentFile(file=File(kind="video", ref="video_note:V1"))),
        ({"audio": CLIP}, SentFile(file=File(kind="audio", ref="audio:V1"))),
        (
            {"animation": CLIP, "document": PDF},
            SentFile(file=File(kind="video", ref="animation:V1")),
        ),
        ({"sticker": {"file_id": "S1", "emoji": "👍"}}, SentOther(what="sticker")),
        ({"poll": {"id": "1", "question": "Wie komt?"}}, SentOther(what="poll")),
        ({"dice": {"emoji": "🎲", "value": 6}}, SentOther(what="dice")),
    ],
)
def test_what_somebody_sends_becomes_a_happening(content: Json, happening: Happening) -> None:
    assert read(update(**content)).happening == happening


def test_an_item_has_a_key_of_its_own_and_its_chat_as_lane() -> None:
    (item,) = parse(update(text="hoi"), NOW).items

    assert (item.key, item.lane) == ("u100", "telegram:412")


def test_in_a_private_chat_the_sender_is_the_chat() -> None:
    origin = read(update(text="hoi")).origin

    assert (origin.chat, origin.sender, origin.side) == ("telegram:412", "telegram:412", "private")
    assert (origin.message, origin.topic, origin.at) == (7, None, SAID_AT)


def test_in_a_group_the_sender_is_the_private_chat_of_who_spoke() -> None:
    said = update(chat=GROUP, text="hoi", is_topic_message=True, message_thread_id=55)

    origin = read(said).origin

    assert (origin.chat, origin.sender, origin.side) == ("telegram:-1001", "telegram:412", "group")
    assert origin.topic == 55


def test_a_thread_of_replies_outside_topics_is_no_topic() -> None:
    assert read(update(chat=GROUP, text="hoi", message_thread_id=55)).origin.topic is None


def test_a_reply_names_the_message_it_answers() -> None:
    answered = message(message_id=3, text="Bel je me?")

    assert read(update(text="ja", reply_to_message=answered)).origin.reply_to == 3


def test_what_is_said_in_a_topic_is_no_reply_to_its_opening() -> None:
    opening = {"message_id": 55, "forum_topic_created": {"name": "VB-2027-0014"}}
    where = {"chat": GROUP, "is_topic_message": True, "message_thread_id": 55}

    assert read(update(**where, text="hoi", reply_to_message=opening)).origin.reply_to is None


@pytest.mark.parametrize("field", ["text", "caption"])
def test_an_edit_carries_the_new_words_and_when(field: str) -> None:
    later = int(SAID_AT.timestamp()) + 20

    edited = read(update("edited_message", edit_date=later, **{field: "toch mei"}))

    assert edited.happening == Edited(text="toch mei")
    assert edited.origin.message == 7
    assert (edited.origin.at - SAID_AT).total_seconds() == 20


def test_a_pressed_button_is_dated_by_us_since_telegram_does_not() -> None:
    incoming = read(pressed("12:3"))

    assert incoming.happening == Pressed(button="12:3", query="q1")
    assert (incoming.origin.chat, incoming.origin.message) == ("telegram:412", 7)
    assert incoming.origin.at == NOW


def test_a_button_under_a_message_too_old_to_show_still_arrives() -> None:
    old = {"message_id": 2, "date": 0, "chat": {"id": 412, "type": "private"}}

    assert read(pressed(message=old)).origin.message == 2


def test_a_button_in_a_group_knows_its_topic_and_who_pressed() -> None:
    card = message(
        **{"from": {"id": 1, "is_bot": True, "first_name": "Bot"}},
        chat=GROUP,
        is_topic_message=True,
        message_thread_id=55,
    )

    origin = read(pressed(message=card)).origin

    assert (origin.sender, origin.topic, origin.side) == ("telegram:412", 55, "group")


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_blocking_and_unblocking_the_bot_is_told(status: str, reachable: bool) -> None:
    incoming = read(membership(status))

    assert incoming.happening == Reachable(yes=reachable)
    assert incoming.origin.chat == "telegram:412"


def test_a_number_is_only_taken_from_the_senders_own_card() -> None:
    own = {"phone_number": "+31 6 1234 5678", "first_name": "Pieter", "user_id": 412}

    assert read(update(contact=own)).happening == SharedPhone(phone="+31612345678")


def test_a_number_shared_in_a_group_is_left_out() -> None:
    own = {"phone_number": "+31612345678", "first_name": "Pieter", "user_id": 412}

    shared = read(update(contact=own, chat=GROUP)).happening

    assert shared == SharedPhone(phone="", own=False)


@pytest.mark.parametrize("owner", [{"user_id": 413}, {}])
def test_somebody_elses_number_is_left_out(owner: Json) -> None:
    card = {"phone_number": "+31612345678", "first_name": "Truus", **owner}

    assert read(update(contact=card)).happening == SharedPhone(phone="", own=False)


@pytest.mark.parametrize(
    "raw",
    [
        update(text="hoi", **{"from": {**PIETER, "is_bot": True}}),
        update(text="hoi", chat=GROUP, sender_chat={"id": -1001, "type": "supergroup"}),
        update(text="hoi", chat={"id": -2, "type": "channel", "title": "Nieuws"}),
        update(chat=GROUP, forum_topic_created={"name": "VB-2027-0014", "icon_color": 1}),
        update(chat=GROUP, new_chat_members=[PIETER]),
        update(chat=GROUP, migrate_to_chat_id=-1002),
        update("edited_message", edit_date=1, location={"latitude": 1, "longitude": 2}),
        pressed(data="x") | {"callback_query": {"id": "q", "from": PIETER, "game_short_name": "x"}},
        membership("administrator", GROUP),
        {"update_id": 100, "channel_post": {"text": "hoi"}},
        {"update_id": 100, "brand_new_thing": {}},
        {"update_id": 100},
    ],
)
def test_what_is_not_for_the_house_is_skipped_with_a_reason(raw: Json) -> None:
    parsed = parse(raw, NOW)

    assert parsed.items == ()
    assert parsed.skipped


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": 100, "message": None},
        {"update_id": "x", "message": message(text="hoi")},
        update(text=None),
        update(photo=[]),
        update(text="hoi", chat={}),
        {"update_id": 100, "callback_query": 3},
    ],
)
def test_an_update_that_cannot_be_read_is_put_aside(raw: Json) -> None:
    parsed = parse(raw, NOW)

    assert parsed.items == ()
    assert parsed.skipped.startswith(("unreadable", "unknown"))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
fields = st.sampled_from(
    ["from", "chat", "date", "text", "photo", "document", "contact", "location", "data", "message"]
)


@given(
    st.sampled_from(KINDS),
    st.dictionaries(fields, anything),
    st.sets(fields),
)
def test_no_shape_of_update_raises(kind: str, changed: Json, missing: set[str]) -> None:
    whole = message(text="hoi") | changed
    partly = {name: value for name, value in whole.items() if name not in missing}

    parse({"update_id": 100, kind: partly}, NOW)


def test_a_bsn_is_masked_before_anything_is_kept() -> None:
    kept = [
        read(update(text="mijn bsn is 111222333")),
        read(update(photo=[LARGE], caption="bsn 111222333")),
        read(update(document=PDF | {"file_name": "111222333.pdf"})),
        read(update("edited_message", edit_date=1, text="bsn 111222333")),
    ]

    assert "111222333" not in repr(kept)


def test_half_characters_and_nul_do_no_harm() -> None:
    said = read(update(text="hoi\x00 \ud83d daar")).happening

    assert isinstance(said, Said)
    assert "\x00" not in said.text
    said.text.encode("utf-8")


def test_the_secret_of_an_invitation_is_nowhere_in_what_is_kept() -> None:
    parsed = parse(update(text=f"/start {INVITATION}"), NOW)
    assert INVITATION not in parsed.items[0].incoming.model_dump_json()


def test_an_invitation_that_is_edited_in_is_concealed_too() -> None:
    typed = f"/start {INVITATION}"

    edited = read(update("edited_message", edit_date=1, text=typed))

    assert edited.happening == Edited(text=conceal(typed))
