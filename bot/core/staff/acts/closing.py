"""Closing a plan: it was realised, the resident manages alone, or it did not work out.

With every close the phone number is erased. A resident's words afterwards still reach somebody.
"""

from bot.core.dossier import Dossier
from bot.core.scene import Scene
from bot.core.staff.fields import Filled
from bot.core.staff.letting_go import let_go
from bot.core.staff.told import Told


def realised(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Gerealiseerd*: with one line of lesson for the team, if there is one; the resident is asked
    how it went."""
    had_number = _close(scene, dossier, lesson=filled["les"].strip())
    return Told(
        {
            "nummer": had_number,
            "idee": dossier.idea,
        },
        [
            [
                scene.button("hielp-goed", "hielp", "goed"),
                scene.button("hielp-beetje", "hielp", "beetje"),
                scene.button("hielp-niet", "hielp", "niet"),
            ]
        ],
    )


def manages_alone(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """The resident goes on without us: what we are for. The terms are still reminded of."""
    scene.save(
        let_go(scene, dossier),
        phone=None,
        next_date=None,
        call=None,
        visit=None,
        waiting_for=None,
        move="bewoner",
    )
    scene.say(scene.texts("team.gaat-zelf-verder", code=dossier.code))
    return Told(
        {"nummer": dossier.phone is not None},
        [[scene.button("begeleider-erbij", "verstuur", dossier.id)]],
    )


def shut(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Sluit het plan*: there is nothing left to help with, and the resident reads why."""
    return Told({"nummer": _close(scene, dossier), "reden": filled["reden-sluiten"]})


def failed(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Niet gelukt*: why, on which facts, what would make it possible, where else to go, and who
    explains it."""
    return Told(
        {
            "nummer": _close(scene, dossier),
            "waarom": filled["waarom-niet"],
            "feiten": filled["feiten-niet"],
            "wel": filled["wat-zou-wel"],
            "anders": filled["waar-anders"],
            "uitleg": filled["wie-legt-uit"],
        }
    )


def _close(scene: Scene, dossier: Dossier, *, lesson: str = "") -> bool:
    """Close it; gives whether a phone number was erased with it."""
    scene.save(
        let_go(scene, dossier),
        closed_at=scene.now,
        phone=None,
        next_date=None,
        call=None,
        visit=None,
        lesson=lesson,
    )
    scene.say(scene.texts("team.afgesloten", code=dossier.code))
    return dossier.phone is not None
