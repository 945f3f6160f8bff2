"""Messages with words or a place; answers to presses; reactions."""

from typing import Any

from aiogram import methods as api
from aiogram.types import ReactionTypeEmoji
from telegram.constants import CallbackQueryLimit, ReactionEmoji

from tests.botapi import limits, refusals
from tests.botapi.methods import reach
from tests.botapi.methods.registry import plays
from tests.botapi.refusals import bad_request
from tests.botapi.updates import CALLBACK_KEPT_FOR
from tests.botapi.world import CAPTIONED, World

Json = dict[str, Any]


@plays(api.SendMessage)
def send_message(world: World, ask: api.SendMessage) -> Json:
    return reach.spoken(world, ask, limits.text(ask.text, ask.parse_mode, ask.entities))


@plays(api.SendLocation)
def send_location(world: World, ask: api.SendLocation) -> Json:
    if abs(ask.latitude) > 90 or abs(ask.longitude) > 180:
        raise bad_request("wrong latitude/longitude specified")
    place = {"latitude": ask.latitude, "longitude": ask.longitude}
    return reach.spoken(world, ask, {"location": place})


@plays(api.CopyMessage)
def copy_message(world: World, ask: api.CopyMessage) -> Json:
    source = reach.chat(world, ask.from_chat_id)
    original = reach.message(source, ask.message_id, "message to copy not found")
    if original.kind not in CAPTIONED | {"text", "location", "contact", "sticker"}:
        raise bad_request("message can't be copied")
    content = {k: v for k, v in original.content.items() if k != "forward_origin"}
    if ask.caption is not None and original.kind in CAPTIONED:
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= limits.caption(ask.caption, ask.parse_mode, ask.caption_entities)
    return {"message_id": reach.speak(world, ask, content)[0].id}


@plays(api.SendChatAction)
def send_chat_action(world: World, ask: api.SendChatAction) -> bool:
    reach.chat(world, ask.chat_id)
    return True


@plays(api.AnswerCallbackQuery)
def answer_callback_query(world: World, ask: api.AnswerCallbackQuery) -> bool:
    query = world.queries.get(ask.callback_query_id)
    if query is None or world.clock() - query.asked_at > CALLBACK_KEPT_FOR:
        raise bad_request(refusals.QUERY_TOO_OLD)
    if len(ask.text or "") > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": ask.text or "", "show_alert": bool(ask.show_alert), "url": ask.url}
    return True


@plays(api.SetMessageReaction)
def set_message_reaction(world: World, ask: api.SetMessageReaction) -> bool:
    room = reach.chat(world, ask.chat_id)
    message = reach.message(room, ask.message_id, "message to react not found")
    reactions = ask.reaction or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = [r.emoji for r in reactions if isinstance(r, ReactionTypeEmoji)]
    if any(one not in set(ReactionEmoji) for one in emoji):
        raise bad_request("REACTION_INVALID")
    with world.noting(message):
        message.reactions[world.bot.id] = emoji
    return True
