"""Outbox to channels: in order, at the allowed pace, each row in one pair of hands."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy.exc import OperationalError

from bot.core.channel import Channel, NotSent, Receipt, Stopped, Unsure
from bot.core.decision import Outgoing, Send
from bot.post.settling import settle_all
from bot.store import sending
from bot.store.bell import Bell
from bot.store.conflict import Conflict
from bot.store.database import Database
from bot.store.pace import Limits
from bot.store.sending import Parcel

IN_FLIGHT = 16
LEASED = 3 * IN_FLIGHT
GATHER = 0.01
"""Seconds that a receipt waits for others, to be written in one commit with them."""

LONGEST_REST = 30.0

Landed = tuple[Parcel, Receipt]

log = structlog.get_logger()


class Post:
    """Carries outbox rows to the channels, named by the prefix of a chat ("telegram:412").

    `now` gives aware UTC; `data` is the folder with fetched files; `mark_again` rewrites people's
    words that may arrive twice; `limits` are the allowances of each channel that has any. `notify`
    is called when the desk has something to hear. Several posts may work on one PostgreSQL.
    `stopped` are the channels that refused us, with why; `refused` is set at the first.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        *,
        data: Path,
        mark_again: Callable[[str], str],
        limits: Mapping[str, Limits] | None = None,
        notify: Callable[[], None] = lambda: None,
        lease: timedelta = timedelta(seconds=60),
    ) -> None:
        self._database = database
        self._channels = channels
        self._now = now
        self._data = data
        self._mark_again = mark_again
        self._limits = limits or {}
        self._notify = notify
        self._lease = lease
        self._landed: list[Landed] = []
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._one_round = asyncio.Lock()
        self._is_first_round = True
        self._is_closing = False
        self.stopped: dict[str, str] = {}
        self.refused = asyncio.Event()
        self.bell = Bell()

    async def run(self) -> None:
        """Deliver whenever the bell rings, until `close`. Trouble of the database is waited out:
        receipts are kept, and written at the next ring."""
        while not self._is_closing:
            try:
                await self.deliver_all()
            except (OperationalError, Conflict) as trouble:
                log.error("post.database", trouble=type(trouble).__name__)
            await self._wait_for_more()

    async def deliver_all(self) -> int:
        """Deliver until nothing may go now; gives how many attempts were made."""
        attempts = 0
        while True:
            had_landed = bool(self._landed)
            parcels = await self._next_round()
            attempts += len(parcels)
            if not (self._flying or self._landed or had_landed):
                return attempts
            await self._wait_for_landings()

    async def close(self, seconds: float = 10) -> None:
        """Claim nothing more, and wait so long for what is under way. What is still unknown then
        is recovered as uncertain by the next start."""
        self._is_closing = True
        self.bell.ring()
        if self._flying:
            await asyncio.wait(self._flying.values(), timeout=seconds)
        await self._next_round()

    async def _wait_for_more(self) -> None:
        """Until the bell rings, or what waits for its pace or its hour may go."""
        try:
            seconds = await self._database.run(self._seconds_to_next)
        except OperationalError:
            seconds = LONGEST_REST
        with suppress(TimeoutError):
            await asyncio.wait_for(self.bell.heard(), timeout=seconds)

    def _seconds_to_next(self) -> float:
        now = self._now()
        with self._database.read() as connection:
            moment = sending.next_moment(connection, now)
        return LONGEST_REST if moment is None else min((moment - now).total_seconds(), LONGEST_REST)

    async def _wait_for_landings(self) -> None:
        if not self._flying:
            return
        await self.bell.heard()
        if self._flying:
            await asyncio.sleep(GATHER)

    async def _next_round(self) -> list[Parcel]:
        """Write what landed, take up what was left behind, and claim what may go. A receipt is
        let go of only when it is written."""
        async with self._one_round:
            landed = tuple(self._landed)
            mine = frozenset(self._flying) | {parcel.id for parcel, _ in landed}
            parcels = await self._database.run(self._settle_and_claim, landed, mine)
            del self._landed[: len(landed)]
            for parcel in parcels:
                self._flying[parcel.id] = asyncio.create_task(self._carry(parcel))
        self._is_first_round = False
        return parcels

    def _settle_and_claim(self, landed: Sequence[Landed], mine: Collection[int]) -> list[Parcel]:
        now = self._now()
        with self._database.write() as connection:
            settle_all(connection, landed, now)
            every = self._is_first_round and self._database.alone
            left = sending.left_behind(connection, now, every=every, mine=mine)
            settle_all(connection, ((parcel, Unsure()) for parcel in left), now)
            claimed = sending.claim(
                connection,
                now,
                self._lease,
                room=0 if self._is_closing else LEASED - len(mine),
                channels=self._channels.keys() - self.stopped.keys(),
                limits=self._limits,
            )
        # Who wakes the house wakes the post too: without anything to tell it would never sleep.
        if landed or left:
            self._notify()
        return claimed

    async def _carry(self, parcel: Parcel) -> None:
        try:
            async with self._slots:
                receipt = await self._deliver(parcel)
        except Exception as fault:
            log.error("post.channel", outbox=parcel.id, fault=type(fault).__name__)
            receipt = Unsure()
        if isinstance(receipt, Stopped):
            self.stopped[parcel.channel] = receipt.why
            self.refused.set()
            log.critical("post.stopped", channel=parcel.channel, why=receipt.why)
        self._landed.append((parcel, receipt))
        del self._flying[parcel.id]
        self.bell.ring()

    async def _deliver(self, parcel: Parcel) -> Receipt:
        if self._is_closing or parcel.channel in self.stopped or self._now() >= parcel.lease_until:
            return NotSent()
        return await self._channels[parcel.channel].deliver(
            self._worded(parcel),
            outbox=parcel.id,
            message=parcel.message,
            file=self._data / parcel.file if parcel.file else None,
        )

    def _worded(self, parcel: Parcel) -> Outgoing:
        out = parcel.out
        if isinstance(out, Send) and parcel.cls == "relay" and parcel.unsure:
            return out.model_copy(update={"text": self._mark_again(out.text)})
        return out
