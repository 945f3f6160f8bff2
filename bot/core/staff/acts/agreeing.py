"""*Afspraken*: made and ticked off by the owner of the plan; the resident hears the list each time.

An agreement is news, unless a day was told by which the resident hears something: that day stands.
"""

from datetime import date
from typing import Any

from bot.core.agreements import (
    as_resident_reads,
    as_staff_reads,
    department,
    made,
    ready_rows,
    tick_off,
)
from bot.core.dossier import Dossier
from bot.core.promising import news
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import rows_of
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told

NEXT = ("maak-afspraak", "vink-af")


def agree(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Maak een afspraak*: both sides read the list as it stands now."""
    by = date.fromisoformat(filled["afspraak-dag"])
    new = made(scene, dossier, filled["wie-doet"], filled["wat-doet"], by)
    changed = _with_news(scene, dossier, agreements=(*dossier.agreements, new))
    listed = as_staff_reads(scene, changed)
    scene.say(
        scene.texts("team.afspraak-gemaakt", code=changed.code, lijst=listed),
        *_rows(scene, changed),
        dossier=changed.id,
    )
    return Told({"lijst": as_resident_reads(scene, changed)}, ready_rows(scene, changed))


def tick(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Vink af*: a colleague did what was agreed."""
    changed, ticked = tick_off(scene, dossier, int(filled["afspraak"]))
    if ticked is not None:
        changed = _with_news(scene, changed)
    listed = as_staff_reads(scene, changed)
    scene.say(
        scene.texts("team.afspraak-vink-af", code=changed.code, lijst=listed),
        *_rows(scene, changed),
        dossier=changed.id,
    )
    if ticked is None:
        return Told(nothing=True)
    return Told(
        {
            "wie": department(ticked.who, scene.knowledge),
            "wat": ticked.what,
            "lijst": as_resident_reads(scene, changed),
        },
        ready_rows(scene, changed),
    )


def _rows(scene: Scene, dossier: Dossier) -> list[Row]:
    return rows_of(scene, dossier, scene.member, NEXT)


def _with_news(scene: Scene, dossier: Dossier, **changes: Any) -> Dossier:
    """A day that was told stands: of a first word, of the end of a rest, of "nog geen nieuws"."""
    if dossier.spoken_at is None or dossier.status == "rustend" or dossier.waiting_for:
        return scene.save(dossier, **changes)
    return news(scene, dossier, **changes)
