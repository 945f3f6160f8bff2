"""Groups, and what can happen to them."""

from dataclasses import replace
from typing import Any

from telegram.constants import ForumIconColor

from tests.botapi import shapes
from tests.botapi.methods.topics import open_topic
from tests.botapi.places import Place
from tests.botapi.players import Player
from tests.botapi.world import Member, Message, Topic, User

Json = dict[str, Any]


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
            topic = open_topic(self.world, self.chat, by.user, name, int(ForumIconColor.BLUE))
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
