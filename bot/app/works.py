"""Desk, post, fetcher and clock on one database, each waking the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from bot.app.renewing import Renewal
from bot.clock import Clock
from bot.content.live import Live
from bot.core.channel import Channel
from bot.core.decide import decide
from bot.core.due import plan
from bot.core.knowledge import Knowledge
from bot.core.parking import decide_parked
from bot.core.texts import lines
from bot.desk import Decide, Desk, Plan
from bot.post import Fetcher, Post
from bot.store.database import Database
from bot.store.pace import Limits


@dataclass(frozen=True)
class Core:
    """The decisions of the house, as functions. A test may give its own."""

    decide: Decide = decide
    plan: Plan = plan
    on_parked: Decide = decide_parked


@dataclass(frozen=True)
class Works:
    """The working rooms. All of them work by themselves (`run`), or step by step (`settle`)."""

    database: Database
    desk: Desk
    post: Post
    fetcher: Fetcher
    clock: Clock
    renewal: Renewal

    async def settle(self) -> None:
        """Do everything that can be done at this moment."""
        while await self._work():
            pass

    async def sweep(self) -> int:
        """Bring up all that is due, some at a time: what others have to write goes between. Gives
        how much came up."""
        came_up = 0
        while some := await self.database.run(self.clock.sweep):
            came_up += some
        return came_up

    async def _work(self) -> int:
        handled = await self.database.run(self.desk.work)
        # Files first: what relays one then finds its bytes.
        return handled or await self.fetcher.fetch_all() or await self.post.deliver_all()

    def wake(self) -> None:
        """Let every room look whether there is something to do."""
        for room in (self.desk, self.post, self.fetcher):
            room.bell.ring()


def build(
    database: Database,
    live: Live,
    channels: Mapping[str, Channel],
    now: Callable[[], datetime],
    *,
    data: Path,
    limits: Mapping[str, Limits] | None = None,
    core: Core | None = None,
) -> Works:
    """Connect the rooms, on the content that is in force. `now` gives aware UTC; `data` is the
    folder for files; `limits` are the allowances of the channels that have any."""
    core = core or Core()

    def wake_desk() -> None:
        works.desk.bell.ring()

    def wake_carriers() -> None:
        works.post.bell.ring()
        works.fetcher.bell.ring()

    works = Works(
        database=database,
        desk=Desk(
            database,
            lambda: live.knowledge,
            now,
            core.decide,
            core.plan,
            on_parked=core.on_parked,
            notify=wake_carriers,
        ),
        post=Post(
            database,
            channels,
            now,
            data=data,
            mark_again=lambda text: _marked_again(text, live.knowledge),
            limits=limits,
            notify=wake_desk,
        ),
        fetcher=Fetcher(database, channels, now, data=data, notify=wake_desk),
        clock=Clock(database, now, data=data, knowledge=lambda: live.knowledge, notify=wake_desk),
        renewal=Renewal(database, live, now, notify=wake_desk),
    )
    return works


def _marked_again(text: str, knowledge: Knowledge) -> str:
    return lines(Markup(text), knowledge.texts("team.mogelijk-dubbel"))
