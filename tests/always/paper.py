"""The walk on paper: the core alone. What was erased still stands in the chats of others."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.core.decision import Decision, Edit, Outgoing
from bot.core.happenings import Happening, Undelivered
from bot.core.situation import Shown
from tests.always.cast import MEMBERS, town
from tests.always.seen import Deed, Seen
from tests.core.paper import PaperDesk, Stood, local


class Paper(PaperDesk):
    """A desk on paper that tells of each happening what it brought about."""

    def __init__(self, *, group: bool) -> None:
        super().__init__(town(), local("2027-05-11 20:14"), group=group, connected=MEMBERS)
        self.left: dict[int, Stood] = {}
        self.looked: Counter[str] = Counter()
        self.on_seen: Callable[[Seen, datetime], None] = lambda *_: None
        self._doing: Deed | None = None

    def all_standing(self) -> Mapping[int, Stood]:
        return {**self.left, **self.stood}

    def row_of(self, outbox: int) -> int:
        return outbox

    def do(self, deed: Deed) -> None:
        self._doing = deed
        shown, pressed = None, deed.pressed
        if pressed is not None and pressed.shown.outbox in self.stood:
            shown = pressed.shown.model_copy(update={"pressed": pressed.button})
        try:
            self.happen(
                deed.happening,
                deed.sender,
                where=deed.where,
                topic=deed.topic,
                shown=shown,
                reply_to=deed.reply_to,
                message=deed.message or False,
            )
        finally:
            self._doing = None

    def failed_to_arrive(self, shown: Shown, undelivered: Undelivered) -> None:
        self.happen(undelivered, shown.chat, shown=shown, message=False)

    def goes_by(self, hours: float) -> None:
        self.advance(hours=hours)

    def happen(self, happening: Happening, sender: str, **more: object) -> list[Outgoing]:
        before, stood, lines = dict(self.dossiers), self.all_standing(), list(self.entries)
        out = super().happen(happening, sender, **more)  # type: ignore[arg-type]
        new = {n: s for n, s in self.all_standing().items() if stood.get(n) is not s}
        known = {id(entry) for _, entry in lines}
        seen = Seen(
            deed=self._doing,
            before=before,
            after=dict(self.dossiers),
            out=out,
            entries=[e for _, e in self.entries if id(e) not in known],
            standing=list(new.values()),
            edited=frozenset(n for n in new if n in stood),
        )
        self.on_seen(seen, self.now)
        return out

    def _forget(self, decision: Decision) -> None:
        before = dict(self.stood)
        super()._forget(decision)
        gone = set(before) - set(self.stood)
        self.left |= {n: before[n] for n in gone}

    def _show(self, out: Outgoing) -> None:
        super()._show(out)
        if isinstance(out, Edit):
            for number, stood in self.left.items():
                if out.target in (number, stood.shown.name):
                    self.left[number] = stood.edited(out)
