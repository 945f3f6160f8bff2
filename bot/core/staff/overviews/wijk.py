"""What lived in each wijk in the month before, in numbers and signals."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from bot.core.dossier import Dossier, Status
from bot.core.knowledge import Member, Wijk
from bot.core.scene import Scene
from bot.core.situation import Heard
from bot.core.staff.overviews.told import Told, section
from bot.core.texts import lines, paragraphs
from bot.core.writing import enumerate_nl, write_day, write_month

_DAY = timedelta(days=1)


class Month(NamedTuple):
    """A calendar month, by its first and last local day."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


def compose(scene: Scene, member: Member) -> Told | None:
    """What lived in each of their wijken in the month before: numbers, and what was heard in the
    street. No persons, and no words of residents."""
    last = scene.today.replace(day=1) - _DAY
    month = Month(last.replace(day=1), last)
    of_wijk: dict[str | None, list[Dossier]] = {}
    for dossier in scene.situation.others:
        if _lived_in(scene, dossier, month):
            of_wijk.setdefault(scene.plan(dossier).wijk, []).append(dossier)
    parts = [
        _of_wijk(scene, wijk, of_wijk.get(wijk.id, []), month)
        for wijk in scene.knowledge.wijken.values()
        if member.is_in(wijk.id)
    ]
    told = [part for part in parts if part is not None]
    if not told:
        return None
    heading = scene.texts("team.overzicht-wijk", maand=write_month(month.first))
    return Told(paragraphs(heading, *told), [])


def _lived_in(scene: Scene, dossier: Dossier, month: Month) -> bool:
    """Whether a plan had been sent by the end of the month, and was not closed before it began."""
    sent, closed = dossier.sent_at, dossier.closed_at
    if sent is None or scene.local(sent).date() > month.last:
        return False
    return closed is None or scene.local(closed).date() >= month.first


def _of_wijk(scene: Scene, wijk: Wijk, plans: list[Dossier], month: Month) -> Markup | None:
    heard = [h for h in scene.situation.signals if h.signal.wijk == wijk.id and month.has(h.day)]
    if not plans and not heard:
        return None
    new = [d for d in plans if d.sent_at is not None and month.has(scene.local(d.sent_at).date())]
    known = scene.knowledge.themes
    themes = Counter(known[t].name for d in plans for t in d.themes if t in known)
    numbers = scene.texts(
        "team.overzicht-wijk-plannen",
        wijk=wijk.name,
        nieuw=len(new),
        nu=_by_status(scene, [d for d in plans if d.is_open]),
        klaar=_by_status(scene, [d for d in plans if not d.is_open]),
        themas=enumerate_nl([f"{name} ({number})" for name, number in themes.most_common()]),
    )
    return lines(
        numbers, section(scene, "team.overzicht-wijk-gehoord", heard, partial(_heard, scene))
    )


_COUNTED_AS: dict[Status, Status] = {"opgepakt": "in-begeleiding"}


def _by_status(scene: Scene, plans: Iterable[Dossier]) -> str:
    """ "3 met een begeleider en 1 in rust"."""
    counted = Counter(_COUNTED_AS.get(dossier.status, dossier.status) for dossier in plans)
    return enumerate_nl(
        [
            str(scene.texts("team.overzicht-status", aantal=number, status=status))
            for status, number in counted.most_common()
        ]
    )


def _heard(scene: Scene, one: Heard) -> Markup:
    return scene.texts(
        "team.overzicht-wijk-signaal",
        dag=write_day(one.day, short=True),
        woorden=one.signal.words,
    )
