"""People who use Telegram: what tests do and see. Every method may be called from any thread."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from tests.botapi import shapes
from tests.botapi.entities import typed
from tests.botapi.files import PIXEL, StoredFile, content
from tests.botapi.methods.topics import open_topic
from tests.botapi.world import CallbackQuery, Chat, Member, Message, Topic, User, World

Json = dict[str, Any]
Wanted = str | Callable[[Message], bool]

HANG_GUARD = 60.0
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


@dataclass(frozen=True)
class Button:
    """A button as it is shown: its label, the message it belongs to, what it does."""

    label: str
    message: Message
    action: Json

    @property
    def url(self) -> str | None:
        return self.action.get("url")

    @property
    def data(self) -> str | None:
        return self.action.get("callback_data")


class Press:
    """A press of a button, and what the bot showed for it."""

    def __init__(self, world: World, query: CallbackQuery) -> None:
        self._world = world
        self._query = query
        self.id = query.id

    @property
    def answer(self) -> str | None:
        """The notice shown; "" when the bot only ended the waiting; None until it did."""
        return None if self._query.answer is None else str(self._query.answer["text"])

    @property
    def is_alert(self) -> bool:
        return bool(self._query.answer and self._query.answer["show_alert"])

    def waits_for_answer(self, seconds: float = HANG_GUARD) -> str:
        """Block until the bot answers the press; return the notice."""
        if not self._world.bell.wait_for(lambda: self.answer is not None, seconds):
            raise AssertionError(f"nobody answered the press within {seconds:g} s")
        return self.answer or ""


@dataclass
class Place:
    """A chat, or one topic of it, as somebody looks at it."""

    world: World
    chat: Chat
    thread_id: int | None = None

    @property
    def id(self) -> int:
        return self.chat.id

    def sees(self) -> list[Message]:
        """Return the messages in order, as they are shown now."""
        with self.world.bell.reading():
            return [snapshot(message) for message in self._shown()]

    def sees_from_bot(self) -> list[Message]:
        """Return the bot's messages in order, as they are shown now."""
        return [message for message in self.sees() if message.from_bot]

    def waits_for(
        self, wanted: Wanted = "", *, after: Message | None = None, seconds: float = HANG_GUARD
    ) -> Message:
        """Block until the bot shows a message with this text, or for which this function is true.

        Looked at are messages sent or edited since somebody here last did something, or since
        `after` was shown. `seconds` only guards against hanging; then AssertionError is raised.
        """
        since = after.change if after else self.chat.acted_at
        found: list[Message] = []

        def look() -> bool:
            found[:] = [m for m in self._news(since) if _is(m, wanted)][:1]
            return bool(found)

        if not self.world.bell.wait_for(look, seconds):
            raise AssertionError(f"waited in vain for {wanted!r}; the chat shows:\n{self}")
        return snapshot(found[0])

    def topic(self, thread_id: int) -> "Place":
        """Return a topic of this group as a place of its own."""
        return Place(self.world, self.chat, thread_id)

    def button(self, label: str, message: Message | None = None) -> Button:
        """Return the newest button with this label, or the one below this message."""
        with self.world.bell.reading():
            for shown in reversed(self._shown()):
                if message is None or shown.id == message.id:
                    for action in (action for row in shown.keyboard for action in row):
                        if action["text"] == label:
                            return Button(label, shown, action)
        raise AssertionError(f"there is no button {label!r}; the chat shows:\n{self}")

    def has_acted(self) -> None:
        """Remember that what was shown until now is no news."""
        self.chat.acted_at = self.world.changes

    def _shown(self) -> list[Message]:
        return [
            message
            for message in self.chat.messages
            if not message.deleted and self.thread_id in (None, message.thread_id)
        ]

    def _news(self, since: int) -> list[Message]:
        return [m for m in self._shown() if m.from_bot and m.change > since]

    def __str__(self) -> str:
        return "\n".join(f"  {message}" for message in self.sees()) or "  nothing"


