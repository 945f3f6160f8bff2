"""What the text of a reminder may say."""

from datetime import date, timedelta

from bot.core.agreements import in_a_sentence, of_others, of_resident
from bot.core.dossier import Agreement, Dossier
from bot.core.due import open_terms, term_moment, unfinished_since
from bot.core.promising import awaited
from bot.core.scene import Scene
from bot.core.standing_in import acting, away_on
from bot.core.telling import shortened, together
from bot.core.writing import write_day, write_working_days

KEPT = timedelta(days=30)


def values(scene: Scene, dossier: Dossier, seq: int | None = None) -> dict[str, object]:
    """The placeholders that the text of any reminder may use; `seq` names the term that it was
    counted from, if any."""
    plan = scene.plan(dossier)
    team = scene.knowledge.team
    here = team.get(acting(dossier.owner or "", team, scene.today))
    away = away_on(dossier.owner or "", team, scene.today)
    day = scene.local(dossier.next_date).date() if dossier.next_date else None
    return {
        "code": dossier.code or "",
        "idee": shortened(dossier.idea, 80),
        "naam": plan.name or "",
        "begeleider": here.name if here and dossier.claimed_at else "",
        "bewaard_tot": write_day(scene.local(unfinished_since(dossier) + KEPT).date()),
        "sinds": write_day(scene.local(dossier.news_at or dossier.touched_at).date()),
        "beloofd": _promised(scene, dossier),
        "wacht_op": awaited(dossier, scene.knowledge),
        "status": dossier.status,
        "zou_contact": any(slot.end <= scene.now for slot in dossier.slots),
        "dag": write_day(day) if day else "",
        "eerst": _earlier(scene, dossier),
        "weg": scene.owner_name(dossier) if away else "",
        "weg_tot": write_day(away.leave.last) if away else "",
        "telefoon": scene.knowledge.municipality.phone,
        "eerder_gezegd": dossier.no_news_said,
        "aan_zet": dossier.move,
        "beantwoord": bool(dossier.answers),
        "afspraken": in_a_sentence(_late(scene, dossier), scene, for_staff=True),
        "afspraakdag": "",
        **_term(scene, dossier, seq),
    }


def for_resident(scene: Scene, dossier: Dossier, seq: int) -> dict[str, object]:
    """The same, for what the reminder was counted from: a term, or a day that was agreed."""
    own = agreed_by(scene, dossier, seq)
    return {
        **values(scene, dossier, seq),
        "afspraken": in_a_sentence(own, scene, for_staff=False),
        "afspraakdag": write_day(own[0].by) if own else "",
    }


def agreed_by(scene: Scene, dossier: Dossier, seq: int) -> list[Agreement]:
    """What the resident does by the day that a reminder was counted from."""
    mine = of_resident(dossier)
    return [a for a in mine if int(term_moment(a.by, scene.knowledge).timestamp()) == seq]


def _late(scene: Scene, dossier: Dossier) -> list[Agreement]:
    """What others would have done by now."""
    return [one for one in of_others(dossier) if one.by < scene.today]


def _promised(scene: Scene, dossier: Dossier) -> str:
    """The day by which somebody would speak with the resident; after that the newest promise."""
    first = dossier.promised_by if dossier.spoken_at is None else None
    told = first or dossier.next_date
    return write_day(scene.local(told).date()) if told else ""


def _earlier(scene: Scene, dossier: Dossier) -> str:
    """The name of whoever had it before."""
    earlier = dossier.helped_before[-1:]
    return "".join(scene.knowledge.team[m].name for m in earlier if m in scene.knowledge.team)


def term_of(scene: Scene, dossier: Dossier, seq: int | None) -> date | None:
    """The term that a reminder was counted from, else the first one."""
    terms = open_terms(dossier, scene.knowledge, scene.now)
    counted = (day for day in terms if int(term_moment(day, scene.knowledge).timestamp()) == seq)
    return next(counted, next(iter(terms), None))


def _term(scene: Scene, dossier: Dossier, seq: int | None) -> dict[str, object]:
    """What is to be done by which day."""
    terms = open_terms(dossier, scene.knowledge, scene.now)
    day = term_of(scene, dossier, seq)
    if day is None:
        return {"doe": "", "termijn": "", "over": ""}
    left = scene.knowledge.calendar.working_days_between(scene.today, day)
    return {
        "doe": together(terms[day], scene.plan(dossier)),
        "termijn": write_day(day),
        "over": write_working_days(left),
    }
