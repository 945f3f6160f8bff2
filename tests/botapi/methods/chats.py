"""The bot itself, chats, their members, pinned messages, commands."""

import re
from typing import Any

from aiogram import methods as api
from telegram.constants import BotCommandLimit

from tests.botapi import shapes
from tests.botapi.methods import reach
from tests.botapi.methods.registry import plays
from tests.botapi.refusals import bad_request
from tests.botapi.rules import as_json
from tests.botapi.world import World

Json = dict[str, Any]


@plays(api.GetMe)
def get_me(world: World, ask: api.GetMe) -> Json:  # noqa: ARG001
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": world.bot_reads_all,
        "supports_inline_queries": False,
    }
    return shapes.user(world.bot) | abilities


@plays(api.GetChat)
def get_chat(world: World, ask: api.GetChat) -> Json:
    room = reach.known_chat(world, ask.chat_id)
    if not room.is_private:
        reach.chat(world, ask.chat_id)
    return shapes.full_chat(world, room)


@plays(api.GetChatMember)
def get_chat_member(world: World, ask: api.GetChatMember) -> Json:
    room = reach.chat(world, ask.chat_id)
    if ask.user_id not in world.users:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return shapes.member(world.users[ask.user_id], room.member(ask.user_id))


@plays(api.GetChatAdministrators)
def get_chat_administrators(world: World, ask: api.GetChatAdministrators) -> list[Json]:
    room = reach.chat(world, ask.chat_id)
    if room.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        shapes.member(world.users[user_id], place)
        for user_id, place in room.members.items()
        if place.status in {"creator", "administrator"}
    ]


@plays(api.PinChatMessage)
def pin_chat_message(world: World, ask: api.PinChatMessage) -> bool:
    room = reach.administered(
        world,
        ask.chat_id,
        "can_pin_messages",
        "not enough rights to manage pinned messages in the chat",
    )
    pinned = reach.message(room, ask.message_id, "message to pin not found")
    room.pinned = [*(one for one in room.pinned if one != pinned.id), pinned.id]
    return True


@plays(api.UnpinChatMessage)
def unpin_chat_message(world: World, ask: api.UnpinChatMessage) -> bool:
    room = reach.chat(world, ask.chat_id)
    unpinned = ask.message_id or (room.pinned[-1] if room.pinned else None)
    if unpinned not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(unpinned)
    return True


@plays(api.SetMyCommands)
def set_my_commands(world: World, ask: api.SetMyCommands) -> bool:
    if len(ask.commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in ask.commands:
        _check_command(command.command, command.description)
    scope = str((as_json(ask.scope) or {"type": "default"})["type"])
    world.commands[scope] = [as_json(command) or {} for command in ask.commands]
    return True


def _check_command(name: str, description: str) -> None:
    if not re.fullmatch(rf"/?[a-z0-9_]{{1,{BotCommandLimit.MAX_COMMAND}}}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= BotCommandLimit.MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
