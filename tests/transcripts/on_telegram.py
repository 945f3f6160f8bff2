"""The bot as a process, with a Bot API server over HTTP, as a theatre."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.channels.terminal.player import PHONE
from tests.botapi import html
from tests.botapi.groups import Group
from tests.botapi.ledger import Call
from tests.botapi.players import Player
from tests.botapi.world import Message
from tests.e2e.house import RunningHouse, running_house
from tests.launch import Nursery
from tests.transcripts.kept import kept_in
from tests.transcripts.script import ZONE, Script, Seen

SHARED = "+31612345678"
"""How Telegram writes the number that everybody here has."""


class OnTelegram:
    """Plays people in the fake Telegram; what they see is read from the calls of the bot."""

    def __init__(
        self, house: RunningHouse, team: dict[str, Player], group: Group | None = None
    ) -> None:
        self._house = house
        self._staff = {player.name: player for player in team.values()}
        self._people = dict(self._staff)
        self._group = group
        self._read = len(house.telegram.calls)

    def says(self, who: str, text: str) -> list[Seen]:
        self._person(who).says(text)
        return self._news()

    def presses(self, who: str, label: str) -> list[Seen]:
        person = self._person(who)
        button = person.button(label)
        if button.url:
            return [Seen(0, who, "melding", button.url, None, self._now())]
        press = person.presses(button)
        seen = self._news()
        notices = [] if not press.answer else [press.answer]
        return [Seen(self._side(who), who, "melding", n, None, self._now()) for n in notices] + seen

    def replies(self, who: str, to: str, text: str) -> list[Seen]:
        person = self._person(who)
        theirs = [message for message in person.sees_from_bot() if to in message.text]
        person.says(text, reply_to=theirs[-1])
        return self._news()

    def sends_photo(self, who: str, caption: str) -> list[Seen]:
        self._person(who).sends_photo(caption=caption)
        return self._news()

    def goes_to(self, moment: datetime) -> list[Seen]:
        self._house.advance(moment)
        return self._news()

    def kept(self) -> list[str]:
        return [_as_in_terminal(line) for line in kept_in(self._house.database)]

    def _person(self, name: str) -> Player:
        if name not in self._people:
            self._people[name] = self._house.telegram.user(name)
        return self._people[name]

    def _news(self) -> list[Seen]:
        """What the bot has done since it was asked the last time."""
        self._house.settles()
        calls = self._house.telegram.calls[self._read :]
        self._read += len(calls)
        return [seen for call in calls for seen in self._seen(call)]

    def _seen(self, call: Call) -> Iterator[Seen]:
        common: dict[str, Any] = {"at": call.at.astimezone(ZONE), **self._whose(call)}
        number = call.params.get("message_id") or next(iter(call.message_ids), None)
        words = html.parse(call.params.get("text") or call.params.get("caption") or "")[0]
        told: dict[str, Any] = {
            "text": _as_in_terminal(words),
            "message": (call.chat_id, number),
            "buttons": _buttons(call.params.get("reply_markup")),
        }
        match call.method:
            case "editMessageText" | "editMessageCaption":
                yield Seen(what="wijziging", **told, **common)
            case "setMessageReaction":
                emoji = call.params["reaction"][0]["emoji"]
                yield Seen(what="reactie", **(told | {"text": emoji}), **common)
            case method if method.startswith("send"):
                yield Seen(what="bericht", attached=self._attached(call, number), **told, **common)

    def _whose(self, call: Call) -> dict[str, Any]:
        if self._group is not None and call.chat_id == self._group.id:
            return {"side": 2, "who": "de groep"}
        names = (name for name, person in self._people.items() if person.id == call.chat_id)
        who = next(names, "")
        return {"side": self._side(who), "who": who}

    def _side(self, who: str) -> int:
        return 1 if who in self._staff else 0

    def _attached(self, call: Call, number: int | None) -> str:
        message = self._message(call.chat_id, number)
        if message is None or message.kind == "text":
            return ""
        if message.kind == "photo":
            return "foto"
        return str(message.content.get("document", {}).get("file_name", message.kind))

    def _message(self, chat: int | None, number: int | None) -> Message | None:
        room = self._house.telegram.world.chats.get(chat or 0)
        return room.message(number) if room else None

    def _now(self) -> datetime:
        return self._house.clock().astimezone(ZONE)


def _buttons(markup: dict[str, Any] | None) -> tuple[tuple[str, ...], ...]:
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return tuple(tuple(button["text"] for button in row) for row in rows)


def _as_in_terminal(text: str) -> str:
    return text.replace(SHARED, PHONE)


@contextmanager
def on_telegram(nursery: Nursery, script: Script, folder: Path) -> Iterator[OnTelegram]:
    """A bot at the moment at which the script begins, with the whole team connected."""
    now = script.start.replace(tzinfo=None).isoformat()
    with running_house(nursery, folder, now, start=False) as house:
        group = None
        env = {}
        if script.with_group:
            group = house.telegram.group("Team", house.telegram.user("Beheer"), forum=True)
            env["AANSPREEKPUNT_STAFF_CHAT"] = str(group.id)
        house.start(**env)
        yield OnTelegram(house, house.connect(), group)
        assert not house.telegram.mistakes
        assert house.stop() == 0