class Player:
    """A person with a Telegram account."""

    def __init__(self, world: World, user: User) -> None:
        self._world = world
        self.user = user
        self.chat = Place(world, world.chats[user.id])

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.first_name

    def sees(self) -> list[Message]:
        """Return the private chat with the bot, in order, as it is shown now."""
        return self.chat.sees()

    def sees_from_bot(self) -> list[Message]:
        return self.chat.sees_from_bot()

    def waits_for(self, wanted: Wanted = "", **how: Any) -> Message:
        """Block until the bot shows this in the private chat; see `Place.waits_for`."""
        return self.chat.waits_for(wanted, **how)

    def button(self, label: str, message: Message | None = None) -> Button:
        return self.chat.button(label, message)

    def starts(self, payload: str = "") -> Message:
        """Open the bot, by its name or by a link with a payload; unblocks it first if need be."""
        if not START_PAYLOAD.fullmatch(payload):
            raise ValueError(f"Telegram passes no such payload on: {payload!r}")
        if self.user.blocked_bot:
            self.unblocks()
        return self.says(f"/start {payload}".rstrip())

    def opens(self, link: str) -> Message:
        """Follow a https://t.me/…?start=… link to the bot."""
        found = re.fullmatch(rf"https://t\.me/{self._world.bot.username}\?start=(.+)", link)
        if not found:
            raise ValueError(f"this link does not lead to the bot: {link}")
        return self.starts(found[1])

    def says(
        self,
        text: str,
        *,
        where: Place | None = None,
        reply_to: Message | None = None,
        **extra: Any,
    ) -> Message:
        """Send a text; `extra` are further fields of the Bot API's Message."""
        said = {"text": text} | typed(text) | extra
        return self._sends(said, where=where, reply_to=reply_to)

    def sends_photo(
        self, data: bytes = PIXEL, *, caption: str = "", size: int = 0, **how: Any
    ) -> Message:
        return self._sends_file("photo", data, "foto.jpg", "image/jpeg", caption, size, how)

    def sends_document(
        self,
        data: bytes = b"%PDF-1.4 tekening",
        name: str = "tekening.pdf",
        *,
        mime: str = "application/pdf",
        caption: str = "",
        size: int = 0,
        **how: Any,
    ) -> Message:
        """Send a document; `size` states another size than that of the bytes."""
        return self._sends_file("document", data, name, mime, caption, size, how)

    def sends_voice(self, data: bytes = b"OggS voice", *, size: int = 0, **how: Any) -> Message:
        return self._sends_file("voice", data, "stem.oga", "audio/ogg", "", size, how)

    def sends_video(
        self, data: bytes = b"....ftypmp42", *, caption: str = "", size: int = 0, **how: Any
    ) -> Message:
        return self._sends_file("video", data, "film.mp4", "video/mp4", caption, size, how)

    def sends_sticker(self, **how: Any) -> Message:
        return self._sends_file("sticker", b"RIFF", "duim.webp", "image/webp", "", 0, how)

    def sends_album(self, *captions: str, **how: Any) -> list[Message]:
        """Send one photo for each caption, as an album."""
        album = self._world.album_id()
        return [self.sends_photo(caption=text, album=album, **how) for text in captions]

    def shares_location(self, latitude: float, longitude: float, **how: Any) -> Message:
        place = {"latitude": latitude, "longitude": longitude}
        return self._sends({"location": place}, **how)

    def shares_contact(
        self, phone: str = "+31612345678", *, of: "Player | None" = None, **how: Any
    ) -> Message:
        """Share a telephone number: one's own, or that `of` somebody else."""
        owner = (of or self).user
        card = {"phone_number": phone, "first_name": owner.first_name, "user_id": owner.id}
        return self._sends({"contact": card}, **how)

    def forwards(self, message: Message, *, where: Place | None = None) -> Message:
        """Forward a message, with where it came from."""
        origin = {
            "type": "user",
            "date": shapes.stamp(message.date),
            "sender_user": shapes.user(message.sender),
        }
        return self._sends({**message.content, "forward_origin": origin}, where=where)

    def presses(self, button: str | Button, message: Message | None = None) -> Press | Message:
        """Press the newest button with this label, or the one below `message`.

        Returns the Press of a button below a message; the Message that another button sends.
        """
        chosen = button if isinstance(button, Button) else self.chat.button(button, message)
        return self._presses(chosen, self.chat)

    def presses_in(self, place: Place, label: str, message: Message | None = None) -> Press:
        """Press a button below a message in a group."""
        press = self._presses(place.button(label, message), place)
        assert isinstance(press, Press)
        return press

    def edits(self, message: Message, text: str) -> Message:
        """Change an own message: its text, or its caption."""
        with self._world.changing():
            shown = self._own(message)
            field_name = "text" if "text" in shown.content else "caption"
            marks = typed(text) if field_name == "text" else {}
            kept = {k: v for k, v in shown.content.items() if "entities" not in k}
            with self._world.noting(shown):
                shown.former.append(shown.text)
                shown.content = kept | {field_name: text} | marks
                shown.edited_at = self._world.clock()
            self._tell("edited_message", shown)
            self._world.chats[shown.chat_id].acted_at = self._world.changes
            return snapshot(shown)

    def deletes(self, message: Message) -> None:
        """Delete an own message; Telegram does not tell a bot about that."""
        with self._world.changing(), self._world.noting(self._own(message)) as shown:
            shown.deleted = True

    def reacts(self, message: Message, *emoji: str) -> None:
        """React to a message, or take the reaction back when no emoji are given."""
        with self._world.changing():
            room = self._world.chats[message.chat_id]
            shown = room.message(message.id)
            assert shown is not None, "this message is gone"
            old = shown.reactions.get(self.id, [])
            with self._world.noting(shown):
                shown.reactions[self.id] = list(emoji)
            update = shapes.reaction_updated(self._world, shown, self.user, old)
            self._world.updates.add("message_reaction", update, room.id)

    def blocks(self) -> None:
        """Block the bot."""
        self._changes_stand(blocked=True)

    def unblocks(self) -> None:
        self._changes_stand(blocked=False)

    def deletes_account(self) -> None:
        """Leave Telegram: from now on the bot hears "user is deactivated"."""
        with self._world.changing():
            self.user.deactivated = True

    def _changes_stand(self, *, blocked: bool) -> None:
        old, new = (Member("member"), Member("kicked"))[:: 1 if blocked else -1]
        with self._world.changing():
            self.user.blocked_bot = blocked
            room = self._world.chats[self.id]
            update = shapes.member_updated(
                self._world, room, self.user, self._world.bot, (old, new)
            )
            self._world.updates.add("my_chat_member", update, room.id)

    def _sends_file(
        self, kind: str, data: bytes, name: str, mime: str, caption: str, size: int, how: Json
    ) -> Message:
        with self._world.changing():
            stored = self._world.files.store(kind, data, name, mime, size)
            words = {"caption": caption} if caption else {}
            return self._sends(content(stored) | words, **how)

    def _sends(
        self,
        what: Json,
        *,
        where: Place | None = None,
        reply_to: Message | None = None,
        album: str | None = None,
    ) -> Message:
        place = where or self.chat
        self._check_may_speak(place)
        with self._world.changing():
            message = self._world.post(
                place.chat,
                self.user,
                what,
                thread_id=place.thread_id,
                reply_to=reply_to.id if reply_to else None,
                media_group_id=album,
            )
            place.has_acted()
            self._tell("message", message)
            return snapshot(message)

    def _check_may_speak(self, place: Place) -> None:
        if self.user.blocked_bot and place is self.chat:
            raise AssertionError(f"{self.name} blocked the bot; let them start or unblock first")
        if not place.chat.member(self.id).is_in:
            raise AssertionError(f"{self.name} is not in {place.chat.title}")
        if place is self.chat:
            self.user.started = True

    def _presses(self, button: Button, place: Place) -> Press | Message:
        if button.data is not None:
            return self._queries(button, place)
        if button.url:
            return self.opens(button.url)
        if button.action.get("request_contact"):
            return self.shares_contact()
        if button.action.get("request_location"):
            return self.shares_location(52.0907, 5.1214)
        assert "inline_keyboard" not in (button.message.reply_markup or {}), (
            f"pressing {button.label!r} sends nothing to the bot"
        )
        return self.says(button.label)

    def _queries(self, button: Button, place: Place) -> Press:
        with self._world.changing():
            query = self._world.ask(self.user, button.message, button.data or "")
            place.has_acted()
            update = shapes.callback_query(self._world, query)
            self._world.updates.add("callback_query", update, place.id)
            return Press(self._world, query)

    def _own(self, message: Message) -> Message:
        shown = self._world.chats[message.chat_id].message(message.id)
        assert shown is not None, "this message is gone"
        assert shown.sender is self.user, f"{self.name} did not write this message"
        return shown

    def _tell(self, kind: str, message: Message) -> None:
        room = self._world.chats[message.chat_id]
        if room.is_private or is_heard(self._world, room, message):
            self._world.updates.add(kind, shapes.message(self._world, message), room.id)


