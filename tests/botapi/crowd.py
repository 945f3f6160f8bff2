"""The hand of the test: makes users and groups, and plays tricks with updates."""

from typing import Any

from tests.botapi.files import StoredFile
from tests.botapi.groups import Group
from tests.botapi.places import HANG_GUARD
from tests.botapi.players import Player
from tests.botapi.world import Member, World


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
