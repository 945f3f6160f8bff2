"""What the text of a reminder may say."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.core.agreements import in_a_sentence, of_others, of_resident
from bot.core.dossier import Agreement, Dossier
from bot.core.handoff import on_leave
from bot.core.knowledge import Role
from bot.core.moments import open_terms, term_moment, unfinished_since
from bot.core.pinging import may_be_pinged
from bot.core.promising import awaited
from bot.core.scene import Scene
from bot.core.standing_in import acting, away_on
from bot.core.telling import shortened, together
from bot.core.writing import write_day, write_working_days


def values(scene: Scene, dossier: Dossier, seq: int | None = None) -> dict[str, object]:
    """The placeholders that the text of any reminder may use; `seq` names the term that it was
    counted from, if any."""
    plan = scene.plan(dossier)
    team = scene.knowledge.team
    here = team.get(acting(dossier.owner or "", team, scene.today))
    away = away_on(dossier.owner or "", team, scene.today)
    day_told = _written(scene, dossier.next_date)
    return {
        "code": dossier.code or "",
        "idee": shortened(dossier.idea, 80),
        "naam": plan.name or "",
        "begeleider": here.name if here and dossier.claimed_at else "",
        "bewaard_tot": _kept_until(scene, dossier),
        "sinds": write_day(scene.local(dossier.news_at or dossier.touched_at).date()),
        "beloofd": day_told,
        "eerst_beloofd": _first_promise(scene, dossier) or day_told,
        "wacht_op": awaited(dossier, scene.knowledge),
        "status": dossier.status,
        "zou_contact": any(slot.end <= scene.now for slot in dossier.slots),
        "dag": day_told,
        "eerst": "",
        "eerst_weg": False,
        "weg": scene.owner_name(dossier) if away else "",
        "weg_tot": write_day(away.leave.last) if away else "",
        "valt_in": team[away.stand_in].name if away and away.stand_in else "",
        "telefoon": scene.knowledge.municipality.phone,
        "gevraagd": "begeleider" in dossier.reminded,
        "coordinator_weet": "coordinator" in dossier.reminded,
        "coordinator_hoort": _hears(scene, dossier, "coordinator"),
        "bewoner_weet": _reaches_resident(scene, dossier),
        "vroeg_zelf": not dossier.offered_by_clock,
        "voor_coordinator": False,
        "rustte": False,
        "keer": dossier.handed_on,
        "bij_coordinator": "",
        "aan_zet": dossier.move,
        "beantwoord": bool(dossier.answers),
        "afspraken": in_a_sentence(_late(scene, dossier), scene, for_staff=True),
        "afspraakdag": "",
        **_term(scene, dossier, seq),
    }


def for_member(scene: Scene, dossier: Dossier, who: str) -> dict[str, object]:
    """The same, for a member who gets it as `who`."""
    return {**values(scene, dossier), "voor_coordinator": who == "coordinator"}


def for_resident(scene: Scene, before: Dossier, now: Dossier, seq: int) -> dict[str, object]:
    """The same, for what the reminder was counted from (a term, or a day that was agreed), and what
    it changed."""
    own = agreed_by(scene, now, seq)
    owner = scene.knowledge.team.get(now.owner or "")
    return {
        **values(scene, now, seq),
        "afspraken": in_a_sentence(own, scene, for_staff=False),
        "afspraakdag": write_day(own[0].by) if own else "",
        "eerst": scene.owner_name(before) if before.claimed_at else "",
        "eerst_weg": away_on(before.owner or "", scene.knowledge.team, scene.today) is not None,
        "rustte": before.status == "rustend",
        "bij_coordinator": owner.name if owner and owner.role == "coordinator" else "",
    }


def _hears(scene: Scene, dossier: Dossier, role: Role) -> bool:
    """Whether somebody in this role was asked about it, or is by what comes up now."""
    team = (m for m in scene.knowledge.team.values() if m.role == role)
    here = (m for m in team if not on_leave(m, scene.today))
    return role in dossier.reminded or any(may_be_pinged(scene, m) for m in here)


def _reaches_resident(scene: Scene, dossier: Dossier) -> bool:
    """Whether the resident gets what the bot tells."""
    person = scene.person_at(dossier.resident)
    return person is not None and person.gets_reminders()


def agreed_by(scene: Scene, dossier: Dossier, seq: int) -> list[Agreement]:
    """What the resident does by the day that a reminder was counted from."""
    mine = of_resident(dossier)
    return [a for a in mine if int(term_moment(a.by, scene.knowledge).timestamp()) == seq]


def _late(scene: Scene, dossier: Dossier) -> list[Agreement]:
    """What others would have done by now."""
    return [one for one in of_others(dossier) if one.by < scene.today]


def _first_promise(scene: Scene, dossier: Dossier) -> str:
    """The day by which somebody would speak with the resident, while nobody did."""
    return _written(scene, dossier.promised_by if dossier.spoken_at is None else None)


def _written(scene: Scene, moment: datetime | None) -> str:
    return write_day(scene.local(moment).date()) if moment else ""


def _kept_until(scene: Scene, dossier: Dossier) -> str:
    """Until when an intake that is not finished is kept: then a reminder erases it."""
    erasing = (r for r in scene.knowledge.reminders.values() if r.to == "niemand")
    spans = (r.after.days for r in erasing if r.after is not None and r.after.days is not None)
    since = unfinished_since(dossier, scene.knowledge)
    return _written(scene, since + timedelta(days=next(spans, 0)))


def term_of(scene: Scene, dossier: Dossier, seq: int | None) -> date | None:
    """The term that a reminder was counted from, else the first one."""
    return _counted_from(scene, open_terms(dossier, scene.knowledge, scene.now), seq)


def _counted_from(scene: Scene, terms: Iterable[date], seq: int | None) -> date | None:
    days = list(terms)
    counted = (day for day in days if int(term_moment(day, scene.knowledge).timestamp()) == seq)
    return next(counted, next(iter(days), None))


def _term(scene: Scene, dossier: Dossier, seq: int | None) -> dict[str, object]:
    """What is to be done by which day."""
    terms = open_terms(dossier, scene.knowledge, scene.now)
    day = _counted_from(scene, terms, seq)
    if day is None:
        return {"doe": "", "termijn": "", "over": ""}
    left = scene.knowledge.calendar.working_days_between(scene.today, day)
    return {
        "doe": together(terms[day], scene.plan(dossier)),
        "termijn": write_day(day),
        "over": write_working_days(left),
    }
