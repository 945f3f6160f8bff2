"""*Afspraken*: who does what, by when. One list, that both sides read and tick off."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import BY_RESIDENT, Agreement, Dossier
from bot.core.knowledge import Knowledge, Member
from bot.core.scene import Row, Scene
from bot.core.telling import shortened
from bot.core.texts import lines
from bot.core.writing import write_day

ON_A_BUTTON = 21


def open_ones(dossier: Dossier) -> list[Agreement]:
    """What is still to be done, the nearest day first."""
    left = (one for one in dossier.agreements if one.done_at is None)
    return sorted(left, key=lambda one: (one.by, one.number))


def of_resident(dossier: Dossier) -> list[Agreement]:
    """What the resident still does."""
    return [one for one in open_ones(dossier) if one.who == BY_RESIDENT]


def of_others(dossier: Dossier) -> list[Agreement]:
    """What colleagues and others still do."""
    return [one for one in open_ones(dossier) if one.who != BY_RESIDENT]


def of_member(dossier: Dossier, member: Member) -> list[Agreement]:
    """What this colleague still does."""
    return [one for one in open_ones(dossier) if one.who == member.contact]


def made(scene: Scene, dossier: Dossier, who: str, what: str, by: date) -> Agreement:
    """A new agreement, with the number that follows."""
    number = max((one.number for one in dossier.agreements), default=0) + 1
    return Agreement(number=number, who=who, what=what, by=by, made_at=scene.now)


def tick_off(scene: Scene, dossier: Dossier, number: int) -> tuple[Dossier, Agreement | None]:
    """The dossier with this agreement done, and which it was; None when it was done already, or
    never made."""
    ticked = next((one for one in open_ones(dossier) if one.number == number), None)
    if ticked is None:
        return dossier, None
    done = ticked.model_copy(update={"done_at": scene.now})
    changed = tuple(done if one.number == number else one for one in dossier.agreements)
    return scene.save(dossier, agreements=changed), ticked


# --- as it reads


def department(who: str, knowledge: Knowledge) -> str:
    """Whoever does it, as a resident may read it: a department, never a colleague's name."""
    contact = knowledge.contacts.get(who)
    return contact.department if contact else who


def colleague(who: str, knowledge: Knowledge) -> str:
    """Whoever does it, as staff read it."""
    contact = knowledge.contacts.get(who)
    if contact is None:
        return who
    return f"{contact.person} ({contact.name})" if contact.person else contact.name


def as_resident_reads(scene: Scene, dossier: Dossier) -> Markup:
    """The list as it stands; empty when nothing was agreed."""
    name = scene.owner_name(dossier)
    rows = [
        scene.texts("bewoner.afspraak-regel", wie=department(one.who, scene.knowledge), **_of(one))
        for one in dossier.agreements
    ]
    return lines(scene.texts("bewoner.afspraken", naam=name), *rows) if rows else Markup()


def as_staff_reads(scene: Scene, dossier: Dossier) -> Markup:
    """The same list, with the names of colleagues."""
    resident = scene.plan(dossier).name or ""
    rows = [
        scene.texts(
            "team.afspraak-regel",
            wie=colleague(one.who, scene.knowledge),
            bewoner=resident,
            voorbij=one.by < scene.today,
            **_of(one),
        )
        for one in dossier.agreements
    ]
    return lines(scene.texts("team.afspraken"), *rows) if rows else Markup()


def _of(one: Agreement) -> dict[str, Any]:
    return {
        "nummer": one.number,
        "van_bewoner": one.who == BY_RESIDENT,
        "wat": one.what,
        "dag": write_day(one.by),
        "klaar": one.done_at is not None,
    }


def in_a_sentence(agreements: Iterable[Agreement], scene: Scene, *, for_staff: bool) -> str:
    """ "hekken ophalen"; for staff with whoever does it: "Joost (Evenementen): hekken brengen"."""
    if for_staff:
        return "; ".join(f"{colleague(a.who, scene.knowledge)}: {a.what}" for a in agreements)
    return "; ".join(a.what for a in agreements)


def ready_rows(scene: Scene, dossier: Dossier) -> list[Row]:
    """The buttons by which the resident ticks off their own."""
    return [[ready_button(scene, one)] for one in of_resident(dossier)] if dossier.is_open else []


def ready_button(scene: Scene, one: Agreement) -> Button:
    what = shortened(one.what, ON_A_BUTTON)
    return scene.button("klaar-afspraak", "klaar-afspraak", str(one.number), wat=what)