class Group(Place):
    """A group, with what can happen to it."""

    def adds(self, *players: Player, status: str = "member", **rights: bool) -> None:
        """Let people join; `rights` are those of an administrator."""
        for player in players:
            self._becomes(player.user, Member(status, rights))
            news = {"new_chat_members": [shapes.user(player.user)]}
            self._service(news, player.user)

    def removes(self, player: Player) -> None:
        self._becomes(player.user, Member("left"))
        self._service({"left_chat_member": shapes.user(player.user)}, player.user)

    def makes(self, player: Player, status: str, **rights: bool) -> None:
        """Give somebody another status: "administrator", "member", "creator", "kicked"."""
        self._becomes(player.user, Member(status, rights))

    def makes_bot(self, status: str, **rights: bool) -> None:
        """Give the bot another status in the group; "kicked" puts it out."""
        self._becomes(self.world.bot, Member(status, rights))

    def opens_topic(self, name: str, by: Player) -> Place:
        with self.world.changing():
            topic = open_topic(self.world, self.chat, by.user, name, 7322096)
            self._tell(self.chat.messages[-1])
            return self.topic(topic.id)

    def deletes_topic(self, thread_id: int) -> None:
        """Delete a topic with all its messages; Telegram does not tell a bot about that."""
        with self.world.changing():
            self.chat.topics[thread_id].deleted = True
            for message in self.chat.messages:
                message.deleted = message.deleted or message.thread_id == thread_id

    @property
    def topics(self) -> list[Topic]:
        """The topics that exist, oldest first."""
        with self.world.bell.reading():
            return [replace(topic) for topic in self.chat.topics.values() if not topic.deleted]

    def posts_in_general_when_a_topic_is_gone(self) -> None:
        """Be as silent as Telegram was when it put such messages in General (tdlib #854)."""
        self.chat.gone_topics_post_in_general = True

    def upgrades(self) -> "Group":
        """Become a supergroup, with a new id; the old one refuses every call from now on."""
        by = next(iter(self._people()))
        with self.world.changing():
            new = Group(self.world, self.world.upgrade(self.chat))
            self._service({"migrate_to_chat_id": new.id}, by)
            new._service({"migrate_from_chat_id": self.id}, by)
            return new

    def _people(self) -> list[User]:
        return [self.world.users[one] for one in self.chat.members if one != self.world.bot.id]

    def _becomes(self, user: User, new: Member) -> None:
        with self.world.changing():
            old = self.chat.member(user.id)
            self.chat.members[user.id] = new
            is_bot = user is self.world.bot
            if not (is_bot or self.chat.member(self.world.bot.id).is_in):
                return
            by = next(iter(self._people()), user)
            update = shapes.member_updated(self.world, self.chat, by, user, (old, new))
            kind = "my_chat_member" if is_bot else "chat_member"
            self.world.updates.add(kind, update, self.id)

    def _service(self, news: Json, by: User) -> None:
        with self.world.changing():
            self._tell(self.world.post(self.chat, by, news))

    def _tell(self, message: Message) -> None:
        if self.chat.member(self.world.bot.id).is_in:
            self.world.updates.add("message", shapes.message(self.world, message), self.id)


