"""Changing and deleting messages of the bot."""

from typing import Any

from aiogram import methods as api

from tests.botapi import limits, refusals, shapes
from tests.botapi.methods import reach
from tests.botapi.methods.registry import plays
from tests.botapi.refusals import bad_request
from tests.botapi.world import CAPTIONED, Message, World

Json = dict[str, Any]


@plays(api.EditMessageText)
def edit_message_text(world: World, ask: api.EditMessageText) -> Json:
    message = _own(world, ask)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    if ask.text is None:
        raise bad_request("message text is empty")
    return _edit(world, message, limits.text(ask.text, ask.parse_mode, ask.entities), ask)


@plays(api.EditMessageCaption)
def edit_message_caption(world: World, ask: api.EditMessageCaption) -> Json:
    message = _own(world, ask)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
    caption = limits.caption(ask.caption, ask.parse_mode, ask.caption_entities)
    return _edit(world, message, kept | caption, ask)


@plays(api.EditMessageReplyMarkup)
def edit_message_reply_markup(world: World, ask: api.EditMessageReplyMarkup) -> Json:
    message = _own(world, ask)
    return _edit(world, message, message.content, ask)


@plays(api.DeleteMessage)
def delete_message(world: World, ask: api.DeleteMessage) -> bool:
    room = reach.chat(world, ask.chat_id)
    message = reach.message(room, ask.message_id, "message to delete not found")
    may = room.is_private or room.member(world.bot.id).may("can_delete_messages")
    if not (may or message.sender is world.bot):
        raise bad_request("message can't be deleted")
    with world.noting(message):
        message.deleted = True
    return True


def _own(world: World, ask: Any) -> Message:
    if ask.chat_id is None or ask.message_id is None:
        raise bad_request("message identifier is not specified")
    room = reach.chat(world, ask.chat_id)
    message = reach.message(room, ask.message_id, "message to edit not found")
    inline = message.reply_markup is None or "inline_keyboard" in message.reply_markup
    if message.sender is not world.bot or not inline:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, content: Json, ask: Any) -> Json:
    private = world.chats[message.chat_id].is_private
    markup = limits.markup(ask.reply_markup, private=private)
    # An empty inline keyboard is how a client takes the buttons away.
    markup = markup if markup and any(markup["inline_keyboard"]) else None
    if (content, markup) == (message.content, message.reply_markup):
        raise bad_request(refusals.NOT_MODIFIED)
    with world.noting(message):
        if content != message.content:
            message.former.append(message.text)
        message.content, message.reply_markup = content, markup
        message.edited_at = world.clock()
    return shapes.message(world, message)
