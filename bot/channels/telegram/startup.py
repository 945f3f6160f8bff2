"""What is set and checked at Telegram when the bot starts."""

from collections.abc import Collection, Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ReactionTypeEmoji,
    User,
)
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.parse import KINDS

MAX_CONNECTIONS = 40


async def bot_name(channel: TelegramChannel) -> str:
    """The bot's own username, for links to it. Raises telegram.error.TelegramError."""
    return (await channel.bot.get_me()).username or ""


async def use_webhook(channel: TelegramChannel, url: str, secret: str) -> None:
    """Let Telegram post updates to `url`, each with `secret` in its header; what waits is kept.

    Raises telegram.error.TelegramError.
    """
    await channel.bot.set_webhook(
        url, allowed_updates=KINDS, secret_token=secret, max_connections=MAX_CONNECTIONS
    )


async def use_polling(channel: TelegramChannel) -> None:
    """Let updates wait to be fetched; what waits is kept. Raises telegram.error.TelegramError."""
    await channel.bot.delete_webhook()


async def publish_commands(channel: TelegramChannel, commands: Sequence[tuple[str, str]]) -> None:
    """The menu of every private chat: a command without its slash, and what it does.

    Raises telegram.error.TelegramError.
    """
    await channel.bot.set_my_commands(
        [BotCommand(command, explained) for command, explained in commands],
        scope=BotCommandScopeAllPrivateChats(),
    )


async def startup_report(
    channel: TelegramChannel, staff_chat: int | None, reactions: Collection[str] = ()
) -> list[str]:
    """What the operator must change at Telegram, a Dutch sentence or two each; empty: all is well.

    `staff_chat` is the number of the team's group, `reactions` the emoji the bot uses there.
    Never raises.
    """
    bot = channel.bot
    try:
        me = await bot.get_me()
        group = [] if staff_chat is None else await _group(bot, me, staff_chat, reactions)
        return [*await _webhook(bot), *group]
    except InvalidToken:
        return [
            "Telegram kent dit token niet. Haal bij @BotFather een token voor AANSPREEKPUNT_TOKEN."
        ]
    except TelegramError:
        return [
            "Telegram is nu niet bereikbaar. De bot blijft het proberen. "
            "Kijk of deze computer verbinding met AANSPREEKPUNT_API_URL mag maken."
        ]


async def _webhook(bot: Bot) -> list[str]:
    info = await bot.get_webhook_info()
    findings = []
    if info.url and info.last_error_message:
        findings.append(
            "Telegram kon een bericht niet afleveren. "
            f"Kijk of {info.url} van buiten bereikbaar is, met een geldig certificaat."
        )
    missing = set(KINDS) - set(info.allowed_updates or KINDS)
    if info.url and missing:
        findings.append(
            f"Telegram levert niet alles af; er ontbreekt: {', '.join(sorted(missing))}. "
            "Start de bot opnieuw. Blijft dit, dan gebruikt een ander programma hetzelfde token."
        )
    return findings


async def _group(bot: Bot, me: User, staff_chat: int, reactions: Collection[str]) -> list[str]:
    try:
        group = await bot.get_chat(staff_chat)
        place = await bot.get_chat_member(staff_chat, me.id)
    except ChatMigrated as moved:
        return [
            f"De groep van het team heeft een nieuw nummer. "
            f"Vul in: AANSPREEKPUNT_STAFF_CHAT={moved.new_chat_id}."
        ]
    except (BadRequest, Forbidden):
        return [
            "De bot vindt de groep van het team niet. "
            "Voeg de bot toe aan de groep, of verbeter AANSPREEKPUNT_STAFF_CHAT."
        ]
    return [*_topics(group, place), *_hearing(me, place), *_reactions(group, reactions)]


def _topics(group: ChatFullInfo, place: ChatMember) -> list[str]:
    if not group.is_forum:
        return [
            "De groep van het team heeft geen onderwerpen. Zet ze aan bij de groepsinstellingen."
        ]
    if isinstance(place, ChatMemberAdministrator) and place.can_manage_topics:
        return []
    return [
        "De bot mag in de groep geen onderwerpen maken. "
        "Maak de bot beheerder met het recht om onderwerpen te beheren."
    ]


def _hearing(me: User, place: ChatMember) -> list[str]:
    if me.can_read_all_group_messages or place.status == ChatMemberStatus.ADMINISTRATOR:
        return []
    return [
        "In de groep leest de bot alleen opdrachten: de privacymodus staat aan. "
        "Zet die uit bij @BotFather (/setprivacy) en voeg de bot opnieuw toe aan de groep."
    ]


def _reactions(group: ChatFullInfo, wanted: Collection[str]) -> list[str]:
    if group.available_reactions is None:
        return []
    allowed = {r.emoji for r in group.available_reactions if isinstance(r, ReactionTypeEmoji)}
    missing = [emoji for emoji in wanted if emoji not in allowed]
    if not missing:
        return []
    return [
        f"De bot kan in de groep niet reageren met {' '.join(missing)}. "
        "Sta bij de groepsinstellingen alle reacties toe."
    ]