class Crowd:
    """Makes users and groups, and plays tricks with updates."""

    def __init__(self, world: World) -> None:
        self.world = world

    def user(self, first_name: str, **details: Any) -> Player:
        """Add a person, who has not started the bot; `details` as for `World.add_user`."""
        with self.world.changing():
            return Player(self.world, self.world.add_user(first_name, **details))

    def group(
        self,
        title: str,
        *members: Player,
        forum: bool = False,
        basic: bool = False,
        bot: str = "administrator",
        **rights: bool,
    ) -> Group:
        """Add a group with people and the bot in it; `rights` are the bot's.

        The first of the people is its owner. A basic group is one that can still `upgrades()`.
        """
        with self.world.changing():
            group = Group(self.world, self.world.add_group(title, forum=forum, basic=basic))
            people = {player.id: Member("member") for player in members}
            for owner in members[:1]:
                people[owner.id] = Member("creator")
            group.chat.members.update(people)
            group.makes_bot(bot, **rights)
            return group

    def injects(self, **fields: Any) -> int:
        """Queue an update of any shape; return its update_id."""
        with self.world.changing():
            return self.world.updates.add_raw(fields)

    def repeats(self, update_id: int) -> None:
        """Deliver an update again, even if the bot confirmed it."""
        with self.world.changing():
            self.world.updates.repeat(update_id)

    def renumbers(self, first_id: int) -> None:
        """Number the next updates from here, as after a quiet week; all must be confirmed."""
        with self.world.changing():
            self.world.updates.restart_ids(first_id)

    def waits_until_confirmed(self, seconds: float = HANG_GUARD) -> None:
        """Block until the bot has confirmed every update."""
        if not self.world.bell.wait_for(lambda: not self.world.updates.pending, seconds):
            raise AssertionError(f"{len(self.world.updates.pending)} updates stay unconfirmed")

    def file_named(self, file_id: str) -> StoredFile:
        """Return a file that was sent, to look at it or to let it expire."""
        return self.world.files.named(file_id)


def is_heard(world: World, room: Chat, message: Message) -> bool:
    """Tell whether the bot hears this in a group: privacy mode lets little through."""
    place = room.member(world.bot.id)
    if not place.is_in:
        return False
    if world.bot_reads_all or place.status == "administrator":
        return True
    answered = room.message(message.reply_to)
    to_bot = answered is not None and answered.sender is world.bot
    return to_bot or message.text.startswith("/") or f"@{world.bot.username}" in message.text


def snapshot(message: Message) -> Message:
    """Return a copy that later changes leave alone."""
    return replace(
        message,
        content=deepcopy(message.content),
        reply_markup=deepcopy(message.reply_markup),
        reactions=deepcopy(message.reactions),
        former=list(message.former),
    )


def _is(message: Message, wanted: Wanted) -> bool:
    return wanted in message.text if isinstance(wanted, str) else wanted(message)
