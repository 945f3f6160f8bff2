"""What the house sends arrives in Telegram as it should look."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.address import chat_name
from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.receive import readable
from bot.core.channel import Channel, Gone, NotSent, Receipt, Refused, Sent
from bot.core.decision import Button, Edit, MakeTopic, Notice, React, Send
from bot.core.happenings import File, SentFile
from tests.botapi import BotApiServer, Group, Player, Press, faults
from tests.channels.telegram.updates import NOW

pytestmark = pytest.mark.anyio


async def deliver(channel: TelegramChannel, out: Any, outbox: int = 12, **about: Any) -> Receipt:
    return await channel.deliver(out, outbox=outbox, **{"message": None, "file": None, **about})


def to(player: Player, text: str = "", **more: Any) -> Send:
    return Send(chat=chat_name(player.id), text=text, **more)


@pytest.fixture
def team(telegram: BotApiServer) -> Group:
    return telegram.group("Team", telegram.user("Nadia"), forum=True)


def test_it_is_a_channel() -> None:
    channel: Channel = TelegramChannel("1:geheim")

    assert channel.name == "telegram"


async def test_a_text_keeps_its_markup_and_shows_no_preview(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    sent = await deliver(channel, to(pieter, "<b>Dag</b> &lt;buur&gt; https://voorbeeld.nl"))

    shown = pieter.sees_from_bot()[-1]
    assert sent == Sent(message=shown.id)
    assert shown.text == "Dag <buur> https://voorbeeld.nl"
    assert shown.entities[0] == {"type": "bold", "offset": 0, "length": 3}
    assert telegram.calls[-1].params["link_preview_options"] == {"is_disabled": True}


async def test_buttons_come_back_with_the_row_and_their_place_in_it(
    channel: TelegramChannel, pieter: Player
) -> None:
    buttons = (
        (Button(label="Ja", action="ja"), Button(label="Nee", action="nee")),
        (Button(label="Lees meer", url="https://voorbeeld.nl/"),),
        (Button(label="Stop", action="stop"),),
    )

    await deliver(channel, to(pieter, "Klopt dit?", buttons=buttons), outbox=31)

    shown = pieter.sees_from_bot()[-1]
    assert shown.buttons == [["Ja", "Nee"], ["Lees meer"], ["Stop"]]
    assert [pieter.button(label).data for label in ("Ja", "Nee", "Stop")] == [
        "31:0",
        "31:1",
        "31:3",
    ]
    assert pieter.button("Lees meer").url == "https://voorbeeld.nl/"


async def test_a_phone_number_is_asked_with_a_keyboard_for_once(
    channel: TelegramChannel, pieter: Player
) -> None:
    buttons = (
        (Button(label="Bel me: deel mijn nummer", share="phone"),),
        (Button(label="Liever niet", action="nee"),),
    )

    await deliver(channel, to(pieter, "Mogen we bellen?", buttons=buttons))

    markup = pieter.sees_from_bot()[-1].reply_markup
    assert markup is not None
    assert markup["one_time_keyboard"] is True
    assert markup["keyboard"][0][0]["request_contact"] is True
    assert markup["keyboard"][1] == [{"text": "Liever niet"}]


async def test_a_silent_message_makes_no_sound(channel: TelegramChannel, pieter: Player) -> None:
    await deliver(channel, to(pieter, "welterusten", silent=True))

    assert pieter.sees_from_bot()[-1].silent


async def test_a_reply_points_at_its_message(channel: TelegramChannel, pieter: Player) -> None:
    said = pieter.says("hoi")

    await deliver(channel, to(pieter, "dag", reply_to=said.id))

    assert pieter.sees_from_bot()[-1].reply_to == said.id


async def test_a_reply_to_a_deleted_message_is_sent_all_the_same(
    channel: TelegramChannel, pieter: Player
) -> None:
    said = pieter.says("hoi")
    pieter.deletes(said)

    assert isinstance(await deliver(channel, to(pieter, "dag", reply_to=said.id)), Sent)


@pytest.mark.parametrize(
    ("sends", "kind"),
    [
        (Player.sends_photo, "photo"),
        (Player.sends_document, "document"),
        (Player.sends_voice, "voice"),
        (Player.sends_video, "video"),
    ],
)
async def test_a_file_that_came_in_goes_out_as_what_it_was(
    channel: TelegramChannel,
    telegram: BotApiServer,
    pieter: Player,
    sends: Callable[[Player], Any],
    kind: str,
) -> None:
    truus = telegram.user("Truus")
    truus.starts()
    sends(pieter)

    await deliver(channel, to(truus, "Van Pieter", file=await received(channel)))

    shown = truus.sees_from_bot()[-1]
    assert (shown.kind, shown.text) == (kind, "Van Pieter")


async def received(channel: TelegramChannel) -> File:
    """The newest file that people sent to the bot."""
    updates = await channel.updates(None, wait=0, kinds=("message",))
    happenings = [item.incoming.happening for item in readable(updates, NOW)]
    return next(h.file for h in reversed(happenings) if isinstance(h, SentFile))


async def test_a_caption_that_is_too_long_follows_as_text_with_the_buttons(
    channel: TelegramChannel, pieter: Player
) -> None:
    pieter.sends_photo()
    long = "woord " * 300

    sent = await deliver(
        channel,
        to(pieter, long, file=await received(channel), buttons=((Button(label="Ja"),),)),
    )

    photo, text = pieter.sees_from_bot()[-2:]
    assert (photo.kind, photo.text, photo.buttons) == ("photo", "", [])
    assert (text.text.strip(), text.buttons) == (long.strip(), [["Ja"]])
    assert sent == Sent(message=text.id)


async def test_a_file_of_another_channel_is_uploaded(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"tekening")
    file = File(kind="document", ref="/ergens/anders", name="plan.txt")

    await deliver(channel, to(pieter, "Een bijlage", file=file), file=path)

    sent = pieter.sees_from_bot()[-1].content["document"]
    assert sent["file_name"] == "plan.txt"
    assert telegram.file_named(sent["file_id"]).data == b"tekening"


async def test_a_text_can_be_sent_as_a_document(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    out = to(pieter, "Je antwoorden", document=("antwoorden.txt", "Wat: straatfeest é"))

    await deliver(channel, out)

    shown = pieter.sees_from_bot()[-1]
    document = shown.content["document"]
    assert (shown.text, document["file_name"]) == ("Je antwoorden", "antwoorden.txt")
    assert telegram.file_named(document["file_id"]).data.decode() == "Wat: straatfeest é"


async def test_a_place_goes_before_its_words(channel: TelegramChannel, pieter: Player) -> None:
    await deliver(channel, to(pieter, "Hier is het", place=(52.1, 5.2)))

    place, words = pieter.sees_from_bot()[-2:]
    assert place.content["location"]["latitude"] == 52.1
    assert words.text == "Hier is het"


async def test_a_long_text_goes_in_parts_and_the_last_has_the_buttons(
    channel: TelegramChannel, pieter: Player
) -> None:
    long = "<b>" + "woord " * 1000 + "</b>"

    sent = await deliver(channel, to(pieter, long, buttons=((Button(label="Ja"),),)))

    first, second = pieter.sees_from_bot()[-2:]
    assert (first.text + " " + second.text).split() == ["woord"] * 1000
    assert (first.buttons, second.buttons) == ([], [["Ja"]])
    assert sent == Sent(message=second.id)


async def test_a_long_text_goes_on_where_it_was_stopped(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    long = to(pieter, "woord " * 1000)
    telegram.fails(faults.too_many_requests(3), method="sendMessage", nth=2)

    assert await deliver(channel, long) == NotSent(retry_after=3)
    assert isinstance(await deliver(channel, long), Sent)
    assert len(pieter.sees_from_bot()) == 2


async def test_nothing_to_send_is_refused(channel: TelegramChannel, pieter: Player) -> None:
    assert isinstance(await deliver(channel, to(pieter)), Refused)


async def test_a_message_to_a_topic_stands_in_it(channel: TelegramChannel, team: Group) -> None:
    made = await deliver(
        channel, MakeTopic(chat=chat_name(team.id), dossier="d1", title="VB-2027-0014 " + "e" * 200)
    )
    assert isinstance(made, Sent)
    assert made.topic is not None

    await deliver(channel, Send(chat=chat_name(team.id), text="De kaart", topic=made.topic))

    assert [topic.id for topic in team.topics] == [made.topic]
    assert len(team.topics[0].name) == 128
    assert team.topic(made.topic).sees_from_bot()[-1].text == "De kaart"


async def test_a_deleted_topic_is_gone(channel: TelegramChannel, team: Group) -> None:
    topic = team.opens_topic("VB-2027-0014", by_owner(team))
    team.deletes_topic(topic.thread_id or 0)

    out = Send(chat=chat_name(team.id), text="De kaart", topic=topic.thread_id)

    assert await deliver(channel, out) == Gone(what="topic")


async def test_a_message_that_strays_into_general_is_taken_back(
    channel: TelegramChannel, team: Group
) -> None:
    topic = team.opens_topic("VB-2027-0014", by_owner(team))
    team.posts_in_general_when_a_topic_is_gone()
    team.deletes_topic(topic.thread_id or 0)

    out = Send(chat=chat_name(team.id), text="De kaart", topic=topic.thread_id)

    assert await deliver(channel, out) == Gone(what="topic")
    assert [message.text for message in team.sees_from_bot()] == []


def by_owner(team: Group) -> Player:
    owner = next(user for user in team.world.users.values() if user.first_name == "Nadia")
    return Player(team.world, owner)


async def test_an_edit_replaces_text_and_buttons(channel: TelegramChannel, pieter: Player) -> None:
    chat = chat_name(pieter.id)
    first = await deliver(channel, to(pieter, "Klopt dit?", buttons=((Button(label="Ja"),),)))
    assert isinstance(first, Sent)

    edit = Edit(
        target=12, chat=chat, text="Gekozen: <b>ja</b>", buttons=((Button(label="Toch niet"),),)
    )
    await deliver(channel, edit, outbox=13, message=first.message)

    shown = pieter.sees_from_bot()[-1]
    assert (shown.id, shown.text) == (first.message, "Gekozen: ja")
    assert pieter.button("Toch niet").data == "13:0"


async def test_an_edit_without_buttons_takes_them_away(
    channel: TelegramChannel, pieter: Player
) -> None:
    first = await deliver(channel, to(pieter, "Klopt dit?", buttons=((Button(label="Ja"),),)))
    assert isinstance(first, Sent)

    edit = Edit(target=12, chat=chat_name(pieter.id), text="Klaar")
    await deliver(channel, edit, message=first.message)

    assert pieter.sees_from_bot()[-1].buttons == []


async def test_an_edit_of_a_caption_arrives(channel: TelegramChannel, pieter: Player) -> None:
    first = await deliver(channel, to(pieter, "oud", document=("a.txt", "a")))
    assert isinstance(first, Sent)

    edit = Edit(target=12, chat=chat_name(pieter.id), text="nieuw")
    receipt = await deliver(channel, edit, message=first.message)

    assert receipt == Sent(message=first.message)
    assert pieter.sees_from_bot()[-1].text == "nieuw"


async def test_an_edit_that_changes_nothing_is_done(
    channel: TelegramChannel, pieter: Player
) -> None:
    first = await deliver(channel, to(pieter, "hetzelfde"))
    assert isinstance(first, Sent)

    edit = Edit(target=12, chat=chat_name(pieter.id), text="hetzelfde")
    receipt = await deliver(channel, edit, message=first.message)

    assert isinstance(receipt, Sent)


async def test_a_message_that_cannot_be_found_cannot_be_edited(
    channel: TelegramChannel, pieter: Player
) -> None:
    chat = chat_name(pieter.id)

    lost = await deliver(channel, Edit(target=12, chat=chat, text="nieuw"), message=98765)
    never_sent = await deliver(channel, Edit(target=12, chat=chat, text="nieuw"))

    assert lost == never_sent == Gone(what="message")


async def test_a_reaction_stands_at_the_persons_own_message(
    channel: TelegramChannel, pieter: Player
) -> None:
    said = pieter.says("gelukt")

    out = React(chat=chat_name(pieter.id), message=said.id, emoji="👍")

    assert isinstance(await deliver(channel, out), Sent)
    reactions = next(message for message in pieter.sees() if message.id == said.id).reactions
    assert list(reactions.values()) == [["👍"]]


@pytest.mark.parametrize("text", ["Al gedaan", "", "w" * 300])
async def test_a_pressed_button_stops_waiting(
    channel: TelegramChannel, pieter: Player, text: str
) -> None:
    await deliver(channel, to(pieter, "Klopt dit?", buttons=((Button(label="Ja"),),)))
    press = pieter.presses("Ja")
    assert isinstance(press, Press)

    await deliver(channel, Notice(chat=chat_name(pieter.id), query=press.id, text=text))

    assert press.answer is not None
    assert press.answer[:9] == text[:9]


async def test_an_old_button_needs_no_answer_any_more(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player
) -> None:
    telegram.fails(faults.query_too_old(), method="answerCallbackQuery")

    receipt = await deliver(channel, Notice(chat=chat_name(pieter.id), query="123", text="Hoi"))

    assert receipt == Sent()


async def test_a_file_is_fetched_whole(
    channel: TelegramChannel, pieter: Player, tmp_path: Path
) -> None:
    pieter.sends_document(b"x" * 100_000)
    file = await received(channel)

    receipt = await channel.fetch(file.ref, tmp_path / "map" / "bestand")

    assert receipt == Sent()
    assert (tmp_path / "map" / "bestand").read_bytes() == b"x" * 100_000
    assert [path.name for path in (tmp_path / "map").iterdir()] == ["bestand"]


async def test_a_file_that_is_too_big_is_refused(
    channel: TelegramChannel, pieter: Player, tmp_path: Path
) -> None:
    pieter.sends_document(size=21 * 1024 * 1024)
    file = await received(channel)

    assert isinstance(await channel.fetch(file.ref, tmp_path / "bestand"), Refused)
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_telegram_no_longer_has_is_refused(
    channel: TelegramChannel, tmp_path: Path
) -> None:
    assert isinstance(await channel.fetch("document:onbekend", tmp_path / "bestand"), Refused)
    assert list(tmp_path.iterdir()) == []


async def test_a_file_waits_for_a_telegram_that_is_away(
    channel: TelegramChannel, telegram: BotApiServer, pieter: Player, tmp_path: Path
) -> None:
    pieter.sends_document()
    file = await received(channel)
    telegram.fails(faults.server_error(), method="getFile")

    assert isinstance(await channel.fetch(file.ref, tmp_path / "bestand"), NotSent)


async def test_a_file_that_cannot_be_written_waits_and_leaves_nothing(
    channel: TelegramChannel, pieter: Player, tmp_path: Path
) -> None:
    pieter.sends_document()
    file = await received(channel)
    (tmp_path / "bestand").mkdir()

    assert isinstance(await channel.fetch(file.ref, tmp_path / "bestand"), NotSent)
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]
