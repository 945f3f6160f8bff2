"""Sending, editing, files, reactions, as python-telegram-bot asks for them."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from tests.botapi import BotApiServer, Player
from tests.botapi.files import PIXEL

pytestmark = pytest.mark.anyio

JA_NEE = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Ja", callback_data="ja"),
            InlineKeyboardButton("Nee", callback_data="n"),
        ]
    ]
)


async def test_html_is_shown_as_text_with_its_marks(bot: Bot, pieter: Player) -> None:
    await bot.send_message(pieter.id, "<b>Vraag 3</b> &amp; verder ", parse_mode="HTML")
    shown = pieter.sees()[-1]
    assert (shown.text, shown.html) == ("Vraag 3 & verder", "<b>Vraag 3</b> &amp; verder")


async def test_a_pressed_button_is_answered_and_the_message_edited(
    bot: Bot, pieter: Player
) -> None:
    question = await bot.send_message(pieter.id, "Weten de buren het?", reply_markup=JA_NEE)
    press = pieter.presses("Ja")
    assert press.answer is None
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "ja"
    await query.answer("Genoteerd", show_alert=True)
    await query.edit_message_text("De buren weten het.")
    shown = pieter.sees()[-1]
    assert (shown.id, shown.text, shown.edited) == (question.id, "De buren weten het.", True)
    assert (shown.former, shown.buttons) == (["Weten de buren het?"], [])
    assert (press.waits_for_answer(), press.is_alert) == ("Genoteerd", True)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, pieter: Player) -> None:
    sent = await bot.send_message(pieter.id, "Hoi", reply_markup=JA_NEE)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("Hoi", reply_markup=JA_NEE)
    await sent.edit_reply_markup(None)
    assert pieter.sees()[-1].buttons == []


async def test_what_cannot_be_edited_is_refused(bot: Bot, pieter: Player) -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Bel me", request_contact=True)]])
    sent = await bot.send_message(pieter.id, "Mag iemand bellen?", reply_markup=keyboard)
    for message_id, reason in [
        (sent.id, "can't be edited"),
        (pieter.sees()[0].id, "can't be edited"),
        (sent.id + 100, "to edit not found"),
    ]:
        with pytest.raises(BadRequest, match=reason):
            await bot.edit_message_text("x", pieter.id, message_id)


async def test_a_keyboard_button_shares_the_number_of_who_presses_it(
    bot: Bot, pieter: Player
) -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Bel me", request_contact=True)]])
    await bot.send_message(pieter.id, "Mag iemand bellen?", reply_markup=keyboard)
    pieter.presses("Bel me")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.contact is not None
    assert message.contact.user_id == pieter.id


async def test_a_message_is_deleted(bot: Bot, pieter: Player) -> None:
    sent = await bot.send_message(pieter.id, "Weg ermee")
    await sent.delete()
    assert pieter.sees_from_bot() == []
    with pytest.raises(BadRequest, match="to delete not found"):
        await sent.delete()


async def test_files_go_both_ways(bot: Bot, pieter: Player) -> None:
    pieter.sends_document(b"plattegrond", "plattegrond.pdf", caption="Dit is het plein")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert message.document.file_name == "plattegrond.pdf"
    fetched = await message.document.get_file()
    assert bytes(await fetched.download_as_bytearray()) == b"plattegrond"
    await bot.send_document(pieter.id, message.document.file_id, caption="Terug")
    await bot.send_photo(pieter.id, PIXEL, caption="<i>Foto</i>", parse_mode="HTML")
    await bot.send_voice(pieter.id, b"OggS")
    await bot.send_video(pieter.id, b"film")
    await bot.send_location(pieter.id, 52.1, 5.1)
    kinds = [m.kind for m in pieter.sees_from_bot()]
    assert kinds == ["document", "photo", "voice", "video", "location"]


async def test_a_file_over_20_mb_cannot_be_fetched(bot: Bot, pieter: Player) -> None:
    pieter.sends_document(size=20_000_001)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await message.document.get_file()


async def test_wrong_files_are_refused(bot: Bot, telegram: BotApiServer, pieter: Player) -> None:
    pieter.sends_document()
    document = telegram.world.files.files[-1].id
    wrong: list[tuple[bytes | str, str]] = [
        (b"", "non-empty"),
        (b"geen plaatje", "Image_process_failed"),
        (document, "can't use file of type"),
        ("AgAC-photo-999999", "file identifier"),
        ("https://example.com/a.jpg", "HTTP URL"),
    ]
    for file, reason in wrong:
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await bot.send_photo(pieter.id, file)


async def test_a_link_to_a_file_expires_and_getting_it_again_helps(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    pieter.sends_photo(PIXEL)
    stored = telegram.file_named(telegram.world.files.files[-1].id)
    fetched = await bot.get_file(stored.id)
    stored.link_expired = True
    # python-telegram-bot takes any 404 for a wrong token.
    with pytest.raises(InvalidToken, match="Not Found"):
        await fetched.download_as_bytearray()
    fetched = await bot.get_file(stored.id)
    assert bytes(await fetched.download_as_bytearray()) == PIXEL
    stored.gone = True
    with pytest.raises(BadRequest, match="temporarily unavailable"):
        await bot.get_file(stored.id)


async def test_an_album_is_one_group_of_messages(bot: Bot, pieter: Player) -> None:
    photos = [InputMediaPhoto(PIXEL, caption="een"), InputMediaPhoto(PIXEL)]
    sent = await bot.send_media_group(pieter.id, photos)
    assert len({m.media_group_id for m in sent}) == 1
    with pytest.raises(BadRequest):
        await bot.send_media_group(pieter.id, photos[:1])


async def test_captions_are_edited_and_limited(bot: Bot, pieter: Player) -> None:
    sent = await bot.send_photo(pieter.id, PIXEL, caption="oud")
    await sent.edit_caption("nieuw")
    assert pieter.sees()[-1].text == "nieuw"
    with pytest.raises(BadRequest, match="caption is too long"):
        await sent.edit_caption("x" * 1025)


async def test_a_message_is_copied_with_another_caption(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    sanne = telegram.user("Sanne")
    sanne.starts()
    photo = pieter.sends_photo(caption="bel 06")
    await bot.copy_message(sanne.id, pieter.id, photo.id, caption="Van Pieter")
    shown = sanne.sees()[-1]
    assert (shown.kind, shown.text) == ("photo", "Van Pieter")


async def test_reactions_show_on_the_message(bot: Bot, pieter: Player) -> None:
    said = pieter.says("Bedankt")
    await bot.set_message_reaction(pieter.id, said.id, "👍")
    assert pieter.sees()[-1].reactions == {bot.id: ["👍"]}


async def test_replies_quote_what_they_answer(bot: Bot, pieter: Player) -> None:
    said = pieter.says("Waar begin ik?")
    answer = await bot.send_message(pieter.id, "Hier", reply_parameters=ReplyParameters(said.id))
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "Waar begin ik?"


async def test_who_may_not_be_reached_is_told_apart(bot: Bot, telegram: BotApiServer) -> None:
    sanne = telegram.user("Sanne")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(sanne.id, "Hoi")
    sanne.starts()
    sanne.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(sanne.id, "Hoi")
    sanne.starts()
    await bot.send_message(sanne.id, "Hoi")
    sanne.deletes_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(sanne.id, "Hoi")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Hoi")


async def test_commands_and_pins_are_kept(bot: Bot, telegram: BotApiServer, pieter: Player) -> None:
    await bot.set_my_commands([("start", "Begin"), ("status", "Hoe staat het?")])
    sent = await bot.send_message(pieter.id, "Kaart")
    await sent.pin()
    assert telegram.world.commands["default"][1]["command"] == "status"
    assert telegram.world.chats[pieter.id].pinned == [sent.id]
    await sent.unpin()
    with pytest.raises(BadRequest, match=r"(?i)command_invalid"):
        await bot.set_my_commands([("Bel liever", "x")])


async def test_every_accepted_call_is_on_record(
    bot: Bot, telegram: BotApiServer, pieter: Player
) -> None:
    sent = await bot.send_message(pieter.id, "Hoi", disable_notification=True)
    call = telegram.calls[-1]
    assert (call.method, call.chat_id, call.message_ids) == ("sendMessage", pieter.id, (sent.id,))
    assert call.params["disable_notification"] is True
    assert call.answered
