"""People who use Telegram: what tests do and see. Every method may be called from any thread."""

import re
from typing import Any

from tests.botapi import shapes
from tests.botapi.entities import typed
from tests.botapi.files import PIXEL, content
from tests.botapi.places import HANG_GUARD, Button, Place, Wanted, snapshot
from tests.botapi.world import CallbackQuery, Chat, Member, Message, User, World

Json = dict[str, Any]

START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Press:
    """A press of a button: the `message` it sent, or the query that the bot has to answer."""

    def __init__(
        self, world: World, query: CallbackQuery | None = None, message: Message | None = None
    ) -> None:
        self._world = world
        self._query = query
        self.message = message
        self.id = query.id if query else ""

    @property
    def answer(self) -> str | None:
        """The notice shown; "" when the bot only ended the waiting; None until it did."""
        if self._query is None:
            return ""
        return None if self._query.answer is None else str(self._query.answer["text"])

    @property
    def is_alert(self) -> bool:
        return bool(self._query and self._query.answer and self._query.answer["show_alert"])

    def waits_for_answer(self, seconds: float = HANG_GUARD) -> str:
        """Block until the bot answers the press; return the notice."""
        if not self._world.bell.wait_for(lambda: self.answer is not None, seconds):
            raise AssertionError(f"nobody answered the press within {seconds:g} s")
        return self.answer or ""


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

    def presses(
        self,
        button: str | Button,
        message: Message | None = None,
        *,
        where: Place | None = None,
    ) -> Press:
        """Press the newest button with this label, the one below `message`, or this very one.

        A Button that was looked up earlier can be pressed after it is gone, as Telegram allows.
        """
        place = where or self.chat
        chosen = button if isinstance(button, Button) else place.button(button, message)
        if chosen.data is not None:
            return self._queries(chosen, place)
        return Press(self._world, message=self._sends_by(chosen, place))

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

    def _sends_by(self, button: Button, place: Place) -> Message:
        if button.url:
            return self.opens(button.url)
        if button.action.get("request_contact"):
            return self.shares_contact()
        if button.action.get("request_location"):
            return self.shares_location(52.0907, 5.1214)
        assert "keyboard" in (button.message.reply_markup or {}), (
            f"pressing {button.label!r} sends nothing to the bot"
        )
        return self.says(button.label, where=place)

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
